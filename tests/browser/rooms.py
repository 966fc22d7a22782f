"""Pages of the demo behind the door, and who may open them; consultations in each of their moments."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation

from consultations.enums import PhaseKind
from consultations.models import Consultation
from consultations.questionnaires.enums import QuestionnaireStatus
from consultations.questionnaires.models import Questionnaire
from consultations.votes.enums import RollKind, VoteStatus
from consultations.votes.models import Vote
from policylab.accounts.models import User
from policylab.directory.enums import Role
from policylab.residents.enums import Voice
from proposals.models import Proposal
from tests.load.addresses import page_types


@dataclass(frozen=True)
class Room:
    """`who` is nobody, or the address of an account of the demo."""

    name: str
    path: str
    who: str = ""


def rooms(language: str) -> list[Room]:
    """Every type of page once: what anybody reads, then what one sees of one's own, then the desks of those who answer."""
    with translation.override(language):
        found = [Room(name, path) for name, path in page_types(language).items()]
        found += [
            *moments(),
            *own(),
            *desk_of_a_plan(),
            *desk_of_a_round(),
            *votes(),
            *desk_of_a_questionnaire(),
            *checking(),
        ]
        return found


def moments() -> list[Room]:
    """Upcoming, open, voting, decided, overdue: whatever the demo tells."""
    every = Consultation.objects.public().order_by("pk")
    return [
        Room(f"consultation {number}", reverse("consultations:detail", args=[one.ref]))
        for number, one in enumerate(every, 1)
    ] + [Room("parts to play", reverse("demo:parts"))]


def own() -> list[Room]:
    address = "officer@demo.invalid"
    names = ["home:front", "accounts:home", "accounts:profile", "accounts:delete", "mfa_index"]
    names += ["usersessions_list", "account_logout", "directory:mine", "proposals:mine", "consultations:mine"]
    names += ["consultations:begin", "notices:list", "notices:mails", "residents:about_me"]
    plan = Proposal.objects.standing().order_by("pk").first()
    followed = Room("following", reverse("notices:follow", args=["plans", plan.ref]), "citizen@demo.invalid")
    support = Room("supporting", reverse("proposals:support", args=[plan.ref]), "citizen@demo.invalid")
    places = {name: "/" + translation.get_language() + "/" if name == "home:front" else reverse(name) for name in names}
    return [Room(f"own {name}", path, address) for name, path in places.items()] + [followed, support]


def officer_of(consultation: Consultation) -> str:
    seats = consultation.organisation.memberships.filter(role=Role.OFFICER, ended_at=None)
    return User.objects.get(pk=seats.first().user_id).email


def desk_of_a_plan() -> list[Room]:
    """Answering, promising, measuring, and what became of it told as a case."""
    plan = Proposal.objects.filter(charter__isnull=False, milestones__isnull=False).first()
    officer = officer_of(plan.round.consultation)
    milestone, indicator = plan.milestones.filter(done_on=None).first(), plan.indicators.first()
    desks = {
        "write an answer": ("proposals:write_answer", []),
        "write a charter": ("charters:write", []),
        "confirm a charter": ("charters:publish", []),
        "sign a charter": ("charters:sign", []),
        "promise": ("delivery:promise", []),
        "tick": ("delivery:tick", [milestone.ref]),
        "move": ("delivery:move", [milestone.ref]),
        "explain": ("delivery:explain", [milestone.ref]),
        "an indicator": ("delivery:add_indicator", []),
        "measure": ("delivery:measure", [indicator.ref]),
    }
    made = [Room(name, reverse(route, args=[plan.ref, *more]), officer) for name, (route, more) in desks.items()]
    return [*made, Room("make a case", reverse("home:make_case", args=[plan.ref]), "editor@demo.invalid")]


def desk_of_a_round() -> list[Room]:
    """The steps of a consultation and of its vote."""
    vote = Vote.objects.exclude(status=VoteStatus.COUNTED).first()
    at = vote.phase.consultation
    steps = ["languages", "asked", "people", "when", "check"]
    made = [Room(f"step {step}", reverse(f"consultations:{step}", args=[at.ref]), officer_of(at)) for step in steps]
    voter = vote.roll.filter(user__isnull=False, has_voted=False).first().user.email
    ended = Vote.objects.filter(status=VoteStatus.COUNTED).first().phase.consultation
    answering = Room("answer a round", reverse("consultations:write_answer", args=[ended.ref]), officer_of(ended))
    return [*made, answering, Room("ballot", reverse("votes:ballot", args=[at.ref, "me"]), voter)]


def votes() -> list[Room]:
    """Preparing one and rehearsing it; the choice between two colleges; each result, and what comes after the count."""
    every = Vote.objects.select_related("phase__consultation").order_by("pk")
    being_prepared = every.filter(status=VoteStatus.PREPARED).last().phase.consultation
    steps = ["prepare", "paper", "rule", "roll", "open"]
    found = [_of_a_vote(step, being_prepared, officer_of(being_prepared)) for step in steps]
    found.append(_of_a_vote("rehearse_ballot", being_prepared, officer_of(being_prepared), "citizen"))
    open_to_all = every.get(status=VoteStatus.OPENED, roll_kind=RollKind.OPEN).phase.consultation
    found.append(_of_a_vote("college", open_to_all, "representative@demo.invalid"))
    counted = every.filter(status=VoteStatus.COUNTED)
    found += [_of_a_vote("result", vote.phase.consultation) for vote in counted]
    found.append(_of_a_vote("minutes", counted.exclude(certification=None).last().phase.consultation))
    waiting = counted.filter(certification=None, annulment=None).first().phase.consultation
    return found + [_of_a_vote(act, waiting, officer_of(waiting)) for act in ("certify", "annul")]


def _of_a_vote(name: str, at: Consultation, who: str = "", *more: str) -> Room:
    return Room(f"vote {name} of {at.ref}", reverse(f"votes:{name}", args=[at.ref, *more]), who)


def desk_of_a_questionnaire() -> list[Room]:
    """Writing it, printing it, typing in a paper, filling it in; coding what is counted; where residents are checked."""
    found = Questionnaire.objects.select_related("phase__consultation").order_by("pk")
    at = found.filter(status=QuestionnaireStatus.OPENED).first().phase.consultation
    done = found.filter(status=QuestionnaireStatus.COUNTED).first()
    text = done.codes.order_by("pk").first().question
    names = ["prepare", "intro", "check", "preview", "paper", "sheets", "enter"]
    made = [
        Room(f"questionnaire {name}", reverse(f"questionnaires:{name}", args=[at.ref]), officer_of(at))
        for name in names
    ]
    first = at.phases.get(kind=PhaseKind.ASK).questionnaire.wordings.last().definition["pages"][0]["key"]
    counted = done.phase.consultation
    coding = reverse("questionnaires:coding", args=[counted.ref, text])
    checked = Consultation.objects.exclude(voice=Voice.EMAIL).order_by("pk").first()
    return [
        *made,
        Room("fill in", reverse("questionnaires:fill", args=[at.ref, "me", first])),
        Room("coding", coding, officer_of(counted)),
        Room(
            "register, cards and desk", reverse("residents:town", args=[checked.organisation.ref]), officer_of(checked)
        ),
    ]


def checking() -> list[Room]:
    names = ["directory:checks", "health"]
    return [Room(name, reverse(name), "admin@demo.invalid") for name in names]
