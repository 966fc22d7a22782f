"""The directory on a map: points that lead to lists, the same in words beside it, light enough for a phone."""

import gzip
import re
from itertools import combinations
from math import hypot

import pytest
from django.test import Client

from policylab.directory.enums import OrganisationKind
from policylab.directory.points import points_of
from policylab.territories.maps import SEA, frame_of, land
from policylab.territories.models import Territory
from policylab.territories.services import import_territories

from .factories import organisation

pytestmark = pytest.mark.django_db
MAP = "/fr/organisations/map/"


@pytest.fixture
def towns() -> dict[str, Territory]:
    import_territories()
    return {place.code: place for place in Territory.objects.all()}


def links(page) -> list[tuple[str, str]]:
    """(address, accessible name) of the points, in the order of the keyboard."""
    return re.findall(r'<a href="([^"]+)" aria-label="([^"]+)"', page.content.decode())


def test_each_place_is_one_link_to_the_list_of_just_those(client, towns):
    organisation(territory=towns["TN-11-tunis"])
    organisation(OrganisationKind.COOPERATIVE, territory=towns["TN-11-tunis"])
    organisation(territory=towns["TN"])
    organisation(territory=towns["ES-41091"])
    page = client.get(MAP)
    assert [address for address, _name in links(page)] == [
        "/fr/organisations/?place=ES-41091",
        "/fr/organisations/?place=TN&amp;whole=on",
        "/fr/organisations/?place=TN-11-tunis",
    ], "by country, then by place"
    for address, name in links(page):
        found = client.get(address.replace("&amp;", "&")).context["count"]
        assert str(found) in name, "the number on the point is the length of its list"
    kept = links(client.get(MAP, {"kind": "cooperative"}))
    assert [address for address, _name in kept] == ["/fr/organisations/?kind=cooperative&amp;place=TN-11-tunis"]


def test_the_list_beside_the_map_has_all_and_says_what_the_map_does_not_reach(client, towns):
    organisation(territory=towns["ES-35016"])
    page = client.get(MAP)
    assert links(page) == [], "the Canary Islands lie outside"
    assert 'href="/fr/organisations/?place=ES-35016"' in page.content.decode()


def test_a_chosen_place_shows_its_country(client, towns):
    organisation(territory=towns["TN-61-sfax"])
    page = client.get(MAP, {"place": "TN-61"})
    assert page.context["frame"] == frame_of("TN")
    assert len(page.context["units"]) == 24, "the governorates"
    assert len(links(page)) == 1
    assert links(client.get(MAP, {"place": "IT"})) == []


def test_no_point_covers_another_and_a_moved_one_is_tied_to_its_place(towns):
    crowd = ["PS-RBH-ramallah", "PS-RBH-al-bireh", "PS-NBS-nablus", "PS-JEN-jenin", "JO-AM-amman", "PS", "IT-048017"]
    points = points_of({towns[code].path: 3 for code in crowd}, SEA)
    for a, b in combinations(points, 2):
        assert hypot(a.x - b.x, a.y - b.y) >= a.room + b.room - 1
    moved = {point.place.code for point in points if point.is_moved}
    assert moved
    assert "IT-048017" not in moved, "alone in its corner it stands where it is"


def test_many_places_are_gathered_into_fewer_points(towns):
    counts = {place.path: 1 for place in towns.values() if place.scale == "municipality"}
    points = points_of(counts, SEA)
    assert len(points) <= 60
    assert sum(point.count for point in points) == len(counts)


def test_what_lies_outside_the_frame_is_cut():
    """A corner of the sea shows what is near, and no coordinate runs away."""
    malta = frame_of("MT")
    assert set(land(malta)) == {"MT"}
    numbers = [int(n) for start in re.findall(r"M(-?\d+ -?\d+)", "".join(land(SEA).values())) for n in start.split()]
    assert min(numbers) >= -5
    assert max(numbers) <= SEA.width + 5


def test_the_map_costs_few_queries_and_little_weight(towns, django_assert_max_num_queries):
    for place in list(towns.values())[::4]:
        organisation(territory=place)
    with django_assert_max_num_queries(10):
        page = Client().get(MAP)
    with django_assert_max_num_queries(11):
        Client().get(MAP, {"place": "TN"})
    assert len(gzip.compress(page.content)) < 25_000, "with styles and fonts a page stays under 60 kB"
    assert not page.cookies
    assert "public" in page.headers["Cache-Control"]


def test_nobody_on_the_map_says_so(client):
    assert 'class="empty"' in client.get(MAP).content.decode()
