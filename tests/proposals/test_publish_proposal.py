"""A draft becomes version 1: numbered, hashed, once."""

import hashlib
import json

import pytest
from django.core.exceptions import PermissionDenied

from policylab.core.errors import Refused
from policylab.directory.enums import OrganisationKind
from proposals import services
from proposals.enums import ProposalStatus
from proposals.models import Proposal, Version
from proposals.texts import canonical

from . import factories as make

pytestmark = pytest.mark.django_db


def test_publish_proposal_makes_version_one():
    proposal = make.draft()
    version = services.publish_proposal(user=proposal.author, proposal=proposal)
    proposal = Proposal.objects.get(pk=proposal.pk)
    assert (version.number, proposal.current, proposal.status) == (1, version, ProposalStatus.PUBLISHED)
    assert version.need == make.TEXTS["need"]


def test_digest_is_that_of_language_title_and_sections_alone():
    version = make.published().current
    sections = [[name, make.TEXTS[name]] for name in ("need", "service", "roles", "resources", "success")]
    words = {"language": "fr", "sections": sections, "title": make.TEXTS["title"]}
    whole = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert canonical(version) == whole
    assert version.digest == hashlib.sha256(whole).hexdigest()


def test_the_same_words_of_two_persons_have_the_same_digest():
    assert make.published().current.digest == make.published().current.digest


def test_publish_proposal_twice_is_one_version():
    proposal = make.draft()
    first = services.publish_proposal(user=proposal.author, proposal=proposal)
    second = services.publish_proposal(user=proposal.author, proposal=proposal)
    assert first == second
    assert Version.objects.count() == 1


def test_publish_proposal_with_empty_parts_is_refused_and_names_the_first():
    proposal = make.draft(service="", roles="")
    with pytest.raises(Refused) as refusal:
        services.publish_proposal(user=proposal.author, proposal=proposal)
    assert refusal.value.field == "service"
    assert not Version.objects.exists()


@pytest.mark.parametrize("moment", ["before", "after"])
def test_publish_proposal_outside_its_window_is_refused_and_keeps_the_draft(moment):
    proposal = make.draft()
    make.move(proposal.round, "write", to=moment)
    with pytest.raises(Refused):
        services.publish_proposal(user=proposal.author, proposal=proposal)
    assert Proposal.objects.get().draft.need == make.TEXTS["need"]


def test_publish_proposal_of_somebody_else_is_denied():
    proposal = make.draft()
    with pytest.raises(PermissionDenied):
        services.publish_proposal(user=make.person(), proposal=proposal)


def test_publish_proposal_in_the_name_of_a_body_one_left_is_refused():
    body = make.organisation(OrganisationKind.COOPERATIVE)
    proposal = make.draft(in_name_of=body)
    proposal.author.memberships.update(ended_at=make.db_now())
    with pytest.raises(Refused) as refusal:
        services.publish_proposal(user=proposal.author, proposal=proposal)
    assert refusal.value.field == "organisation"


def test_draft_proposal_with_the_same_key_twice_is_one_draft():
    author, round = make.person(), make.gathering()
    drafts = {
        services.draft_proposal(user=author, round=round, texts=make.TEXTS, key="bcdfghjkmn").pk for _ in range(2)
    }
    assert len(drafts) == 1


def test_draft_proposal_with_the_key_of_another_makes_its_own():
    theirs = make.draft()
    mine = services.draft_proposal(user=make.person(), round=theirs.round, texts=make.TEXTS, key=theirs.ref)
    assert mine.pk != theirs.pk
    assert mine.ref != theirs.ref


def test_draft_proposal_in_a_round_that_closed_is_refused():
    with pytest.raises(Refused):
        make.draft(round=make.gathering(closed=("write",)))


def test_draft_proposal_in_the_name_of_a_body_not_yet_checked_is_refused():
    body = make.organisation(status="asked", decided_at=None)
    with pytest.raises(Refused):
        make.draft(in_name_of=body)
