"""What answers put into the slots of core: the trail, search, the tab, what a body did, one's own data."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext, pgettext_lazy

from policylab.core import dates, registries
from policylab.core.keys import key_of
from policylab.core.loop import DECIDE

from .answers import answers_to, maybe_answered
from .models import Answer, Proposal


def answer_url(plan: Proposal) -> str:
    return reverse("proposals:answer", args=[plan.ref])


TAB = registries.Tab(
    "answer", pgettext_lazy("of an authority", "Answer"), answer_url, 15, lambda plan, user: plan.verdict is not None
)


def trail_of_plans(plans: Sequence[Proposal]) -> dict[Proposal, list[registries.TrailLink]]:
    """What the authority answered, as it stands."""
    if not (plans := maybe_answered(plans)):
        return {}
    known = answers_to(plans)
    return {plan: [_link(plan, known[plan.pk].current)] for plan in plans if plan.pk in known}


def _link(plan: Proposal, answer: Answer) -> registries.TrailLink:
    note = dates.write(answer.answered_at, "date")
    title = _("%(body)s: %(verdict)s") % {"body": answer.organisation.name, "verdict": answer.get_verdict_display()}
    return registries.TrailLink(DECIDE, pgettext("of an authority", "Answer"), title, answer_url(plan), note)


def documents(answers: Iterable[Answer] | None = None) -> Iterator[registries.Document]:
    """The answer that stands to each plan; those it replaced are read there, and no longer found."""
    rows = Answer.objects.current().filter(proposal__isnull=False)
    if answers is not None:
        rows = rows.filter(pk__in=[answer.pk for answer in answers])
    rows = rows.select_related("proposal__current", "proposal__round__territory").order_by("pk")
    for answer in rows.prefetch_related("proposal__themes").iterator(chunk_size=500):
        yield _document(answer)


def _document(answer: Answer) -> registries.Document:
    plan: Any = answer.proposal
    with override(answer.language):
        url = answer_url(plan)
    return registries.Document(
        key=key_of(answer),
        language=answer.language,
        kind="answer",
        title=plan.current.title,
        body=answer.reason,
        url=url,
        territory=plan.round.territory.path,
        themes=tuple(theme.slug for theme in plan.themes.all()),
        published_at=answer.answered_at,
    )


def deeds_of(organisations: Sequence[Any]) -> dict[Any, list[registries.Deed]]:
    """The plans a town hall answered, the newest first."""
    known = {body.pk: body for body in organisations}
    found: dict[Any, list[registries.Deed]] = {body: [] for body in organisations}
    rows = Answer.objects.current().filter(organisation__in=list(known), proposal__isnull=False)
    rows = rows.select_related("proposal__current").order_by("-answered_at", "-pk")
    for answer in rows[: registries.DEEDS_AT_MOST * len(known)]:
        found[known[answer.organisation_id]].append(_deed(answer))
    return {body: deeds[: registries.DEEDS_AT_MOST] for body, deeds in found.items() if deeds}


def _deed(answer: Answer) -> registries.Deed:
    plan: Any = answer.proposal
    kind, text = _("Plans it answered"), plan.current
    note = answer.get_verdict_display()
    return registries.Deed(DECIDE, kind, text.title, answer_url(plan), answer.answered_at, note, text.language)


def data_of(user: Any) -> list[dict[str, Any]]:
    """What a person answered for a body, for the download of one's data."""
    rows = Answer.objects.filter(answered_by_id=user.pk).order_by("answered_at")
    return list(
        rows.values("ref", "organisation__ref", "proposal__ref", "verdict", "reason", "language", "answered_at")
    )


def fill_slots() -> None:
    registries.add_trail(Proposal, trail_of_plans)
    registries.add_tab(Proposal, TAB)
    registries.search_sources["proposals.answer"] = documents
    registries.kind_names["answer"] = Answer._meta.verbose_name
    registries.deeds["answers"] = deeds_of
    registries.personal_data["answers"] = data_of
