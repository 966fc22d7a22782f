"""Addresses without a language, one for each letter somebody fills; mounted outside the prefixes by policylab.urls."""

from django.urls import path

from policylab.core import registries

from . import views

BARE = [
    *(
        path(f"{letter}/<slug:ref>", views.short, {"letter": letter}, name="short")
        for letter in sorted(registries.shared)
    ),
    path("share/<slug:letter>/<slug:ref>.svg", views.square, name="square"),
]
