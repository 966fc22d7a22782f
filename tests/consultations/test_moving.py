"""Which date may move where, at which moment: docs/lifecycle.md as a table. Days from now; nothing of it reads a clock."""

from datetime import UTC, datetime, timedelta

import pytest

from consultations.enums import PhaseKind
from consultations.moving import after_pause, can_stand_still, missed, moved_along, must_move_along, why_not_move

NOW = datetime(2026, 6, 15, 10, tzinfo=UTC)
DAY = timedelta(days=1)
PUT, ANSWERED, ASKED = {"vote"}, {"vote", "answer"}, {"ask"}
WRITING = {"propose": (-2, 10), "discuss": (-2, 15), "vote": (16, 20), "answer": (20, 30), "deliver": (30, 90)}
ASKING = {"ask": (-2, 6), **WRITING}
TALKING = {"propose": (-9, -2), "discuss": (-9, 5), "vote": (6, 20), "answer": (20, 30), "deliver": (30, 90)}
BETWEEN = {"propose": (-9, -6), "discuss": (-9, -2), "vote": (6, 20), "answer": (20, 30), "deliver": (30, 90)}
VOTING = {"propose": (-30, -20), "discuss": (-30, -3), "vote": (-2, 4), "answer": (4, 30), "deliver": (30, 90)}
COUNTED = {"propose": (-60, -50), "discuss": (-60, -40), "vote": (-20, -4), "answer": (-4, 9), "deliver": (9, 90)}
OWED = {"propose": (-90, -80), "discuss": (-90, -70), "vote": (-60, -50), "answer": (-50, -9), "deliver": (-9, 60)}


def at(days: dict) -> dict:
    return {kind: (NOW + opens * DAY, NOW + closes * DAY) for kind, (opens, closes) in days.items()}


# What stands, what is to become of it, what has been done; the field that is refused, or None where it may be.
TABLE = [
    # A phase under way is extended, never cut short; what comes after it moves along where it must.
    (WRITING, {"propose": (-2, 14)}, (), None),
    (WRITING, {"propose": (-2, 5)}, (), "propose_closes"),
    (WRITING, {"propose": (-1, 10)}, (), "propose_opens"),
    (WRITING, {"discuss": (-2, 18)}, (), "vote_opens"),
    (WRITING, {"discuss": (-2, 18), "vote": (18, 22), "answer": (22, 32)}, (), None),
    (WRITING | {"answer": (19, 30)}, {"propose": (-2, 14)}, (), None),  # an order that was never right hinders nothing
    # What has not begun is put off, or sooner; never into the past.
    (WRITING, {"vote": (15, 18)}, (), None),
    (WRITING, {"vote": (17, 21), "answer": (21, 30)}, (), None),
    (WRITING, {"vote": (-1, 20)}, (), "vote_opens"),
    # A phase that is over is opened again as long as what follows has not begun, or moves along.
    (TALKING, {"propose": (-9, 4)}, (), None),
    (BETWEEN, {"discuss": (-9, 5)}, (), None),
    (BETWEEN, {"discuss": (-9, 8)}, (), "vote_opens"),
    (BETWEEN, {"discuss": (-9, 8), "vote": (8, 22), "answer": (22, 30)}, (), None),
    (BETWEEN, {"discuss": (-9, -1)}, (), "discuss_closes"),
    (VOTING, {"discuss": (-30, 3)}, (), "vote_opens"),
    (VOTING, {"discuss": (-30, 3), "vote": (3, 9), "answer": (9, 30)}, (), None),
    # Once the plans are put to the vote, nothing that leads up to it is opened again, and a vote only becomes longer.
    (VOTING, {"discuss": (-30, 3), "vote": (3, 9), "answer": (9, 30)}, PUT, "discuss_closes"),
    (BETWEEN, {"discuss": (-9, 5)}, PUT, "discuss_closes"),
    (VOTING, {"vote": (-2, 6), "answer": (6, 30)}, PUT, None),
    (VOTING, {"vote": (-2, 6)}, PUT, "answer_opens"),
    (VOTING, {"vote": (-2, 3)}, PUT, "vote_closes"),
    (VOTING, {"vote": (1, 6), "answer": (6, 30)}, PUT, "vote_opens"),
    (BETWEEN, {"vote": (7, 21), "answer": (21, 30)}, PUT, None),
    (BETWEEN, {"vote": (5, 20)}, PUT, "vote_opens"),
    (BETWEEN, {"vote": (7, 20)}, PUT, "vote_closes"),
    # A vote that has closed stays closed; one that nobody ever opened gets another time.
    (COUNTED, {"vote": (-20, 3), "answer": (3, 9)}, PUT, "vote_closes"),
    (COUNTED, {"vote": (2, 6), "answer": (6, 9)}, (), None),
    (COUNTED, {"vote": (-20, 3)}, (), "answer_opens"),
    # A questionnaire people were told of: as a vote, longer or later, and not again once it is counted.
    (ASKING, {"ask": (-2, 9)}, ASKED, None),
    (ASKING, {"ask": (-2, 21)}, ASKED, "answer_opens"),
    (ASKING, {"ask": (-2, 5)}, ASKED, "ask_closes"),
    (ASKING | {"ask": (2, 8)}, {"ask": (1, 8)}, ASKED, "ask_opens"),
    (ASKING | {"ask": (2, 8)}, {"ask": (3, 8)}, ASKED, "ask_closes"),
    (ASKING | {"ask": (2, 8)}, {"ask": (1, 4)}, (), None),
    (ASKING | {"ask": (-9, -2)}, {"ask": (-9, 3)}, ASKED, "ask_closes"),
    (ASKING | {"ask": (-9, -2)}, {"ask": (1, 6)}, (), None),
    # What is owed: later as long as it is not due, and afterwards too; but once answered it has begun for good.
    (COUNTED, {"answer": (-4, 12), "deliver": (12, 90)}, (), None),
    (COUNTED, {"answer": (1, 12), "deliver": (12, 90)}, ANSWERED, "answer_opens"),
    (OWED, {"answer": (-50, 6)}, ANSWERED, None),
    (OWED, {"answer": (-50, -1)}, ANSWERED, "answer_closes"),
]


