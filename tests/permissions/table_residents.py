"""The table's rows about checked residents. See table.py."""

from policylab.core.printing.pdf import can_print
from tests.permissions.cells import ACCOUNT
from tests.permissions.words import row

OFFICER = ACCOUNT + "officer: {}; forbidden"
RESIDENTS = [
    # Looking uses no card up. A stranger's code waits until they have signed in.
    row("residents/card/", "form", ACCOUNT + "done", {"code": "card code"}),
    # Of oneself, for one's own eyes.
    row("residents/about-me/", ACCOUNT + "form", ACCOUNT + "done", {"gender": "woman", "age_band": "18-29"}),
    # Numbers for who checks people; a facilitator too, once they have a second factor.
    row("residents/<slug:ref>/", OFFICER.format("ok"), ref="city"),
    # Only a town hall knows who lives in its town.
    row("residents/<slug:ref>/", ACCOUNT + "forbidden", ref="club"),
    row(
        "residents/<slug:ref>/desk/",
        OFFICER.format("form"),
        OFFICER.format("done"),
        {"address": "somebody", "saw_identity": "on", "saw_address": "on"},
        ref="city",
    ),
    row(
        "residents/<slug:ref>/desk/<int:number>/take-back/",
        ACCOUNT + "not so",
        OFFICER.format("done"),
        ref="city",
        number="check",
    ),
    # The answer to the form is the file, made once.
    row(
        "residents/<slug:ref>/cards/",
        OFFICER.format("form" if can_print() else "ok"),
        OFFICER.format("done" if can_print() else "closed"),
        {"size": "1"},
        ref="city",
    ),
    row(
        "residents/<slug:ref>/cards/<slug:batch>/end/",
        OFFICER.format("form"),
        OFFICER.format("done"),
        ref="city",
        batch="batch",
    ),
    # Found in the register, or not: anybody may look for themselves, at a town hall.
    row("residents/<slug:ref>/number/", "form", ACCOUNT + "done", {"number": "number"}, ref="city"),
    row("residents/<slug:ref>/number/", "hidden", "hidden", ref="club"),
    # A file is looked at by who may make cards, and counts once they press again; what a colleague chose is theirs.
    row(
        "residents/<slug:ref>/register/",
        OFFICER.format("form"),
        OFFICER.format("done"),
        {"file": "register file"},
        ref="city",
    ),
    row("residents/<slug:ref>/register/", ACCOUNT + "forbidden", ref="club"),
    row(
        "residents/<slug:ref>/register/<slug:register>/",
        OFFICER.format("form"),
        OFFICER.format("done"),
        {"replaces": "standing register"},
        ref="city",
        register="register",
    ),
]
