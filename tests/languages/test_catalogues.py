"""Every string is translated: none missing, none fuzzy, none whose placeholders would break a page."""

import re
import string
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

from tests.languages.pseudo import COMPLETE

SOURCE = Path(settings.LOCALE_PATHS[0])
PERCENT = re.compile(r"%\((\w+)\)[sdr]|%[sd]")


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(SOURCE / language / "LC_MESSAGES" / "django.po"))


def strings_of(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def placeholders(words: str, flags: list[str]) -> set[str]:
    if "python-brace-format" in flags:
        return {name for _text, name, _spec, _conversion in string.Formatter().parse(words) if name is not None}
    return {match.group() for match in PERCENT.finditer(words)}


def faults(entry: polib.POEntry, plurals: int) -> list[str]:
    """What is wrong with one entry, in words."""
    found = ["fuzzy"] if entry.fuzzy else []
    translated = strings_of(entry)
    if not all(translated):
        found.append("missing")
    if entry.msgid_plural and len(translated) != plurals:
        found.append(f"{len(translated)} plural forms of {plurals}")
    allowed = placeholders(entry.msgid, entry.flags) | placeholders(entry.msgid_plural or "", entry.flags)
    if any(placeholders(words, entry.flags) - allowed for words in translated):
        found.append("unknown placeholder")
    if not entry.msgid_plural and any(allowed - placeholders(words, entry.flags) for words in translated):
        found.append("lost placeholder")
    return found


@pytest.mark.parametrize("language", COMPLETE)
def test_every_string_is_translated_and_keeps_its_placeholders(language):
    """In our words, and in those we supply for Django, Wagtail and the others."""
    wrong = {}
    for source in sorted(path for root in settings.LOCALE_PATHS for path in Path(root).glob(f"{language}/*/*.po")):
        ours = polib.pofile(str(source))
        plurals = int(re.search(r"nplurals=(\d)", ours.metadata["Plural-Forms"]).group(1))
        wrong |= {entry.msgid: found for entry in ours if not entry.obsolete and (found := faults(entry, plurals))}
    assert wrong == {}


@pytest.mark.parametrize("source", [path for root in settings.LOCALE_PATHS for path in Path(root).glob("ar/*/*.po")])
def test_arabic_has_its_six_plural_forms_and_each_can_be_said(source):
    """None, one and two have words of their own; from three on the figure is told."""
    ours = polib.pofile(str(source))
    assert "nplurals=6" in ours.metadata["Plural-Forms"]
    plurals = [entry for entry in ours if entry.msgid_plural]
    few = {
        entry.msgid: words
        for entry in plurals
        for form, words in entry.msgstr_plural.items()
        if form >= 3 and not placeholders(words, entry.flags) >= placeholders(entry.msgid_plural, entry.flags)
    }
    assert plurals
    assert few == {}


def test_a_fault_is_seen():
    entry = polib.POEntry(msgid="%(count)d days", msgstr="%(counts)d jours", flags=["python-format"])
    assert faults(entry, 2) == ["unknown placeholder", "lost placeholder"]
    assert faults(polib.POEntry(msgid="Vote", msgstr=""), 2) == ["missing"]


@pytest.mark.gettext
def test_the_catalogues_hold_every_string_of_the_code(tmp_path):
    """`make messages` today would add nothing: what stands in code and templates stands in the catalogues."""
    target = tmp_path / "locale"
    target.mkdir()
    command = "from django.conf import settings; from django.core.management import call_command; import django;"
    command += f"django.setup(); settings.LOCALE_PATHS = [{str(target)!r}];"
    command += "call_command('makemessages', locale=['fr'], ignore_patterns=['.venv', 'var', 'tests', '*/locale'], verbosity=0)"
    done = subprocess.run(
        [sys.executable, "-c", command], cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    fresh = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(target / "fr" / "LC_MESSAGES" / "django.po"))}
    for language in COMPLETE:
        known = {(entry.msgctxt, entry.msgid) for entry in catalogue(language) if not entry.obsolete}
        assert fresh - known == set()


def test_french_signs_stay_on_the_line_of_their_word():
    """A no-break space stands before : ; ? ! » and after «, in the catalogue and in the demo's texts."""
    demo = sorted(Path(settings.BASE_DIR, "home", "demo").glob("**/*.yaml"))
    texts = [words for entry in catalogue("fr") if not entry.obsolete for words in strings_of(entry)]
    texts += [path.read_text(encoding="utf-8") for path in demo]
    assert [found for words in texts for found in re.findall(r".{0,30}(?:\w [:;?!»](?:\s|$)|« )", words)] == []


def test_the_words_of_the_demo_and_of_examples_have_apostrophes():
    """Not the sign for feet: l’eau, dell’acqua, one’s own."""
    base = Path(settings.BASE_DIR)
    texts = [*base.glob("home/demo/**/*.yaml"), *base.glob("consultations/examples/*.yaml")]
    told = [path.read_text(encoding="utf-8") for path in texts]
    assert [found for words in told for found in re.findall(r".{0,30}[^\W_]'(?:[^\W_]|«)", words)] == []
