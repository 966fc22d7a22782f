"""A pseudo-language: every string that can be translated stands in brackets, so what is not marked shows itself.

`⟦Sign in⟧` was translated; `Sign in` was forgotten. The catalogue is made from the strings of ours and of every installed app,
but for those that a language of the site lacks: these show themselves too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import polib
from django.apps import apps
from django.conf import settings
from django.conf.locale import LANG_INFO as KNOWN
from django.test import override_settings
from django.utils.translation.trans_real import CONTEXT_SEPARATOR, translation

CODE = "qa"
NAME = "Pseudo"
COMPLETE = ("ar", "es", "fr", "it")
LANG_INFO = {"bidi": False, "code": CODE, "name": NAME, "name_local": NAME}


def bracketed(words: str) -> str:
    """Outer line ends and blanks stay outside: gettext's format check wants them alike, and so do sentences."""
    core = words.strip()
    return words.replace(core, f"⟦{core}⟧", 1) if core else words


def sources() -> Iterator[Path]:
    """French catalogues hold every string there is: ours, Django's, and those of each installed app."""
    import django

    yield from (Path(root) / "fr/LC_MESSAGES/django.po" for root in settings.LOCALE_PATHS)
    yield Path(django.__file__).parent / "conf/locale/fr/LC_MESSAGES/django.po"
    yield from (Path(config.path) / "locale/fr/LC_MESSAGES/django.po" for config in apps.get_app_configs())


def key_of(entry: polib.POEntry) -> str:
    """As gettext keeps it; a plural stands under (key, 0), (key, 1) …"""
    return f"{entry.msgctxt}{CONTEXT_SEPARATOR}{entry.msgid}" if entry.msgctxt else entry.msgid


def is_everywhere(entry: polib.POEntry) -> bool:
    """Translated into every language, wherever Django finds it."""
    key, found = key_of(entry), [translation(code)._catalog for code in COMPLETE]
    return all(key in words or (key, 0) in words for words in found)


@cache  # made of a hundred files, and the same for each test
def catalogue() -> polib.POFile:
    made = polib.POFile()
    made.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
    seen = set()
    for source in (path for path in sources() if path.exists()):
        for entry in polib.pofile(str(source)):
            if entry.obsolete or (entry.msgctxt, entry.msgid) in seen or not is_everywhere(entry):
                continue
            seen.add((entry.msgctxt, entry.msgid))
            made.append(bracketed_entry(entry))
    return made


def bracketed_entry(entry: polib.POEntry) -> polib.POEntry:
    if entry.msgid_plural:
        forms = {0: bracketed(entry.msgid), 1: bracketed(entry.msgid_plural)}
        return polib.POEntry(
            msgctxt=entry.msgctxt, msgid=entry.msgid, msgid_plural=entry.msgid_plural, msgstr_plural=forms
        )
    return polib.POEntry(msgctxt=entry.msgctxt, msgid=entry.msgid, msgstr=bracketed(entry.msgid))


def write(folder: Path) -> None:
    target = folder / CODE / "LC_MESSAGES"
    target.mkdir(parents=True)
    catalogue().save_as_mofile(str(target / "django.mo"))


@contextmanager
def spoken(folder: Path) -> Iterator[None]:
    """The site with this language as one more."""
    write(folder)
    KNOWN[CODE] = LANG_INFO
    languages = [*settings.LANGUAGES, (CODE, NAME)]
    try:
        with override_settings(LANGUAGES=languages, LOCALE_PATHS=[str(folder), *settings.LOCALE_PATHS]):
            yield
    finally:
        del KNOWN[CODE]
