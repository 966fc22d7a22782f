"""A digest names a state of files: it changes with any of them and with nothing else."""

from policylab.core.digests import digest_of, migrations_digest


def test_digest_changes_with_content_and_with_names(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a")
    two.write_text("b")
    before = digest_of([one, two])
    assert digest_of([two, one]) == before
    assert digest_of([one]) != before
    two.write_text("c")
    assert digest_of([one, two]) != before


def test_migrations_digest_stands_still():
    assert migrations_digest() == migrations_digest()
    assert len(migrations_digest()) == 16
