"""Which mails one wants; and the link at the end of each, which works without signing in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from policylab.accounts.typed import posted
from policylab.notices import services
from policylab.notices.forms import MailsForm
from policylab.notices.letters import stop_words
from policylab.notices.selectors import mail_choices, thing_of
from policylab.notices.tokens import read_token


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mails(request: HttpRequest) -> HttpResponse:
    form = MailsForm(posted(request), initial=mail_choices(request.user))
    if request.method == "POST" and form.is_valid():
        services.choose_mails(user=request.user, choices=form.cleaned_data)
        messages.success(request, _("Kept: from now on you get mails as you chose."))
        return redirect("notices:list")
    return render(request, "notices/mails.html", {"form": form, "submit": _("Save")})


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """RFC 8058: a mail program posts here without session or token of ours. Looking at it changes nothing: scanners look."""
    wish = read_token(token)
    if wish is None:
        raise Http404
    thing = thing_of(wish.subject) if wish.subject else None
    words = stop_words(wish, str(thing[0].title(thing[1])) if thing else "")
    if request.method == "POST":
        services.stop_mails(stop=wish)
    context = {"words": words, "done": request.method == "POST", "no_index": True}
    return render(request, "notices/stop.html", context)
