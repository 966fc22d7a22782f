"""What plans put into the slots of core: trail, search, comments, tabs, one's own data. Filled in `apps.ready()`."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from policylab.core import dates, registries
from policylab.core.addresses import address_in
from policylab.core.clock import db_now
from policylab.core.keys import key_of
from policylab.core.loop import PROPOSE, PUBLISH
from policylab.directory.enums import Role
from policylab.directory.models import Membership
from policylab.notices.sentences import notice_kinds, notice_sentences

from . import answer_slots, deeds, intents, report, services, sharing, telling, waiting
from .enums import Act, ProposalStatus
from .models import SECTIONS, Proposal, Round, Window
from .permissions import can_see_proposal
from .sources import public_pages
from .words import why_closed


def plan_url(proposal: Proposal, name: str = "detail") -> str:
    return reverse(f"proposals:{name}", args=[proposal.ref])


# --- trail --------------------------------------------------------------------------------------------------------
def trail_of_plans(plans: Sequence[Proposal]) -> dict[Proposal, list[registries.TrailLink]]:
    """The note or toolkit it comes from, where everybody may read that, and the plan itself. A draft has no trail."""
    shown = [plan for plan in plans if plan.current]
    pages = public_pages(plan.source_page_id for plan in shown if plan.source_page_id)
    return {plan: [*_source_link(pages.get(plan.source_page_id)), _own_link(plan)] for plan in shown}


def _source_link(page: Any) -> list[registries.TrailLink]:
    if page is None:
        return []
    note = (
        _("published on %(date)s") % {"date": dates.write(page.first_published_at, "date")}
        if page.first_published_at
        else ""
    )
    kind = str(page.page_type_display_name)
    return [registries.TrailLink(PUBLISH, kind, page.title, address_in(page), note, language=page.locale.language_code)]


def _own_link(plan: Proposal) -> registries.TrailLink:
    note = _("version %(number)s, %(date)s") % {
        "number": plan.current.number,
        "date": dates.write(plan.current.published_at, "date"),
    }
    return registries.TrailLink(
        PROPOSE, _("Plan"), plan.current.title, plan_url(plan), note, True, plan.current.language
    )


# --- comments -----------------------------------------------------------------------------------------------------
def _find(ref: str) -> Proposal | None:
    return Proposal.objects.public().filter(ref=ref).select_related("current").first()


def why_no_comment(proposal: Proposal, user: Any) -> str:
    """Asked anew each time, also under the lock: dates may have been moved, the plan withdrawn.

    A page has read the clock along with the plan (`plan_page`); a row under the lock has not.
    """
    if proposal.status != ProposalStatus.PUBLISHED:
        return _("This plan was withdrawn; what was said about it stays to be read.")
    return why_closed(proposal.round, Act.COMMENT, getattr(proposal, "instant", None) or db_now())


KEEPERS = (Role.FACILITATOR, Role.OFFICER)


def moderators_of(proposal: Proposal) -> list[int]:
    """Facilitators and officers of the body that asked for plans."""
    asked_by = Round.objects.filter(pk=proposal.round_id).values("asked_by")
    keepers = Membership.objects.current().filter(organisation__in=asked_by, role__in=KEEPERS)
    return list(keepers.values_list("user", flat=True).distinct())


def moderated_by(user: Any, pks: Iterable[str]) -> Iterable[Proposal]:
    """The same for many plans at once."""
    found = Proposal.objects.public().filter(pk__in=pks).select_related("current")
    keeping = Membership.objects.current().filter(user_id=user.pk, role__in=KEEPERS).values("organisation")
    return found if user.is_superuser else found.filter(round__asked_by__in=keeping)


def can_moderate_plan(proposal: Proposal, user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active and user.pk in moderators_of(proposal))


COMMENTS = registries.CommentRule(
    slug="plans",
    find=_find,
    can_read=lambda proposal, user: proposal.current_id is not None and can_see_proposal(user, proposal),
    why_closed=why_no_comment,
    title=lambda proposal: proposal.current.title,
    address=lambda proposal: plan_url(proposal, "comments"),
    can_moderate=can_moderate_plan,
    moderators=moderators_of,
    moderated_by=moderated_by,
    keep_count=lambda proposal, number: services.count_comments(proposal=proposal, count=number),
)


# --- search -------------------------------------------------------------------------------------------------------
def documents(plans: Iterable[Proposal] | None = None) -> Iterator[registries.Document]:
    """The current version of every plan that stands, or of those given; a withdrawn one is still read, no longer found."""
    rows = Proposal.objects.standing()
    if plans is not None:
        rows = rows.filter(pk__in=[plan.pk for plan in plans])
    rows = (
        rows.select_related("current", "round__territory").prefetch_related("themes", "round__windows").order_by("pk")
    )
    for plan in rows.iterator(chunk_size=500):
        yield document_of(plan)


def document_of(plan: Proposal) -> registries.Document:
    text, windows = plan.current, plan.round.windows.all()
    with override(text.language):
        url = plan_url(plan)
    return registries.Document(
        key=key_of(plan),
        language=text.language,
        kind="plan",
        title=text.title,
        body="\n".join(getattr(text, name) for name in SECTIONS),
        url=url,
        territory=plan.round.territory.path,
        themes=tuple(theme.slug for theme in plan.themes.all()),
        opens_at=min((window.opens_at for window in windows), default=None),
        closes_at=plan.round.ended_at or max((window.closes_at for window in windows), default=None),
        published_at=text.published_at,
    )


# --- tabs ---------------------------------------------------------------------------------------------------------
TABS = [
    registries.Tab("text", gettext_lazy("Text"), plan_url, 10),
    registries.Tab(
        "commitments",
        gettext_lazy("Commitments"),
        lambda plan: plan_url(plan, "commitments"),
        20,
        count=lambda plan: plan.commitments_count,
    ),
    registries.Tab(
        "comments",
        gettext_lazy("Comments"),
        lambda plan: plan_url(plan, "comments"),
        30,
        count=lambda plan: plan.comments_count,
    ),
    registries.Tab(
        "versions",
        gettext_lazy("Versions"),
        lambda plan: plan_url(plan, "versions"),
        40,
        count=lambda plan: plan.current.number,
    ),
]


# --- one's own data -----------------------------------------------------------------------------------------------
def data_of(user: Any) -> dict[str, Any]:
    """What is stored here about a person, for the download of one's data."""
    plans = Proposal.objects.filter(author=user).select_related("draft")
    return {
        "drafts": [_words(plan.draft) for plan in plans if hasattr(plan, "draft")],
        "versions": [
            {"plan": text.proposal.ref, "number": text.number, "published_at": text.published_at, **_words(text)}
            for plan in plans.prefetch_related("versions__proposal")
            for text in plan.versions.all()
        ],
        "supports": list(user.supports.values("proposal__ref", "given_at")),
        "commitments": list(
            user.commitments.values("proposal__ref", "co", "what", "made_at", "status", "withdrawn_at")
        ),
    }


