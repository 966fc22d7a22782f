"""Every address of ours that somebody of the demo reaches by links alone, each route once: what rooms.py does not think of.

A page that only a press leads to (a ballot read again, a comment hidden) is axe's on the walks (walk.py, walk_on.py)."""

import re
from collections import Counter, deque
from collections.abc import Iterator

from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils import translation

from consultations.models import Consultation
from policylab.accounts.models import User
from tests.browser.rooms import Room
from tests.policylab.accounts.factories import signed_in

LINK = re.compile(rb'(?:href|action)="(/fr/(?:[^"#?]*/)?)["#?]')
# One route, several forms.
SHAPES = {"kind", "step", "name"}
# A route is opened this often in search of links, since not every consultation has reached every moment.
OPENED = 6
WHO = ("", "citizen", "officer", "representative", "editor", "admin")
# rooms.py has each type of the editors' pages, test_styleguide_axe.py each page of the style guide.
LEFT_OUT = ("home:page", "core:styleguide")


def reached(known: list[Room]) -> Iterator[Room]:
    """In French, one page of each route that no room of `known` has."""
    seen = {shape_of(room.path) for room in known}
    for person in (f"{who}@demo.invalid" if who else "" for who in WHO):
        for shape, path in pages_of(person):
            if shape not in seen and not shape.startswith(LEFT_OUT):
                seen.add(shape)
                yield Room(shape, path, person)


def shape_of(path: str) -> str:
    """The route of an address, and what its form is where it has several; nothing where there is no such page."""
    with translation.override("fr"):
        try:
            found = resolve(path.partition("?")[0])
        except Resolver404:
            return ""
    return " ".join([found.view_name, *(str(found.kwargs[key]) for key in sorted(SHAPES & found.kwargs.keys()))])


def pages_of(person: str) -> Iterator[tuple[str, str]]:
    """(shape, address) of every page this person reaches from the front page and from each consultation."""
    client = signed_in(User.objects.get(email=person)) if person else Client()
    with translation.override("fr"):
        starts = [reverse("consultations:detail", args=[one.ref]) for one in Consultation.objects.public()]
        queue = deque(["/fr/", reverse("accounts:home"), *starts])
    met, opened = set(queue), Counter()
    while queue:
        shape = shape_of(path := queue.popleft())
        opened[shape] += 1
        if not shape or opened[shape] > OPENED:
            continue
        answer = client.get(path, HTTP_HOST="localhost")
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            yield shape, path
            fresh = {link.decode() for link in LINK.findall(b"".join(answer))} - met
            met |= fresh
            queue.extend(sorted(fresh))
