"""Catalogues are compiled when missing or older than their source, and not otherwise."""

import gettext
import os

import pytest
from django.core.management import call_command
from django.utils import translation

from policylab.core.catalogues import compile_catalogues, stale_catalogues

ENTRY = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "plan"\nmsgstr "{word}"\n'


@pytest.fixture
def catalogue(tmp_path):
    path = tmp_path / "ar" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(ENTRY.format(word="خطة"), encoding="utf-8")
    return path


def test_a_missing_catalogue_is_compiled_and_read(tmp_path, catalogue):
    assert compile_catalogues(stale_catalogues([tmp_path])) == 1
    assert gettext.translation("django", tmp_path, ["ar"]).gettext("plan") == "خطة"
    assert [path.suffix for path in sorted(catalogue.parent.iterdir())] == [".mo", ".po"]


def test_a_fresh_catalogue_is_left_alone_and_an_older_one_is_not(tmp_path, catalogue):
    compile_catalogues([catalogue])
    assert stale_catalogues([tmp_path]) == []
    after = catalogue.with_suffix(".mo").stat().st_mtime + 10
    os.utime(catalogue, (after, after))
    assert stale_catalogues([tmp_path]) == [catalogue]


def test_the_command_compiles_what_is_stale_and_tells(tmp_path, catalogue, settings, capsys):
    settings.LOCALE_PATHS = [tmp_path]
    call_command("compile_catalogues")
    call_command("compile_catalogues")
    assert capsys.readouterr().out.splitlines() == ["1 catalogues compiled", "0 catalogues compiled"]
    assert catalogue.with_suffix(".mo").exists()


def test_a_language_asked_for_before_it_was_compiled_is_read_again(tmp_path, catalogue, settings):
    """A first start asks for words before their catalogues are there."""
    settings.LOCALE_PATHS = [tmp_path]
    with translation.override("ar"):
        assert translation.gettext("plan") == "plan"
        compile_catalogues([catalogue])
    with translation.override("ar"):
        assert translation.gettext("plan") == "خطة"
