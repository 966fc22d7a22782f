"""Addresses of the pages of a vote, and forms read from them as a browser would send them."""

import re
from html import unescape

from bs4 import BeautifulSoup


def address(vote, page="", who=""):
    parts = [vote.phase.consultation.ref, "vote", who, page]
    return "/en/consultations/" + "/".join(part for part in parts if part) + ("" if "." in page else "/")


def fields(response, **changed):
    """What the last form of the page would send: hidden fields, ticked boxes, typed words."""
    form = BeautifulSoup(response.content, "html.parser").find("main").find_all("form")[-1]
    data = {}
    for field in form.find_all("input"):
        kind = field.get("type", "text")
        if kind == "checkbox" and not field.has_attr("checked"):
            continue
        if kind != "submit":
            data.setdefault(field["name"], []).append(field.get("value", ""))
    for field in form.find_all("textarea"):
        data[field["name"]] = [field.text.removeprefix("\n")]
    return {**data, **changed}


def words(response):
    """The text of the main part as a reader sees it."""
    main = BeautifulSoup(response.content, "html.parser").find("main")
    return re.sub(r"\s+", " ", unescape(main.get_text(" ")))


def code_on(response):
    return BeautifulSoup(response.content, "html.parser").find(id="receipt-code").text
