from django.db import migrations, models
from django.utils import timezone

# The index anew, with the names of places. On SQLite a new column builds the table anew, and the triggers of 0002 go with it.
BEFORE, AFTER = ("title_terms", "body_terms"), ("title_terms", "body_terms", "place_terms")
WEIGHTS = {"title_terms": "A", "body_terms": "D", "place_terms": "C"}
SQLITE_DOWN = [f"DROP TRIGGER IF EXISTS search_index_{name}" for name in ("insert", "delete", "update")] + [
    "DROP TABLE search_index"
]
POSTGRESQL_DOWN = ["ALTER TABLE search_searchdocument DROP COLUMN terms"]


def on_sqlite(columns):
    names = ", ".join(columns)
    new, old = (", ".join(f"{row}.{name}" for name in columns) for row in ("new", "old"))
    learn = f"INSERT INTO search_index(rowid, {names}) VALUES (new.id, {new});"
    forget = f"INSERT INTO search_index(search_index, rowid, {names}) VALUES ('delete', old.id, {old});"
    return [
        f"""CREATE VIRTUAL TABLE search_index USING fts5(
            {names}, content='search_searchdocument', content_rowid='id', tokenize='unicode61 remove_diacritics 0')""",
        f"CREATE TRIGGER search_index_insert AFTER INSERT ON search_searchdocument BEGIN {learn} END",
        f"CREATE TRIGGER search_index_delete AFTER DELETE ON search_searchdocument BEGIN {forget} END",
        f"""CREATE TRIGGER search_index_update AFTER UPDATE OF {names} ON search_searchdocument
            BEGIN {forget} {learn} END""",
        "INSERT INTO search_index(search_index) VALUES ('rebuild')",
    ]


def on_postgresql(columns):
    terms = (f"setweight(to_tsvector('pg_catalog.simple', {name}), '{WEIGHTS[name]}')" for name in columns)
    return [
        f"""ALTER TABLE search_searchdocument
            ADD COLUMN terms tsvector GENERATED ALWAYS AS ({" || ".join(terms)}) STORED""",
        "CREATE INDEX search_terms ON search_searchdocument USING gin (terms)",
    ]


def take_down(apps, schema_editor):
    for statement in SQLITE_DOWN if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_DOWN:
        schema_editor.execute(statement)


def builder(columns):
    def build(apps, schema_editor):
        build_on = on_sqlite if schema_editor.connection.vendor == "sqlite" else on_postgresql
        for statement in build_on(columns):
            schema_editor.execute(statement)

    return build


def mark_everything(apps, schema_editor):
    """Rows made before have no names of places: run_due makes them."""
    keys = apps.get_model("search", "SearchDocument").objects.values_list("key", flat=True).distinct()
    StaleKey = apps.get_model("search", "StaleKey")
    marks = [StaleKey(key=key, since=timezone.now()) for key in keys]
    StaleKey.objects.bulk_create(marks, ignore_conflicts=True, batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_engines'),
    ]

    operations = [
        migrations.RunPython(take_down, builder(BEFORE)),
        migrations.AddField(
            model_name='searchdocument',
            name='place',
            field=models.TextField(blank=True, default='', help_text='Its names, and those of what it lies in.'),
        ),
        migrations.AddField(
            model_name='searchdocument',
            name='place_terms',
            field=models.TextField(blank=True, default='', help_text='Whole names: Tunis is not Tunisia.'),
        ),
        migrations.RunPython(builder(AFTER), take_down),
        migrations.RunPython(mark_everything, migrations.RunPython.noop),
    ]
