"""The papers, the receipts, and the lots drawn from them."""

import functools
import hashlib
import json
import math
from collections import Counter
from fractions import Fraction

from .head import DIGEST, STATED, need
from .reading import read_table, text_of


def paper_of(cell, letters):
    """Each method has its own."""
    raise NotImplementedError


# The papers ----------------------------------------------------------------------------------------------------------


def read_papers(files, manifest):
    """For each college whose papers are published, how often each paper was cast, as it stands in the table."""
    tables = {
        "separated": read_table(files, "ballots.csv", ["college", "choices"]),
        "named": read_table(files, "named.csv", ["college", "organisation", "choices", "reason"]),
    }
    papers = {}
    for college in manifest["colleges"]:
        code = college["code"]
        cast = [row["choices"] for row in tables[college["secrecy"]] if row["college"] == code]
        published = 0 if college["withheld"] else college["voted"]
        sentence = "College %s: %d are marked as having voted, but there are %d papers."
        need(len(cast) == published, sentence % (code, college["voted"], len(cast)))
        if not college["withheld"]:
            papers[code] = Counter(cast)
    check_cells(manifest, tables, papers)
    separated = sum(college["voted"] for college in manifest["colleges"] if college["secrecy"] == "separated")
    return papers, read_receipts(files, separated)


def check_cells(manifest, tables, papers):
    for secrecy, rows in tables.items():
        known = {college["code"] for college in manifest["colleges"] if college["secrecy"] == secrecy}
        strangers = {row["college"] for row in rows} - known
        need(not strangers, "Papers belong to a college they cannot belong to: %s." % ", ".join(sorted(strangers)))
    for code, cast in papers.items():
        letters = on_paper(manifest, code)
        for cell in sorted(cast):
            need(paper_of(cell, letters) is not None, "A paper says what cannot stand on it: %s." % cell)


def on_paper(manifest, code):
    """The letters a paper may name: where each college elects its own seats, those of its candidates."""
    own = isinstance(manifest["seats"], dict)
    return [option["letter"] for option in manifest["options"] if not own or option["college"] == code]


def read_receipts(files, ballots):
    text = text_of(files, "receipts.txt")
    lines = text.split("\n")
    need(lines.pop() == "" and all(DIGEST.match(line) for line in lines), "receipts.txt is not a list of digests.")
    need(lines == sorted(set(lines)), "receipts.txt is not sorted, or a receipt stands there twice.")
    need(len(lines) == ballots, "There are %d separated ballots, but %d receipts." % (ballots, len(lines)))
    return lines


def is_blank(cell):
    return cell == ""


def together(papers, weights=None):
    """All papers in one heap, each as often as a paper of its college weighs."""
    heap = Counter()
    for college, cast in papers.items():
        for cell, number in cast.items():
            heap[cell] += number * (weights[college] if weights else 1)
    return heap


def paper_weights(parts, papers):
    """What one paper of each college weighs: its stated part by its papers that are not blank, in the smallest whole numbers;
    where no parts are stated, the same everywhere."""
    if not parts:
        return dict.fromkeys(papers, 1)
    each = {}
    for code, cast in papers.items():
        voters = sum(n for cell, n in cast.items() if not is_blank(cell))
        each[code] = Fraction(parts[code]) / voters if voters else Fraction(0)
    common = functools.reduce(
        lambda one, two: one * two // math.gcd(one, two), (w.denominator for w in each.values()), 1
    )
    divisor = functools.reduce(math.gcd, (int(w * common) for w in each.values()), 0) or 1
    return {code: int(w * common) // divisor for code, w in each.items()}


def draw_lots(manifest, papers, names):
    """The digest of all choices, and the order that breaks ties: by SHA-256 of seed, digest and option."""
    letters = [option["letter"] for option in manifest["options"]]
    heap = together(papers)
    lines = sorted(json.dumps([paper_of(cell, letters), heap[cell]], ensure_ascii=False) for cell in heap)
    choices = hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()

    def lot(name):
        return hashlib.sha256(("%s\n%s\n%s" % (manifest["seed"], choices, name)).encode("utf-8")).digest()

    return choices, sorted(names, key=lot)


# The result, stated a second time ------------------------------------------------------------------------------------


def look_at_quorums(manifest):
    """So many papers, blank ones included, as the stated part of the roll rounded up."""
    quorums = []
    for college in manifest["colleges"]:
        if college["code"] in manifest["quorums"]:
            per_cent = manifest["quorums"][college["code"]]
            needed = max(1, -(-(college["roll"] * Fraction(per_cent)) // 100))
            step = {"college": college["code"], "papers": college["voted"], "needed": int(needed), "per_cent": per_cent}
            quorums.append(dict(step, met=college["voted"] >= needed))
    return quorums


def are_reached(manifest, quorums):
    """One that is not reached decides for all; where each college elects its own seats it is that college's own matter."""
    return isinstance(manifest["seats"], dict) or all(quorum["met"] for quorum in quorums)


def stated_form(manifest, papers, choices, ties, quorums):
    """What result.json begins with, whatever the method."""
    told = {key: manifest[key] for key in STATED}
    told.update(choices=choices, tie_order=ties, colleges=manifest["colleges"], quorums=quorums)
    told["papers"] = {college["code"]: college["voted"] for college in manifest["colleges"]}
    told["blank"] = dict.fromkeys(told["papers"])
    told["blank"].update((code, sum(n for cell, n in cast.items() if is_blank(cell))) for code, cast in papers.items())
    return told


def taken_or_not(letter, approvals, taken, reason):
    """An option where no majority is looked for."""
    return {
        "letter": letter,
        "approvals": approvals,
        "lacking": [],
        "smallest_share": None,
        "total_share": None,
        "weighted_share": None,
        "place": taken.index(letter) + 1 if letter in taken else None,
        "reason": "adopted" if letter in taken else reason,
    }


def text(fraction):
    return "%d/%d" % (fraction.numerator, fraction.denominator)


def exact(fraction):
    """A whole number, or a fraction as a text."""
    return fraction.numerator if fraction.denominator == 1 else text(fraction)
