"""One database for the run, copied from a template; nothing left over from test to test; what is missing, in one line.

POLICYLAB_TEST_ALL=1 (CI) makes a run fail that left out or skipped anything for want of a service.
"""

import gc
import os
from collections import Counter
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import TransactionTestCase
from django.utils import translation

from policylab.core.catalogues import compile_catalogues, stale_catalogues
from tests.databases import Database, database_for
from tests.services import in_one_line, missing_for

LEFT_OUT = pytest.StashKey[Counter]()
BY_ENGINE = {"pg", "sqlite"}  # the suite runs once on each, so these are not missing but elsewhere
# `make test` on both engines asks some questions on one of them only (marks `with_pg`, `with_sqlite`): browsers, and tables.
# What no database engine has a say in is asked once, on the quicker one: words, counting, the shape of the tree.
ONCE = {"languages", "tallies", "test_architecture.py", "test_docs.py", "test_public_pages.py", "test_lists.py"}


# How long something takes on a busy machine says nothing about whether it is right.
hypothesis.settings.register_profile("ours", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("ours")


def pytest_collection_finish() -> None:
    """Django’s and Wagtail’s objects stay for good: looking through them for rubbish again and again took a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def pytest_sessionstart() -> None:
    compile_catalogues(stale_catalogues(Path(root) for root in settings.LOCALE_PATHS))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out: Counter = Counter()
    kept = []
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker("browser")
            if not item.get_closest_marker("with_sqlite"):
                item.add_marker("with_pg")
        elif ONCE & set(item.path.parts):
            item.add_marker("sqlite")
        service = missing_for(mark.name for mark in item.iter_markers())
        if service is None:
            kept.append(item)
        else:
            left_out[service] += 1
    config.stash[LEFT_OUT] = left_out
    if left_out:
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> None:
    terminalreporter.write_line(in_one_line(config.stash.get(LEFT_OUT, Counter())))
    if wanting(terminalreporter, config):
        terminalreporter.write_line("POLICYLAB_TEST_ALL=1: nothing may be left out or skipped here.", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.exitstatus == pytest.ExitCode.OK and wanting(reporter, session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def wanting(reporter, config: pytest.Config) -> bool:
    """Whether something was left out where nothing may be."""
    if os.environ.get("POLICYLAB_TEST_ALL") != "1" or reporter is None:
        return False
    left_out = [service for service in config.stash.get(LEFT_OUT, Counter()) if service.mark not in BY_ENGINE]
    return bool(left_out or reporter.stats.get("skipped"))


@pytest.fixture(scope="session")
def database(django_test_environment, django_db_blocker, request) -> Database:
    """The run's database; `database.lay("plain")` makes it new again."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock():
        ours = database_for(f"{os.getpid()}_{worker}")
        ours.lay("plain")
        yield ours
        ours.use(ours.door)
        ours.drop(ours.name)


@pytest.fixture(scope="session")
def django_db_setup(database: Database):
    """Stands in for pytest-django's own: copies instead of migrating, and lays a new copy instead of emptying tables."""
    original = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda case: database.lay("plain")
    yield
    TransactionTestCase._fixture_teardown = original


@pytest.fixture
def demo(transactional_db, database: Database) -> None:
    """The demo, loaded once for each state of the code and copied here."""
    database.lay("demo")


@pytest.fixture(scope="session", autouse=True)
def mail_through_the_outbox(django_test_environment):
    """Django's test runner swaps the backend for a list; ours keeps its rows, and fills `mail.outbox` after the commit."""
    settings.EMAIL_BACKEND = "policylab.notices.mail.OutboxBackend"


@pytest.fixture(autouse=True)
def nothing_left_over():
    """Rate limits count in the cache, and a test that switched the language must not teach it to the next."""
    cache.clear()
    yield
    translation.deactivate()


@pytest.fixture
def in_english():
    """For a test that reads sentences: ours are English before they are translated."""
    with translation.override("en"):
        yield
