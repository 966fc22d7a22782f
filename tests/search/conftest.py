"""The corpus in the database, and in the real node as well; each run has indexes of its own names, deleted at its end."""

import os

import pytest

from policylab.core.refs import new_ref
from search.engines.elastic import client, rest
from search.services import rebuild_index
from tests.search.corpus import load_corpus


@pytest.fixture
def corpus(db):
    load_corpus()


@pytest.fixture
def elasticsearch(db, settings):
    """The node of .ci/elasticsearch, with nothing of ours in it yet."""
    settings.POLICYLAB_ELASTICSEARCH = os.environ["POLICYLAB_TEST_ES"]
    settings.POLICYLAB_ELASTICSEARCH_INDEX = name = f"test-{new_ref().lower()}"
    rest.end()
    yield client()
    rest.end()
    settings.POLICYLAB_ELASTICSEARCH = os.environ["POLICYLAB_TEST_ES"]
    if ours := list(client().indices.get(index=f"{name}-*")):
        client().indices.delete(index=ours)


@pytest.fixture
def in_elasticsearch(corpus, elasticsearch):
    rebuild_index()
    return elasticsearch
