"""Every component with sample data: for those who build pages, and for the tests that measure them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def guide(request: HttpRequest) -> HttpResponse:
    return render(request, "styleguide/guide.html")
