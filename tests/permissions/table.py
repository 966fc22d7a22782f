"""Who may open what, and when: one row for each address of our own packages. words.py says how a cell is read.

    row(address, GET, POST, what is posted, what stands in the address)

An address that has no row fails the test. A row says what a stranger would expect to read in a house rule; where one is
surprising, the reason stands above it.
"""

from tests.permissions.words import row

ACCOUNT = "anonymous: sign in; "
MODERATORS = "anonymous: sign in; moderators, administrators: "
COMMENT = {"slug": "plans", "ref": "plan", "comment_ref": "comment"}
WORDS = {"text": "Une bonne idée.", "language": "fr"}
AUTHOR = OFFICER = "anonymous: sign in; "
WHILE_OPEN = "anonymous: sign in; during: done; closed"
PLAN = {"title": "Un atelier du soir", "need": "Le jour, on travaille.", "language": "fr"}
VOTE = "consultations/<slug:ref>/vote/"
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
    # --- notices -----------------------------------------------------------------------------------------------------
    row("readyz"),
    row("notices/", ACCOUNT + "ok"),
    row("notices/read/", ACCOUNT + "not so", ACCOUNT + "citizen: done; done", {"up_to": "1"}),
    # Having been there is having read it, so the link itself marks it.
    row("notices/<int:pk>/", "anonymous: sign in; citizen: done; hidden", "anonymous: sign in; not so", pk="notice"),
    row("notices/follow/<slug:slug>/<slug:ref>/", ACCOUNT + "form", ACCOUNT + "done", slug="plans", ref="plan"),
    row("notices/unfollow/<slug:slug>/<slug:ref>/", ACCOUNT + "not so", ACCOUNT + "done", slug="plans", ref="plan"),
    # --- discussion --------------------------------------------------------------------------------------------------
    row("discuss/<slug:slug>/<slug:ref>/", "leads on", slug="plans", ref="plan"),
    row(
        "discuss/<slug:slug>/<slug:ref>/new/",
        "during: form; closed",
        "anonymous: sign in; during: done; closed",
        WORDS,
        slug="plans",
        ref="plan",
    ),
    row("discuss/<slug:slug>/<slug:ref>/<slug:comment_ref>/", "leads on", **COMMENT),
    row(
        "discuss/<slug:slug>/<slug:ref>/<slug:comment_ref>/reply/",
        "during: form; closed",
        "anonymous: sign in; during: done; closed",
        WORDS,
        **COMMENT,
    ),
    row(
        "discuss/<slug:slug>/<slug:ref>/<slug:comment_ref>/edit/",
        "anonymous: sign in; author: form; forbidden",
        "anonymous: sign in; author & during: done; author: closed; forbidden",
        WORDS | {"seen": "edition"},
        **COMMENT,
    ),
    # A complaint can be made whatever the hour: words hurt after closing too.
    row(
        "discuss/<slug:slug>/<slug:ref>/<slug:comment_ref>/flag/",
        "form",
        "anonymous: sign in; author: forbidden; facilitator: leads on; done",
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
        "anonymous: sign in; not so",
        MODERATORS + "done; forbidden",
        **COMMENT | {"comment_ref": "hidden comment"},
    ),
    row(
        "discuss/<slug:slug>/<slug:ref>/<slug:comment_ref>/settle/",
        "anonymous: sign in; not so",
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
    row("plans/<slug:ref>/edit/", AUTHOR + "author: leads on; forbidden", ref="plan"),
    row("plans/<slug:ref>/edit/", AUTHOR + "author: leads on; hidden", ref="draft"),
    row(
        "plans/<slug:ref>/edit/<slug:step>/",
        AUTHOR + "author: form; forbidden",
        AUTHOR + "author: done; forbidden",
        PLAN | {"edition": "plan's edition"},
        ref="plan",
        step="idea",
    ),
    row(
        "plans/<slug:ref>/edit/<slug:step>/",
        AUTHOR + "author: form; hidden",
        AUTHOR + "author: done; hidden",
        PLAN | {"edition": "draft's edition"},
        ref="draft",
        step="idea",
    ),
    row(
        "plans/<slug:ref>/publish/",
        AUTHOR + "author & during: form; author: closed; hidden",
        AUTHOR + "author & during: done; author: closed; hidden",
        ref="draft",
    ),
    row(
        "plans/<slug:ref>/revise/",
        AUTHOR + "author & during: form; author: closed; forbidden",
        AUTHOR + "author & during: done; author: closed; forbidden",
        {"what_changed": "Le dimanche", "after": "2"},
        ref="plan",
    ),
    row(
        "plans/<slug:ref>/withdraw/",
        AUTHOR + "author & during: form; author: closed; forbidden",
        AUTHOR + "author & during: done; author: closed; forbidden",
        ref="plan",
    ),
    row("plans/<slug:ref>/discard/", AUTHOR + "author: form; hidden", AUTHOR + "author: done; hidden", ref="draft"),
    # Nobody backs their own plan; the facilitator already does.
    row(
        "plans/<slug:ref>/support/",
        AUTHOR + "author, facilitator: closed; during: form; closed",
        AUTHOR + "author: nothing; facilitator: nothing; during: done; closed",
        ref="plan",
    ),
    row(
        "plans/<slug:ref>/unsupport/",
        AUTHOR + "facilitator & during: form; closed",
        AUTHOR + "facilitator & during: done; nothing",
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
        AUTHOR + "representative & during: form; during: forbidden; closed",
        AUTHOR + "representative & during: done; during: forbidden; closed",
        ref="plan",
        commitment="commitment",
    ),
    # --- votes -------------------------------------------------------------------------------------------------------
    row("results/"),
    row(VOTE, "after: leads on; ok", ref="consultation"),
    # While it is being prepared, everybody but its officers reads that it comes.
    row(VOTE, "officer & after: ok; officer: leads on; ok", ref="preparing"),
    row(VOTE + "mine/", "anonymous: sign in; voters & during, representative & during: leads on; ok", ref="consultation"),
    row(VOTE + "mine/", "anonymous: sign in; hidden", ref="preparing"),
    row(
        VOTE + "prepare/",
        OFFICER + "officer & after: forbidden; officer: form; bare officer: forbidden; hidden",
        OFFICER + "officer & after: forbidden; officer: done; bare officer: forbidden; hidden",
        {"plans": "offered plan"},
        ref="preparing",
    ),
    # Once opened, nobody moves anything.
    row(VOTE + "prepare/", OFFICER + "officer: leads on; bare officer: forbidden; hidden", ref="consultation"),
    row(
        VOTE + "roll/",
        OFFICER + "officer & after: forbidden; officer: form; bare officer: forbidden; hidden",
        OFFICER + "officer & after: forbidden; officer: done; bare officer: forbidden; hidden",
        {"bodies": "club"},
        ref="preparing",
    ),
    row(
        VOTE + "open/",
        OFFICER + "officer & after: forbidden; officer: form; bare officer: forbidden; hidden",
        OFFICER + "officer & after: forbidden; officer: done; bare officer: forbidden; hidden",
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
        "anonymous: sign in; voters & during: form; leads on",
        "anonymous: forbidden; nothing",
        ref="consultation",
        who="me",
    ),
    row(
        VOTE + "<slug:who>/ballot/",
        "anonymous: sign in; representative & during: form; representative: leads on; hidden",
        "anonymous: forbidden; representative: nothing; hidden",
        ref="consultation",
        who="club",
    ),
    row(
        VOTE + "<slug:who>/check/",
        "anonymous: sign in; leads on",
        "anonymous: forbidden; nothing",
        ref="consultation",
        who="me",
    ),
    row(
        VOTE + "<slug:who>/cast/",
        "anonymous: sign in; leads on",
        "anonymous: forbidden; citizen & during: done; nothing",
        {"choices": "A", "code": "code", "signature": "signature"},
        ref="consultation",
        who="me",
    ),
    row(
        VOTE + "<slug:who>/change/",
        "anonymous: sign in; leads on",
        "anonymous: forbidden; nothing",
        ref="consultation",
        who="me",
    ),
    # --- the demo ----------------------------------------------------------------------------------------------------
    row("demo/"),
    row("demo/mail/"),
    row("demo/<slug:key>/", "not so", "done", key="citizen"),
    row("demo/<slug:key>/", "not so", "hidden", key="mayor"),
]
