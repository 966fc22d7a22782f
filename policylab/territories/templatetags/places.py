"""`{% load places %}`: `place` names a place and leads to its page; `small_map` shows where it lies."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from policylab.core.page_parts import address
from policylab.territories.models import Territory
from policylab.territories.sketch import Sketch

register = template.Library()
MAP = (
    '<svg class="map small" viewBox="0 0 {} {}" role="img" aria-labelledby="map-title map-words">'
    '<title id="map-title">{}</title><desc id="map-words">{}</desc>{}{}</svg>'
)


@register.simple_tag
def place(territory: Territory | None) -> SafeString:
    """Its name, as a link where it has a page; nothing where there is no place. One that was retired has none any more."""
    if territory is None:
        return SafeString("")
    url = "" if territory.retired_on else address("home:place", territory.code)
    name = format_html("<bdi>{}</bdi>", territory.name)
    return format_html('<a href="{}">{}</a>', url, name) if url else name


@register.simple_tag
def small_map(sketch: Sketch | None, title: str, description: str = "") -> SafeString:
    """The map with its words for those who do not see it; nothing where there is no map."""
    if sketch is None:
        return SafeString("")
    outlines = [*(("around", path) for path in sketch.around), ("land", sketch.country), ("here", sketch.here)]
    areas = format_html_join("", '<path class="{}" d="{}"/>', [one for one in outlines if one[1]])
    spots = [(round(x), round(y)) for x, y in sketch.points]
    points = format_html_join("", '<circle class="spot" cx="{}" cy="{}" r="9"/>', spots)
    return format_html(MAP, sketch.frame.width, sketch.frame.height, title, description, areas, points)
