"""Reading free replies: codes, ticks, what is left out, and releasing what is left to everybody."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from consultations.questionnaires.coding import agreements, codes_of, codings_of, progress_of, sample_of
from consultations.questionnaires.models import Code, Coding, Questionnaire, Release, Sheet, Withheld
from consultations.questionnaires.permissions import can_code_replies, can_release_replies
from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.errors import Refused

from ._locks import locked_questionnaire

MOST_CODES = 40


def _locked_to_read(user: User, questionnaire: Questionnaire) -> Questionnaire:
    questionnaire = locked_questionnaire(questionnaire)
    if not can_code_replies(user, questionnaire):
        raise PermissionDenied
    return questionnaire


@transaction.atomic
def add_code(*, user: User, questionnaire: Questionnaire, question: str, title: str) -> Code:
    """The same title twice is one code."""
    questionnaire = _locked_to_read(user, questionnaire)
    known = codes_of(questionnaire, question)
    if len(known) >= MOST_CODES:
        raise Refused(_("At most %(most)s codes: with more, nobody finds the same twice.") % {"most": MOST_CODES})
    found = next((code for code in known if code.title.casefold() == title.casefold()), None)
    return found or Code.objects.create(questionnaire=questionnaire, question=question, title=title)


@transaction.atomic
def drop_code(*, user: User, code: Code) -> None:
    """As long as nobody has ticked it."""
    _locked_to_read(user, code.questionnaire)
    if code.codings.exists():
        raise Refused(_("This code is ticked already, so it stays."))
    code.delete()


@transaction.atomic
def code_replies(
    *, user: User, questionnaire: Questionnaire, question: str, ticks: Mapping[str, Iterable[int]]
) -> None:
    """`ticks`: {sheet: codes}, all of a page; a reply without a tick was read and nothing was found in it."""
    questionnaire = _locked_to_read(user, questionnaire)
    sample = sample_of(questionnaire, question)
    if not progress_of(sample, codings_of(questionnaire, question)).may_join(user):
        raise Refused(_("Two people are coding these replies already; more would not be compared."))
    known = {code.pk for code in codes_of(questionnaire, question)}
    seen = {sheet: known & set(codes) for sheet, codes in ticks.items() if sheet in set(sample)}
    Coding.objects.filter(coder=user, question=question, sheet__in=seen).delete()
    Coding.objects.bulk_create(
        Coding(sheet_id=sheet, question=question, coder=user, code_id=code)
        for sheet, codes in seen.items()
        for code in (*sorted(codes), *([] if codes else [None]))
    )


@transaction.atomic
def withhold_reply(*, user: User, sheet: Sheet, question: str, reason: str) -> None:
    """Once; the first reason stays. It is not deleted, and how many are left out is told."""
    _locked_to_read(user, sheet.questionnaire)
    facts = {"reason": reason, "by": user, "at": db_now()}
    Withheld.objects.get_or_create(sheet=sheet, question=question, defaults=facts)


@transaction.atomic
def show_reply(*, user: User, sheet: Sheet, question: str) -> None:
    """Takes back that it was left out."""
    _locked_to_read(user, sheet.questionnaire)
    Withheld.objects.filter(sheet=sheet, question=question).delete()


@transaction.atomic
def release_replies(*, user: User, questionnaire: Questionnaire, question: str) -> Release:
    """Everybody may read them, with what two people found; done again it takes in what they have found since."""
    questionnaire = locked_questionnaire(questionnaire)
    if not can_release_replies(user, questionnaire):
        raise PermissionDenied
    codings = codings_of(questionnaire, question)
    progress = progress_of(sample_of(questionnaire, question), codings)
    found = agreements(codes_of(questionnaire, question), progress, codings)
    codes = [[title, one.both, one.first, one.second, one.neither] for title, one in found]
    facts = {"by": user, "at": db_now(), "codes": codes}
    return Release.objects.update_or_create(questionnaire=questionnaire, question=question, defaults=facts)[0]
