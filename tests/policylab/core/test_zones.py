"""A time zone in the words of the five languages; one that the table does not know still says a city."""

import pytest
from django.conf import settings
from django.utils import translation

from policylab.core.zones import CITIES, zone_words

WORDS = {
    "ar": "توقيت تونس",
    "en": "Tunis time",
    "es": "hora de Túnez",
    "fr": "heure de Tunis",
    "it": "ora di Tunisi",
}


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_the_zone_of_the_site_is_said_in_every_language(code):
    with translation.override(code):
        assert zone_words() == WORDS[code]
        assert "New York" in zone_words("America/New_York")
        assert not [zone for zone in CITIES if "/" in zone_words(zone)]
