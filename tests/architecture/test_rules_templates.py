"""What a template takes in, and who shows it, are arrows too."""

import pytest

from tests.architecture.rules_templates import ownerless_templates, rendered_from_above, upward_templates


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("templates/directory/list.html", '{% include "proposals/card.html" %}'),
        ("templates/directory/list.html", '{% extends "home/frame.html" %}'),
        ("templates/components/card.html", '{% include "proposals/card.html" with a=1 %}'),
        ("templates/proposals/page.html", "{% load i18n ballots %}"),
        ("templates/account/login.html", '{% include "directory/card.html" %}'),
    ],
)
def test_taking_in_from_above_is_reported(tree, path, text):
    files = {"consultations/votes/templatetags/ballots.py": "", "templates/proposals/card.html": "", path: text}
    (fault,) = upward_templates(tree(files))
    assert fault.startswith(path)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "templates/directory/list.html",
            '{% extends "base.html" %}{% include "components/card.html" %}{% load i18n %}',
        ),
        ("templates/home/page.html", '{% include "proposals/card.html" %}{% load ballots %}'),
        ("templates/consultations/votes/page.html", '{% extends "consultations/frame.html" %}'),
    ],
)
def test_taking_in_from_below_is_free(tree, path, text):
    assert upward_templates(tree({"consultations/votes/templatetags/ballots.py": "", path: text})) == []


def test_showing_a_template_from_above_is_reported(tree):
    shown = 'render(request, "consultations/votes/page.html")'
    assert rendered_from_above(tree({"consultations/votes/views.py": shown})) == []
    (fault,) = rendered_from_above(tree({"proposals/views.py": shown}))
    assert fault.startswith("proposals/views.py:1")


def test_a_folder_without_a_package_is_reported(tree):
    source = tree({"templates/drawer/x.html": "", "templates/proposals/charters/x.html": "", "templates/404.html": ""})
    assert ownerless_templates(source) == ["templates/drawer/x.html: its folder belongs to no package"]
