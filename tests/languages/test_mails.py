"""Every mail there is, in the pseudo-language and in each of the five: marked, translated, in its direction."""

import re

import pytest
from django.utils.translation import ngettext, override

from policylab.core.numbers import number
from policylab.notices.letters import letter_to
from tests.languages import pseudo
from tests.languages.crawl import AS_THEY_ARE, DATES, WORD
from tests.languages.mails import every_mail, notices, reader
from tests.languages.reading import outside_brackets, read

pytestmark = pytest.mark.django_db
ADDRESS = re.compile(r"https?://\S+|\b(?:localhost|testserver)\S*")
OTHER_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
UNKNOWN = "Something happened in what you follow."


def lines_of(mail, language: str) -> list[str]:
    """What is read of it: the subject, the text, and the words of the HTML; no addresses."""
    lines = [
        mail.subject,
        *mail.body.splitlines(),
        *read(mail.html.replace("<bdi>", "").replace("</bdi>", ""), language).words,
    ]
    return [" ".join(ADDRESS.sub(" ", line).split()) for line in lines]


def has_words(line: str) -> bool:
    return not {word.lower() for word in WORD.findall(line)} <= AS_THEY_ARE | DATES


def test_every_word_of_every_mail_is_marked(tmp_path):
    with pseudo.spoken(tmp_path):
        mails = every_mail(pseudo.CODE)
        left = {line for mail in mails for line in outside_brackets(lines_of(mail, pseudo.CODE)) if has_words(line)}
    assert len(mails) > 60
    assert left == set()


@pytest.mark.parametrize("language", ["ar", "es", "fr", "it"])
def test_no_mail_has_an_english_line(language):
    english = {line for mail in every_mail("en") for line in lines_of(mail, "en") if has_words(line)}
    mails = every_mail(language)
    assert {line for mail in mails for line in lines_of(mail, language)} & english == set()
    direction = "rtl" if language == "ar" else "ltr"
    for mail in mails:
        assert f'<html lang="{language}" dir="{direction}">' in mail.html
        assert f'<body dir="{direction}">' in mail.html
        assert not OTHER_DIGITS.search(mail.subject + mail.body + mail.html)


def test_every_sentence_of_a_notice_can_be_said():
    """With the facts it was sent with, not the sentence for what nobody knows any more."""
    said = {letter_to(reader("en"), [one], []).subject for one in notices()}
    assert len(said) > 20
    assert UNKNOWN not in said


@pytest.mark.parametrize(("months", "december"), [("maghreb", "ديسمبر"), ("levant", "كانون الأول")])
def test_arabic_mails_name_the_months_of_the_place(settings, months, december):
    settings.POLICYLAB_ARABIC_MONTHS = months
    dated = [line for mail in every_mail("ar") for line in lines_of(mail, "ar") if "2026" in line]
    assert len(dated) > 10
    assert all(f"14 {december} 2026" in line and "18:00" in line for line in dated)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "لا جديد فيما تتابعونه"),
        (1, "أمر واحد جدّ فيما تتابعونه"),
        (2, "أمران جدّا فيما تتابعونه"),
        (3, "3 أمور جدّت فيما تتابعونه"),
        (11, "11 أمرا جدّ فيما تتابعونه"),
        (100, "100 أمر جدّ فيما تتابعونه"),
    ],
)
def test_arabic_counts_in_six_forms(count, words):
    with override("ar"):
        said = ngettext(
            "%(count)s thing happened in what you follow", "%(count)s things happened in what you follow", count
        )
        assert said % {"count": number(count)} == words
