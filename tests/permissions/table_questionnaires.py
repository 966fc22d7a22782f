"""The table's rows about questionnaires. See table.py.

An officer writes until the phase is over; afterwards their draft stands, and they are told that it is too late.
"""

from tests.permissions.cells import ACCOUNT
from tests.permissions.words import row

PREPARE = "consultations/<slug:ref>/questionnaire/prepare/"
BARE = ACCOUNT + "bare officer: forbidden; "
# What is looked at, and what is sent, until the phase is over.
LOOKED = BARE + "officer & after: forbidden; officer: {}; hidden"
SENT = BARE + "officer & after: forbidden; officer: done; hidden"
FORM = (LOOKED.format("form"), SENT)
EDITION = {"edition": "1"}
WORDS = EDITION | {"title_fr": "Pour finir, deux mots"}
QUESTIONNAIRES = [
    row(PREPARE, LOOKED.format("form"), SENT, ref="not asking"),
    # Where there is none, every other address leads to the one that begins it.
    row(PREPARE + "check/", BARE + "officer: leads on; hidden", ref="not asking"),
    row(PREPARE, LOOKED.format("form"), ref="writing"),
    row(PREPARE + "act/", "not so", SENT, EDITION | {"act": "copy", "key": "what"}, ref="writing"),
    row(PREPARE + "drop/", *FORM, ref="writing"),
    row(PREPARE + "drop/", BARE + "officer: forbidden; hidden", ref="asking"),
    row(PREPARE + "intro/", *FORM, EDITION | {"intro_fr": "Cinq minutes."}, ref="writing"),
    row(PREPARE + "page/", *FORM, WORDS, ref="writing"),
    row(PREPARE + "page/<slug:key>/", *FORM, WORDS, ref="writing", key="more"),
    row(PREPARE + "page/<slug:page>/add/", LOOKED.format("ok"), ref="writing", page="more"),
    row(PREPARE + "page/<slug:page>/add/<slug:kind>/", *FORM, WORDS, ref="writing", page="more", kind="text"),
    row(PREPARE + "question/<slug:key>/", *FORM, WORDS, ref="writing", key="why_not"),
    row(PREPARE + "question/<slug:key>/when/", *FORM, EDITION, ref="writing", key="why_not"),
    row(PREPARE + "question/<slug:key>/delete/", *FORM, EDITION, ref="writing", key="photo"),
    # Complete and not yet open; open, and nothing to publish.
    row(PREPARE + "check/", *FORM, EDITION, ref="complete"),
    row(PREPARE + "check/", LOOKED.format("ok"), ref="asking"),
    row(PREPARE + "preview/", LOOKED.format("ok"), ref="writing"),
]
