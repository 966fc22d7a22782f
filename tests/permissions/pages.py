"""What a page of HTML holds that a strict policy would refuse: style and script written into it."""

from html.parser import HTMLParser


class Inline(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        where = f"<{tag}> in line {self.getpos()[0]}"
        if tag == "style" or (tag == "script" and "src" not in known):
            self.found.append(where)
        self.found += [f"{name}= of {where}" for name in known if name == "style" or name.startswith("on")]
        self.found += [
            f"{name}=javascript: of {where}"
            for name in ("href", "action", "formaction")
            if (known.get(name) or "").strip().lower().startswith("javascript:")
        ]
        self.found += [
            f"{known[name]} of {where}"
            for name in ("src", "srcset", "data")
            if (known.get(name) or "").startswith(("http:", "https:", "//"))
        ]


def inline_in(html: str) -> list[str]:
    page = Inline()
    page.feed(html)
    return page.found
