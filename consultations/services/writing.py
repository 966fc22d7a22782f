"""The first three steps: what is asked and promised, who takes part, when. Each can be left and taken up again.

`edition` is the one the form was made from: when a colleague saved since, Stale carries what stands now.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from wagtail.models import Page

from consultations.enums import WINDOW_PHASES, ConsultationStatus, PhaseKind
from consultations.examples import Example
from consultations.models import CollegeTakingPart, Consultation, ConsultationText, Phase
from consultations.permissions import can_begin_consultation, can_edit_consultation
from consultations.schedule import Span, faults_of, usual_schedule, weekend_of
from consultations.voices import voices_for
from consultations.windows import windows_for
from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.errors import Refused, Stale
from policylab.directory.enums import College
from policylab.directory.models import Organisation
from policylab.residents.enums import Voice
from policylab.territories.models import Territory
from policylab.themes.models import Theme
from proposals.services import open_round, set_windows

# function(draft, what the example's `questionnaire` says): rooms lay their part of an example.
example_parts: list[Callable[[Consultation, Mapping[str, Any]], None]] = []


@transaction.atomic
def begin_consultation(
    *,
    user: User,
    organisation: Organisation,
    source_page: Page | None = None,
    key: str = "",
    language: str = "fr",
    example: Example | None = None,
) -> Consultation:
    """A draft. `key` comes with the form and becomes its address: the same form sent twice makes one draft.

    `example`: one of the usual kinds, whose words, promise, colleges and dates it begins with.
    """
    # The body's row is held, so that a double press finds what the first one made.
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not can_begin_consultation(user, organisation):
        raise PermissionDenied
    known = Consultation.objects.filter(ref=key).first() if key else None
    if known:
        if known.organisation_id != organisation.pk:
            raise PermissionDenied
        return known
    draft = _new_draft(user, organisation, source_page=source_page, language=language, **({"ref": key} if key else {}))
    if example:
        _lay_example(draft, example)
    return draft


def _new_draft(user: User, organisation: Organisation, *, source_page: Page | None, **given: Any) -> Consultation:
    """Of the body's own place until another is chosen, about what its page is about."""
    facts = {"created_by": user, "created_at": db_now(), "source_page": source_page, **given}
    draft = Consultation.objects.create(organisation=organisation, territory=organisation.territory, **facts)
    draft.themes.set(_themes_of(source_page))
    return draft


def _lay_example(draft: Consultation, example: Example) -> None:
    """In the officer's language alone: words to be changed are not to be changed five times."""
    words = example.said(draft.language)
    draft.level = example.level
    draft.texts.create(language=draft.language, title=words.title, asked=words.asked, promised=words.promised)
    for college in example.colleges:
        CollegeTakingPart.objects.create(consultation=draft, college=college)
    lay_schedule(draft, usual_schedule(draft.created_at, weekend_of(draft.organisation.territory), example.days))
    draft.save()
    for lay in example_parts:
        lay(draft, example.questionnaire)


def _themes_of(page: Page | None) -> list[Theme]:
    """A page that knows what it is about hands it on; pages are home's, above us, so it is asked for by name."""
    themes = getattr(page.specific, "themes", None) if page else None
    return list(themes.all()) if themes is not None else []


@transaction.atomic
def save_asked(
    *,
    user: User,
    consultation: Consultation,
    edition: int,
    level: str,
    texts: Mapping[str, Mapping[str, str]],
    themes: Iterable[Theme] | None = None,
) -> Consultation:
    """What is asked and promised: {language: {title, asked, promised}}; a language without a title is taken out.

    `themes`: what it is about; None leaves them as they are.
    """
    consultation = locked_draft(user, consultation)
    kept = {language: words for language, words in texts.items() if words.get("title")}
    require_edition(consultation, edition)
    if not kept:
        raise Refused(_("Give the consultation a title in at least one language."))
    consultation.level = level
    if consultation.language not in kept:
        consultation.language = next(iter(kept))
    consultation.texts.exclude(language__in=kept).delete()
    for language, words in kept.items():
        ConsultationText.objects.update_or_create(consultation=consultation, language=language, defaults=dict(words))
    if themes is not None:
        consultation.themes.set(themes)
    return _saved(consultation)


