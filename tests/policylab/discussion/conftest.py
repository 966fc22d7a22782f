import pytest

from policylab.discussion.addresses import thread_address
from tests.policylab.notices.factories import Talk, talk_about

from .factories import Place


@pytest.fixture
def place(db, monkeypatch) -> Place:
    """Something to comment on, with the thread at the address of this package."""
    talk, target = talk_about(monkeypatch)
    talk.address = thread_address
    return Place(talk, target)


__all__ = ["Talk", "place"]
