"""Wagtail's admin as an editor of the lab meets it: our colours, what one comes for first, nothing that confuses."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from policylab.core.page_parts import home_url

from .choosers import PlaceChooser, PlanChooser
from .models import LibraryPage
from .selectors.library import KINDS

# Editors need no gravity of a newsroom: no tasks, no locks; people and their parts are the administrators' (Django's admin).
HIDDEN_REPORTS = {"locked-pages", "workflows", "workflow-tasks", "page-types-usage"}
HIDDEN_SETTINGS = {"users", "groups", "workflows", "workflow-tasks"}
HIDDEN_MAIN = {"help"}


@hooks.register("insert_global_admin_css")
def colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("home/admin.css"))


@hooks.register("insert_editor_js")
def autosave() -> str:
    return format_html('<script src="{}"></script>', static("home/autosave.js"))


@hooks.register("construct_main_menu")
def main_menu(request: HttpRequest, items: list[Any]) -> None:
    """And the way back, to the front page in the editor's language: registered items are made once for everybody."""
    items[:] = [item for item in items if item.name not in HIDDEN_MAIN]
    items.append(MenuItem(_("See the site"), home_url(), name="site", icon_name="site", order=10_000))


@hooks.register("construct_reports_menu")
def reports_menu(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN_REPORTS]


@hooks.register("construct_settings_menu")
def settings_menu(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN_SETTINGS]


@hooks.register("register_admin_viewset")
def places() -> PlaceChooser:
    return PlaceChooser("places", url_prefix="places")


@hooks.register("register_admin_viewset")
def plans() -> PlanChooser:
    return PlanChooser("plans", url_prefix="plans")


class Acts(Component):
    """Shortcuts: a new note in the library of the editor's language, and so on."""

    order = 50
    template_name = "home/admin/acts.html"

    def __init__(self, library: LibraryPage):
        self.library = library

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        notes = {
            "note": (_("Write a policy note"), _("What is known, what follows, what to ask.")),
            "toolkit": (_("Write a toolkit"), _("Its roadmaps are pages under it.")),
            "case": (_("Tell a case"), _("What was done, by whom, and what came of it.")),
        }
        acts = [{"label": label, "note": note, "url": self._add(KINDS[kind])} for kind, (label, note) in notes.items()]
        explore = reverse("wagtailadmin_explore", args=[self.library.pk])
        acts.append({"label": _("Change or translate a page"), "note": _("Open the library."), "url": explore})
        return {"acts": acts}

    def _add(self, kind: type) -> str:
        return reverse("wagtailadmin_pages:add", args=["home", kind._meta.model_name, self.library.pk])


@hooks.register("construct_homepage_panels")
def first_page(request: HttpRequest, panels: list[Any]) -> None:
    libraries = {page.text_language: page for page in LibraryPage.objects.select_related("locale")}
    library = libraries.get(request.user.language) or next(iter(libraries.values()), None)
    if library:
        panels.append(Acts(library))
