"""A town where a consultation was opened on a note, three plans were put to the vote and counted: the answers are due."""

import io
from dataclasses import dataclass

from django.core.management import call_command

from consultations.models import Consultation
from consultations.votes import services as voting
from consultations.votes.models import RollEntry
from home.models import PolicyNotePage
from policylab.directory.enums import OrganisationKind
from policylab.directory.models import Organisation
from policylab.territories.enums import Scale
from proposals.models import Proposal
from search.services import refresh_documents
from tests.consultations import factories
from tests.home import factories as pages
from tests.proposals.factories import committed, published

from .town import Town, body, place, voice_of

WORDS = {
    "fr": {
        "note": "Le lieu municipal et les coopératives",
        "title": "Quel lieu pour les coopératives de la Médina ?",
        "asked": "Que faut-il ouvrir, et qui le tient ?",
        "promised": "Une réponse motivée à chaque plan.",
        "plan": "Un atelier tenu par trois coopératives",
        "other": "Un marché du soir",
    },
    "ar": {
        "note": "فضاء البلديات والتعاونيات",
        "title": "أي فضاء تفتحه البلديات في المدينة العتيقة؟",
        "asked": "ماذا نفتح، ومن يتولاه؟",
        "promised": "جواب معلّل على كل خطة.",
        "plan": "ورشة مشتركة بين البلديات والتعاونيات",
        "other": "سوق مسائية",
    },
}


@dataclass
class Decided:
    note: PolicyNotePage  # in French, and translated
    consultation: Consultation
    plan: Proposal  # adopted by the vote
    other: Proposal


def build(town: Town, language: str) -> Decided:
    """The plans are written in `language`; note and consultation are told in both."""
    words = WORDS[language]
    note = pages.note(WORDS["fr"]["note"])
    pages.translated(note, "ar", WORDS["ar"]["note"])
    texts = {code: {part: told[part] for part in ("title", "asked", "promised")} for code, told in WORDS.items()}
    found = factories.opened("propose", by=town.officer, of=town.hall, source_page=note, texts=texts)
    first, second = town.cooperatives[:2]
    plan = published(voice_of(first), found.round, in_name_of=first, title=words["plan"], language=language)
    other = published(voice_of(second), found.round, in_name_of=second, title=words["other"], language=language)
    for giver in (second, town.departments[0]):
        committed(plan, giver, user=voice_of(giver), language=language)
    _vote(town, found, [plan, other])
    _elsewhere()
    return Decided(note, Consultation.objects.get(pk=found.pk), plan, other)


def _elsewhere() -> None:
    """A cooperative in another country, so that there are places to choose from; factories leave search to us."""
    country = place("PS", None, Scale.COUNTRY, "Palestine", "فلسطين")
    body(OrganisationKind.COOPERATIVE, "Coopérative de Naplouse", "تعاونية في خدمة البلديات", country)
    refresh_documents(objects=list(Organisation.objects.all()))


def _vote(town: Town, found: Consultation, plans: list[Proposal]) -> None:
    """Everybody approves of the first plan."""
    vote = voting.prepare_vote(user=town.officer, consultation=found, versions=[plan.current for plan in plans])
    voting.set_roll(user=town.officer, vote=vote, organisations=[*town.departments, *town.cooperatives])
    voting.open_vote(user=town.officer, vote=vote)
    factories.moved(found, "vote")
    for entry in RollEntry.objects.filter(vote=vote).select_related("organisation", "user", "vote"):
        voter = entry.user or voice_of(entry.organisation)
        if entry.college == "public":
            voting.cast_named_vote(user=voter, entry=entry, choices=["A"], reason="")
        else:
            handed = voting.hand_out_code(entry=entry)
            voting.cast_ballot(user=voter, entry=entry, choices=["A"], code=handed.code, signature=handed.signature)
    factories.moved(found, "answer")
    call_command("run_due", "--once", stdout=io.StringIO())
