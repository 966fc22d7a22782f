"""Where a milestone stands by its dates, and what a reading may tell of few people."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proposals.delivery.enums import State
from proposals.delivery.models import Measurement, Milestone
from proposals.delivery.standing import days_late, parts_shown, state_of

# The first example waits for a busy machine, not for the strategy.
quickly = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
counts = st.integers(0, 60)


@st.composite
def milestones(draw) -> Milestone:
    begins, first, due = draw(days), draw(days), draw(days)
    return Milestone(begins_on=min(begins, due), due_on=due, first_due_on=first, done_on=draw(st.none() | days))


@quickly
@given(milestones(), days)
def test_a_milestone_is_in_one_state_by_its_dates(milestone, today):
    state = state_of(milestone, today)
    assert (state == State.DONE) == (milestone.done_on is not None)
    if milestone.done_on is None:
        assert (state == State.LATE) == (today > milestone.due_on)
        assert (state == State.TO_COME) == (today < milestone.begins_on)


@quickly
@given(milestones(), days)
def test_time_alone_never_takes_a_milestone_back(milestone, today):
    order = [State.TO_COME, State.RUNNING, State.LATE, State.DONE]
    assert order.index(state_of(milestone, today + timedelta(days=1))) >= order.index(state_of(milestone, today))


@quickly
@given(milestones(), days, days)
def test_moving_a_date_makes_nobody_punctual(milestone, today, other):
    before = days_late(milestone, today)
    milestone.due_on = other
    assert days_late(milestone, today) == before


@quickly
@given(counts, counts, counts)
def test_no_cell_of_fewer_than_five_can_be_read_or_reckoned(women, men, others):
    parts = parts_shown(Measurement(women=women, men=men, total=women + men + others))
    if parts is None:
        assert women < 5 or men < 5 or 0 < others < 5
    else:
        shown = (parts.women, parts.men, parts.others)
        assert shown == (women, men, others)
        assert all(cell >= 5 for cell in shown[:2])
        assert others == 0 or others >= 5


def test_what_was_not_counted_apart_is_not_shown_apart():
    assert parts_shown(Measurement(total=40)) is None
