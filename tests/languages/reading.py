"""What a reader sees of a page: its visible words, with those left out that a person wrote in another language."""

import re
from html.parser import HTMLParser

VOID = {
    "area",
    "base",
    "br",
    "col",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "use",
    "wbr",
    "path",
    "rect",
    "circle",
}
UNSEEN = {"script", "style", "code", "template"}
SPOKEN = ("aria-label", "alt", "placeholder", "title")
BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
LETTERS = re.compile(r"[^\W\d_]{2,}")


class Page(HTMLParser):
    """Collects words and links. Text inside <bdi> or under a foreign `lang` belongs to a person or a row."""

    def __init__(self, language: str):
        super().__init__(convert_charrefs=True)
        self.language = language
        self.open: list[tuple[str, bool]] = []
        self.words: list[str] = []
        self.links: list[str] = []

    @property
    def hidden(self) -> bool:
        return any(quiet for _tag, quiet in self.open)

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        foreign = known.get("lang", self.language) != self.language
        quiet = tag in UNSEEN or tag == "bdi" or foreign
        if tag == "a" and known.get("href"):
            self.links.append(known["href"])
        if not (self.hidden or quiet):
            self.words += [known[name] for name in SPOKEN if known.get(name)]
        if tag not in VOID:
            self.open.append((tag, quiet))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        names = [name for name, _quiet in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data):
        if not self.hidden and data.strip():
            self.words.append(data)


def read(html: str, language: str) -> Page:
    page = Page(language)
    page.feed(html)
    return page


def outside_brackets(words: list[str]) -> list[str]:
    """Whole nodes joined, because one sentence may spread over several elements: ⟦Step 5 of 7 · <b>⟦Vote⟧</b>⟧."""
    text = "\n".join(" ".join(part.split()) for part in words)
    while BRACKETED.search(text):
        text = BRACKETED.sub(" ", text)
    return [left for line in text.split("\n") if LETTERS.search(left := line.strip(" ·,.:;()/–-"))]
