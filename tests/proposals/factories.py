"""Rounds, plans and people as tests need them; made by the services, so that what a test stands on can really come about."""

import itertools
from datetime import datetime, timedelta

from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.refs import new_ref
from policylab.directory.enums import OrganisationKind, OrganisationStatus, Role
from policylab.directory.models import Membership, Organisation
from policylab.territories.enums import Scale
from policylab.territories.models import Territory
from proposals import services
from proposals.enums import Act, Co, Verdict
from proposals.models import Answer, Commitment, Proposal, Round, Version, Window
from tests.policylab.accounts.factories import with_second_factor

numbers = itertools.count(1)
DAY = timedelta(days=1)
TEXTS = {
    "title": "Un atelier partagé dans la Médina",
    "need": "Les femmes qui démarrent une activité n’ont ni machine ni photo.",
    "service": "Deux après-midi et une soirée par semaine, sans rendez-vous.",
    "roles": "La ville prête la salle, la coopérative tient l’atelier.",
    "resources": "Trois machines, 26 heures par semaine.",
    "success": "120 femmes accompagnées dans l’année.",
    "language": "fr",
}


def person(name: str = "", **fields) -> User:
    n = next(numbers)
    return User.objects.create_user(f"participant{n}@example.org", display_name=name or f"Participant {n}", **fields)


def people(number: int, **fields) -> list[User]:
    """So many at once: what a test needs a crowd for is seldom how each of them signed up."""
    names = [next(numbers) for _turn in range(number)]
    made = [
        User(
            email=f"participant{n}@example.org", display_name=f"Participant {n}", password="!", **fields
        )  # no password
        for n in names
    ]
    return User.objects.bulk_create(made)


def town(code: str = "") -> Territory:
    """A municipality in a country, each code once."""
    country, _new = Territory.objects.get_or_create(code="XX", defaults=_names("Pays", path="XX", scale=Scale.COUNTRY))
    code = code or f"XX-{next(numbers)}"
    names = _names(f"Ville {code}", path=f"XX/{code}", scale=Scale.MUNICIPALITY, parent=country)
    return Territory.objects.get_or_create(code=code, defaults=names)[0]


def organisation(kind: str = OrganisationKind.ASSOCIATION, name: str = "", **fields) -> Organisation:
    """Checked, unless said otherwise."""
    made = _organisation(kind, name, db_now(), {**fields, "territory": fields.get("territory") or town()})
    made.save(force_insert=True)
    return made


def organisations(number: int, kind: str, **fields) -> list[Organisation]:
    """So many at once, in the territory given."""
    now = db_now()
    return Organisation.objects.bulk_create(_organisation(kind, "", now, fields) for _turn in range(number))


def _organisation(kind: str, name: str, now: datetime, fields: dict) -> Organisation:
    facts = {
        "name_fr": name or f"Organisation {next(numbers)}",
        "status": OrganisationStatus.CHECKED,
        "asked_at": now,
        "decided_at": now,
        "what_was_checked": "Statuts lus.",
        **fields,
    }
    return Organisation(kind=kind, **facts)


def member(of: Organisation, role: str = Role.REPRESENTATIVE, user: User | None = None) -> User:
    user = user or person()
    Membership.objects.create(user=user, organisation=of, role=role, started_at=db_now() - DAY)
    return user


def gathering(
    *, closed: tuple[str, ...] = (), upcoming: tuple[str, ...] = (), without: tuple[str, ...] = (), **fields
) -> Round:
    """A round with every window open from yesterday for three days, but for the acts named."""
    asked_by = fields.pop("asked_by", None) or organisation(OrganisationKind.MUNICIPALITY, "Ville de Tunis")
    round = services.open_round(asked_by=asked_by, territory=fields.pop("territory", None) or asked_by.territory)
    now = db_now()
    spans = {
        act: _span("after" if act in closed else "before" if act in upcoming else "during", now) for act in Act.values
    }
    Window.objects.bulk_create(
        Window(round=round, act=act, opens_at=opens, closes_at=closes)
        for act, (opens, closes) in spans.items()
        if act not in without
    )
    return round


