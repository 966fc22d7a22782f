from django.urls import path

from .views import ballot, certifying, choosing, enrolling, from_plans, opening, preparing, reading, rehearsing, results

app_name = "votes"
VOTE = "consultations/<slug:ref>/vote/"
urlpatterns = [
    path("results/", results.results, name="results"),
    path(VOTE, reading.detail, name="detail"),
    path(VOTE + "mine/", ballot.mine, name="mine"),
    path(VOTE + "prepare/", preparing.method, name="prepare"),
    path(VOTE + "from-plans/", from_plans.from_plans, name="from_plans"),
    path(VOTE + "paper/", preparing.paper, name="paper"),
    path(VOTE + "rule/", preparing.rule, name="rule"),
    path(VOTE + "roll/", preparing.roll, name="roll"),
    path(VOTE + "enter/", enrolling.enter, name="enter"),
    path(VOTE + "college/", choosing.choose, name="college"),
    path(VOTE + "open/", opening.open_it, name="open"),
    path(VOTE + "result/", results.result, name="result"),
    path(VOTE + "result/package.zip", results.package, name="package"),
    path(VOTE + "result/recount.py", results.recount, name="recount"),
    path(VOTE + "result/receipt/", results.receipt, name="receipt"),
    path(VOTE + "result/minutes/", certifying.minutes, name="minutes"),
    path(VOTE + "result/minutes.pdf", certifying.minutes_pdf, name="minutes_pdf"),
    path(VOTE + "result/certify/", certifying.certify, name="certify"),
    path(VOTE + "result/annul/", certifying.annul, name="annul"),
    # Before the desks of voters, at which nobody sits whose name begins so.
    path(VOTE + "rehearse-<slug:college>/ballot/", rehearsing.ballot, name="rehearse_ballot"),
    path(VOTE + "rehearse-<slug:college>/check/", rehearsing.check, name="rehearse_check"),
    path(VOTE + "rehearse-<slug:college>/cast/", rehearsing.cast, name="rehearse_cast"),
    path(VOTE + "<slug:who>/ballot/", ballot.ballot, name="ballot"),
    path(VOTE + "<slug:who>/check/", ballot.check, name="check"),
    path(VOTE + "<slug:who>/cast/", ballot.cast, name="cast"),
    path(VOTE + "<slug:who>/change/", ballot.change, name="change"),
]
