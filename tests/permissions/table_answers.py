"""The table's rows about what follows a vote: the authority's answer, and the charter of what it adopted. See table.py."""

from tests.permissions.cells import ACCOUNT
from tests.permissions.words import row

REASON = {"reason": "La Ville a relu ce plan et change d’avis.", "language": "fr"}
OFFICERS = (ACCOUNT + "officer: form; forbidden", ACCOUNT + "officer: done; forbidden")
# Both sides hold the pen.
PENS = (ACCOUNT + "officer, author: form; forbidden", ACCOUNT + "officer, author: done; forbidden")
CHARTER = "plans/<slug:ref>/charter/"
SIGNED = {"organisation": "club", "capacity": "host", "digest": "digest", "confirmed": "yes"}

ANSWERS = [
    row("plans/<slug:ref>/answer/", ref="signed plan"),
    row("plans/<slug:ref>/answer/", "hidden", ref="draft"),
    row("plans/<slug:ref>/answer/write/", *OFFICERS, REASON | {"verdict": "partly", "after": "1"}, ref="signed plan"),
    row("plans/<slug:ref>/answer/write/", ACCOUNT + "hidden", ACCOUNT + "hidden", ref="draft"),
    # Nobody answers before the vote is over.
    row(
        "plans/<slug:ref>/answer/write/",
        ACCOUNT + "officer & after: form; forbidden",
        ACCOUNT + "officer & after: done; forbidden",
        REASON | {"verdict": "adopted", "after": "0"},
        ref="plan",
    ),
    row("consultations/<slug:ref>/answer/", ref="answered consultation"),
    row("consultations/<slug:ref>/answer/", "hidden", ref="unopened"),
    row("consultations/<slug:ref>/answer/write/", *OFFICERS, REASON | {"after": "0"}, ref="answered consultation"),
    # One that never promised an answer has no page for it.
    row("consultations/<slug:ref>/answer/", "hidden", ref="consultation"),
    row(
        "consultations/<slug:ref>/answer/write/",
        ACCOUNT + "bare officer: forbidden; hidden",
        ACCOUNT + "bare officer: forbidden; hidden",
        REASON | {"after": "0"},
        ref="consultation",
    ),
    # --- charters ----------------------------------------------------------------------------------------------------
    row(CHARTER, ref="signed plan"),
    row(CHARTER, "hidden", ref="plan"),
    row(CHARTER + "v/<int:number>/", ref="signed plan", number="1"),
    row(CHARTER + "v/<int:number>/", "hidden", ref="signed plan", number="2"),
    row(CHARTER + "v/<int:number>/text.json", ref="signed plan", number="1"),
    row(
        CHARTER + "write/",
        *PENS,
        {"title": "Charte", "text": "Un an.", "language": "fr", "edition": "2"},
        ref="signed plan",
    ),
    row(CHARTER + "write/", ACCOUNT + "forbidden", ACCOUNT + "forbidden", ref="plan"),
    row(CHARTER + "publish/", *PENS, {"edition": "2", "what_changed": "Un mois de plus"}, ref="signed plan"),
    # Whoever speaks for a body may sign for it; the others read how one comes to speak for one.
    row(
        CHARTER + "sign/",
        ACCOUNT + "representative, other officer: form; bare officer: forbidden; closed",
        ACCOUNT + "representative: done; bare officer: forbidden; closed",
        SIGNED,
        ref="signed plan",
    ),
    # Whoever speaks for a body that has signed may withdraw it; another body is not theirs to name.
    row(
        CHARTER + "leave/",
        ACCOUNT + "officer: form; forbidden",
        ACCOUNT + "officer: done; representative, other officer: closed; forbidden",
        {"organisation": "city", "reason": "Le budget ne le permet plus.", "language": "fr"},
        ref="signed plan",
    ),
]
