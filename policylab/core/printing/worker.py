"""HTML in, PDF out. Started by pdf.py; knows no Django. Reads the two fonts and the two styles named here, and nothing else.

Pictures stand in the page itself; hundreds of drawings (SVG) on a sheet would take three times as long.
"""

import os
import sys
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

HERE = Path(__file__).resolve().parent
FONTS = {(HERE.parent / "sharing" / "fonts" / name).as_uri() for name in ("markazi.woff2", "readex.woff2")}
PICTURE = "data:image/png;base64,"
# How pages look on paper, then how sheets do that were made for a wall: browsers print these by the same file.
OURS = HERE.parent / "static" / "policylab"
STYLES = (HERE / "print.css", OURS / "sheets.css", OURS / "paper.css")
SECONDS, BYTES = 20, 1_500_000_000


class OurFonts(URLFetcher):
    """Nothing from the network, no other file of this machine, whatever the page asks for."""

    def fetch(self, url, headers=None):
        if url not in FONTS and not url.startswith(PICTURE):
            raise ValueError(f"not ours: {url}")
        return super().fetch(url, headers)


def bound() -> None:
    """Where the system knows such limits; the caller's clock ends it anyway."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def laid_out(html: str) -> Document:
    ours, fonts = OurFonts(allowed_protocols=["file", "data"]), FontConfiguration()
    styles = [
        CSS(string=style.read_text(encoding="utf-8"), base_url=style.as_uri(), url_fetcher=ours, font_config=fonts)
        for style in STYLES
    ]
    page = HTML(string=html, base_url="about:blank", url_fetcher=ours)
    return page.render(stylesheets=styles, font_config=fonts)


def main() -> None:
    bound()
    sys.stdout.buffer.write(laid_out(sys.stdin.buffer.read().decode()).write_pdf())
    sys.stdout.flush()


if __name__ == "__main__":
    main()
    # Without tidying up: Pango and fontconfig, freed in the wrong order at the end, have crashed a process whose file was whole.
    os._exit(0)
