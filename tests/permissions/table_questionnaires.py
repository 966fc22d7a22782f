"""The table's rows about questionnaires. See table.py.

An officer writes until the phase is over. Afterwards one that was opened is left as it is; one that never was they still
change, to give it new dates, or delete.
"""

from tests.permissions.cells import ACCOUNT
from tests.permissions.words import row

PREPARE = "consultations/<slug:ref>/questionnaire/prepare/"
BARE = ACCOUNT + "bare officer: forbidden; "
# What is looked at, and what is sent, until the phase is over.
LOOKED = BARE + "officer & after: forbidden; officer: {}; hidden"
SENT = BARE + "officer & after: forbidden; officer: done; hidden"
FORM = (LOOKED.format("form"), SENT)
MISSED = (BARE + "officer: form; hidden", BARE + "officer: done; hidden")
EDITION = {"edition": "1"}
WORDS = EDITION | {"title_fr": "Pour finir, deux mots"}
QUESTIONNAIRES = [
    row(PREPARE, LOOKED.format("form"), SENT, ref="not asking"),
    # Where there is none, every other address leads to the one that begins it.
    row(PREPARE + "check/", BARE + "officer: leads on; hidden", ref="not asking"),
    row(PREPARE, MISSED[0], ref="writing"),
    row(PREPARE + "act/", "not so", MISSED[1], EDITION | {"act": "copy", "key": "what"}, ref="writing"),
    row(PREPARE + "drop/", *MISSED, ref="writing"),
    row(PREPARE + "drop/", BARE + "officer: forbidden; hidden", ref="asking"),
    row(PREPARE + "intro/", *MISSED, EDITION | {"intro_fr": "Cinq minutes."}, ref="writing"),
    row(PREPARE + "page/", *MISSED, WORDS, ref="writing"),
    row(PREPARE + "page/<slug:key>/", *MISSED, WORDS, ref="writing", key="more"),
    row(PREPARE + "page/<slug:page>/add/", BARE + "officer: ok; hidden", ref="writing", page="more"),
    row(PREPARE + "page/<slug:page>/add/<slug:kind>/", *MISSED, WORDS, ref="writing", page="more", kind="text"),
    row(PREPARE + "question/<slug:key>/", *MISSED, WORDS, ref="writing", key="why_not"),
    row(PREPARE + "question/<slug:key>/when/", *MISSED, EDITION, ref="writing", key="why_not"),
    row(PREPARE + "question/<slug:key>/delete/", *MISSED, EDITION, ref="writing", key="photo"),
    # Complete and not yet open; open, and nothing to publish.
    row(PREPARE + "check/", BARE + "officer & after: ok; officer: form; hidden", SENT, EDITION, ref="complete"),
    row(PREPARE + "check/", LOOKED.format("ok"), ref="asking"),
    row(PREPARE + "preview/", BARE + "officer: ok; hidden", ref="writing"),
]
