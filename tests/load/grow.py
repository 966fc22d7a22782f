"""Many times the demo, made inside the database: every row of ours is copied with its own relations, in seconds.

Half of the copied plans stand in the first consultation and half in copies of it, so that both a long list and many lists are
there; one plan gets a thread of 1,000 comments, and the library as many notes.

    .venv/bin/python -m tests.load.grow 100        grows the demo in POLICYLAB_DB (dev settings only)
"""

import os
import sys
from collections.abc import Iterable

STRIDE = 100_000  # more than the demo has of anything; copy n of row 7 is n * STRIDE + 7
THREAD = 1_000
LETTERS = "23456789bcdfghjkmnpqrstvwxz"


def grow(times: int) -> str:
    """What there is afterwards, in words."""
    from django.db import connection, transaction

    from consultations.models import Consultation
    from policylab.accounts.models import User
    from policylab.discussion.models import Comment
    from proposals.models import Proposal

    with transaction.atomic(), connection.cursor() as cursor:
        for number in range(1, times):
            for table in tables():
                cursor.execute(copied(table, number))
        for statement in connection.ops.sequence_reset_sql(style(), list(models())):
            cursor.execute(statement)
    follow_up()
    publish_notes(times)
    if connection.vendor == "postgresql":  # as autovacuum does in a while; on SQLite nothing does, and it would mislead
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    counts = {model.__name__: model.objects.count() for model in (User, Consultation, Proposal, Comment)}
    return ", ".join(f"{count:,} {name}" for name, count in counts.items())


def style():
    from django.core.management.color import no_style

    return no_style()


def models() -> Iterable[type]:
    """In the order in which rows may point to one another; constraints wait for the end of the transaction anyway."""
    from django.apps import apps

    people = ("accounts.User", "directory.Organisation", "directory.Membership", "notices.Follow")
    rooms = ("proposals", "charters", "delivery", "consultations", "votes")
    for label in (*people, *rooms, "django_comments", "django_comments_xtd", "discussion"):
        yield from [apps.get_model(label)] if "." in label else apps.get_app_config(label).get_models()


def tables() -> list[type]:
    """Models and the tables between them."""
    found = list(models())
    between = [field.remote_field.through for model in found for field in model._meta.local_many_to_many]
    ours = [model for model in between if model._meta.auto_created and points_to(model, found)]
    return [model for model in [*found, *ours] if not model._meta.proxy]


def points_to(between: type, grown: list[type]) -> bool:
    return any(field.is_relation and field.related_model in grown for field in between._meta.local_concrete_fields)


def copied(model: type, number: int) -> str:
    """INSERT ... SELECT of the first of each row, with everything that must differ made different."""
    fields = model._meta.local_concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(value(model, field, number) for field in fields)
    table, key = model._meta.db_table, model._meta.pk
    first = f'WHERE "{key.column}" < {STRIDE}' if holds_a_number(key) else f"WHERE {same_length(model)}"
    return f'INSERT INTO "{table}" ({columns}) SELECT {values} FROM "{table}" {first}'


def value(model: type, field, number: int) -> str:
    column, grown = f'"{field.column}"', set(models())
    if field.is_relation:
        target = field.related_model
        stays = model._meta.label == "proposals.Proposal" and field.name == "round" and number % 2 == 0
        return f"{column} + {number * STRIDE}" if target in grown and not stays else column
    if field.primary_key:
        return f"{column} + {number * STRIDE}" if holds_a_number(field) else marked(column, number, 32)
    if field.name == "email":
        return f"'{number}.' || {column}"
    if field.name == "ref":  # its own number: no two can be the same, and a random one never begins with 0
        return f"substr(CAST({10**10} + {model._meta.pk.column} + {number * STRIDE} AS TEXT), 2, 10)"
    if field.name in {"receipt_hash", "owner_hash"}:
        return f"CASE WHEN {column} = '' THEN '' ELSE {marked(column, number, 64)} END"
    if field.name in {"thread_id", "parent_id"}:  # xtd keeps its tree in plain numbers; no parent is 0
        return f"CASE WHEN {column} = 0 THEN 0 ELSE {column} + {number * STRIDE} END"
    return copied_key(model, column, number) if field.name == "object_pk" else column


def copied_key(model: type, column: str, number: int) -> str:
    return f"CAST(CAST({column} AS INTEGER) + {number * STRIDE} AS TEXT)"


def holds_a_number(field) -> bool:
    from django.db.models import AutoField, IntegerField

    return field.is_relation or isinstance(field, AutoField | IntegerField)


def marked(column: str, number: int, length: int) -> str:
    """The same random word with the copy's number at its end; long enough that no two begin alike."""
    letters = "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(3)) + "z"
    return f"substr({column}, 1, {length - 4}) || '{letters}'"


def same_length(model: type) -> str:
    """Rows with random keys: the first ones are those of the demo's votes."""
    return f'"vote_id" < {STRIDE}'


def follow_up() -> None:
    """Search rows of the copies, and a long thread."""
    from django.core.management import call_command, get_commands

    from policylab.accounts.models import User
    from proposals.models import Proposal
    from tests.policylab.discussion.factories import fill

    plan = Proposal.objects.standing().order_by("-comments_count", "pk").first()
    fill(plan, THREAD, [(user, None) for user in User.objects.order_by("pk")[:80]])
    Proposal.objects.filter(pk=plan.pk).update(comments_count=THREAD + plan.comments_count)
    if "index_all" in get_commands():
        call_command("index_all", verbosity=0)


def publish_notes(times: int) -> None:
    from home.models import LibraryPage, PolicyNotePage

    for note in PolicyNotePage.objects.live():
        library = LibraryPage.objects.get(locale=note.locale)
        for number in range(1, times):
            twin = PolicyNotePage(
                title=f"{note.title} ({number})",
                slug=f"{note.slug}-{number}",
                summary=note.summary,
                body=note.body,
                locale=note.locale,
                territory=note.territory,
                year=note.year,
                first_published_at=note.first_published_at,
                last_published_at=note.last_published_at,
            )
            library.add_child(instance=twin)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "policylab.settings.dev"
    import django

    django.setup()
    print(grow(int(sys.argv[1]) if len(sys.argv) > 1 else 100))  # noqa: T201
