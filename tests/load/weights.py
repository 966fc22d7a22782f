"""What each type of page weighs on the wire, as Chromium asks for it: HTML, CSS and scripts compressed, and fonts.

    .venv/bin/python -m tests.load.weights        the demo in a database of its own; prints the table

Nothing is served over a network: the browser's requests are answered by Django's test client. What counts is what a page really
asks for (a font for one rare letter, say). HTML counts in gzip, as a proxy sends it; CSS and scripts in brotli, as WhiteNoise has
them ready; fonts as they are.
"""

import gzip
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ORIGIN = "http://localhost"
KINDS = {"document": "html", "stylesheet": "css", "script": "js", "font": "fonts", "image": "images"}
FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND"]


def on_the_wire(kind: str, body: bytes) -> int:
    import brotli

    if kind == "html":
        return len(gzip.compress(body, 6))
    return len(brotli.compress(body)) if kind in {"css", "js"} else len(body)


def weigh(browser, client, address: str) -> Counter[str]:
    """Bytes by kind of one visit with an empty cache, on a phone; `status` beside them."""
    from django.db import connections

    weight: Counter[str] = Counter()

    def answer(route) -> None:
        request = route.request
        where = urlsplit(request.url)
        response = client.get(where.path + (f"?{where.query}" if where.query else ""))
        body = b"".join(response) if response.streaming else response.content
        # Playwright answers each request in a greenlet, where Django opens a connection of its own.
        connections.close_all()
        kind = KINDS.get(request.resource_type, "other")
        weight[kind] += on_the_wire(kind, body)
        if kind == "html":
            weight["status"] = response.status_code
        headers = {name: response[name] for name in ("Content-Type", "Location") if name in response}
        route.fulfill(status=response.status_code, headers=headers, body=body)

    context = browser.new_context(viewport={"width": 360, "height": 800}, service_workers="block")
    context.route("**/*", answer)
    page = context.new_page()
    page.goto(f"{ORIGIN}{address}", wait_until="load")
    page.evaluate("document.fonts.ready.then(() => 1)")
    context.close()
    return weight


def code(weight: Counter[str]) -> int:
    return weight["html"] + weight["css"] + weight["js"]


@contextmanager
def chromium() -> Iterator:
    from playwright.sync_api import sync_playwright

    from tests.services import CHROMIUM

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["POLICYLAB_DB"] = str(Path(folder) / "weights.sqlite3")
        os.environ["DJANGO_SETTINGS_MODULE"] = "policylab.settings.dev"
        import django

        django.setup()
        from django.core.management import call_command
        from django.test import Client

        from tests.load.addresses import page_types

        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_demo", verbosity=0)
        with chromium() as browser:
            for language in ("fr", "ar"):
                say(f"\n{language}{'':24}{'HTML':>8}{'CSS':>8}{'JS':>8}{'sum':>8}{'fonts':>8}{'images':>8}   bytes")
                for name, address in page_types(language).items():
                    weight = weigh(browser, Client(headers={"host": "localhost"}), address)
                    row = [weight["html"], weight["css"], weight["js"], code(weight), weight["fonts"], weight["images"]]
                    say(f"{name:26}" + "".join(f"{size:8,}" for size in row))


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
