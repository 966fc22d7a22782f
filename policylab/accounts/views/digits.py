"""The page where six digits are typed; the same for signing in, for proof and for a new address."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policylab.accounts import codes
from policylab.accounts.codes import Checked, Code, Outcome, Purpose
from policylab.accounts.forms import CodeForm
from policylab.accounts.waiting import refused, too_early
from policylab.core.dates import wait_words


def type_code(
    request: HttpRequest, purpose: Purpose, under_way: Code, right: Callable[[Code], HttpResponse]
) -> HttpResponse:
    """Shows the page, asks for a new code, or checks the digits and goes on with `right(code)`."""
    if request.method != "POST":
        return _show(request, purpose, CodeForm(), under_way)
    if request.POST.get("action") == "again":
        return _ask_again(request, purpose, under_way)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _show(request, purpose, form, under_way)
    checked = codes.check_code(request, purpose, form.cleaned_data["code"])
    if checked.outcome == Outcome.RIGHT and checked.code:
        return right(checked.code)
    form.add_error("code", _what_is_wrong(checked))
    response = _show(request, purpose, form, under_way)
    return refused(response, checked.wait) if checked.wait else response


def _ask_again(request: HttpRequest, purpose: Purpose, under_way: Code) -> HttpResponse:
    """A new code for the same address; too early, the page says when, and keeps the digits typed so far."""
    wait = codes.ask_code(request, purpose, under_way.address, next_url=under_way.next)
    if not wait:
        messages.success(request, _("A new code is on its way. Only the newest works."))
        return redirect(request.path)
    form = CodeForm(initial={"code": request.POST.get("code", "")[:40]})
    return refused(_show(request, purpose, form, under_way, too_early(wait)), wait)


def _show(request: HttpRequest, purpose: Purpose, form: CodeForm, under_way: Code, early: str = "") -> HttpResponse:
    wait = codes.wait_before_asking(request, under_way.address)
    facts = {
        "form": form,
        "purpose": purpose.value,
        "address": under_way.address,
        "wait": wait_words(wait) if wait else "",
        "early": early,
        "no_index": True,
    }
    return render(request, "accounts/code.html", facts)


def _what_is_wrong(checked: Checked) -> str:
    if checked.outcome == Outcome.TOO_MANY:
        return _("Too many wrong codes for this address. Try again in %(time)s.") % {"time": wait_words(checked.wait)}
    if checked.outcome != Outcome.WRONG:
        return _("This code is used up. Ask for a new one below.")
    words = ngettext(
        "This is not the code. You have %(count)s try left.",
        "This is not the code. You have %(count)s tries left.",
        checked.left,
    )
    return words % {"count": checked.left}
