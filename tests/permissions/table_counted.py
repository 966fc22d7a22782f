"""The table's rows about questionnaires once they are counted. See table.py."""

from tests.permissions.cells import ACCOUNT
from tests.permissions.words import row

HERE = "consultations/<slug:ref>/questionnaire/"
REPLIES = HERE + "replies/<slug:question>/"
OFFICER = ACCOUNT + "officer: {}; forbidden"
FORM = (OFFICER.format("form"), OFFICER.format("done"))
WHY = {"ref": "counted", "question": "why_not"}
COUNTED = [
    # Before the count it says when results come, to officers too; afterwards it is everybody's.
    row(HERE + "results/", "ok", ref="asking"),
    row(HERE + "results/", "ok", ref="counted"),
    row(HERE + "results/<slug:question>/", "ok", **WHY),
    row(HERE + "results/<slug:question>/", "hidden", ref="asking", question="why_not"),
    # Words are read by officers, and by facilitators once they have a second factor.
    row(REPLIES, *FORM, {"reply": "sheet"}, **WHY),
    row(REPLIES, ACCOUNT + "hidden", ACCOUNT + "hidden", {"reply": "sheet"}, ref="asking", question="why_not"),
    row(REPLIES + "codes/", *FORM, {"title": "Trop cher"}, **WHY),
    row(REPLIES + "codes/<int:number>/remove/", "not so", OFFICER.format("done"), **WHY, number="reply code"),
    row(REPLIES + "release/", *FORM, {"read": "on"}, **WHY),
    row(REPLIES + "<slug:key>/leave-out/", *FORM, {"reason": "Une insulte."}, **WHY, key="sheet"),
    row(HERE + "export/<slug:kind>/", "ok", ref="counted", kind="csv"),
    row(HERE + "export/<slug:kind>/", "hidden", ref="asking", kind="csv"),
    row(HERE + "export/whole/<slug:kind>/", OFFICER.format("ok"), ref="counted", kind="csv"),
]
