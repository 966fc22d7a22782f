"""What charters put into the slots of the packages below: trail, tab, panel, search, notices, what bodies did, one's own data."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from policylab.core import dates, registries
from policylab.core.keys import key_of
from policylab.core.loop import DELIVER
from policylab.notices.sentences import notice_kinds, notice_sentences
from proposals.answers import maybe_answered
from proposals.intents import on_plan
from proposals.models import Proposal
from proposals.panel import panel_sources
from proposals.parties import party_sources
from proposals.waiting import bodies_to_act_for

from . import telling, waiting
from .models import Charter, CharterVersion, Signature
from .panel import charter_panel
from .selectors import public_charter, public_charters, signers_of


def charter_url(plan: Proposal) -> str:
    return reverse("charters:detail", args=[plan.ref])


def shows_tab(plan: Any, user: Any) -> bool:
    """Only an answered plan can have a charter, so the others' pages ask nothing."""
    return bool(maybe_answered([plan])) and public_charter(plan) is not None


def trail_of_plans(plans: Sequence[Proposal]) -> dict[Proposal, list[registries.TrailLink]]:
    if not (plans := maybe_answered(plans)):
        return {}
    known = public_charters(plans)
    return {plan: [_link(plan, known[plan.pk])] for plan in plans if plan.pk in known}


def _link(plan: Proposal, charter: Any) -> registries.TrailLink:
    count, text = charter.signed, charter.current
    note = ngettext("signed by %(count)s organisation", "signed by %(count)s organisations", count) % {"count": count}
    return registries.TrailLink(
        DELIVER,
        _("Charter"),
        text.title,
        charter_url(plan),
        note if count else _("not signed yet"),
        language=text.language,
    )


def documents(charters: Iterable[Charter] | None = None) -> Iterator[registries.Document]:
    """The newest version of every charter that is published."""
    rows = Charter.objects.public()
    if charters is not None:
        rows = rows.filter(pk__in=[charter.pk for charter in charters])
    rows = rows.select_related("current", "proposal__round__territory").prefetch_related("proposal__themes")
    for charter in rows.order_by("pk").iterator(chunk_size=500):
        yield _document(charter)


def _document(charter: Any) -> registries.Document:
    text, plan = charter.current, charter.proposal
    with override(text.language):
        url = charter_url(plan)
    return registries.Document(
        key=key_of(charter),
        language=text.language,
        kind="charter",
        title=text.title,
        body=text.text,
        url=url,
        territory=plan.round.territory.path,
        themes=tuple(theme.slug for theme in plan.themes.all()),
        published_at=text.published_at,
    )


def deeds_of(organisations: Sequence[Any]) -> dict[Any, list[registries.Deed]]:
    """The charters a body signed, each once, under the newest version it signed; one it left says so."""
    known = {body.pk: body for body in organisations}
    found: dict[Any, dict[int, registries.Deed]] = {body: {} for body in organisations}
    rows = Signature.objects.filter(organisation__in=list(known)).select_related("version__charter__proposal")
    for signature in rows.order_by("-signed_at", "-pk")[: registries.DEEDS_AT_MOST * len(known)]:
        found[known[signature.organisation_id]].setdefault(signature.version.charter_id, _deed(signature))
    return {body: list(deeds.values())[: registries.DEEDS_AT_MOST] for body, deeds in found.items() if deeds}


def _deed(signature: Signature) -> registries.Deed:
    version = signature.version
    url = charter_url(version.charter.proposal)
    note = signature.get_capacity_display()
    if signature.withdrawn_at:
        note = _("withdrawn on %(when)s") % {"when": dates.write(signature.withdrawn_at, "date")}
    return registries.Deed(
        DELIVER, _("Charters it signed"), version.title, url, signature.signed_at, note, version.language
    )


def data_of(user: Any) -> dict[str, Any]:
    """What a person published and signed for a body, for the download of one's data. It stays when the account goes."""
    signed = Signature.objects.filter(signed_by_id=user.pk).order_by("signed_at")
    written = CharterVersion.objects.filter(published_by_id=user.pk).order_by("published_at")
    return {
        "signed": list(
            signed.values(
                "organisation__ref", "version__charter__proposal__ref", "version__number", "digest", "capacity",
                "office", "signed_at", "withdrawn_at", "reason",
            )
        ),
        "published": list(written.values("charter__proposal__ref", "number", "published_at")),
    }  # fmt: skip


def fill_slots() -> None:
    registries.add_trail(Proposal, trail_of_plans)
    registries.add_tab(Proposal, registries.Tab("charter", gettext_lazy("Charter"), charter_url, 50, shows_tab))
    registries.search_sources["charters.charter"] = documents
    registries.kind_names["charter"] = Charter._meta.verbose_name
    registries.intents["charters:sign"] = on_plan(lambda: _("Sign in to sign the charter of «%(title)s»"))
    registries.deeds["charters"] = deeds_of
    registries.add_waiting("charters", waiting.charters_awaited, bodies_to_act_for)
    registries.personal_data["charters"] = data_of
    notice_sentences.update(telling.SENTENCES)
    notice_kinds.update(telling.KINDS)
    if charter_panel not in panel_sources:
        panel_sources.append(charter_panel)
    if signers_of not in party_sources:
        party_sources.append(signers_of)
