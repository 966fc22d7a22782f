"""The pages of the site by name, found in whatever the database holds (the demo, or many times the demo)."""

from collections.abc import Callable

from django.urls import reverse
from django.utils import translation


def page_types(language: str = "fr") -> dict[str, str]:
    """{name: address}: one of each type of page that anybody may read."""
    with translation.override(language):
        return {**library(language), **loop(), **kept(), **asking(), **places(), **searches(), **forms()}


def main_pages(language: str = "fr") -> dict[str, str]:
    """The ten a stranger meets first."""
    names = ("front page", "library", "note", "consultations", "consultation", "plans", "plan", "comments", "vote")
    known = page_types(language)
    return {name: known[name] for name in (*names, "organisations")}


def library(language: str) -> dict[str, str]:
    from home.models import HomePage, LibraryPage, TextPage
    from home.selectors.library import KINDS
    from policylab.core.addresses import address_in

    kinds = {"front page": HomePage, "library": LibraryPage, **KINDS, "page about the lab": TextPage}
    found = {}
    for name, model in kinds.items():
        pages = model.objects.live()
        page = pages.filter(locale__language_code=language).first() or pages.first()
        if page:
            found[name] = address_in(page, language)
    return found


def loop() -> dict[str, str]:
    from consultations.models import Consultation
    from consultations.votes.enums import VoteStatus
    from consultations.votes.models import Vote
    from policylab.directory.models import Organisation
    from proposals.models import Proposal

    consultation = Consultation.objects.public().order_by("pk").first()
    plan = Proposal.objects.public().order_by("-comments_count", "pk").first()
    body = Organisation.objects.public().order_by("pk").first()
    vote = Vote.objects.public().exclude(status=VoteStatus.COUNTED).order_by("pk").first()
    asked: list[tuple[str, str, Callable[[], object]]] = [
        ("consultations", "consultations:list", lambda: ()),
        ("consultation", "consultations:detail", lambda: consultation),
        ("plans of a consultation", "consultations:plans", lambda: consultation),
        ("plans", "proposals:list", lambda: ()),
        ("plan", "proposals:detail", lambda: plan),
        ("comments", "proposals:comments", lambda: plan),
        ("commitments", "proposals:commitments", lambda: plan),
        ("versions", "proposals:versions", lambda: plan),
        ("two versions", "proposals:compare", lambda: plan),
        ("vote", "votes:detail", lambda: vote and vote.phase.consultation),
        ("results", "votes:results", lambda: ()),
        ("organisations", "directory:list", lambda: ()),
        ("map of organisations", "directory:map", lambda: ()),
        ("organisation", "directory:detail", lambda: body),
    ]
    chosen = [(name, route, of()) for name, route, of in asked]
    return {name: reverse(route, args=[of.ref] if of else []) for name, route, of in chosen if of is not None}


def kept() -> dict[str, str]:
    """What became of a plan that has a charter, and of all that was asked with it."""
    from proposals.models import Proposal

    plan = Proposal.objects.public().filter(charter__isnull=False).select_related("round").order_by("pk").first()
    if not plan:
        return {}
    rooms = {"answer": "proposals:answer", "charter": "charters:detail", "delivery": "delivery:detail"}
    asked = {"result": "votes:result", "answers": "consultations:answer"}
    asked |= {"report on a consultation": "consultations:report"}
    of_plan = {name: reverse(route, args=[plan.ref]) for name, route in rooms.items()}
    return of_plan | {name: reverse(route, args=[plan.round.consultation.ref]) for name, route in asked.items()}


def asking() -> dict[str, str]:
    """A questionnaire one can fill in, what another one found, and what is handed round about a consultation."""
    from consultations.questionnaires.enums import QuestionnaireStatus
    from consultations.questionnaires.models import Questionnaire

    of_each = {
        "questionnaires:detail": QuestionnaireStatus.OPENED,
        "questionnaires:results": QuestionnaireStatus.COUNTED,
    }
    found = {}
    for route, status in of_each.items():
        one = Questionnaire.objects.filter(status=status).select_related("phase__consultation").order_by("pk").first()
        if one:
            found[route] = reverse(route, args=[one.phase.consultation.ref])
            # What has ended has no more than a sentence there.
            found.setdefault("share kit", reverse("consultations:kit", args=[one.phase.consultation.ref]))
    return found


def places() -> dict[str, str]:
    """The list, and the country of the first body there is."""
    from policylab.directory.models import Organisation

    body = Organisation.objects.public().select_related("territory").order_by("pk").first()
    known = {"places": reverse("home:places")}
    return known | ({"place": reverse("home:place", args=[body.territory.path.partition("/")[0]])} if body else {})


def searches() -> dict[str, str]:
    """For a word of the reader's own language: what is found is then mostly written in it."""
    word = translation.gettext("Municipality")
    asked = {"search": "", "search with results": f"?q={word}", "search without results": "?q=xqzxqz"}
    return {name: reverse("search:page") + query for name, query in asked.items()}


def forms() -> dict[str, str]:
    from proposals.models import Proposal

    plan = Proposal.objects.standing().order_by("pk").first()
    return {
        "door": reverse("account_login"),
        "an organisation asks": reverse("directory:ask"),
        "what to write a plan on": reverse("proposals:begin"),
        "a first step": reverse("proposals:begin_in", args=[plan.round.ref]),
        "a commitment": reverse("proposals:commit", args=[plan.ref]),
        "a comment": reverse("discussion:post", args=["plans", plan.ref]),
    }
