"""Things with a name in five languages."""

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language

LANGUAGES = ("ar", "en", "es", "fr", "it")
# Where a name is missing in the reader's language, the next best, the widest shared first.
FALLBACK = ("fr", "en", "es", "it", "ar")


class FiveNames(models.Model):
    name_ar = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    name_es = models.CharField(max_length=200, blank=True)
    name_fr = models.CharField(max_length=200, blank=True)
    name_it = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language, else the first there is."""
        return self.name_in(_reader_language())

    def name_in(self, language: str) -> str:
        return next((name for code in (language, *FALLBACK) if (name := getattr(self, f"name_{code}", ""))), "")

    @property
    def names_given(self) -> list[str]:
        return [name for code in LANGUAGES if (name := getattr(self, f"name_{code}"))]


def _reader_language() -> str:
    return (get_language() or "fr")[:2]


def name_of(path: str) -> Coalesce:
    """The same choice as `name`, made by the database: for long lists that show nothing else of what `path` leads to."""
    order = dict.fromkeys(code for code in (_reader_language(), *FALLBACK) if code in LANGUAGES)
    return Coalesce(*(NullIf(F(f"{path}__name_{code}"), Value("")) for code in order), Value(""))


def any_name() -> models.Q:
    """For a constraint: at least one of the five names is there."""
    return ~models.Q(**{f"name_{code}": "" for code in LANGUAGES})
