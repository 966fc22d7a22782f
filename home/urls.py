"""Addresses of pages that menus name, and of every other page. Mounted last: it takes whatever is left."""

from django.urls import path, re_path

from .views import places, serving
from .views.cases import make

app_name = "home"
urlpatterns = [
    path("library/", serving.page, {"path": "library/"}, name="library"),
    path("how-it-works/", serving.page, {"path": "how-it-works/"}, name="how"),
    path("about/", serving.page, {"path": "about/"}, name="about"),
    path("accessibility/", serving.page, {"path": "accessibility/"}, name="accessibility"),
    path("privacy/", serving.page, {"path": "privacy/"}, name="privacy"),
    path("plans/<slug:ref>/case/", make, name="make_case"),
    path("places/", places.places, name="places"),
    path("places/<slug:code>/", places.place, name="place"),
    re_path(r"^(?P<path>(?:[\w-]+/)*)$", serving.page, name="page"),
]
