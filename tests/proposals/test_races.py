"""Many at once, on PostgreSQL: one version 1, one support each, no count lost, and the clock read after the wait."""

import threading
import time

import pytest
from django.db import connections, transaction

from policylab.core.errors import Refused, Stale
from policylab.core.refs import new_ref
from proposals import services
from proposals.models import Commitment, Draft, Proposal, Support, Version, Window

from . import factories as make

pytestmark = [pytest.mark.pg, pytest.mark.django_db(transaction=True)]


def all_at_once(acts):
    """Runs each act in a thread with a connection of its own, all released together; gives back what each raised or None."""
    start, raised = threading.Barrier(len(acts)), [None] * len(acts)

    def run(position, act):
        try:
            start.wait()
            act()
        except Exception as error:
            raised[position] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_publish_proposal_eight_times_at_once_is_one_version():
    plan = make.draft()
    raised = all_at_once([lambda: services.publish_proposal(user=plan.author, proposal=plan)] * 8)
    assert raised == [None] * 8
    assert list(Version.objects.values_list("number", flat=True)) == [1]


def test_revise_proposal_eight_times_at_once_is_one_version_more():
    plan = make.rewrite(make.published(), service="Mieux")
    raised = all_at_once(
        [lambda: services.revise_proposal(user=plan.author, proposal=plan, what_changed="x", after=1)] * 8
    )
    assert raised == [None] * 8
    assert list(Version.objects.values_list("number", flat=True)) == [1, 2]


def test_support_proposal_eight_times_at_once_counts_once():
    plan, user = make.published(), make.person()
    assert all_at_once([lambda: services.support_proposal(user=user, proposal=plan)] * 8) == [None] * 8
    assert (Support.objects.count(), Proposal.objects.get().supports_count) == (1, 1)


def test_support_of_eight_people_at_once_loses_none():
    plan = make.published()
    people = [make.person() for _n in range(8)]
    raised = all_at_once([lambda user=user: services.support_proposal(user=user, proposal=plan) for user in people])
    assert raised == [None] * 8
    assert (Support.objects.count(), Proposal.objects.get().supports_count) == (8, 8)


def test_draft_proposal_eight_times_at_once_with_one_key_is_one_draft():
    round, user, key = make.gathering(), make.person(), new_ref()
    raised = all_at_once([lambda: services.draft_proposal(user=user, round=round, texts=make.TEXTS, key=key)] * 8)
    assert raised == [None] * 8
    assert Proposal.objects.count() == 1


def test_make_commitment_eight_times_at_once_with_one_key_is_one():
    plan, user, key = make.published(), make.person(), new_ref()
    given = {"co": "design", "what": "Six ateliers", "language": "fr", "key": key}
    raised = all_at_once([lambda: services.make_commitment(user=user, proposal=plan, **given)] * 8)
    assert raised == [None] * 8
    assert Commitment.objects.count() == 1


def test_save_draft_from_eight_windows_at_once_keeps_one_and_tells_the_others():
    plan = make.draft()
    edition = Draft.objects.get().edition
    raised = all_at_once(
        [
            lambda n=n: services.save_draft(
                user=plan.author, proposal=plan, edition=edition, texts={"need": f"texte {n}"}
            )
            for n in range(8)
        ]
    )
    assert [type(error) for error in raised].count(Stale) == 7
    assert Draft.objects.get().edition == edition + 1


def test_a_window_that_closes_while_one_waits_for_the_lock_is_closed():
    """PostgreSQL's now() is the start of the transaction; the clock must be read after the wait."""
    plan, user = make.published(), make.person()
    raised = []

    def support():
        raised.extend(all_at_once([lambda: services.support_proposal(user=user, proposal=plan)]))

    waiting = threading.Thread(target=support)
    with transaction.atomic():
        Proposal.objects.select_for_update().get(pk=plan.pk)
        waiting.start()
        time.sleep(0.5)
        Window.objects.filter(round=plan.round, act="support").update(closes_at=make.db_now())
    waiting.join()
    assert [type(error) for error in raised] == [Refused]
    assert not Support.objects.exists()
