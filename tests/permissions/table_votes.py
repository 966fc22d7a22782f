"""The table's rows about votes: prepared, rehearsed, opened, cast, counted. See table.py."""

from tests.permissions.cells import ACCOUNT, VOTE
from tests.permissions.words import row

VOTES = [
    row("results/"),
    row(VOTE, "after: leads on; ok", ref="consultation"),
    # While it is being prepared, everybody but its officers reads that it comes.
    row(VOTE, "officer & after: ok; officer: leads on; ok", ref="preparing"),
    row(VOTE + "mine/", ACCOUNT + "voters & during, representative & during: leads on; ok", ref="consultation"),
    row(VOTE + "mine/", ACCOUNT + "hidden", ref="preparing"),
    # Its roll is closed: who stands on it is led to the ballot, and nobody else comes on it.
    row(VOTE + "enter/", ACCOUNT + "leads on", ACCOUNT + "voters: leads on; forbidden", ref="consultation"),
    row(VOTE + "enter/", ACCOUNT + "hidden", ACCOUNT + "hidden", ref="preparing"),
    # Here everybody stands in one college; who stands in several: tests/consultations/votes/test_one_college_pages.py.
    row(VOTE + "college/", ACCOUNT + "leads on", ACCOUNT + "leads on", {"college": "citizen"}, ref="consultation"),
    row(VOTE + "college/", ACCOUNT + "hidden", ACCOUNT + "hidden", {"college": "citizen"}, ref="preparing"),
    row(
        VOTE + "prepare/",
        ACCOUNT + "officer & after: forbidden; officer: form; bare officer: forbidden; hidden",
        ACCOUNT + "officer & after: forbidden; officer: done; bare officer: forbidden; hidden",
        {"method": "yes_no"},
        ref="preparing",
    ),
    row(
        VOTE + "paper/",
        ACCOUNT + "officer & after: forbidden; officer: form; bare officer: forbidden; hidden",
        ACCOUNT + "officer & after: forbidden; officer: done; bare officer: forbidden; hidden",
        {"plans": "offered plan"},
        ref="preparing",
    ),
    row(
        VOTE + "rule/",
        ACCOUNT + "officer & after: forbidden; officer: form; bare officer: forbidden; hidden",
        ACCOUNT + "officer & after: forbidden; officer: done; bare officer: forbidden; hidden",
        {"rule": "every_college", "quorum_citizen": "20"},
        ref="preparing",
    ),
    row(
        VOTE + "from-plans/",
        ACCOUNT + "officer & after: forbidden; officer: leads on; bare officer: forbidden; hidden",
        ACCOUNT + "officer & after: forbidden; officer: leads on; bare officer: forbidden; hidden",
        ref="preparing",
    ),
    # Once opened, nobody moves anything.
    row(VOTE + "prepare/", ACCOUNT + "officer: leads on; bare officer: forbidden; hidden", ref="consultation"),
    row(
        VOTE + "roll/",
        ACCOUNT + "officer & after: forbidden; officer: form; bare officer: forbidden; hidden",
        ACCOUNT + "officer & after: forbidden; officer: done; bare officer: forbidden; hidden",
        {"bodies": "club", "roll_kind": "closed"},
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
    # A draft until the result is certified; then everybody's (tests/consultations/votes/test_certifying.py).
    row(VOTE + "result/minutes/", "officer & after: ok; hidden", ref="consultation"),
    row(VOTE + "result/minutes.pdf", "officer & after: ok; hidden", ref="consultation"),
    row(
        VOTE + "result/certify/",
        ACCOUNT + "officer & after: form; officer: leads on; forbidden",
        ACCOUNT + "officer & after: done; officer: leads on; forbidden",
        {"incidents": "Une panne d’une heure.", "read": "on"},
        ref="consultation",
    ),
    row(
        VOTE + "result/annul/",
        ACCOUNT + "officer & after: form; officer: leads on; forbidden",
        ACCOUNT + "officer & after: done; officer: leads on; forbidden",
        {"reason": "Des bulletins ont été cédés.", "sure": "on"},
        ref="consultation",
    ),
    row(VOTE + "result/certify/", ACCOUNT + "officer: leads on; hidden", ref="preparing"),
    row(VOTE + "result/annul/", ACCOUNT + "officer: leads on; hidden", ref="preparing"),
    # A rehearsal: nothing is stored, which tests/consultations/votes/test_rehearsing_ballots.py tries.
    row(
        VOTE + "rehearse-<slug:college>/ballot/",
        ACCOUNT + "officer & after: forbidden; officer: form; bare officer: forbidden; hidden",
        ACCOUNT + "officer & after: forbidden; officer: nothing; bare officer: forbidden; hidden",
        {"choices": "A"},
        ref="preparing",
        college="citizen",
    ),
    row(
        VOTE + "rehearse-<slug:college>/check/",
        ACCOUNT + "officer & after: forbidden; officer: leads on; bare officer: forbidden; hidden",
        ACCOUNT + "officer & after: forbidden; officer: nothing; bare officer: forbidden; hidden",
        {"choices": "A"},
        ref="preparing",
        college="citizen",
    ),
    row(
        VOTE + "rehearse-<slug:college>/cast/",
        ACCOUNT + "officer & after: forbidden; officer: leads on; bare officer: forbidden; hidden",
        ACCOUNT + "officer & after: forbidden; officer: nothing; bare officer: forbidden; hidden",
        {"choices": "A"},
        ref="preparing",
        college="citizen",
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
]
