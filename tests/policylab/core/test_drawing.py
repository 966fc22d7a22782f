"""What is drawn turns with the direction of reading, and needs no style attribute."""

import re

import pytest
from django.utils import translation

from policylab.core import drawing


def both_ways(draw):
    with translation.override("fr"):
        left = str(draw())
    with translation.override("ar"):
        right = str(draw())
    return left, right


def test_a_bar_grows_from_where_reading_starts():
    left, right = both_ways(lambda: drawing.bar("sse", 30))
    assert 'x="0.0%" width="30.0%"' in left
    assert 'x="70.0%" width="30.0%"' in right
    assert "url(#p-sse)" in left


@pytest.mark.parametrize(("share", "width"), [(-4, "0.0%"), (140, "100.0%")])
def test_a_share_stays_within_its_bar(share, width):
    assert f'width="{width}"' in drawing.bar("public", share)


def test_stacked_shares_follow_each_other_without_overlap():
    left, right = both_ways(lambda: drawing.stacked([25, 50, 25]))
    assert re.findall(r'x="([\d.]+)%"', left) == ["0.0", "25.0", "75.0"]
    assert re.findall(r'x="([\d.]+)%"', right) == ["75.0", "25.0", "0.0"]


@pytest.mark.parametrize("step", range(8))
def test_the_star_shows_the_steps_behind_and_the_one_we_are_at(step):
    html = str(drawing.star(step))
    assert html.count("<polygon") == 8
    assert html.count('class="p now"') == 1
    assert html.count('class="p done"') == (7 if step == 0 else step - 1)


def test_the_star_turns_the_other_way_in_arabic():
    left, right = both_ways(lambda: drawing.star(3))
    assert left != right


def test_the_loop_has_seven_numbers_and_a_way_back():
    html = str(drawing.loop_star())
    assert re.findall(r">(\d)</text>", html) == list("1234567")
    assert html.count('class="back"') == 1


def test_a_grade_fills_as_many_squares_as_it_is_good():
    assert [str(drawing.meter(n)).count(f'class="g{n}"') for n in range(1, 6)] == [5, 4, 3, 2, 1]


@pytest.mark.parametrize("name", sorted(drawing.ICONS))
def test_icons_are_silent_and_carry_no_style(name):
    html = str(drawing.icon(name))
    assert 'aria-hidden="true"' in html
    assert "style=" not in html


def test_only_what_points_turns_round():
    assert "flip" in drawing.icon("next")
    assert "flip" not in drawing.icon("yes")
