"""Every type of page of the demo, in five languages: axe at two widths, text at 200 %, reduced motion, print, small targets.

    POLICYLAB_DB=… .venv/bin/python -m tests.browser.sweep http://localhost:8000 [language …] [--only words]

Rooms are those of rooms.py and what links lead to beside them (reach.py). An hour for all; the suite keeps the cheap part
(test_every_page.py). Prints a line a fault, and how many pages were looked at.
"""

import argparse
import os
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from playwright.sync_api import Page, sync_playwright

if TYPE_CHECKING:
    from tests.browser.rooms import Room

Fault = tuple[str, str]
# A poster or a leaflet is a picture of its own sheet: an ornament reaches over its edge, and its grounds are printed.
SHEET = ".poster, .fold-once"
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# Names in the header end in dots and stand whole on their page; an act has an ornament that reaches over its edge.
HIDDEN = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(node => {
    const style = getComputedStyle(node), seen = node.checkVisibility() && node.clientWidth > 2;
    const read = !node.matches('.hide, .short-name, .act, input, SHEET') && !node.closest('svg');
    const cut = ['hidden', 'clip'].includes(style.overflowX) && node.scrollWidth > node.clientWidth + 1;
    const short = ['hidden', 'clip'].includes(style.overflowY) && node.scrollHeight > node.clientHeight + 1;
    return seen && read && (cut || short);
}).map(node => node.outerHTML.slice(0, 120))""".replace("SHEET", SHEET)
SMALL = """() => [...document.querySelectorAll('main a, main button, main input, main select, main summary, header a')]
    .filter(node => {
        const box = node.getBoundingClientRect(), inline = getComputedStyle(node).display === 'inline';
        const asked = !node.closest('svg, .hide') && !node.labels?.length;
        return node.checkVisibility() && !inline && box.width > 1 && box.top >= 0 && asked
            && Math.min(box.width, box.height) < 24;
    }).map(node => node.outerHTML.slice(0, 120))"""
MOVING = """() => [...document.querySelectorAll('*')].filter(node => {
    const style = getComputedStyle(node);
    return [style.transitionDuration, style.animationDuration].some(times =>
        times.split(',').some(time => parseFloat(time) > 0.01));
}).map(node => node.outerHTML.slice(0, 120))"""
# Paper is white: a letter nearly white, or a ground nearly black, is lost or drinks the ink.
ON_PAPER = """() => [...document.querySelectorAll('body, main, main *')].filter(node => {
    const light = text => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number); return a ? (r + g + b) / 3 : null };
    const style = getComputedStyle(node), own = [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim());
    const ground = light(style.backgroundColor), ink = light(style.color), box = node.getBoundingClientRect();
    return node.checkVisibility() && box.width > 60 && box.height > 60 && ground !== null && ground < 80
        || node.checkVisibility() && own && ground === null && ink > 200;
}).map(node => node.outerHTML.slice(0, 120))"""


def axe(page: Page) -> list[Fault]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [(fault["id"], node["html"][:160]) for fault in found for node in fault["nodes"]]


def sideways(page: Page, name: str = "sideways scroll") -> list[Fault]:
    return [(name, "")] if page.evaluate(SIDEWAYS) else []


def of(page: Page, name: str, script: str) -> list[Fault]:
    return [(name, node) for node in page.evaluate(script)]


def look(page: Page, width: int) -> list[Fault]:
    page.set_viewport_size({"width": width, "height": 800})
    return [*axe(page), *sideways(page), *of(page, "cut", HIDDEN)]


def everything(page: Page) -> Iterator[tuple[str, Fault]]:
    """What is asked of one open page, by the name of the way it is looked at."""
    for width in (360, 1280):
        yield from ((str(width), fault) for fault in look(page, width))
    page.set_viewport_size({"width": 360, "height": 800})
    yield from (("360", fault) for fault in of(page, "small target", SMALL))
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    yield from (("200 %", fault) for fault in [*sideways(page), *of(page, "cut", HIDDEN)])
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.emulate_media(reduced_motion="reduce")
    yield from (("reduced motion", fault) for fault in of(page, "moves", MOVING))
    page.set_viewport_size({"width": 720, "height": 1000})  # a sheet of A4 between its margins
    page.emulate_media(media="print", reduced_motion="no-preference", color_scheme="dark")
    if not page.query_selector(f":is({SHEET}):not(.mini *)"):
        yield from (("print", fault) for fault in [*sideways(page), *of(page, "lost on paper", ON_PAPER)])
    page.emulate_media(media="screen", color_scheme="light")


def all_rooms(languages: list[str]) -> Iterator["Room"]:
    """Those that are named, then what links lead to beside them."""
    from tests.browser.reach import reached
    from tests.browser.rooms import rooms

    yield from (room for language in languages for room in rooms(language))
    for room in reached(rooms("fr")):
        yield from (replace(room, path=room.path.replace("/fr/", f"/{language}/", 1)) for language in languages)


def sweep(url: str, languages: list[str], only: str) -> Iterator[str]:
    """A line a fault; at last how many pages were open."""
    from policylab.accounts.models import User
    from tests.browser.test_accounts import cookies_of
    from tests.services import CHROMIUM

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        screens: dict[str, Page] = {}
        pages = 0
        for room in (room for room in all_rooms(languages) if only in room.name):
            pages += 1
            if room.who not in screens:
                state = cookies_of(User.objects.get(email=room.who)) if room.who else None
                screens[room.who] = browser.new_context(base_url=url, storage_state=state).new_page()
            answer = screens[room.who].goto(room.path)
            if not answer or answer.status != 200:
                yield f"{room.name} {room.path}: no page"
            for way, (rule, node) in everything(screens[room.who]):
                yield " ".join(f"{room.name} {room.path} [{way}] {rule} {node}".split())
        yield f"{pages} pages"
        browser.close()


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "policylab.settings.dev")
    django.setup()
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("url")
    asked.add_argument("languages", nargs="*", default=["ar", "en", "es", "fr", "it"])
    asked.add_argument("--only", default="")
    given = asked.parse_args()
    for line in sweep(given.url, given.languages, given.only):
        print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