def move(round: Round, *acts: str, to: str) -> Round:
    """Set windows so that now is `before`, `during` or `after` them."""
    opens, closes = _span(to, db_now())
    for act in acts or Act.values:
        Window.objects.update_or_create(round=round, act=act, defaults={"opens_at": opens, "closes_at": closes})
    return Round.objects.get(pk=round.pk)


def _span(to: str, now: datetime) -> tuple[datetime, datetime]:
    """Three days that lie `before`, `during` or `after` what is tested."""
    opens = now + {"before": DAY, "during": -DAY, "after": -4 * DAY}[to]
    return opens, opens + 3 * DAY


def draft(
    author: User | None = None, round: Round | None = None, in_name_of: Organisation | None = None, **texts
) -> Proposal:
    author = author or (member(in_name_of) if in_name_of else person())
    return services.draft_proposal(
        user=author, round=round or gathering(), texts={**TEXTS, **texts}, key=new_ref(), organisation=in_name_of
    )


def published(
    author: User | None = None, round: Round | None = None, in_name_of: Organisation | None = None, **texts
) -> Proposal:
    proposal = draft(author, round, in_name_of, **texts)
    services.publish_proposal(user=proposal.author, proposal=proposal)
    return Proposal.objects.get(pk=proposal.pk)


def rewrite(proposal: Proposal, **texts) -> Proposal:
    """Change the draft, without publishing it."""
    draft = proposal.draft
    services.save_draft(user=proposal.author, proposal=proposal, edition=draft.edition, texts=texts)
    return Proposal.objects.get(pk=proposal.pk)


def revised(proposal: Proposal | None = None, what_changed: str = "Horaires du soir", **texts) -> Version:
    """A plan at one version more."""
    proposal = rewrite(proposal or published(), **(texts or {"service": f"Du lundi au samedi. {next(numbers)}"}))
    return services.revise_proposal(user=proposal.author, proposal=proposal, what_changed=what_changed)


def supported(proposal: Proposal | None = None, times: int = 1) -> Proposal:
    proposal = proposal or published()
    for _turn in range(times):
        services.support_proposal(user=person(), proposal=proposal)
    return Proposal.objects.get(pk=proposal.pk)


def committed(
    proposal: Proposal | None = None, in_name_of: Organisation | None = None, co: str = Co.DELIVERY, **fields
) -> Commitment:
    user = fields.pop("user", None) or (member(in_name_of) if in_name_of else person())
    facts = {"what": "Douze heures de permanence par semaine", "language": "fr", **fields}
    return services.make_commitment(
        user=user, proposal=proposal or published(), co=co, organisation=in_name_of, **facts
    )


def _names(name: str, **fields) -> dict:
    return {**{f"name_{code}": name for code in ("ar", "en", "es", "fr", "it")}, **fields}


def withdrawn(proposal: Proposal | None = None) -> Proposal:
    proposal = proposal or published()
    return services.withdraw_proposal(user=proposal.author, proposal=proposal)


def officer(of: Organisation) -> User:
    """With the second factor an officer needs."""
    return with_second_factor(member(of, Role.OFFICER))


REASON = "La Ville prête la salle et paie le gardien jusqu’en juin."


def answered(
    proposal: Proposal | None = None, verdict: str = Verdict.ADOPTED, user: User | None = None, **fields
) -> Answer:
    """The plans of its round stand still from then on."""
    proposal = proposal or published()
    move(proposal.round, to="after")
    facts = {"reason": REASON, "language": "fr", **fields}
    user = user or officer(proposal.round.asked_by)
    return services.answer_proposal(user=user, proposal=proposal, verdict=verdict, **facts)


def adopted(proposal: Proposal | None = None) -> Proposal:
    """A plan that is carried out: it may have a charter, and be delivered."""
    return Proposal.objects.get(pk=answered(proposal).proposal_id)
