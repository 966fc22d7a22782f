from django.urls import path

from .sharing import views as sharing
from .styleguide import views as styleguide

app_name = "core"
urlpatterns = [
    path("share/<slug:letter>/<slug:ref>.png", sharing.picture, name="picture"),
    path("styleguide/", styleguide.guide, name="styleguide"),
    path("styleguide/<slug:name>/", styleguide.page, name="styleguide_page"),
]
