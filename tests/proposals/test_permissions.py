"""Who may do what to a plan, and when: every role at every moment, in one table an act."""

import pytest

from policylab.accounts.models import EDITORS
from policylab.core.clock import db_now
from policylab.directory.enums import OrganisationKind, Role
from proposals import permissions as may
from proposals.enums import Act
from proposals.models import Proposal
from tests.policylab.accounts.factories import with_second_factor

from . import factories as make

pytestmark = pytest.mark.django_db

EVERYBODY = {
    "citizen",
    "citizen elsewhere",
    "author",
    "representative",
    "officer",
    "officer elsewhere",
    "facilitator",
    "editor",
    "administrator",
}
ROLES = sorted(EVERYBODY | {"anonymous", "erased"})
AUTHOR = {"author"}
OTHERS = EVERYBODY - AUTHOR
# act -> (before, during, after) its windows
TABLE = {
    "draft_proposal": (set(), EVERYBODY, set()),
    "edit_draft": (AUTHOR, AUTHOR, AUTHOR),
    "publish_proposal": (set(), AUTHOR, set()),
    "discard_draft": (AUTHOR, AUTHOR, AUTHOR),
    "see_draft": (AUTHOR, AUTHOR, AUTHOR),
    "see_proposal": (EVERYBODY | {"anonymous", "erased"},) * 3,
    "revise_proposal": (set(), AUTHOR, set()),
    "withdraw_proposal": (set(), AUTHOR, set()),
    "support_proposal": (set(), OTHERS, set()),
    "withdraw_support": (set(), EVERYBODY, set()),
    "make_commitment": (set(), EVERYBODY, set()),
    "withdraw_commitment": (set(), AUTHOR, set()),
    "answer_round": (set(), set(), {"officer"}),
    "answer_proposal": (set(), set(), {"officer"}),
}


@pytest.fixture
def world():
    """One round, its people, a draft and a published plan of the author, and their commitment."""
    from django.contrib.auth.models import AnonymousUser, Group

    round = make.gathering()
    author, editor = make.person(territory=round.territory), make.person()
    editor.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
    roles = {
        "anonymous": AnonymousUser(),
        "erased": make.person(is_active=False),
        "citizen": make.person(territory=round.territory),
        "citizen elsewhere": make.person(territory=make.town()),
        "author": author,
        "representative": make.member(make.organisation()),
        "officer": make.officer(round.asked_by),
        "officer elsewhere": make.officer(make.organisation(OrganisationKind.MUNICIPALITY)),
        "facilitator": make.member(round.asked_by, Role.FACILITATOR),
        "editor": editor,
        "administrator": make.person(is_superuser=True, is_staff=True),
    }
    plan = make.published(author, round)
    return {
        "round": round,
        "roles": roles,
        "draft": make.draft(author, round),
        "plan": plan,
        "commitment": make.committed(plan, user=author),
    }


def asked(act: str, user, world) -> bool:
    now = db_now()
    draft, plan = (Proposal.objects.get(pk=world[name].pk) for name in ("draft", "plan"))
    world["commitment"].proposal = plan
    answers = {
        "draft_proposal": lambda: may.can_draft_proposal(user, plan.round, now),
        "edit_draft": lambda: may.can_edit_draft(user, draft),
        "publish_proposal": lambda: may.can_publish_proposal(user, draft, now),
        "discard_draft": lambda: may.can_discard_draft(user, draft),
        "see_draft": lambda: may.can_see_proposal(user, draft),
        "see_proposal": lambda: may.can_see_proposal(user, plan),
        "revise_proposal": lambda: may.can_revise_proposal(user, plan, now),
        "withdraw_proposal": lambda: may.can_withdraw_proposal(user, plan, now),
        "support_proposal": lambda: may.can_support_proposal(user, plan, now),
        "withdraw_support": lambda: may.can_withdraw_support(user, plan, now),
        "make_commitment": lambda: may.can_make_commitment(user, plan, now),
        "withdraw_commitment": lambda: may.can_withdraw_commitment(user, world["commitment"], now),
        "answer_round": lambda: may.can_answer_round(user, plan.round, now),
        "answer_proposal": lambda: may.can_answer_proposal(user, plan, now),
    }
    return answers[act]()


@pytest.mark.parametrize("act", sorted(TABLE))
@pytest.mark.parametrize("moment", ["before", "during", "after"])
def test_who_may(act, moment, world):
    make.move(world["round"], to=moment)
    allowed = {role for role in ROLES if asked(act, world["roles"][role], world)}
    assert allowed == TABLE[act][["before", "during", "after"].index(moment)]


def test_every_permission_has_a_row():
    asked_here = {name for name, act in vars(may).items() if getattr(act, "__module__", "") == may.__name__}
    known = {name.removeprefix("can_") for name in asked_here if name.startswith("can_")}
    assert known == set(TABLE) - {"see_draft"}


@pytest.mark.parametrize(
    ("role", "allowed"),
    [(Role.REPRESENTATIVE, True), (Role.OFFICER, False), (Role.MEMBER, False), (Role.FACILITATOR, False)],
)
def test_who_speaks_for_the_body_writes_its_plan_on(role, allowed):
    body = make.organisation()
    plan = make.published(in_name_of=body)
    assert may.can_revise_proposal(make.member(body, role), plan, db_now()) is allowed


def test_an_officer_speaks_once_the_second_factor_is_set_up():
    body = make.organisation()
    plan = make.published(in_name_of=body)
    assert may.can_revise_proposal(with_second_factor(make.member(body, Role.OFFICER)), plan, db_now())


def test_an_author_who_left_the_body_no_longer_writes_in_its_name():
    plan = make.published(in_name_of=make.organisation())
    plan.author.memberships.update(ended_at=db_now())
    assert not may.can_revise_proposal(plan.author, plan, db_now())


def test_a_colleague_does_not_see_a_draft_in_the_name_of_their_body():
    body = make.organisation()
    assert not may.can_see_proposal(make.member(body), make.draft(in_name_of=body))


def test_a_commitment_binds_only_a_body_one_speaks_for():
    plan, body = make.published(), make.organisation()
    assert may.can_make_commitment(make.member(body), plan, db_now(), body)
    assert not may.can_make_commitment(make.person(), plan, db_now(), body)


@pytest.mark.parametrize("act", [Act.SUPPORT, Act.COMMENT, Act.AMEND])
def test_commitments_are_taken_while_any_window_is_open(act):
    plan = make.published()
    make.move(plan.round, to="after")
    make.move(plan.round, act, to="during")
    assert may.can_make_commitment(make.person(), Proposal.objects.get(pk=plan.pk), db_now())


def test_a_withdrawn_plan_is_neither_supported_nor_written_on():
    plan = make.withdrawn()
    assert not may.can_support_proposal(make.person(), plan, db_now())
    assert not may.can_edit_draft(plan.author, plan)
