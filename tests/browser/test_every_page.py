"""axe on every type of page of the demo, once each; language and width go round, so that all five languages and both widths
occur. All of them in all, text at 200 %, motion and paper: tests/browser/sweep.py, by hand."""

from itertools import cycle

import pytest
from django.conf import settings

from policylab.accounts.models import User
from tests.browser.rooms import rooms
from tests.browser.sweep import axe, sideways
from tests.browser.test_accounts import cookies_of

pytestmark = pytest.mark.browser
WIDTHS = (360, 1280)


def test_axe_finds_nothing_on_any_type_of_page(visit, demo):
    by_language = {language: rooms(language) for language, _name in settings.LANGUAGES}
    screens, faults = {}, []
    # Five languages and two widths have no common measure: each language meets both.
    for number, language, width in zip(range(len(by_language["fr"])), cycle(by_language), cycle(WIDTHS), strict=False):
        room = by_language[language][number]
        if room.who not in screens:
            known = {"storage_state": cookies_of(User.objects.get(email=room.who))} if room.who else {}
            screens[room.who] = visit("/fr/", **known)
        page = screens[room.who]
        page.set_viewport_size({"width": width, "height": 800})
        assert page.goto(room.path).status == 200, room
        faults += [(room.name, language, width, *fault) for fault in [*axe(page), *sideways(page)]]
    assert faults == []
