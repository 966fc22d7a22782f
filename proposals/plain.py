"""What participants type, shown: paragraphs and simple lists, nothing else. Every character is escaped, no mark is obeyed."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

BLOCKS = re.compile(r"\n\s*\n")
BULLET = re.compile(r"^\s*[-*•–]\s+")
NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s+")


def plain_text(text: str) -> SafeString:
    """Blank lines part paragraphs; lines that all begin with a dash or a number are a list; other line ends stay."""
    blocks = [block.split("\n") for block in BLOCKS.split(text.strip()) if block.strip()]
    return format_html_join("", "{}", ((_block(lines),) for lines in blocks))


def _block(lines: list[str]) -> SafeString:
    lead, items = _parted(lines)
    mark = next((mark for mark in (BULLET, NUMBER) if items and all(mark.match(line) for line in items)), None)
    if mark is None:
        return format_html('<p dir="auto">{}</p>', _joined(lines))
    tag = "ul" if mark is BULLET else "ol"
    listed = format_html_join("", "<li>{}</li>", ((mark.sub("", line, count=1),) for line in items))
    body = format_html(f'<{tag} dir="auto">{{}}</{tag}>', listed)
    return format_html('<p dir="auto">{}</p>{}', _joined(lead), body) if lead else body


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """A list may follow right under the line that announces it."""
    first = next((n for n, line in enumerate(lines) if BULLET.match(line) or NUMBER.match(line)), len(lines))
    return lines[:first], lines[first:]


def _joined(lines: list[str]) -> SafeString:
    return format_html_join(
        "", "{}{}", ((line, SafeString("<br>") if n < len(lines) else "") for n, line in enumerate(lines, 1))
    )
