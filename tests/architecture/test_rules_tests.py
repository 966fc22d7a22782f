"""Who looks for a package's tests finds them under its own name."""

from tests.architecture.conftest import APPS
from tests.architecture.rules_tests import homeless_tests, untested_packages

ALL = {f"tests/{folder}/test_x.py": "" for folder in APPS}


def test_the_mirror_is_whole(tree):
    assert homeless_tests(tree({**ALL, "tests/browser/test_walk.py": "", "tests/test_x.py": ""})) == []
    assert untested_packages(tree(ALL)) == []


def test_tests_of_nothing_are_reported(tree):
    assert homeless_tests(tree({**ALL, "tests/polls/test_x.py": ""})) == ["tests/polls: there is no package polls"]


def test_a_package_without_tests_is_reported(tree):
    some = {path: "" for path in ALL if "charters" not in path}
    assert untested_packages(tree(some)) == ["proposals.charters: has no tests in tests/proposals/charters"]