@transaction.atomic
def save_people(
    *,
    user: User,
    consultation: Consultation,
    edition: int,
    territory: Territory,
    colleges: Iterable[str],
    voice: str = Voice.EMAIL,
) -> Consultation:
    """Who takes part: the people of a place within the body's own, the colleges, and what makes sure that people live there."""
    consultation = locked_draft(user, consultation)
    require_edition(consultation, edition)
    if not Territory.objects.within(consultation.organisation.territory).filter(pk=territory.pk).exists():
        raise Refused(_("Choose a place within the territory of the body that asks."), field="territory")
    wanted = set(colleges)
    if not wanted:
        raise Refused(_("Choose at least one college."), field="colleges")
    if voice not in voices_for(consultation.organisation):
        raise Refused(_("Only a town hall reads in a register, for its own town."), field="voice")
    consultation.territory, consultation.voice = territory, voice
    consultation.colleges.exclude(college__in=wanted).delete()
    for college in (known for known in College.values if known in wanted):
        CollegeTakingPart.objects.get_or_create(consultation=consultation, college=college)
    return _saved(consultation)


@transaction.atomic
def save_schedule(
    *, user: User, consultation: Consultation, edition: int, schedule: Mapping[str, Span]
) -> Consultation:
    """When: the round with its windows for writing and discussing, and the dates of the other phases."""
    consultation = locked_draft(user, consultation)
    require_edition(consultation, edition)
    for field, sentence in faults_of(schedule).items():
        raise Refused(sentence, field=field)
    lay_schedule(consultation, schedule)
    return _saved(consultation)


def lay_schedule(consultation: Consultation, schedule: Mapping[str, Span]) -> None:
    """Windows of the round, phases pointing to them, phases with dates of their own. Within a service's transaction."""
    if consultation.round is None:
        territory = consultation.territory or consultation.organisation.territory
        consultation.round = open_round(asked_by=consultation.organisation, territory=territory)
        consultation.save(update_fields=["round"])
    windows = {window.act: window for window in set_windows(round=consultation.round, windows=windows_for(schedule))}
    _drop_phases(consultation, kept=list(schedule))
    for position, kind in enumerate(PhaseKind):
        if kind not in schedule:
            continue
        opens, closes = (None, None) if kind in WINDOW_PHASES else schedule[kind]
        dates = {"position": position, "opens_at": opens, "closes_at": closes}
        phase, _made = Phase.objects.update_or_create(consultation=consultation, kind=kind, defaults=dates)
        phase.windows.set([window for act, window in windows.items() if act in WINDOW_PHASES.get(kind, ())])


def _drop_phases(consultation: Consultation, kept: list[str]) -> None:
    """Not one in which a room keeps something already."""
    for phase in consultation.phases.exclude(kind__in=kept):
        try:
            with transaction.atomic():
                phase.delete()
        except ProtectedError as protected:
            sentence = _("Something is prepared for “%(phase)s” already: delete it first, or keep its dates.")
            name = {"phase": phase.get_kind_display()}
            raise Refused(sentence % name, field=f"{phase.kind}_opens") from protected


def locked_draft(user: User, consultation: Consultation) -> Consultation:
    """The row, held until the transaction ends; refused to whoever may not write it, or once it is opened."""
    consultation = (
        Consultation.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=consultation.pk)
    )
    if consultation.status != ConsultationStatus.DRAFT and can_begin_consultation(user, consultation.organisation):
        raise Refused(_("This consultation has been opened meanwhile: its words and dates stand now."))
    if not can_edit_consultation(user, consultation):
        raise PermissionDenied
    return consultation


def require_edition(consultation: Consultation, edition: int) -> None:
    if consultation.edition != edition:
        raise Stale(
            _("A colleague saved this since you opened the page. Both are shown below; save again to keep yours."),
            consultation,
        )


def _saved(consultation: Consultation) -> Consultation:
    consultation.edition += 1
    consultation.save()
    return consultation
