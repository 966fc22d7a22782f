"""A real Chromium against a live server. Nothing but this machine can be reached, and a page that tries, or that logs an
error (a refused style or script among them), fails its test.

    def test_x(live_server, visit, demo):
        page = visit("/fr/", width=360, javascript=False)
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from tests.services import CHROMIUM

FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]
HERE = {"localhost", "127.0.0.1"}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright's own loop runs in this thread, and Django would take our queries for asynchronous ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Visits:
    """People at their screens: each visit is a browser of its own, with its own cookies."""

    def __init__(self, browser: Browser, url: str):
        self.browser = browser
        self.url = url
        self.contexts: list[BrowserContext] = []
        self.strangers: list[str] = []  # addresses elsewhere that a page asked for
        self.errors: list[str] = []  # what pages logged; a test that expects one takes it out

    def __call__(
        self, path: str = "/", *, width: int = 360, height: int = 800, javascript: bool = True, **options
    ) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            base_url=self.url,
            service_workers="block",
            **options,
        )
        self.contexts.append(context)
        context.on("request", self.note)
        context.on("console", lambda message: message.type == "error" and self.errors.append(message.text))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        page = context.new_page()
        page.goto(path)
        return page

    def note(self, request: Request) -> None:
        """FLAGS lets no request out; here it is told. Stopping each of them to look would do without the browser's cache."""
        if request.url.startswith("http") and urlsplit(request.url).hostname not in HERE:
            self.strangers.append(request.url)

    def end(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def visit(chromium: Browser, live_server) -> Iterator[Visits]:
    visits = Visits(chromium, live_server.url)
    yield visits
    visits.end()
    assert visits.strangers == []
    assert visits.errors == []


@pytest.fixture
def screenshot() -> Callable[[Page, str], None]:
    """`screenshot(page, "fr-03-propose")`, kept where POLICYLAB_SCREENS says and nowhere otherwise."""
    folder = os.environ.get("POLICYLAB_SCREENS")

    def take(page: Page, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return take
