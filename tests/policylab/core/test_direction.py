"""Which way words run that may begin with a name of the other script."""

import pytest
from django.utils import translation

from policylab.core.templatetags.look import direction


@pytest.mark.parametrize(
    ("words", "language", "way"),
    [
        ("CitESS: إنشاء قطب محلي", "ar", "rtl"),  # a browser left to itself goes by the C
        ("CitESS: إنشاء قطب محلي", "", "rtl"),
        ("Le Female Force Studio", "ar", "auto"),
        ("Le Female Force Studio", "", "auto"),
        ("CitESS: créer un pôle", "fr", "auto"),
    ],
)
def test_arabic_that_begins_with_a_latin_name_is_not_turned_round(words, language, way):
    with translation.override("ar"):
        assert direction(words, language) == way
