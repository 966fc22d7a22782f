"""Sentences are asked for in the language they are written in, so that no catalogue changes what a test says."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield
