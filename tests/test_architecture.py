"""The rules of docs/architecture.md on the real tree. Each is shown to report in tests/architecture/test_rules_*.py."""

from pathlib import Path

import pytest
from django.apps import apps
from importlinter.cli import lint_imports

from tests.architecture import rules_imports, rules_models, rules_order, rules_size, rules_templates, rules_tests
from tests.architecture.layers import is_ours
from tests.architecture.source import Source

ROOT = Path(__file__).resolve().parent.parent
SOURCE = Source(ROOT)
OF_THE_SOURCE = [
    rules_imports.upward_arrows,
    rules_imports.impure_imports,
    rules_imports.cycles,
    rules_order.against_the_order,
    rules_order.writing_views,
    rules_order.save_overrides,
    rules_order.receivers,
    rules_order.drawers,
    rules_order.labels,
    rules_templates.upward_templates,
    rules_templates.rendered_from_above,
    rules_templates.ownerless_templates,
    rules_size.long_templates,
    rules_tests.homeless_tests,
    rules_tests.untested_packages,
]


def our_models() -> list[type]:
    return [model for model in apps.get_models(include_auto_created=True) if is_ours(model.__module__)]


@pytest.mark.parametrize("rule", OF_THE_SOURCE, ids=lambda rule: rule.__name__)
def test_the_tree_keeps(rule):
    assert rule(SOURCE) == []


@pytest.mark.parametrize("rule", [rules_size.long_functions, rules_size.long_files], ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("part", ["modules", "tests"])
def test_budgets(rule, part):
    assert rule(getattr(SOURCE, part)) == []


def test_there_is_something_to_look_at():
    assert len(SOURCE.modules) > 50
    assert SOURCE.rooms >= {"consultations.votes"}
    assert len(our_models()) > 20
    assert SOURCE.templates


def test_keys_go_down_only():
    assert rules_models.upward_keys(rules_models.relations(our_models()), SOURCE.rooms) == []


def test_generic_keys_are_named_with_their_reason():
    assert (
        rules_models.unexplained_generic_keys(rules_models.generic_keys(our_models()), rules_models.GENERIC_KEYS) == []
    )


def test_import_linter_keeps_its_contracts(capsys):
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0, capsys.readouterr().out