def _words(text: Any) -> dict[str, str]:
    return {name: getattr(text, name) for name in ("title", "language", *SECTIONS)}


def forget(user: Any) -> None:
    """Drafts and supports go; published texts and commitments stay, under «former participant»."""
    services.forget_supports(user=user)
    services.forget_drafts(user=user)


def fill_slots() -> None:
    notice_sentences.update(telling.SENTENCES)
    notice_kinds.update(telling.KINDS)
    registries.moments[Window] = ("opens_at", "closes_at")
    registries.add_trail(Proposal, trail_of_plans)
    registries.comment_rules[Proposal] = COMMENTS
    registries.search_sources["proposals.proposal"] = documents
    registries.kind_names["plan"] = Proposal._meta.verbose_name
    registries.add_report(Round, report.chapter)
    registries.shared["p"] = sharing.card_of
    for tab in TABS:
        registries.add_tab(Proposal, tab)
    registries.deeds["plans"] = deeds.plans_written
    registries.deeds["commitments"] = deeds.commitments_made
    registries.personal_data["plans"] = data_of
    registries.erasure["plans"] = forget
    registries.add_waiting("plans", waiting.drafts_of, waiting.plans_to_go_on_with)
    registries.intents.update(intents.INTENTS)
    answer_slots.fill_slots()
