"""The table's rows about people: the ground, accounts, organisations, notices, discussion. See table.py."""

from policylab.notices.enums import Kind
from tests.permissions.cells import ACCOUNT, COMMENT, KEEPERS, MODERATORS, ORGANISATION, WORDS
from tests.permissions.words import row

PEOPLE = [
    # --- the ground: signs of life, the look -------------------------------------------------------------------------
    row("healthz"),
    row("styleguide/"),
    row("search/"),
    row("styleguide/<slug:name>/", name="object"),
    # --- giving a page on: who has no page there is led to "no such page" of their language ---------------------------
    row("c/<slug:ref>", "leads on", ref="consultation"),
    row("c/<slug:ref>", "leads on", ref="unopened"),
    row("n/<slug:ref>", "leads on", ref="note"),
    row("o/<slug:ref>", "leads on", ref="club"),
    row("p/<slug:ref>", "leads on", ref="plan"),
    row("q/<slug:ref>", "leads on", ref="asking"),
    row("v/<slug:ref>", "leads on", ref="vote"),
    row("share/<slug:letter>/<slug:ref>.svg", letter="p", ref="plan"),
    row("share/<slug:letter>/<slug:ref>.svg", "hidden", letter="p", ref="draft"),
    # Of a draft there is no picture, for its author either.
    row("share/<slug:letter>/<slug:ref>.png", letter="c", ref="consultation"),
    row("share/<slug:letter>/<slug:ref>.png", letter="n", ref="note"),
    row("share/<slug:letter>/<slug:ref>.png", "hidden", letter="c", ref="unopened"),
    row("share/<slug:letter>/<slug:ref>.png", "hidden", letter="p", ref="draft"),
    row("share/<slug:letter>/<slug:ref>.png", "hidden", letter="o", ref="asked body"),
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
    row("organisations/map/"),
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
    # Anybody may say that they want to follow; who has not signed in is led through the door and back.
    row("notices/follow/<slug:slug>/<slug:ref>/", "form", ACCOUNT + "done", slug="plans", ref="plan"),
    row("notices/follow/<slug:slug>/<slug:ref>/", "form", ACCOUNT + "done", slug="consultations", ref="consultation"),
    row("notices/follow/<slug:slug>/<slug:ref>/", "hidden", ACCOUNT + "hidden", slug="consultations", ref="unopened"),
    row("notices/mails/", ACCOUNT + "form", ACCOUNT + "done", dict.fromkeys(Kind.values, "never")),
    # Whoever holds a mail may stop such mails, and nothing else; looking changes nothing (RFC 8058).
    row("notices/stop/<str:token>/", "form", "done", {"List-Unsubscribe": "One-Click"}, token="stop"),
    row("health/", ACCOUNT + "administrator: ok; forbidden", ACCOUNT + "not so"),
    # Who wrote it, backed it or gave something follows it already.
    row(
        "notices/unfollow/<slug:slug>/<slug:ref>/",
        ACCOUNT + "not so",
        ACCOUNT + "author, facilitator, representative: done; leads on",
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
]
