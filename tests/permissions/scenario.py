"""Two towns, everybody who has a part, and three consultations: one before its dates, one during, one after."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.management import call_command
from django.test import Client

from consultations.models import Consultation
from consultations.votes import services as voting
from consultations.votes.models import RollEntry, Vote
from home.models import HomePage, LibraryPage, PolicyNotePage, TextPage
from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.directory.enums import OrganisationKind, OrganisationStatus, Role
from policylab.directory.models import Invitation, Organisation
from policylab.directory.services import invite_member
from policylab.discussion import services as talking
from policylab.discussion.services.posting import edition_of
from policylab.notices.enums import Kind
from policylab.notices.models import Notice
from policylab.notices.tokens import Stop, token_for
from policylab.territories.models import Territory
from proposals.models import Proposal
from tests.consultations import factories as consultations
from tests.consultations.votes import factories as votes
from tests.permissions.asked import questionnaires_at
from tests.permissions.counted import counted_questionnaire
from tests.permissions.delivered import delivered_plan
from tests.permissions.filled import filled_in_at
from tests.permissions.residents import residents_of
from tests.permissions.signed import signed_plan
from tests.permissions.words import MOMENTS, ROLES
from tests.policylab.accounts import factories as accounts
from tests.policylab.directory import factories as directory
from tests.proposals import factories as plans


@dataclass
class Scenario:
    people: dict[str, User] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    objects: dict[str, dict[str, Any]] = field(default_factory=dict)  # moment -> name -> object

    def value(self, name: str, moment: str) -> Any:
        """What stands in an address for a name of the table: the object's reference, or the word itself."""
        found = self.objects[moment].get(name, name)
        return getattr(found, "ref", None) or getattr(found, "pk", None) or found


@dataclass
class Ground:
    """What the three consultations share."""

    people: dict[str, User]
    city: Organisation
    club: Organisation
    roll: list[Organisation]


def build() -> Scenario:
    call_command("run_due", verbosity=0)
    town, elsewhere = plans.town("XX-ici"), plans.town("XX-loin")
    city = plans.organisation(OrganisationKind.MUNICIPALITY, "Ville d’ici", territory=town)
    far = plans.organisation(OrganisationKind.MUNICIPALITY, "Ville de loin", territory=elsewhere)
    club = plans.organisation(OrganisationKind.ASSOCIATION, "Les Ateliers d’ici", territory=town)
    people = people_of(town, elsewhere, city, far, club)
    for number in range(12):
        accounts.person(f"neighbour{number}@example.org", territory=town)
    ground = Ground(people, city, club, [club, *others(votes.SSE, 11, town), *others(votes.PUBLIC, 2, town)])
    accounts.person("citizen@demo.invalid", is_demo=True)
    made = Scenario(people, clients_of(people))
    always = (
        bodies_around(ground)
        | residents_of(people, city)
        | delivered_plan(people, city, club)
        | signed_plan(people, city)
        | counted_questionnaire(people, city)
    )
    made.objects = {moment: always | consultation_at(moment, ground) for moment in MOMENTS}
    note = publish_pages()
    for known in made.objects.values():
        known["note"] = note.translation_key.hex[:10]  # what stands in its short address
    return made


def publish_pages() -> PolicyNotePage:
    """As soon as there is a note, every plan must say which it comes from."""
    front = HomePage.objects.get(locale__language_code="fr")
    for slug in ("how-it-works", "about", "accessibility", "privacy"):
        front.add_child(instance=TextPage(title=slug, slug=slug, locale=front.locale))
    library = LibraryPage.objects.child_of(front).get()
    for slug, live in (("published", True), ("unpublished", False)):
        note = PolicyNotePage(title=slug, slug=slug, live=False, summary="Ce que l’on sait.", locale=front.locale)
        library.add_child(instance=note)
        if live:
            note.save_revision().publish()
            shown = note
    Proposal.objects.update(source_page=note)
    return shown


def bodies_around(ground: Ground) -> dict[str, Any]:
    """What has no moment: the club's member, somebody invited into it, and a body that waits for its check."""
    town, speaker = ground.city.territory, ground.people["representative"]
    member = plans.member(ground.club, Role.MEMBER)
    invite_member(by=speaker, organisation=ground.club, address=ground.people["citizen"].email, role=Role.MEMBER)
    return {
        "city": ground.city,
        "town": town.code,
        "club": ground.club,
        "membership": member.memberships.get(),
        "invitation": Invitation.objects.get(),
        "asked body": directory.organisation(status=OrganisationStatus.ASKED, territory=town),
    }


def others(kind: str, number: int, town: Territory) -> list[Organisation]:
    bodies = [plans.organisation(kind, territory=town) for _number in range(number)]
    for body in bodies:
        plans.member(body)
    return bodies


