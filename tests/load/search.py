"""How long search takes among many documents, with its counts, on the database of the settings.

    POLICYLAB_DB=/tmp/search.sqlite3 .venv/bin/python -m tests.load.search 100000      SQLite, filled once
    POLICYLAB_DATABASE=postgresql://… .venv/bin/python -m tests.load.search 100000     PostgreSQL, a database of its own

Documents are made of words by their frequency (Zipf) in two languages. The fixed mix of DESIGN 6: 60 % of queries match under 1 %
of the rows, 30 % under 10 %, 10 % above; a third of them is narrowed by a place or a kind.
"""

import os
import random
import statistics
import sys
import time

SYLLABLES = {
    "fr": "ba ce di fo gu lan mer nou pli quo ra sen tou vi zon cha".split(),
    "ar": "با تم جد حر خل در رس سن شف صب طر عم غن فك قل مو".split(),
}
KINDS = ("note", "plan", "consultation", "vote", "organisation", "case")
PLACES = [f"TN/TN-{region}/TN-{region}-{town}" for region in range(11, 35) for town in range(10)]
WORDS_IN_ALL, WORDS_EACH, PORTION = 30_000, 120, 500
# Share of the documents that hold the word asked for, how often such a query is asked.
MIX = [(0.0005, 30), (0.005, 30), (0.03, 20), (0.08, 10), (0.15, 6), (0.3, 4)]


def fill(number: int) -> None:
    from search.models import SearchDocument
    from search.services import write_documents

    there, rng = SearchDocument.objects.count(), random.Random(7)
    if there >= number:
        return
    vocabulary = {language: _vocabulary(language, rng) for language in SYLLABLES}
    weights = [1 / (rank + 20) for rank in range(WORDS_IN_ALL)]
    for start in range(0, number, PORTION):
        documents = [_document(n, vocabulary, weights, rng) for n in range(start, min(start + PORTION, number))]
        if start >= there:
            write_documents(documents=documents)


def _vocabulary(language: str, rng: random.Random) -> list[str]:
    return ["".join(rng.choices(SYLLABLES[language], k=rng.randint(2, 4))) for _ in range(WORDS_IN_ALL)]


def _document(n: int, vocabulary: dict[str, list[str]], weights: list[float], rng: random.Random):
    from policylab.core.registries import Document

    language = "fr" if n % 3 else "ar"
    words = rng.choices(vocabulary[language], weights, k=WORDS_EACH)
    words += [_planted(share) for share, _often in MIX if rng.random() < share]
    rng.shuffle(words)
    return Document(
        key=f"load.row:{n}",
        language=language,
        kind=rng.choice(KINDS),
        title=" ".join(words[:7]),
        body=" ".join(words[7:]),
        url=f"/{language}/load/{n}/",
        territory=rng.choice(PLACES),
    )


def _planted(share: float) -> str:
    return f"planted{round(share * 10_000)}"


def queries() -> list[tuple[float, dict[str, str]]]:
    narrowed = [{}, {"territory": "TN/TN-12"}, {"kind": "plan"}, {}, {}, {}]
    asked = [share for share, often in MIX for _ in range(often)]
    return [(share, narrowed[n % len(narrowed)]) for n, share in enumerate(asked)]


def measure() -> str:
    from search.query import Query
    from search.selectors import find

    asked, times, totals = queries(), [], {}
    for share, narrowed in [*asked[::10], *asked]:  # the first tenth warms up
        began = time.perf_counter()
        found = find(Query(_planted(share), **narrowed))
        times.append((time.perf_counter() - began) * 1000)
        if not narrowed:
            totals[share] = found.total
    times = times[-len(asked) :]
    widest = ", ".join(f"{total:,}" for total in totals.values())
    return (
        f"{found.engine}: median {statistics.median(times):.0f} ms, 95th percentile "
        f"{statistics.quantiles(times, n=20)[-1]:.0f} ms, worst {max(times):.0f} ms; matches {widest}"
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "policylab.settings.dev")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    fill(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(measure())  # noqa: T201
