"""Every act of a questionnaire, crossed with roles and moments: what is not in the table is refused."""

import pytest
from django.contrib.auth.models import AnonymousUser

from consultations.questionnaires import permissions
from consultations.questionnaires.enums import QuestionnaireStatus
from consultations.questionnaires.models import Questionnaire
from policylab.core.clock import db_now
from policylab.directory.enums import College, OrganisationKind, Role
from tests.consultations.votes.factories import bodies
from tests.proposals import factories as plans

from . import factories

pytestmark = pytest.mark.django_db
# moment -> {act: roles}
WHO = {
    "preparing": {"prepare": {"officer"}, "open": {"officer"}, "drop": {"officer"}, "see": {"officer"}},
    "missed": {"prepare": {"officer"}, "drop": {"officer"}, "see": {"officer"}},
    "upcoming": {"prepare": {"officer"}, "reword": {"officer"}, "print": {"officer", "facilitator"}},
    "open": {
        "prepare": {"officer"},
        "reword": {"officer"},
        "print": {"officer", "facilitator"},
        "enter": {"officer", "facilitator"},
        "hand in": {"citizen"},
        "hand in for": {"representative"},
    },
    "paused": {"prepare": {"officer"}, "reword": {"officer"}, "print": {"officer", "facilitator"}},
    "closed": {"print": {"officer", "facilitator"}, "enter": {"officer", "facilitator"}},
    "counted": {
        "print": {"officer", "facilitator"},
        "code": {"officer", "facilitator"},
        "export": {"officer"},
        "results": {"everybody"},
    },
}


def questionnaire_at(moment: str) -> Questionnaire:
    to = {"preparing": "before", "missed": "after", "upcoming": "before", "closed": "after", "counted": "after"}
    if moment in ("preparing", "missed"):
        return factories.prepared(to=to[moment])
    made = factories.questionnaire(to=to.get(moment, "during"))
    if moment == "counted":
        made.status = QuestionnaireStatus.COUNTED
    if moment == "paused":
        made.phase.consultation.round.paused_at = db_now()
        made.phase.consultation.round.save()
    return made


def people(made: Questionnaire, association):
    of = made.phase.consultation
    facilitator = plans.member(of.organisation, Role.FACILITATOR)
    permitted = factories.votes.Authenticator
    permitted.objects.create(user=facilitator, type=permitted.Type.TOTP, data={"secret": ""})
    return {
        "anonymous": AnonymousUser(),
        "citizen": plans.person(territory=of.territory),
        "neighbour": plans.person(territory=plans.town()),
        "representative": association.memberships.first().user,
        "officer": factories.officer_of(of),
        "officer elsewhere": factories.officer_of(factories.votes.consultation()),
        "officer without second factor": plans.member(of.organisation, Role.OFFICER),
        "facilitator": facilitator,
        "administrator": plans.person(is_superuser=True, is_staff=True),
    }


@pytest.mark.parametrize("moment", WHO)
def test_who_may(moment):
    made = questionnaire_at(moment)
    of, now = made.phase.consultation, db_now()
    association = bodies(of, OrganisationKind.ASSOCIATION, 1)[0]
    acts = {
        "prepare": lambda user: permissions.can_prepare_questionnaire(user, of, now),
        "open": lambda user: permissions.can_open_questionnaire(user, made, now),
        "reword": lambda user: permissions.can_publish_wording(user, made, now),
        "drop": lambda user: permissions.can_drop_questionnaire(user, made),
        "see": lambda user: permissions.can_see_questionnaire(user, made),
        "hand in": lambda user: permissions.can_hand_in(user, made, now),
        "hand in for": lambda user: permissions.can_hand_in_for(user, made, association, now),
        "print": lambda user: permissions.can_print_paper(user, made),
        "enter": lambda user: permissions.can_enter_paper(user, made, now),
        "code": lambda user: permissions.can_code_replies(user, made),
        "export": lambda user: permissions.can_export_sheets(user, made),
        "results": lambda user: permissions.can_read_results(user, made),
    }
    roles = people(made, association)
    expected = {"see": {"everybody"}, **WHO[moment]}
    for act, may in acts.items():
        allowed = set(roles) if expected.get(act) == {"everybody"} else expected.get(act, set())
        assert {role for role, user in roles.items() if may(user)} == allowed, act


def test_only_bodies_and_people_of_the_colleges_that_take_part():
    of = factories.consultation(colleges=[College.SSE])
    made = factories.questionnaire(of)
    assert not permissions.can_hand_in(plans.person(territory=of.territory), made, db_now())
    body = bodies(of, OrganisationKind.PUBLIC_BODY, 1)[0]
    assert not permissions.can_hand_in_for(body.memberships.first().user, made, body, db_now())
