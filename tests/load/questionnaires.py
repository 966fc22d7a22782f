"""Counting, results and files of one large questionnaire: milliseconds, queries, kilobytes.

    .venv/bin/python -m tests.load.questionnaires [--sheets 5000] [--questions 40]   on SQLite or on POLICYLAB_LOAD_PG (empty)

Sheets are written in bulk, with every kind of question in turn. Median of requests after a warm-up, as a stranger, templates
cached, DEBUG off, nothing kept. Issue 5 asks for the results of 5,000 sheets of 40 questions in under 300 ms.
"""

import argparse
import os
import random
import statistics
import tempfile
from pathlib import Path
from time import perf_counter, process_time

KINDS = (
    "single",
    "several",
    "scale",
    "grid",
    "single",
    "number",
    "ranking",
    "text",
    "single",
    "several",
    "date",
    "money",
    "place",
)
WORDS = "La bibliothèque ferme trop tôt, et le bus ne passe plus le soir. المكتبة تغلق باكرا. ".split()
CHANCE = random.Random(7)
RUNS = 9


def main(sheets: int, questions: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["POLICYLAB_DB"] = str(Path(folder) / "questionnaires.sqlite3")
        if os.environ.get("POLICYLAB_LOAD_PG"):
            os.environ["POLICYLAB_DATABASE"] = os.environ["POLICYLAB_LOAD_PG"]
        os.environ["DJANGO_SETTINGS_MODULE"] = "policylab.settings.dev"
        os.environ["POLICYLAB_PAGES_KEPT"] = "0"
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        settings.DEBUG = False
        call_command("migrate", verbosity=0, interactive=False)
        from tests.consultations.questionnaires.factories import questionnaire

        made = questionnaire(definition=definition(questions))
        measure((made, build(made, sheets)))


def build(made, sheets: int) -> str:
    """Sheets, counted; gives back a question with free replies, released."""
    from policylab.core.clock import db_now
    from tests.consultations.questionnaires import factories

    asked = list(made.wordings.get().definition["pages"][0]["questions"])
    written = [{one["key"]: reply(one) for one in asked if CHANCE.random() < 0.9} for _sheet in range(sheets)]
    most = sheets * 9 // 10
    factories.sheets(made, written[:most])
    factories.sheets(made, written[most:], "sse")
    factories.move(made, "after")
    from consultations.questionnaires.models import Release
    from consultations.questionnaires.services.counting import count_questionnaire

    started = perf_counter()
    count_questionnaire(questionnaire=factories.again(made))
    say(f"{sheets:,} sheets of {len(asked)} questions, counted in {perf_counter() - started:.1f} s")
    text = next(one["key"] for one in asked if one["kind"] == "text")
    Release.objects.create(questionnaire=made, question=text, by=made.created_by, at=db_now())
    return text


def definition(questions: int) -> dict:
    from tests.consultations.questionnaires import factories

    several = factories.lines(*[f"Choix {number}" for number in range(1, 7)])
    parts = {
        "single": {"choices": several},
        "several": {"choices": several},
        "ranking": {"choices": several},
        "grid": {"choices": several[:4], "rows": several[:4]},
        "scale": {"low": 1, "high": 5},
        "money": {"currency": "TND"},
    }
    listed = []
    for number in range(questions):
        kind = KINDS[number % len(KINDS)]
        personal = {"why": factories.words("Pour savoir qui manque.")} if number % 13 == 8 else {}
        listed.append(factories.question(f"q{number}", kind, **parts.get(kind, {}), **personal))
    return {"intro": {}, "pages": [{"key": "p", "title": factories.words("Tout"), "questions": listed}]}


def reply(question: dict):
    keys = [one["key"] for one in question.get("choices", ())]
    return {
        "single": lambda: CHANCE.choice(keys[: CHANCE.randint(1, 6)]),
        "several": lambda: CHANCE.sample(keys, CHANCE.randint(1, 4)),
        "ranking": lambda: CHANCE.sample(keys, 4),
        "grid": lambda: {one["key"]: CHANCE.choice(keys) for one in question["rows"]},
        "scale": lambda: CHANCE.randint(1, 5),
        "number": lambda: str(CHANCE.randint(0, 240)),
        "money": lambda: CHANCE.randint(0, 60) * 500,
        "date": lambda: f"2026-{CHANCE.randint(1, 11):02}-{CHANCE.randint(1, 28):02}",
        "place": lambda: [36.8 + CHANCE.gauss(0, 0.01), 10.18 + CHANCE.gauss(0, 0.01)],
        "text": lambda: " ".join(CHANCE.choices(WORDS, k=25)),
    }[question["kind"]]()


def measure(made) -> None:
    from django.test import Client
    from django.urls import reverse

    questionnaire, text = made
    here, client = [questionnaire.phase.consultation.ref], Client(headers={"host": "localhost"})
    results = reverse("questionnaires:results", args=here)
    addresses = {
        "results": results,
        "every question by college": f"{results}?by=college",
        "one question by another": f"{results}?of=q0&by=q4",
        "free replies": reverse("questionnaires:replies", args=[*here, text]),
        "CSV": reverse("questionnaires:export", args=[*here, "csv"]),
        "free replies as CSV": reverse("questionnaires:export", args=[*here, "replies"]),
        "XLSX": reverse("questionnaires:export", args=[*here, "xlsx"]),
        "codebook": reverse("questionnaires:export", args=[*here, "codebook"]),
    }
    say(f"{'page':28}{'queries':>8}{'ms':>9}{'of it CPU':>11}{'kB':>8}")
    for name, address in addresses.items():
        response, asked, took, busy = timed(client, address)
        say(f"{name:28}{asked:8}{took:9.1f}{busy:11.1f}{len(response.content) / 1024:8.0f}  {response.status_code}")


def timed(client, address: str):
    """(answer, queries, median milliseconds, those this process was busy): others on the machine lengthen the first only."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    asked, took, busy = len(queries), [], []
    for _run in range(RUNS):
        start, at_work = perf_counter(), process_time()
        client.get(address)
        took.append((perf_counter() - start) * 1000)
        busy.append((process_time() - at_work) * 1000)
    return response, asked, statistics.median(took), statistics.median(busy)


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--sheets", type=int, default=5_000)
    asked.add_argument("--questions", type=int, default=40)
    given = asked.parse_args()
    main(given.sheets, given.questions)
