"""What each type of page weighs (DESIGN 4.14): under 60 kB of HTML, CSS and scripts, under 50 kB of fonts, 70 in Arabic."""

import pytest
from django.test import Client

from tests.load.addresses import page_types
from tests.load.weights import code, weigh

CODE, FONTS = 60_000, {"fr": 50_000, "ar": 70_000}


def too_heavy(chromium, language: str, pages: dict[str, str]) -> list[str]:
    faults = []
    for name, address in pages.items():
        weight = weigh(chromium, Client(), address)
        if weight["status"] != 200 or code(weight) >= CODE or weight["fonts"] >= FONTS[language]:
            faults.append(f"{name} {address}: {dict(weight)}")
        assert min(weight["html"], weight["css"], weight["fonts"]) > 0, f"{name}: nothing was weighed"
    return faults


@pytest.mark.with_sqlite
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_no_type_of_page_is_heavy(language, demo, chromium):
    assert too_heavy(chromium, language, page_types(language)) == []
