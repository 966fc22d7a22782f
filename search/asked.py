"""One reading of the address of a search; what it does not understand it leaves out, or says in a sentence."""

import re
from dataclasses import dataclass, replace
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _

from policylab.core.fields import clean_text
from policylab.core.named import LANGUAGES

from .query import Query, has_words
from .selectors import Found, find

LONGEST = 200
SIZE = 10
MOST = 1_000  # results one can leaf through; nobody reads further, and no engine likes to sort further
SLUG = re.compile(r"[a-z_]{1,40}")
PATH = re.compile(r"[A-Za-z0-9/-]{1,200}")


@dataclass(frozen=True)
class Asked:
    text: str
    problem: str
    query: Query
    number: int

    def page(self) -> tuple[Page, Found]:
        """The page that was asked for, or the last one there is."""
        found = find(self.query)
        page = Paginator(range(min(found.total, MOST)), SIZE).get_page(self.number)
        if page.number != self.number:
            found = find(_at(self.query, page.number))
        page.object_list = found.rows
        return page, found

    @property
    def text_in_address(self) -> str:
        return quote(self.text)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query.kind or self.query.territory or self.query.language)


def read(address: QueryDict, reader: str) -> Asked:
    text, problem = _text(address.get("q", ""))
    number = address.get("page", "")
    asked = int(number) if number.isdecimal() and len(number) < 5 else 1
    query = Query(
        text=text if not problem else "",
        reader=reader,
        kind=_fitting(SLUG, address.get("kind", "")),
        territory=_fitting(PATH, address.get("territory", "")),
        language=address.get("language", "") if address.get("language") in LANGUAGES else "",
    )
    number = min(max(asked, 1), MOST // SIZE)
    return Asked(text, problem, _at(query, number), number)


def _at(query: Query, number: int) -> Query:
    return replace(query, start=(number - 1) * SIZE, size=SIZE)


def _fitting(pattern: re.Pattern[str], value: str) -> str:
    return value if pattern.fullmatch(value) else ""


def _text(typed: str) -> tuple[str, str]:
    """What to search for, and why it cannot be."""
    if len(typed) > LONGEST:
        return typed[:LONGEST].replace("\x00", ""), _("This is too long to search for. Type a few words of it.")
    try:
        text = clean_text(typed).replace("\n", " ")
    except ValidationError as error:
        return "", " ".join(error.messages)
    if text and not has_words(text):
        return text, _("There is no word in this. Type one, in any of the five languages.")
    return text, ""
