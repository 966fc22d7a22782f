"""What the rows of the table say again and again: cells with a name, and what is posted."""

from datetime import UTC, datetime, timedelta

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
# The course of an open consultation: what is posted, and who may when.
SAID = {"edition": "1", "reason": "La salle est inondée.", "language": "fr"}
COURSES = [
    (
        "move",
        SAID
        | {
            "vote_opens": (datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"),
            "vote_closes": (datetime.now(UTC) + timedelta(days=60)).strftime("%Y-%m-%dT%H:%M"),
        },
    ),
    ("pause", SAID),
    ("cancel", SAID | {"sure": "on"}),
]
COURSE = (
    ACCOUNT + "officer & after: closed; officer: form; forbidden",
    ACCOUNT + "officer & after: closed; officer: done; forbidden",
)
# Nothing is resumed that is not paused.
RESUMING = (ACCOUNT + "officer: closed; forbidden", ACCOUNT + "officer: nothing; forbidden")
