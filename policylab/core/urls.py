from django.urls import path

from . import styleguide

app_name = "core"
urlpatterns = [
    path("styleguide/", styleguide.guide, name="styleguide"),
]
