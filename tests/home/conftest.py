import pytest


@pytest.fixture
def plans_without_source(monkeypatch):
    """Plans made before there was a library: nobody asked them which page they come from."""
    monkeypatch.setattr("proposals.sources.source_kinds", [])
