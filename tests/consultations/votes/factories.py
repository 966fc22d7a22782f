"""A town that votes: a consultation with its colleges, three plans on the paper, and people on the roll.

Dates are moved in the rows themselves (`move`), because everything reads the database's clock.
"""

import itertools
from datetime import timedelta

from allauth.mfa.models import Authenticator

from consultations.enums import ConsultationStatus, Level, PhaseKind
from consultations.models import CollegeTakingPart, Consultation, ConsultationText, Phase
from consultations.votes import services
from consultations.votes.models import RollEntry, Vote
from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.directory.enums import College, OrganisationKind, Role
from policylab.directory.models import Membership
from tests.proposals import factories as plans

numbers = itertools.count(1)
DAY = timedelta(days=1)
COLLEGES = (College.PUBLIC, College.CITIZEN, College.SSE)
PUBLIC, SSE = OrganisationKind.PUBLIC_BODY, OrganisationKind.ASSOCIATION


def consultation(colleges=COLLEGES, to="before", **fields) -> Consultation:
    """Opened, run by a municipality with an officer, with a voting phase that now is `before`, `during` or `after`."""
    body = fields.pop("organisation", None) or plans.organisation(OrganisationKind.MUNICIPALITY, "Ville de Tunis")
    officer = officer_of(body)
    facts = {
        "status": ConsultationStatus.OPENED,
        "organisation": body,
        "territory": body.territory,
        "round": plans.gathering(asked_by=body),
        "level": Level.EMPOWER,
        "created_by": officer,
        "created_at": db_now(),
        "opened_at": db_now(),
        **fields,
    }
    made = Consultation.objects.create(**facts)
    ConsultationText.objects.create(consultation=made, language="fr", title="La bibliothèque, le soir ?")
    ConsultationText.objects.create(consultation=made, language="ar", title="المكتبة مساءً؟")
    for college in colleges:
        CollegeTakingPart.objects.create(consultation=made, college=college)
    Phase.objects.create(
        consultation=made, kind=PhaseKind.VOTE, position=3, opens_at=db_now(), closes_at=db_now() + DAY
    )
    move(made, to)
    return made


def officer_of(body) -> User:
    """The officer of a body, second factor included."""
    membership = body.memberships.filter(role=Role.OFFICER).first()
    user = membership.user if membership else plans.member(body, Role.OFFICER)
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": ""}})
    return user


def move(of: Consultation | Vote, to: str) -> None:
    start = {"before": DAY, "during": -DAY, "after": -4 * DAY}[to] + db_now()
    made = of if isinstance(of, Consultation) else of.phase.consultation
    made.phases.filter(kind=PhaseKind.VOTE).update(opens_at=start, closes_at=start + 3 * DAY)


def versions(of: Consultation, number: int = 3):
    return [plans.published(round=of.round, title=f"Plan {next(numbers)}").current for _n in range(number)]


def citizens(of: Consultation, number: int = 12) -> list[User]:
    return plans.people(number, territory=of.territory)


def bodies(of: Consultation, kind: str, number: int) -> list:
    """Each with somebody who speaks for it."""
    made = plans.organisations(number, kind, territory=of.territory)
    started = db_now() - DAY
    Membership.objects.bulk_create(
        Membership(user=user, organisation=body, role=Role.REPRESENTATIVE, started_at=started)
        for user, body in zip(plans.people(number), made, strict=True)
    )
    return made


def prepared(of: Consultation | None = None, *, options=3, public=3, sse=12, adopt_at_most=None) -> Vote:
    """Plans chosen and bodies on the roll; citizens come on it at opening."""
    made = of or consultation()
    officer = officer_of(made.organisation)
    vote = services.prepare_vote(
        user=officer, consultation=made, versions=versions(made, options), adopt_at_most=adopt_at_most
    )
    taking_part = set(made.colleges.values_list("college", flat=True))
    on_the_roll = bodies(made, PUBLIC, public) if College.PUBLIC in taking_part else []
    on_the_roll += bodies(made, SSE, sse) if College.SSE in taking_part else []
    services.set_roll(user=officer, vote=vote, organisations=on_the_roll)
    return vote


def opened(of: Consultation | None = None, *, people=12, to="during", **fields) -> Vote:
    made = of or consultation()
    if College.CITIZEN in made.colleges.values_list("college", flat=True):
        citizens(made, people)
    vote = prepared(made, **fields)
    services.open_vote(user=officer_of(made.organisation), vote=vote)
    move(made, to)
    return again(vote)


def again(vote: Vote) -> Vote:
    return Vote.objects.select_related("phase__consultation__organisation").get(pk=vote.pk)


def entries(vote: Vote, college: str) -> list[RollEntry]:
    return list(
        RollEntry.objects.filter(vote=vote, college=college).select_related(
            "vote__phase__consultation", "user", "organisation"
        )
    )


def speaker(entry: RollEntry) -> User:
    """Who casts for this entry."""
    return entry.user or entry.organisation.memberships.first().user


def cast(entry: RollEntry, choices="", code: str | None = None) -> str:
    """A ballot by the owner of the entry; gives back its code."""
    handed = services.hand_out_code(entry=entry, code=code)
    services.cast_ballot(user=speaker(entry), entry=entry, choices=list(choices), **vars(handed))
    return handed.code


def cast_named(entry: RollEntry, choices="", reason="") -> None:
    services.cast_named_vote(user=speaker(entry), entry=entry, choices=list(choices), reason=reason)


def voted(*, public=("A", "AB", ""), citizen=("A",) * 6 + ("AB",) * 2, sse=("A",) * 8 + ("B",), **fields) -> Vote:
    """An open vote in which these papers were cast."""
    vote = opened(**fields)
    for entry, choices in zip(entries(vote, College.PUBLIC), public, strict=False):
        cast_named(entry, choices, "Parce que.")
    for college, papers in ((College.CITIZEN, citizen), (College.SSE, sse)):
        for entry, choices in zip(entries(vote, college), papers, strict=False):
            cast(entry, choices)
    return vote


def counted(**fields) -> Vote:
    vote = voted(**fields)
    move(vote, "after")
    services.close_vote(vote=vote)
    return again(vote)
