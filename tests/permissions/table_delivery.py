"""The table's rows about what is delivered: no window opens or closes here. See table.py."""

from tests.permissions.cells import ACCOUNT
from tests.permissions.words import row

# Those who carry the plan: the town hall's officer, and the club that committed to it.
CARRIERS = (ACCOUNT + "officer, representative: form; forbidden", ACCOUNT + "officer, representative: done; forbidden")
SAID = {"text": "La porte est ouverte, venez voir.", "language": "fr"}
PLAN = "plans/<slug:ref>/delivery/"
MILESTONE, INDICATOR = PLAN + "milestones/<slug:milestone>/", PLAN + "indicators/<slug:indicator>/"

DELIVERY = [
    row(PLAN, ref="delivered plan"),
    # A plan nobody adopted says that it is not being delivered.
    row(PLAN, ref="plan"),
    row(PLAN, "hidden", ref="draft"),
    row(PLAN + "evidence/<slug:report>/", "hidden", ref="delivered plan", report="nothing"),
    row(
        PLAN + "promise/",
        *CARRIERS,
        {
            "title": "Vingt séances",
            "organisation": "club",
            "begins_on": "today",
            "due_on": "next week",
            "language": "fr",
        },
        ref="delivered plan",
    ),
    row(PLAN + "promise/", ACCOUNT + "forbidden", ACCOUNT + "forbidden", ref="plan"),
    row(MILESTONE + "tick/", *CARRIERS, SAID | {"done_on": "today"}, ref="delivered plan", milestone="milestone"),
    row(MILESTONE + "untick/", *CARRIERS, SAID, ref="delivered plan", milestone="ticked"),
    row(MILESTONE + "move/", *CARRIERS, SAID | {"due_on": "next week"}, ref="delivered plan", milestone="milestone"),
    row(MILESTONE + "explain/", *CARRIERS, SAID, ref="delivered plan", milestone="milestone"),
    row(
        PLAN + "measure/",
        *CARRIERS,
        {"name": "Femmes accompagnées", "unit": "personnes", "language": "fr"},
        ref="delivered plan",
    ),
    row(
        INDICATOR + "measure/",
        *CARRIERS,
        {"measured_on": "today", "total": "97", "women": "68", "men": "29", "source": "Registre", "language": "fr"},
        ref="delivered plan",
        indicator="indicator",
    ),
    row(
        INDICATOR + "<slug:day>/strike/",
        *CARRIERS,
        SAID,
        ref="delivered plan",
        indicator="indicator",
        day="day of the reading",
    ),
    # From here an editor makes a page of it.
    row(
        "plans/<slug:ref>/case/",
        ACCOUNT + "editor, administrator: form; forbidden",
        ACCOUNT + "editor, administrator: done; forbidden",
        ref="delivered plan",
    ),
    row("plans/<slug:ref>/case/", ACCOUNT + "forbidden", ACCOUNT + "forbidden", ref="plan"),
]
