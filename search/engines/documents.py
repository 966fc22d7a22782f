"""The documents of Elasticsearch: one index per language, each with its language's analyser, behind an alias.

The words come already cut and without accents (search.analysis), so that all engines read alike; what an analyser does here is
to take off the endings, by filters every full distribution has. Arabic is normalised once more, which changes nothing.
"""

from elasticsearch_dsl import Date, Document, Index, Integer, Keyword, Text, analyzer, token_filter

from search.analysis import ROUNDS, spellings_of
from search.models import SearchDocument

ENDINGS = {
    "ar": ["arabic_normalization", token_filter("lab_ar", "stemmer", language="arabic")],
    "en": [token_filter("lab_en", "stemmer", language="english")],
    "es": [token_filter("lab_es", "stemmer", language="spanish")] * ROUNDS["es"],
    "fr": [token_filter("lab_fr", "stemmer", language="french")],
    "it": [token_filter("lab_it", "stemmer", language="italian")],
}
ANALYSERS = {
    language: analyzer(f"lab_{language}_words", tokenizer="standard", filter=["lowercase", "decimal_digit", *endings])
    for language, endings in ENDINGS.items()
}


# Names of places keep their endings, as in the databases (analysis.name).
WHOLE = analyzer("lab_names", tokenizer="standard", filter=["lowercase", "decimal_digit"])


class Indexed(Document):
    """A row as Elasticsearch keeps it: what is searched and counted, not what is shown. Hits are read from the rows again."""

    row = Integer()
    kind = Keyword()
    territory = Keyword()
    language = Keyword()
    published_at = Date()


def document_class(language: str) -> type[Indexed]:
    words = {name: Text(analyzer=ANALYSERS[language]) for name in ("title", "body")}
    words["place"] = Text(analyzer=ANALYSERS["ar"] if language == "ar" else WHOLE)
    return type(f"Indexed_{language}", (Indexed,), words)


CLASSES = {language: document_class(language) for language in ANALYSERS}


def new_index(name: str, language: str) -> Index:
    """An index that does not exist yet: one shard, because a lab's rows fit, and copies wherever there is a node for them."""
    index = Index(name)
    index.settings(number_of_shards=1, auto_expand_replicas="0-1")
    index.document(CLASSES[language])
    return index


def as_action(row: SearchDocument, index: str) -> dict:
    """One line of a bulk. The row's version is the document's: an older one never replaces a newer, whoever comes last."""
    where = {"_index": index, "_id": str(row.pk), "version": row.version, "version_type": "external"}
    if row.gone_at:
        return {"_op_type": "delete", **where}
    return {"_op_type": "index", **where, "_source": as_document(row).to_dict()}


def as_document(row: SearchDocument) -> Indexed:
    return CLASSES[row.language](
        row=row.pk,
        kind=row.kind,
        territory=row.territory,
        language=row.language,
        published_at=row.published_at,
        title=spellings_of(row.title, row.language),
        body=spellings_of(row.body, row.language),
        place=spellings_of(row.place, row.language),
    )
