"""The table's rows about the loop: plans, consultations, what editors publish, the demo. See table.py."""

from policylab.core.printing.pdf import can_print
from tests.permissions.cells import (
    ACCOUNT,
    ASKED,
    COURSE,
    COURSES,
    DATES,
    DESK,
    PAGE,
    PLAN,
    RESUMING,
    SAID,
    STANDS,
    WHILE_OPEN,
)
from tests.permissions.words import row

LOOP = [
    # --- plans -------------------------------------------------------------------------------------------------------
    row("plans/"),
    row("plans/mine/", ACCOUNT + "ok"),
    row("plans/begin/"),
    # Anybody may type; sending asks who they are.
    row("plans/begin/<slug:ref>/", "during: form; closed", WHILE_OPEN, PLAN, ref="round"),
    row("plans/<slug:ref>/", ref="plan"),
    row("plans/<slug:ref>/", "author: ok; hidden", ref="draft"),
    row("plans/<slug:ref>/commitments/", ref="plan"),
    row("plans/<slug:ref>/commitments/", "hidden", ref="draft"),
    row("plans/<slug:ref>/comments/", ref="plan"),
    row("plans/<slug:ref>/versions/", ref="plan"),
    row("plans/<slug:ref>/compare/", ref="plan"),
    row("plans/<slug:ref>/v/<int:number>/", ref="plan", number="1"),
    row("plans/<slug:ref>/v/<int:number>/text.json", ref="plan", number="2"),
    row("plans/<slug:ref>/v/<int:number>/text.json", "hidden", ref="draft", number="1"),
    # What was written is kept whatever the hour; only publishing has a window.
    row("plans/<slug:ref>/edit/", ACCOUNT + "author: leads on; forbidden", ref="plan"),
    row("plans/<slug:ref>/edit/", ACCOUNT + "author: leads on; hidden", ref="draft"),
    row(
        "plans/<slug:ref>/edit/<slug:step>/",
        ACCOUNT + "author: form; forbidden",
        ACCOUNT + "author: done; forbidden",
        PLAN | {"edition": "plan's edition"},
        ref="plan",
        step="idea",
    ),
    row(
        "plans/<slug:ref>/edit/<slug:step>/",
        ACCOUNT + "author: form; hidden",
        ACCOUNT + "author: done; hidden",
        PLAN | {"edition": "draft's edition"},
        ref="draft",
        step="idea",
    ),
    row(
        "plans/<slug:ref>/publish/",
        ACCOUNT + "author & during: form; author: closed; hidden",
        ACCOUNT + "author & during: done; author: closed; hidden",
        ref="draft",
    ),
    row(
        "plans/<slug:ref>/revise/",
        ACCOUNT + "author & during: form; author: closed; forbidden",
        ACCOUNT + "author & during: done; author: closed; forbidden",
        {"what_changed": "Le dimanche", "after": "2"},
        ref="plan",
    ),
    row(
        "plans/<slug:ref>/withdraw/",
        ACCOUNT + "author & during: form; author: closed; forbidden",
        ACCOUNT + "author & during: done; author: closed; forbidden",
        ref="plan",
    ),
    row("plans/<slug:ref>/discard/", ACCOUNT + "author: form; hidden", ACCOUNT + "author: done; hidden", ref="draft"),
    # Nobody backs their own plan; the facilitator already does.
    row(
        "plans/<slug:ref>/support/",
        ACCOUNT + "author, facilitator: closed; during: form; closed",
        ACCOUNT + "author: nothing; facilitator: nothing; during: done; closed",
        ref="plan",
    ),
    row(
        "plans/<slug:ref>/unsupport/",
        ACCOUNT + "facilitator & during: form; closed",
        ACCOUNT + "facilitator & during: done; nothing",
        ref="plan",
    ),
    row(
        "plans/<slug:ref>/commit/",
        "during: form; closed",
        WHILE_OPEN,
        {"co": "delivery", "what": "Douze heures par semaine", "language": "fr"},
        ref="plan",
    ),
    row(
        "plans/<slug:ref>/commitments/<slug:commitment>/withdraw/",
        ACCOUNT + "representative & during: form; during: forbidden; closed",
        ACCOUNT + "representative & during: done; during: forbidden; closed",
        ref="plan",
        commitment="commitment",
    ),
    # --- consultations -----------------------------------------------------------------------------------------------
    row("consultations/"),
    row("consultations/mine/", ACCOUNT + "bare officer: forbidden; ok"),
    row(
        "consultations/begin/",
        ACCOUNT + "officer, other officer: form; forbidden",
        ACCOUNT + "officer: done; other officer: closed; forbidden",
        {"organisation": "city"},
    ),
    row("consultations/<slug:ref>/", ref="consultation"),
    row("consultations/<slug:ref>/", "officer: leads on; hidden", ref="unopened"),
    row("consultations/<slug:ref>/plans/", ref="consultation"),
    row("consultations/<slug:ref>/plans/", "hidden", ref="unopened"),
    row("consultations/<slug:ref>/report/", ref="consultation"),
    row("consultations/<slug:ref>/report/", "hidden", ref="unopened"),
    row("consultations/<slug:ref>/report.pdf", "ok" if can_print() else "hidden", ref="consultation"),
    row("consultations/<slug:ref>/report.pdf", "hidden", ref="unopened"),
    # Whoever wants to help may print its posters, as long as people can take part.
    row("consultations/<slug:ref>/kit/", ref="consultation"),
    row("consultations/<slug:ref>/kit/", "hidden", ref="unopened"),
    row("consultations/<slug:ref>/kit/<slug:name>/", "after: leads on; ok", ref="consultation", name="a4"),
    row("consultations/<slug:ref>/kit/<slug:name>/", "hidden", ref="unopened", name="a4"),
    row(
        "consultations/<slug:ref>/kit/<slug:name>.pdf",
        "after: leads on; ok" if can_print() else "hidden",
        ref="consultation",
        name="a4",
    ),
    row("consultations/<slug:ref>/kit/<slug:name>.pdf", "hidden", ref="unopened", name="a4"),
    row("consultations/<slug:ref>/asked/", *DESK, ASKED, ref="unopened"),
    row(
        "consultations/<slug:ref>/people/",
        *DESK,
        {"edition": "4", "territory": "town", "colleges": "citizen", "voice": "email"},
        ref="unopened",
    ),
    row("consultations/<slug:ref>/when/", *DESK, DATES, ref="unopened"),
    row("consultations/<slug:ref>/check/", *DESK, {"edition": "4"}, ref="unopened"),
    # Once it is open, its words and dates stand.
    row("consultations/<slug:ref>/asked/", *STANDS, ASKED, ref="consultation"),
    row(
        "consultations/<slug:ref>/people/",
        *STANDS,
        {"edition": "1", "territory": "town", "colleges": "citizen", "voice": "email"},
        ref="consultation",
    ),
    row("consultations/<slug:ref>/when/", *STANDS, DATES, ref="consultation"),
    row("consultations/<slug:ref>/check/", *STANDS, ref="consultation"),
    # Written and rolled back: that nothing stays is tried in tests/consultations/test_rehearsing.py.
    row("consultations/<slug:ref>/rehearse/", ACCOUNT + "officer: done; hidden", ref="unopened"),
    row("consultations/<slug:ref>/rehearse/", ACCOUNT + "town officers: leads on; forbidden", ref="consultation"),
    # But the same words may come in a further language.
    row(
        "consultations/<slug:ref>/languages/",
        ACCOUNT + "officer: form; forbidden",
        ACCOUNT + "officer: done; forbidden",
        {"language": "it", "title": "Di sera?", "asked": "Fino a che ora?"},
        ref="consultation",
    ),
    row("consultations/<slug:ref>/languages/", ACCOUNT + "hidden", ACCOUNT + "hidden", ref="unopened"),
    # --- the course of an open one -----------------------------------------------------------------------------------
    # An officer of its body, and nobody else whoever they are; a vote that has closed moves no more, nor is it called off.
    *(row(f"consultations/<slug:ref>/{act}/", *COURSE, said, ref="consultation") for act, said in COURSES),
    *(
        row(f"consultations/<slug:ref>/{act}/", ACCOUNT + "hidden", ACCOUNT + "hidden", ref="unopened")
        for act, _ in COURSES
    ),
    row("consultations/<slug:ref>/resume/", *RESUMING, SAID, ref="consultation"),
    row("consultations/<slug:ref>/resume/", ACCOUNT + "hidden", ACCOUNT + "hidden", ref="unopened"),
    row(
        "consultations/<slug:ref>/duplicate/",
        ACCOUNT + "officer: form; forbidden",
        ACCOUNT + "officer: done; forbidden",
        ref="consultation",
    ),
    row("consultations/<slug:ref>/duplicate/", ACCOUNT + "hidden", ACCOUNT + "hidden", ref="unopened"),
    row(
        # The town of the table has one officer: there is nobody to hand it to.
        "consultations/<slug:ref>/hand-over/",
        ACCOUNT + "officer: ok; forbidden",
        ACCOUNT + "officer: closed; forbidden",
        {"colleague": "nobody", **SAID},
        ref="consultation",
    ),
    row("consultations/<slug:ref>/hand-over/", ACCOUNT + "hidden", ACCOUNT + "hidden", ref="unopened"),
    row("consultations/<slug:ref>/log/", ACCOUNT + "officer, administrator: ok; forbidden", ref="consultation"),
    row("consultations/<slug:ref>/log/", ACCOUNT + "hidden", ref="unopened"),
    # --- what editors publish ----------------------------------------------------------------------------------------
    row(PAGE, path=""),
    row("library/"),
    # Every place of the lists has a page; search engines are asked to leave out what has nothing in it.
    row("places/"),
    row("places/<slug:code>/", code="town"),
    row("places/<slug:code>/", "hidden", code="nowhere"),
    *(row(f"{slug}/") for slug in ("how-it-works", "about", "accessibility", "privacy")),
    row(PAGE, path="library/published/"),
    # A draft is read in Wagtail's preview, by those who may open that.
    row(PAGE, "hidden", path="library/unpublished/"),
    row(PAGE, "hidden", path="nowhere/"),
    # --- the demo ----------------------------------------------------------------------------------------------------
    row("demo/"),
    row("demo/mail/"),
    row("demo/<slug:key>/", "not so", "done", key="citizen"),
    row("demo/<slug:key>/", "not so", "hidden", key="mayor"),
]
