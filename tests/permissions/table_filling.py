"""The table's rows about filling in a questionnaire, on a screen and on paper. See table.py."""

from policylab.core.printing.pdf import can_print
from tests.permissions.cells import ACCOUNT
from tests.permissions.words import row

HERE = "consultations/<slug:ref>/questionnaire/"
OFFICER = ACCOUNT + "officer: {}; forbidden"
FILLING = [
    # Everybody reads it, before its time too; once counted it leads to its results.
    row(HERE, "ok", ref="asking"),
    row(HERE, "leads on", ref="counted"),
    # One that is prepared: its officers are led to it as long as they can change it, others read that it comes.
    row(HERE, "officer: leads on; ok", ref="writing"),
    # Who speaks for a body chooses for whom; for others there is one choice.
    row(
        HERE + "answer/",
        "during & representative, during & officer, during & other officer: ok; leads on",
        ref="asking",
    ),
    # Anybody may begin: who they are is asked at the end.
    row(
        HERE + "answer/<slug:who>/<slug:page>/",
        "during: form; leads on",
        "during: done; closed",
        {"q-often": "c1"},
        ref="asking",
        who="me",
        page="use",
    ),
    row(HERE + "answer/<slug:who>/<slug:page>/", "leads on", "leads on", ref="asking", who="zzzzzzzzzz", page="use"),
    # Citizens of the town that asks; what others filled in is shown to them, with what they lack.
    row(
        HERE + "hand-in/<slug:who>/",
        "during & voters: form; anonymous: leads on; during: ok; leads on",
        "anonymous: sign in; during & voters: done; closed",
        ref="filled in",
        who="me",
    ),
    # For who prepares the next packet, and types in what came back; after the end too, until it is counted.
    row(HERE + "paper/", OFFICER.format("form"), OFFICER.format("done"), {"days": "7"}, ref="asking"),
    row(HERE + "paper/sheets/", OFFICER.format("ok"), ref="asking"),
    row(HERE + "paper/sheets.pdf", OFFICER.format("ok" if can_print() else "hidden"), ref="asking"),
    row(
        HERE + "enter/",
        ACCOUNT + "officer & before: leads on; officer: form; forbidden",
        ACCOUNT + "officer & before: leads on; officer: done; forbidden",
        {"paper": "7", "language": "fr", "q-often": "c1"},
        ref="asking",
    ),
    # While it is open nobody sees what others sent; afterwards there is no such file.
    row(HERE + "files/<slug:key>/", ACCOUNT + "forbidden", ref="asking", key="zzzzzzzzzz"),
    row(HERE + "files/<slug:key>/", OFFICER.format("hidden"), ref="counted", key="zzzzzzzzzz"),
]
