from django.urls import path

from .styleguide import views as styleguide

app_name = "core"
urlpatterns = [
    path("styleguide/", styleguide.guide, name="styleguide"),
    path("styleguide/<slug:name>/", styleguide.page, name="styleguide_page"),
]
