"""What Django, Wagtail and the others leave untranslated is supplied by us: an editor's admin has no English word in it.

The English catalogue of a package lists its strings, but for comments-xtd, which has none: of that, tests/languages/pseudo.py
finds what a page shows.
"""

from collections.abc import Iterator
from pathlib import Path

import django
import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.utils.translation.trans_real import DjangoTranslation

from tests.languages.pseudo import COMPLETE, key_of


def folders() -> list[Path]:
    """Of Django, and of every installed package that is not ours."""
    installed = [Path(config.path) / "locale" for config in apps.get_app_configs()]
    return [Path(django.__file__).parent / "conf/locale", *(folder for folder in installed if folder.is_dir())]


def strings(domain: str) -> Iterator[tuple[str, polib.POEntry]]:
    for folder in folders():
        source = folder / "en/LC_MESSAGES" / f"{domain}.po"
        for entry in polib.pofile(str(source)) if source.exists() else ():
            if not entry.obsolete:
                yield folder.parent.name, entry


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_string_of_a_package_is_translated_there_or_by_us(language, domain):
    where = {} if domain == "django" else {"localedirs": [str(folder) for folder in folders()]}
    known = DjangoTranslation(language, domain=domain, **where)._catalog
    lacking = {
        (package, entry.msgid)
        for package, entry in strings(domain)
        if key_of(entry) not in known and (key_of(entry), 0) not in known
    }
    assert lacking == set()


def test_the_search_finds_them():
    """Else the test above would pass over nothing."""
    assert len(list(strings("django"))) > 2000
    assert len(list(strings("djangojs"))) > 100
    assert len(settings.LOCALE_PATHS) == 2
