"""Yes, no, abstain."""

import pytest

from consultations.tallies.yes_no import yes_no


@pytest.mark.parametrize(
    ("answers", "adopted", "needed"),
    [
        ({"yes": 5, "no": 4, "abstain": 90}, True, 5),
        ({"yes": 4, "no": 4}, False, 5),
        ({"yes": 4, "no": 5}, False, 5),
        ({"abstain": 3}, False, 1),
        ({}, False, 1),
    ],
)
def test_more_than_half_of_those_who_say_yes_or_no(answers, adopted, needed):
    tally = yes_no(answers, text="by-law")
    assert tally.winners == (("by-law",) if adopted else ())
    assert (tally.steps[0].needed, tally.steps[0].met) == (needed, adopted)
    assert tally.scores == {"yes": 0, "no": 0, "abstain": 0, **answers}