@pytest.mark.parametrize(("stands", "moved", "done", "refused"), TABLE)
def test_what_may_move(stands, moved, done, refused):
    found = why_not_move(at(stands), at(stands | moved), NOW, done)
    assert list(found)[:1] == ([refused] if refused else []), found


def test_later_dates_move_along_with_the_first_one_changed_and_what_was_typed_stays():
    wanted = at(WRITING | {"propose": (-2, 13), "deliver": (40, 100)})
    along = moved_along(at(WRITING), wanted, NOW)
    assert along == at(
        {"propose": (-2, 13), "discuss": (-2, 18), "vote": (19, 23), "answer": (23, 33), "deliver": (40, 100)}
    )
    assert moved_along(at(WRITING), at(WRITING), NOW) == at(WRITING)


def test_a_pause_gives_back_whole_days_to_all_that_was_still_to_come():
    paused_at = NOW - 2 * DAY - timedelta(hours=1)
    after = after_pause(at(VOTING), paused_at, NOW)
    assert after == at(VOTING | {"vote": (-2 + 3, 7), "answer": (7, 33), "deliver": (33, 93)})
    assert after_pause(at(TALKING), NOW - 3 * DAY, NOW) == at(
        {"propose": (-9, 1), "discuss": (-9, 8), "vote": (9, 23), "answer": (23, 33), "deliver": (33, 93)}
    )


@pytest.mark.parametrize(
    ("stands", "done", "must"),
    [(VOTING, PUT, True), (VOTING, (), False), (COUNTED, PUT, False), (BETWEEN, PUT, False), (ASKING, ASKED, True)],
)
def test_a_vote_people_were_told_of_gets_its_time_back(stands, done, must):
    assert must_move_along(at(stands), NOW - DAY, NOW, done) is must


def test_no_pause_puts_off_what_binds_the_body_alone():
    stands = {"writing": WRITING, "between": BETWEEN, "voting": VOTING, "counted": COUNTED, "owed": OWED}
    assert [name for name, days in stands.items() if can_stand_still(at(days), NOW)] == ["writing", "between", "voting"]


def test_what_was_missed_is_known_from_what_stood():
    was, later = at(OWED), at(OWED | {"answer": (-50, 6)})
    assert missed(PhaseKind.ANSWER, was["answer"], later["answer"], NOW)
    assert not missed(PhaseKind.ANSWER, was["answer"], was["answer"], NOW)
    assert not missed(PhaseKind.VOTE, was["vote"], later["answer"], NOW)
