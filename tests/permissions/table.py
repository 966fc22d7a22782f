"""Who may open what, and when: one row for each address of our own packages. words.py says how a cell is read.

    row(address, GET, POST, what is posted, what stands in the address)

An address that has no row fails the test. A row says what a stranger would expect to read in a house rule; where one is
surprising, the reason stands above it.
"""

from datetime import UTC, datetime, timedelta

from tests.permissions.words import row

ACCOUNT = "anonymous: sign in; "
MODERATORS = ACCOUNT + "moderators, administrators: "
COMMENT = {"slug": "plans", "ref": "plan", "comment_ref": "comment"}
WORDS = {"text": "Une bonne idée.", "language": "fr"}
WHILE_OPEN = ACCOUNT + "during: done; closed"
PLAN = {"title": "Un atelier du soir", "need": "Le jour, on travaille.", "language": "fr"}
VOTE = "consultations/<slug:ref>/vote/"
PAGE = r"^(?P<path>(?:[\w-]+/)*)$"
ORGANISATION = {"kind": "association", "territory": "town", "name_fr": "Les Nouveaux", "description": "Un jardin."}
KEEPERS = (
    ACCOUNT + "representative, administrator: form; forbidden",
    ACCOUNT + "representative, administrator: done; forbidden",
)
DESK = (ACCOUNT + "officer: form; hidden", ACCOUNT + "officer: done; hidden")
STANDS = (ACCOUNT + "town officers: nothing; forbidden", ACCOUNT + "town officers: nothing; forbidden")
ASKED = {
    "edition": "4",
    "level": "involve",
    "title_fr": "La bibliothèque, le soir ?",
    "asked_fr": "Jusqu’à quelle heure ?",
}
DATES = {"edition": "4"} | {
    f"{phase}_{edge}": (datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")
    for phase, span in {
        "propose": (1, 9),
        "discuss": (1, 9),
        "vote": (10, 15),
        "answer": (16, 20),
        "deliver": (21, 30),
    }.items()
    for edge, days in zip(("opens", "closes"), span, strict=True)
}
TABLE = [
    # --- the ground: signs of life, the look -------------------------------------------------------------------------
    row("healthz"),
    row("styleguide/"),
    row("styleguide/<slug:name>/", name="object"),
    # --- one's own account -------------------------------------------------------------------------------------------
    row("account/", ACCOUNT + "ok"),
    row("account/sign-in/code/", "signed in: leads on; sign in", "signed in: leads on; sign in"),
    row("account/sign-in/password/", "signed in: leads on; form", "signed in: leads on; closed", {"login": "a@b.tn"}),
    row("account/welcome/", ACCOUNT + "form", ACCOUNT + "done", {"display_name": "Amel", "language": "fr"}),
    row("account/profile/", ACCOUNT + "form", ACCOUNT + "done", {"display_name": "Amel", "language": "fr"}),
    # Whoever has a second factor proves by it; for the rest a mail is written.
    row("account/confirm/", ACCOUNT + "form", ACCOUNT + "sure: closed; done"),
    row("account/address/", ACCOUNT + "form", ACCOUNT + "done", {"email": "nouvelle@example.org"}),
    row("account/address/code/", ACCOUNT + "leads on", ACCOUNT + "leads on"),
    row("account/password/", ACCOUNT + "form", ACCOUNT + "done", {"password": "une phrase que personne ne devine"}),
    row("account/data/", ACCOUNT + "ok"),
    row("account/delete/", ACCOUNT + "form", ACCOUNT + "done", {"sure": "on"}),
    # --- organisations -----------------------------------------------------------------------------------------------
    row("organisations/"),
    row("organisations/ask/", "form", ACCOUNT + "done", ORGANISATION),
    row("organisations/mine/", ACCOUNT + "ok"),
    row("organisations/checks/", ACCOUNT + "administrator: ok; forbidden"),
    row(
        "organisations/checks/<slug:ref>/",
        ACCOUNT + "administrator: form; forbidden",
        ACCOUNT + "administrator: done; forbidden",
        {"words": "Statuts lus.", "answer": "accept"},
        ref="asked body",
    ),
    row("organisations/<slug:ref>/", ref="club"),
    # Before it is checked it is nobody's body.
    row("organisations/<slug:ref>/", "hidden", ref="asked body"),
    row(
        "organisations/<slug:ref>/members/", *KEEPERS, {"address": "nouveau@example.org", "role": "member"}, ref="club"
    ),
    row(
        "organisations/<slug:ref>/members/",
        ACCOUNT + "officer, administrator: form; forbidden",
        ACCOUNT + "officer, administrator: done; forbidden",
        {"address": "nouveau@example.org", "role": "officer"},
        ref="city",
    ),
    row("organisations/<slug:ref>/members/", ACCOUNT + "hidden", ACCOUNT + "hidden", ref="asked body"),
    row(
        "organisations/<slug:ref>/members/<int:number>/role/",
        *KEEPERS,
        {"role": "representative"},
        ref="club",
        number="membership",
    ),
    row(
        "organisations/<slug:ref>/members/<int:number>/role/",
        ACCOUNT + "officer, administrator: hidden; forbidden",
        ACCOUNT + "officer, administrator: hidden; forbidden",
        ref="city",
        number="membership",
    ),
    row("organisations/<slug:ref>/members/<int:number>/end/", *KEEPERS, ref="club", number="membership"),
    row(
        "organisations/<slug:ref>/members/invitations/<slug:invitation>/withdraw/",
        ACCOUNT + "not so",
        ACCOUNT + "representative, administrator: done; forbidden",
        ref="club",
        invitation="invitation",
    ),
    # A forwarded link opens nothing.
    row(
        "organisations/invitations/<slug:ref>/",
        ACCOUNT + "citizen: form; forbidden",
        ACCOUNT + "citizen: done; forbidden",
        {"answer": "yes"},
        ref="invitation",
    ),
    # --- notices -----------------------------------------------------------------------------------------------------
    row("readyz"),
    row("notices/", ACCOUNT + "ok"),
    row("notices/read/", ACCOUNT + "not so", ACCOUNT + "told: done; leads on", {"up_to": "999999"}),
    # Having been there is having read it, so the link itself marks it.
    row("notices/<int:pk>/", ACCOUNT + "citizen: done; hidden", ACCOUNT + "not so", pk="notice"),
    row("notices/follow/<slug:slug>/<slug:ref>/", ACCOUNT + "form", ACCOUNT + "done", slug="plans", ref="plan"),
    # Who wrote or gave something follows it already.
    row(
        "notices/unfollow/<slug:slug>/<slug:ref>/",
        ACCOUNT + "not so",
        ACCOUNT + "author, representative: done; leads on",
        slug="plans",
        ref="plan",
    ),
    # --- discussion --------------------------------------------------------------------------------------------------
    row("discuss/<slug:slug>/<slug:ref>/", "leads on", slug="plans", ref="plan"),
    row(
        "discuss/<slug:slug>/<slug:ref>/new/",
        "during: form; closed",
        ACCOUNT + "during: done; closed",
        WORDS,
        slug="plans",
        ref="plan",
    ),
    row("discuss/<slug:slug>/<slug:ref>/<slug:comment_ref>/", "leads on", **COMMENT),
    row(
        "discuss/<slug:slug>/<slug:ref>/<slug:comment_ref>/reply/",
        "during: form; closed",
        ACCOUNT + "during: done; closed",
        WORDS,
        **COMMENT,
    ),
    row(
        "discuss/<slug:slug>/<slug:ref>/<slug:comment_ref>/edit/",
        ACCOUNT + "author: form; forbidden",
        ACCOUNT + "author & during: done; author: closed; forbidden",
        WORDS | {"seen": "edition"},
        **COMMENT,
    ),
    # A complaint can be made whatever the hour: words hurt after closing too.
    row(
        "discuss/<slug:slug>/<slug:ref>/<slug:comment_ref>/flag/",
        "form",
        ACCOUNT + "author: forbidden; facilitator: leads on; done",
        {"reason": "Hors sujet"},
        **COMMENT,
    ),
    row(
        "discuss/<slug:slug>/<slug:ref>/<slug:comment_ref>/hide/",
        MODERATORS + "form; forbidden",
        MODERATORS + "done; forbidden",
        {"reason": "Insulte"},
        **COMMENT,
    ),
    row(
        "discuss/<slug:slug>/<slug:ref>/<slug:comment_ref>/show/",
        ACCOUNT + "not so",
        MODERATORS + "done; forbidden",
        **COMMENT | {"comment_ref": "hidden comment"},
    ),
    row(
        "discuss/<slug:slug>/<slug:ref>/<slug:comment_ref>/settle/",
        ACCOUNT + "not so",
        MODERATORS + "done; forbidden",
        **COMMENT,
    ),
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
    row("consultations/<slug:ref>/asked/", *DESK, ASKED, ref="unopened"),
    row(
        "consultations/<slug:ref>/people/",
        *DESK,
        {"edition": "4", "territory": "town", "colleges": "citizen"},
        ref="unopened",
    ),
    row("consultations/<slug:ref>/when/", *DESK, DATES, ref="unopened"),
    row("consultations/<slug:ref>/check/", *DESK, {"edition": "4"}, ref="unopened"),
    # Once it is open, its words and dates stand.
    row("consultations/<slug:ref>/asked/", *STANDS, ASKED, ref="consultation"),
    row(
        "consultations/<slug:ref>/people/",
        *STANDS,
        {"edition": "1", "territory": "town", "colleges": "citizen"},
        ref="consultation",
    ),
    row("consultations/<slug:ref>/when/", *STANDS, DATES, ref="consultation"),
    row("consultations/<slug:ref>/check/", *STANDS, ref="consultation"),
    # But the same words may come in a further language.
    row(
        "consultations/<slug:ref>/languages/",
        ACCOUNT + "officer: form; forbidden",
        ACCOUNT + "officer: done; forbidden",
        {"language": "it", "title": "Di sera?", "asked": "Fino a che ora?"},
        ref="consultation",
    ),
    row("consultations/<slug:ref>/languages/", ACCOUNT + "hidden", ACCOUNT + "hidden", ref="unopened"),
    # --- votes -------------------------------------------------------------------------------------------------------
    row("results/"),
    row(VOTE, "after: leads on; ok", ref="consultation"),
    # While it is being prepared, everybody but its officers reads that it comes.
    row(VOTE, "officer & after: ok; officer: leads on; ok", ref="preparing"),
    row(VOTE + "mine/", ACCOUNT + "voters & during, representative & during: leads on; ok", ref="consultation"),
    row(VOTE + "mine/", ACCOUNT + "hidden", ref="preparing"),
    row(
        VOTE + "prepare/",
        ACCOUNT + "officer & after: forbidden; officer: form; bare officer: forbidden; hidden",
        ACCOUNT + "officer & after: forbidden; officer: done; bare officer: forbidden; hidden",
        {"plans": "offered plan"},
        ref="preparing",
    ),
    # Once opened, nobody moves anything.
    row(VOTE + "prepare/", ACCOUNT + "officer: leads on; bare officer: forbidden; hidden", ref="consultation"),
    row(
        VOTE + "roll/",
        ACCOUNT + "officer & after: forbidden; officer: form; bare officer: forbidden; hidden",
        ACCOUNT + "officer & after: forbidden; officer: done; bare officer: forbidden; hidden",
        {"bodies": "club"},
        ref="preparing",
    ),
    row(
        VOTE + "open/",
        ACCOUNT + "officer & after: forbidden; officer: form; bare officer: forbidden; hidden",
        ACCOUNT + "officer & after: forbidden; officer: done; bare officer: forbidden; hidden",
        ref="preparing",
    ),
    row(VOTE + "result/", "after: ok; leads on", ref="consultation"),
    row(VOTE + "result/", "officer: leads on; hidden", ref="preparing"),
    row(VOTE + "result/package.zip", "after: ok; hidden", ref="consultation"),
    row(VOTE + "result/recount.py", "after: ok; hidden", ref="consultation"),
    row(
        VOTE + "result/receipt/",
        "after: form; hidden",
        "after: nothing; hidden",
        {"code": "K7RM-4Q2X-9TDA-H3WP"},
        ref="consultation",
    ),
    row(
        VOTE + "<slug:who>/ballot/",
        ACCOUNT + "voters & during: form; leads on",
        "anonymous: forbidden; nothing",
        ref="consultation",
        who="me",
    ),
    row(
        VOTE + "<slug:who>/ballot/",
        ACCOUNT + "representative & during: form; representative: leads on; hidden",
        "anonymous: forbidden; representative: nothing; hidden",
        ref="consultation",
        who="club",
    ),
    row(
        VOTE + "<slug:who>/check/",
        ACCOUNT + "leads on",
        "anonymous: forbidden; nothing",
        ref="consultation",
        who="me",
    ),
    row(
        VOTE + "<slug:who>/cast/",
        ACCOUNT + "leads on",
        "anonymous: forbidden; citizen & during: done; nothing",
        {"choices": "A", "code": "code", "signature": "signature"},
        ref="consultation",
        who="me",
    ),
    row(
        VOTE + "<slug:who>/change/",
        ACCOUNT + "leads on",
        "anonymous: forbidden; nothing",
        ref="consultation",
        who="me",
    ),
    # --- what editors publish ----------------------------------------------------------------------------------------
    row(PAGE, path=""),
    row("library/"),
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
