"""axe over what a phone shows just now, whatever way it came there: the same HTML in a browser with JavaScript, twice as
wide and as narrow. Nothing is posted again, and a phone without JavaScript is looked at like any other."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route

WIDTHS = (360, 1280)


class Scanner:
    """`faults` gathers (name, width, rule, element) of every page shown to it."""

    def __init__(self, page: Page):
        self.page = page
        self.pages = 0
        self.faults: list[tuple[str, int, str, str]] = []

    def look(self, shown: Page, name: str) -> None:
        url, html = shown.url, shown.content()

        def same_again(route: Route) -> None:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")

        self.page.route(url, same_again, times=1)
        self.page.goto(url)
        self.pages += 1
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 800})
            for fault in Axe().run(self.page).response["violations"]:
                self.faults += [(name, width, fault["id"], node["html"][:160]) for node in fault["nodes"]]
            wide = self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            if wide:
                self.faults.append((name, width, "sideways scroll", ""))
