"""Results: public, permanent, the same for everybody. Package and script are sent as they stand in the database."""

import io
import zipfile
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from consultations.hiding import hidden_words
from consultations.selectors import words_of
from consultations.votes.afterwards import annulment_of, certification_of, headlined, is_annulled, standing_words
from consultations.votes.ballot_forms import CodeForm
from consultations.votes.enums import BY_MAJORITY, VoteStatus
from consultations.votes.figures import groups_of, refusals, shown_plan, table_of
from consultations.votes.models import Vote
from consultations.votes.permissions import can_annul_vote
from consultations.votes.receipts import read_code
from consultations.votes.rule_words import rule_of
from consultations.votes.selectors import (
    closing_time,
    counted_votes,
    has_receipt,
    named_votes_of,
    options_of,
    package_of,
    package_size,
)
from consultations.votes.tiles import after_counting
from consultations.votes.who import shown_who
from consultations.votes.words import (
    Told,
    blank_papers,
    headline,
    in_figures,
    panels,
    paper_in_words,
    papers_cast,
    parting,
    tell,
    withheld_words,
)
from consultations.votes.words.page import what_next
from policylab.core import dates, registries

from ._vote import frame, vote_or_404

PER_PAGE = 20


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    page = Paginator(counted_votes(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [_listed(vote) for vote in page.object_list]
    return render(request, "consultations/votes/results.html", {"page": page, "rows": rows})


def _listed(vote: Vote) -> dict[str, Any]:
    consultation = vote.phase.consultation
    told = tell(vote, list(vote.options.all()))
    return {
        "vote": vote,
        "consultation": consultation,
        "words": words_of(consultation),
        "headline": headlined(vote, headline(told)),
        "meta": [papers_cast(told), _("closed on %(when)s") % {"when": dates.write(closing_time(vote), "date")}],
    }


def _counted_or_404(request: HttpRequest, ref: str) -> Vote:
    vote = vote_or_404(request, ref)
    if vote.status != VoteStatus.COUNTED:
        raise Http404
    return vote


@require_safe
def result(request: HttpRequest, ref: str) -> HttpResponse:
    vote = vote_or_404(request, ref)
    if vote.status != VoteStatus.COUNTED:
        return redirect("votes:detail", ref)
    options = options_of(vote)
    told = tell(vote, options)
    context = frame(vote, _("Result"), options=options)
    plans = [shown_plan(plan, told) for plan in told.plans]
    context |= {
        "closed": _("closed on %(when)s") % {"when": dates.write(closing_time(vote))},
        "plans": plans,
        "groups": groups_of(plans, told),
        **_in_words(told),
        "next": [plan for plan in told.adopted if plan.option.version and not is_annulled(vote)],
        **_afterwards(request, vote, headline(told)),
        "refusals": refusals(told),
        "table": table_of(vote),
        "tiles": after_counting(vote.result.outcome["colleges"]),
        "who": shown_who(vote.result),
        "hidden_words": hidden_words(),
        "named": _named(vote),
        "rule": rule_of(vote),
        "size": package_size(vote),
        "form": CodeForm(auto_id="receipt_%s"),
        "letters": _other_letters(told),
        "trail": registries.links_of(vote),
    }
    return render(request, "consultations/votes/result.html", context)


def _afterwards(request: HttpRequest, vote: Vote, counted: str) -> dict[str, Any]:
    """What was said of the result since, and to its officers what is to do. After `_in_words`, whose words it corrects."""
    said = {
        "headline": headlined(vote, counted),
        "annulment": annulment_of(vote),
        "certification": certification_of(vote),
        "standing": standing_words(vote),
        "acts": can_annul_vote(request.user, vote),
    }
    return {**said, "what_next": _("It decides nothing")} if is_annulled(vote) else said


def _in_words(told: Told) -> dict[str, Any]:
    """What the method itself has to say."""
    return {
        "headline": headline(told),
        "figures": in_figures(told),
        "papers": " ".join(filter(None, [papers_cast(told), blank_papers(told)])),
        "withheld": withheld_words(told),
        "parting": parting(told),
        "panels": panels(told),
        "by_majority": told.method in BY_MAJORITY,
        "what_next": what_next(told.method, bool(told.adopted)),
    }


def _named(vote: Vote) -> list[dict[str, Any]]:
    return [{"cast": one, "said": paper_in_words(vote.method, one.choices)} for one in named_votes_of(vote)]


def _other_letters(told: Told) -> list[dict[str, str]]:
    """Where the page writes letters that the package does not."""
    return [{"key": plan.key, "letter": plan.letter} for plan in told.plans if plan.key != plan.letter]


@require_safe
def package(request: HttpRequest, ref: str) -> HttpResponse:
    vote = _counted_or_404(request, ref)
    return _file(package_of(vote), "application/zip", f"vote-{vote.ref}.zip")


@require_safe
def recount(request: HttpRequest, ref: str) -> HttpResponse:
    """The script as it stands in the package, so that it fits this package for ever."""
    vote = _counted_or_404(request, ref)
    with zipfile.ZipFile(io.BytesIO(package_of(vote))) as archive:
        return _file(archive.read("recount.py"), "text/x-python; charset=utf-8", "recount.py")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


# Exempt: it changes nothing, and without a token the form can stand on a page that sets no cookie (DESIGN 4.14).
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, ref: str) -> HttpResponse:
    """Was my ballot counted? Proves that it is in, never what is on it. The code comes in the body, never in the address."""
    vote = _counted_or_404(request, ref)
    form, found = CodeForm(request.POST if request.method == "POST" else None), None
    if request.method == "POST" and form.is_valid():
        code = read_code(form.cleaned_data["code"])
        if code is None:
            form.add_error("code", _("A receipt code has 16 letters and digits, such as K7RM-4Q2X-9TDA-H3WP."))
        else:
            found = has_receipt(vote, code)
    context = frame(vote, _("Was my ballot counted?"), form=form, found=found, no_index=True)
    response = render(request, "consultations/votes/receipt.html", context, status=400 if form.errors else 200)
    if request.method == "POST":
        response["Cache-Control"] = "no-store"
    return response
