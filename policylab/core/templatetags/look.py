"""The look in templates: `{% load look %}`.

drawings    icon, star, loop_star, bar, stacked, meter, ornament, patterns
dates       due, when, until, span, wait_words; money; filters number, percent
the loop    step_name
page        menu_entries, account_entries, footer_entries, language_links, page_messages, home_url, demo_url, page_range
sharing     share_of, og_locale
words       direction (auto or rtl)
blocks      section, act, words (each with its end tag)
forms       form_part, form_parts (used by components/field.html and components/form.html)
"""

import re
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from policylab.core import dates, drawing, numbers, page_parts
from policylab.core.form_parts import FormParts, Part
from policylab.core.loop import STEPS
from policylab.core.sharing.short import og_locale, share_of
from policylab.core.zones import zone_words

ARABIC = re.compile("[\u0600-\u06ff]")

register = template.Library()
register.simple_tag(drawing.icon)
register.simple_tag(drawing.star)
register.simple_tag(drawing.loop_star)
register.simple_tag(drawing.bar)
register.simple_tag(drawing.stacked)
register.simple_tag(drawing.meter)
register.simple_tag(drawing.mark)
register.simple_tag(lambda: mark_safe(drawing.ORNAMENT), name="ornament")
register.simple_tag(lambda: mark_safe(drawing.PATTERNS), name="patterns")
register.filter("number", numbers.number)
register.filter("percent", numbers.percent)
register.simple_tag(dates.wait_words)
register.simple_tag(zone_words)
register.simple_tag(page_parts.menu_entries)
register.simple_tag(page_parts.language_links, takes_context=True)
register.simple_tag(page_parts.page_messages, takes_context=True)
register.simple_tag(page_parts.account_entries)
register.simple_tag(page_parts.footer_entries)
register.simple_tag(page_parts.demo_url)
register.simple_tag(page_parts.home_url)
register.simple_tag(page_parts.page_range)
register.simple_tag(share_of, takes_context=True)
register.simple_tag(og_locale)
register.simple_tag(lambda field: Part(field), name="form_part")  # a tag reads the names of a function, not of a class
register.simple_tag(lambda form: FormParts(form), name="form_parts")


@register.filter
def step_name(step: int) -> str:
    """The word of a step of the loop, 1 to 7."""
    return str(STEPS.get(int(step or 0), ""))


@register.simple_tag
def direction(words: Any, language: str = "") -> str:
    """Words know theirs, but for Arabic that begins with a Latin name ("CitESS: …"), which would be turned round by it."""
    return "rtl" if (language or get_language()) == "ar" and ARABIC.search(str(words)) else "auto"


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """What a mapping holds under a key known only here."""
    return mapping.get(key, "") if mapping else ""


@register.simple_tag
def nth(items: Any, position: int) -> Any:
    """The item at a position, or nothing."""
    return items[position] if items and position < len(items) else ""


@register.simple_tag(takes_context=True)
def due(context: dict[str, Any], closes_at: datetime | None, opens_at: datetime | None = None) -> SafeString:
    """What is left until `closes_at`, "Opens in ..." before `opens_at`, "Closed" after; the page's `now` if it has one."""
    now = context.get("now") or timezone.now()
    if opens_at and now < opens_at:
        return format_html('<span class="due soon">{}</span>', dates.time_to_come(opens_at - now))
    if not closes_at:  # a name the page does not know comes as an empty string
        return SafeString("")
    if now >= closes_at:
        return format_html('<span class="due over">{}</span>', _("Closed"))
    return format_html('<span class="due">{}</span>', dates.time_left(closes_at - now))


def _time(moment: date | datetime, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', dates.iso(moment), words)


@register.simple_tag
def when(moment: date | datetime | None, form: str = "full") -> SafeString:
    """An exact date for people and machines; forms: full, day, date, short, moment, hour."""
    return _time(moment, dates.write(moment, form)) if moment else SafeString("")


@register.simple_tag
def until(moment: date | datetime | None, form: str = "full") -> SafeString:
    """A closing date in its sentence."""
    if not moment:
        return SafeString("")
    # Translators: %(when)s begins with the weekday, "Monday 14 December 2026 at 18:00"
    return format_html(_("until %(when)s") % {"when": "{}"}, _time(moment, dates.write(moment, form)))


@register.simple_tag
def money(minor: int | None, currency: str = "TND") -> SafeString:
    """Integer minor units as an amount; apart from its surroundings, so that a Latin code does not turn an Arabic line round."""
    return SafeString("") if minor is None else format_html("<bdi>{}</bdi>", numbers.money(minor, currency))


@register.simple_tag
def span(start: date | datetime | None, end: date | datetime | None) -> SafeString:
    """Two days as one range; one of them alone stands as itself."""
    if not (start and end):
        return when(start or end, "short")
    return format_html('<span class="span">{}</span>', dates.span(start, end))


@register.simple_tag
def college(value: Any, label: str = "") -> SafeString:
    """Who is counted together: shape, pattern and word. `value` is the stored key (PUBLIC, CITIZEN, SSE) or the enum's member."""
    key = str(getattr(value, "value", value)).lower()
    words = label or getattr(value, "label", value)
    return format_html('<span class="col c-{}">{}{}</span>', key, drawing.icon(key), words)


@register.simple_block_tag
def words(content: str) -> SafeString:
    """What stands between, without blanks around: `as name` keeps it, so that a block can be shown twice.

    A blank that holds a French sign to its word stays what it is.
    """
    return SafeString(re.sub(r"[ \t\r\n]+", " ", content).strip(" "))


@register.simple_block_tag
def section(content: str, title: str, anchor: str = "", note: str = "", full: bool = False) -> SafeString:
    """A gazette section: a thick rule, the name in the margin, the matter beside it. `full` puts the name above."""
    head = format_html("<h2>{}</h2>", title)
    if note:
        head = format_html('<header>{}<p class="small">{}</p></header>', head, note)
    return format_html(
        '<section class="sec{}"{}>{}<div class="cq stack">{}</div></section>',
        " full" if full else "", format_html(' id="{}"', anchor) if anchor else "", head, content,
    )  # fmt: skip


@register.simple_block_tag
def act(content: str, title: str) -> SafeString:
    """The night panel around matter of your own (a form, a list); components/act.html draws the usual one."""
    head = format_html('<h2 id="act-title">{}</h2>', title)
    return format_html(
        '<section class="act" aria-labelledby="act-title">{}{}{}</section>', head, content, mark_safe(drawing.ORNAMENT)
    )
