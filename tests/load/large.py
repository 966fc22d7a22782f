"""One large consultation, and the desk of an officer who runs fifty: queries and milliseconds of their pages.

    .venv/bin/python -m tests.load.large [--small]        on SQLite or on POLICYLAB_LOAD_PG (an empty database)

40,000 people who live there and back a plan each, 300 plans, 100,000 comments (5,000 on one plan), 5,000 sheets of 40 questions,
a vote whose roll holds them all; then 49 consultations more. Rows are written in bulk, the roll and the count by the services.
Issue 5 asks for its pages under 200 ms and 20 queries on PostgreSQL, and the desk of 50 consultations under 150 ms.
"""

import argparse
import os
import tempfile
from pathlib import Path
from time import perf_counter

from tests.load.questionnaires import build, definition, say, timed

PEOPLE, PLANS, COMMENTS, LONGEST, SHEETS, QUESTIONS, CONSULTATIONS = 40_000, 300, 100_000, 5_000, 5_000, 40, 50
AT_ONCE = 5_000


def main(share: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["POLICYLAB_DB"] = str(Path(folder) / "large.sqlite3")
        if os.environ.get("POLICYLAB_LOAD_PG"):
            os.environ["POLICYLAB_DATABASE"] = os.environ["POLICYLAB_LOAD_PG"]
        os.environ["DJANGO_SETTINGS_MODULE"] = "policylab.settings.dev"
        os.environ["POLICYLAB_PAGES_KEPT"] = "0"
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        settings.DEBUG = False
        call_command("migrate", verbosity=0, interactive=False)
        started = perf_counter()
        made, officer = large(share)
        others(made, officer, share)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        say(f"Built in {perf_counter() - started:.0f} s")
        measure(made, officer)


def large(share: int):
    """(the consultation, its officer): a vote is open, the questionnaire is counted."""
    from consultations.enums import PhaseKind
    from consultations.models import Consultation
    from consultations.services.writing import lay_schedule
    from policylab.core.clock import db_now
    from tests.consultations import factories
    from tests.consultations.questionnaires.factories import questionnaire
    from tests.consultations.votes import factories as votes
    from tests.proposals import factories as plans

    hall = factories.town_hall()
    officer = factories.officer(hall)
    made = factories.opened("propose", by=officer, of=hall)
    people = plans.people(PEOPLE // share, territory=hall.territory)
    talk(made, people, share)
    now = db_now()
    lay_schedule(made, {PhaseKind.ASK: (now - 9 * votes.DAY, now + votes.DAY), **factories.schedule("propose")})
    asked = questionnaire(Consultation.objects.get(pk=made.pk), definition=definition(QUESTIONS))
    build(asked, SHEETS // share)
    started = perf_counter()
    vote = votes.prepared(made)
    votes.services.open_vote(user=officer, vote=vote)
    say(f"A roll of {len(people):,} people in {perf_counter() - started:.1f} s")
    lay_schedule(made, {PhaseKind.ASK: (now - 40 * votes.DAY, now - 31 * votes.DAY), **factories.schedule("vote")})
    return Consultation.objects.get(pk=made.pk), officer


def talk(made, people: list, share: int) -> None:
    """Plans, backing and comments; the first plan has the longest thread."""
    from policylab.core.clock import db_now
    from proposals.models import Proposal, Support
    from tests.policylab.discussion.factories import fill
    from tests.proposals import factories as plans

    made_plans = [plans.published(author=people[n], round=made.round) for n in range(PLANS // share)]
    hands = [(user, None) for user in people[:2_000]]
    fill(made_plans[0], LONGEST // share, hands)
    each = (COMMENTS - LONGEST) // share // (len(made_plans) - 1)
    for plan in made_plans[1:]:
        fill(plan, each, hands)
    now = db_now()
    backing = (
        Support(proposal=made_plans[n % len(made_plans)], user=user, given_at=now) for n, user in enumerate(people)
    )
    Support.objects.bulk_create(backing, batch_size=AT_ONCE)
    Proposal.objects.filter(round=made.round).update(comments_count=each)
    Proposal.objects.filter(pk=made_plans[0].pk).update(comments_count=LONGEST // share)


def others(made, officer, share: int) -> None:
    """The same body runs more of them, at every moment, each with a few plans talked about."""
    from itertools import cycle

    from proposals.models import Proposal
    from tests.consultations import factories
    from tests.policylab.discussion.factories import fill
    from tests.proposals import factories as plans

    moments = cycle(["propose", "discuss", "vote", "answer", "deliver", "closed", "upcoming"])
    for _number, moment in zip(range(CONSULTATIONS - 1), moments, strict=False):
        one = factories.opened("propose", by=officer, of=made.organisation)
        for _plan in range(3):
            plan = plans.published(round=one.round)
            fill(plan, 20, [(plan.author, None)])
            Proposal.objects.filter(pk=plan.pk).update(comments_count=20)
        factories.moved(one, moment)


def measure(made, officer) -> None:
    from django.test import Client
    from django.urls import reverse
    from django.utils import translation

    from proposals.models import Proposal

    with translation.override("fr"):
        here = [made.ref]
        plan = Proposal.objects.filter(round=made.round).order_by("-comments_count").first()
        addresses = {
            "consultation": reverse("consultations:detail", args=here),
            "its plans": reverse("consultations:plans", args=here),
            "a plan": reverse("proposals:detail", args=[plan.ref]),
            "its 5,000 comments": reverse("proposals:comments", args=[plan.ref]),
            "vote": reverse("votes:detail", args=here),
            "results of the questionnaire": reverse("questionnaires:results", args=here),
            "report": reverse("consultations:report", args=here),
            "consultations": reverse("consultations:list"),
        }
        desk = reverse("consultations:mine")
    stranger, known = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    known.force_login(officer)
    say(f"{'page':32}{'queries':>8}{'ms':>8}{'CPU':>8}   as the officer")
    for name, address in addresses.items():
        line(name, timed(stranger, address), timed(known, address))
    line(f"desk, {CONSULTATIONS} consultations", timed(known, desk))


def line(name: str, *measured) -> None:
    figures = "".join(f"{asked:8}{took:8.0f}{busy:8.0f}" for _response, asked, took, busy in measured)
    say(f"{name:32}{figures}  {measured[0][0].status_code}")


if __name__ == "__main__":
    given = argparse.ArgumentParser()
    given.add_argument("--small", action="store_true", help="a hundredth of it, to try the script")
    main(100 if given.parse_args().small else 1)
