"""The order within a package, and who may write."""

import pytest

from tests.architecture.rules_order import against_the_order, drawers, labels, receivers, save_overrides, writing_views


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("proposals/models.py", "from proposals.services import publish_plan"),
        ("proposals/services.py", "from . import views"),
        ("proposals/selectors.py", "def late():\n    from .services import x\n"),
        ("proposals/enums.py", "from proposals import models"),
        ("proposals/charters/views/sign.py", "from proposals.charters import urls"),
    ],
)
def test_against_the_order_is_reported(tree, path, text):
    files = {f"proposals/{kind}.py": "" for kind in ("views", "services", "models")}
    files |= {"proposals/charters/views/__init__.py": "", "proposals/charters/urls.py": ""}
    (fault,) = against_the_order(tree({**files, path: text}))
    assert fault.startswith(path)


def test_with_the_order_and_to_other_packages_is_free(tree):
    files = {
        "proposals/views.py": "from proposals import services, selectors, forms",
        "proposals/services.py": "from proposals import permissions, models",
        "consultations/models.py": "from proposals.services import publish_plan",
    }
    assert against_the_order(tree({**files, "proposals/forms.py": "", "proposals/permissions.py": ""})) == []


def test_a_view_that_writes_is_reported(tree):
    assert len(writing_views(tree({"home/views.py": "Plan.objects.create()\nplan.save()\nrender()"}))) == 2
    assert writing_views(tree({"home/services.py": "plan.save()", "home/views.py": ""})) == []


def test_a_save_override_is_reported(tree):
    (fault,) = save_overrides(tree({"home/models.py": "class Note:\n    def save(self):\n        ...\n"}))
    assert "Note.save()" in fault


@pytest.mark.parametrize(
    "text", ["@receiver(post_save)\ndef f(): ...", "signals.post_save.connect(f)", "post_save.connect(f)"]
)
def test_a_signal_is_reported_unless_named(tree, text):
    assert len(receivers(tree({"home/x.py": text}))) == 1
    assert receivers(tree({"home/x.py": text}), {"home.x": "no other door"}) == []


def test_other_connections_are_free(tree):
    assert receivers(tree({"home/x.py": "psycopg.connect(x)\nlayer.connect()"})) == []


def test_drawers_are_reported(tree):
    assert len(drawers(tree({"home/utils.py": "", "home/helpers/x.py": ""}))) == 2


def test_labels(tree):
    assert labels(tree({})) == []
    (fault,) = labels(tree({"consultations/votes/apps.py": 'class C:\n    label = "consultations_votes"\n'}))
    assert "its folder votes" in fault
    assert labels(tree({"consultations/votes/apps.py": "class C: ..."})) == ["consultations.votes.apps: says no label"]