def people_of(
    town: Territory, elsewhere: Territory, city: Organisation, far: Organisation, club: Organisation
) -> dict[str, User]:
    def who(make: Callable[..., User], role: str, **fields: Any) -> User:
        return make(email=f"{role.replace(' ', '-')}@example.org", display_name=role, **fields)

    people = {
        role: who(accounts.person, role)
        for role in ("representative", "officer", "other officer", "facilitator", "bare officer")
    }
    people |= {role: who(accounts.person, role, territory=town) for role in ("citizen", "author")}
    people["elsewhere"] = who(accounts.person, "elsewhere", territory=elsewhere)
    people |= {role: who(accounts.editor, role) for role in ("editor", "bare editor")}
    people |= {role: who(accounts.administrator, role) for role in ("administrator", "bare administrator")}
    for role in ("officer", "other officer", "editor", "administrator"):
        accounts.with_second_factor(people[role])
    for role, body, duty in (
        ("officer", city, Role.OFFICER),
        ("bare officer", city, Role.OFFICER),
        ("other officer", far, Role.OFFICER),
        ("facilitator", city, Role.FACILITATOR),
        ("representative", club, Role.REPRESENTATIVE),
    ):
        plans.member(body, duty, people[role])
    return people


def clients_of(people: dict[str, User]) -> dict[str, Client]:
    clients = {role: accounts.signed_in(people[role]) if role in people else Client() for role in ROLES}
    for client in clients.values():
        client.raise_request_exception = False
    return clients


def consultation_at(moment: str, ground: Ground) -> dict[str, Any]:
    """Everything is done while it is open; then the dates move to where this moment is in the middle of them."""
    officer = ground.people["officer"]
    opened, preparing = (votes.consultation(organisation=ground.city, to="during") for _one in range(2))
    found = {"consultation": opened, "preparing": preparing, "round": opened.round}
    found["unopened"] = consultations.complete(officer, ground.city)
    found |= plans_in(opened, ground)
    found |= talk_about(found["plan"], ground.people)
    vote = prepared(opened, ground)
    voting.open_vote(user=officer, vote=vote)
    found["offered plan"] = prepared(preparing, ground).options.first().version
    found |= code_for(ground.people["citizen"], vote)
    for one in (opened, preparing):
        votes.move(one, moment)
        plans.move(one.round, to=moment)
    if moment == "after":
        voting.close_vote(vote=vote)
        Vote.objects.filter(pk=vote.pk).update(unswept=False)  # as run_due leaves it
    citizen = ground.people["citizen"]
    found["stop"] = token_for(Stop(citizen.ref, kinds=(Kind.NEWS,)))
    found |= questionnaires_at(moment, ground.city) | filled_in_at(moment, ground.people, ground.city)
    return found | {"vote": votes.again(vote), "notice": notice_for(citizen)}


def plans_in(of: Consultation, ground: Ground) -> dict[str, Any]:
    """A plan in its second version with a third under way, a draft nobody has seen, and what the club gives."""
    author, speaker = ground.people["author"], ground.people["representative"]
    plan = plans.revised(plans.published(author, of.round)).proposal
    plan = plans.rewrite(Proposal.objects.get(pk=plan.pk), service="Du lundi au dimanche.")
    plans.services.support_proposal(user=ground.people["facilitator"], proposal=plan)
    draft = plans.draft(author, of.round)
    return {
        "plan": plan,
        "plan's edition": plan.draft.edition,
        "draft": draft,
        "draft's edition": draft.draft.edition,
        "commitment": plans.committed(plan, ground.club, user=speaker),
    }


def talk_about(plan: Any, people: dict[str, User]) -> dict[str, Any]:
    """One comment that stands and was complained about, and one that is hidden."""
    texts = {"comment": "Et le dimanche ?", "hidden comment": "Des mots durs."}
    said = {
        name: talking.post_comment(user=people["author"], target=plan, text=text, language="fr")
        for name, text in texts.items()
    }
    talking.flag_comment(user=people["facilitator"], target=plan, comment=said["comment"], reason="Hors sujet")
    talking.hide_comment(user=people["officer"], target=plan, comment=said["hidden comment"], reason="Insulte")
    return said | {"edition": edition_of(said["comment"])}


def prepared(of: Consultation, ground: Ground) -> Vote:
    officer = ground.people["officer"]
    vote = voting.prepare_vote(user=officer, consultation=of, versions=votes.versions(of, 2))
    voting.set_roll(user=officer, vote=vote, organisations=ground.roll)
    return vote


def code_for(citizen: User, vote: Vote) -> dict[str, str]:
    """A receipt code as the check screen hands it out; signed for this person and this vote."""
    entry = RollEntry.objects.select_related("vote").get(vote=vote, user=citizen)
    return vars(voting.hand_out_code(entry=entry))


def notice_for(user: User) -> Notice:
    return Notice.objects.create(user=user, subject="x:1", event="told", url="/fr/plans/", happened_at=db_now())
