#!/usr/bin/env python3
"""Count a vote again from its published package.

    python3 recount.py PACKAGE.zip [--sha256 DIGEST]

Python 3.8 or later and nothing else. Nothing is written, nothing is sent, nothing in the package is run. The end code
is 0 if everything agrees, 1 if something does not, 2 if the file cannot be read as a package.

This file shares no code with the platform on purpose: it states the rule a second time, so that a fault in one of the
two shows as a difference.
"""

# It must run on old Pythons, and printing is what it is for.
# ruff: noqa: B904, B905, PTH123, PTH202, T201, UP031

import argparse
import csv
import functools
import hashlib
import io
import json
import math
import os
import re
import sys
import zipfile

SEAL = ("manifest.json", "manifest.sha256")
NAMES = ("README.txt", "ballots.csv", *SEAL, "named.csv", "receipts.txt", "recount.py", "result.json")
KEYS = {
    "format": str,
    "format_version": int,
    "vote": str,
    "titles": dict,
    "closed_at": str,
    "method": str,
    "rule": str,
    "adopt_at_most": (int, type(None)),
    "colleges": list,
    "options": list,
    "tie_order": list,
    "adopted": list,
    "software": str,
    "files": dict,
}
COLLEGE_KEYS = {"code": str, "secrecy": str, "roll": int, "voted": int}
OPTION_KEYS = {"letter": str, "version": str, "title": str, "language": str}
LARGEST_ZIP = 256 * 1024 * 1024
LARGEST_FILE = 128 * 1024 * 1024
SMALLEST_SEPARATED_ROLL = 10
DIGEST = re.compile(r"[0-9a-f]{64}\Z")


class Unreadable(Exception):
    """Not a package at all (end code 2)."""


class Broken(Exception):
    """A package in which something does not agree (end code 1)."""


def need(condition, sentence):
    if not condition:
        raise Broken(sentence)


# Reading -------------------------------------------------------------------------------------------------------------


def read_zip(path, digest):
    """The bytes of the zip, compared with the digest from the result page if there is one."""
    try:
        if os.path.getsize(path) > LARGEST_ZIP:
            raise Unreadable("The file is larger than any package can be; it was not opened.")
        with open(path, "rb") as opened:
            content = opened.read(LARGEST_ZIP + 1)
    except OSError as error:
        raise Unreadable("The file cannot be read: %s." % (error.strerror or "unknown reason"))
    found = hashlib.sha256(content).hexdigest()
    need(
        digest in (None, found),
        "This is not the package of the result page: its digest is %s, the one you gave is %s." % (found, digest),
    )
    return content, found


def read_files(content):
    """Each file of the package by name, held in memory only: a name can lead nowhere."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            check_names([entry.filename for entry in entries])
            return {entry.filename: read_entry(archive, entry) for entry in entries}
    except zipfile.BadZipFile as error:
        if "CRC" in str(error):
            raise Broken("A file of the package is damaged: %s." % error)
        raise Unreadable("The file is not a zip, or a damaged one.")


def check_names(names):
    need(len(names) == len(set(names)), "A file name stands twice in the package.")
    extra, missing = sorted(set(names) - set(NAMES)), sorted(set(NAMES) - set(names))
    need(not extra, "The package holds files that do not belong there: %s." % ", ".join(extra[:5]))
    need(not missing, "Files are missing from the package: %s." % ", ".join(missing))


def read_entry(archive, entry):
    plain = entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) and not entry.flag_bits & 0x1
    need(plain, "%s is packed or locked in a way this format does not use." % entry.filename)
    need(entry.file_size <= LARGEST_FILE, "%s is larger than it can be." % entry.filename)
    with archive.open(entry) as opened:
        return opened.read(LARGEST_FILE + 1)


def text_of(files, name):
    try:
        return files[name].decode("utf-8")
    except UnicodeDecodeError:
        raise Broken("%s is not UTF-8 text." % name)


def canonical(document):
    return (json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8")


# The package agrees with itself --------------------------------------------------------------------------------------


def read_manifest(files):
    """The manifest, once its seal, its form and every file's digest are found right."""
    seal = "%s  manifest.json\n" % hashlib.sha256(files["manifest.json"]).hexdigest()
    need(files["manifest.sha256"] == seal.encode("ascii"), "manifest.json is not what manifest.sha256 seals.")
    try:
        manifest = json.loads(text_of(files, "manifest.json"))
        same = canonical(manifest) == files["manifest.json"]
    except (ValueError, RecursionError):
        raise Broken("manifest.json is not well-formed.")
    need(same, "manifest.json is not written in the one form this format has.")
    check_shape("the manifest", manifest, KEYS)
    check_digests(manifest, files)
    check_manifest(manifest)
    return manifest


def check_shape(what, document, keys):
    need(isinstance(document, dict) and set(document) == set(keys), "%s does not have the expected entries." % what)
    for key, kind in keys.items():
        right = isinstance(document[key], kind) and not isinstance(document[key], bool)
        need(right, 'In %s, "%s" is not of the expected kind.' % (what, key))
        possible = not isinstance(document[key], int) or 0 <= document[key] < 10**9
        need(possible, 'In %s, "%s" is impossible.' % (what, key))


def check_digests(manifest, files):
    stated = manifest["files"]
    need(set(stated) == set(NAMES) - set(SEAL), "The manifest does not list the files.")
    for name in sorted(stated):
        found = hashlib.sha256(files[name]).hexdigest()
        need(stated[name] == found, "%s has been changed: its digest is not the one in the manifest." % name)


def check_manifest(manifest):
    known = (manifest["format"], manifest["format_version"], manifest["method"], manifest["rule"])
    expected = ("policylab-vote-package", 1, "approval", "every_college")
    need(known == expected, "This script does not know this kind of package or rule: %s." % " ".join(map(str, known)))
    need(all(isinstance(title, str) for title in manifest["titles"].values()), "A title is not a text.")
    check_colleges(manifest["colleges"])
    for option in manifest["options"]:
        check_shape("an option", option, OPTION_KEYS)
    letters = [option["letter"] for option in manifest["options"]]
    sound = letters and len(set(letters)) == len(letters) and all(re.match(r"[A-Z]\Z", one) for one in letters)
    need(sound, "The options are not lettered one by one.")
    need(all(isinstance(one, str) for one in manifest["tie_order"]), "The tie order is not a list of letters.")
    need(sorted(manifest["tie_order"]) == sorted(letters), "The tie order does not name each option once.")
    need(manifest["adopt_at_most"] != 0, "At most none may be adopted: that is no rule.")


def check_colleges(colleges):
    for college in colleges:
        check_shape("a college", college, COLLEGE_KEYS)
        code, secrecy = college["code"], college["secrecy"]
        need(secrecy in ("named", "separated"), "College %s is neither named nor separated." % code)
        need(college["voted"] <= college["roll"], "In college %s more voted than are on the roll." % code)
        small = secrecy == "separated" and college["roll"] < SMALLEST_SEPARATED_ROLL
        need(not small, "College %s is too small for separated ballots." % code)
    codes = [college["code"] for college in colleges]
    need(codes and len(set(codes)) == len(codes), "The colleges are not named one by one.")


# The papers ----------------------------------------------------------------------------------------------------------


def read_table(files, name, header):
    try:
        rows = list(csv.reader(io.StringIO(text_of(files, name), newline=""), strict=True))
    except csv.Error:
        raise Broken("%s is not a well-formed table." % name)
    need(rows and rows[0] == header, "%s does not begin with the expected columns." % name)
    need(all(len(row) == len(header) for row in rows), "A line of %s does not have %d columns." % (name, len(header)))
    return [dict(zip(header, row)) for row in rows[1:]]


def read_papers(files, manifest):
    """All papers as (college, letters), after comparing their number with the rolls."""
    tables = {
        "separated": read_table(files, "ballots.csv", ["college", "choices"]),
        "named": read_table(files, "named.csv", ["college", "organisation", "choices", "reason"]),
    }
    letters = {option["letter"] for option in manifest["options"]}
    for college in manifest["colleges"]:
        cast = sum(1 for row in tables[college["secrecy"]] if row["college"] == college["code"])
        sentence = "College %s: %d are marked as having voted, but there are %d papers."
        need(cast == college["voted"], sentence % (college["code"], college["voted"], cast))
    papers = []
    for secrecy, rows in tables.items():
        codes = {college["code"] for college in manifest["colleges"] if college["secrecy"] == secrecy}
        papers.extend(read_paper(row, codes, letters) for row in rows)
    check_receipts(files, len(tables["separated"]))
    return papers


def read_paper(row, codes, letters):
    need(row["college"] in codes, "A paper belongs to a college it cannot belong to: %s." % row["college"])
    chosen = row["choices"].split(" ") if row["choices"] else []
    sound = len(set(chosen)) == len(chosen) and set(chosen) <= letters
    need(sound, "A paper approves something that is not on it: %s." % row["choices"])
    return row["college"], chosen


def check_receipts(files, ballots):
    text = text_of(files, "receipts.txt")
    lines = text.split("\n")
    need(lines.pop() == "" and all(DIGEST.match(line) for line in lines), "receipts.txt is not a list of digests.")
    need(lines == sorted(set(lines)), "receipts.txt is not sorted, or a receipt stands there twice.")
    need(len(lines) == ballots, "There are %d separated ballots, but %d receipts." % (ballots, len(lines)))


# The count and the rule, stated a second time ------------------------------------------------------------------------


def count(manifest, papers):
    """For each option: approvals per college, smallest share, total share, place, reason."""
    cast = {college["code"]: 0 for college in manifest["colleges"]}
    approvals = {option["letter"]: dict.fromkeys(cast, 0) for option in manifest["options"]}
    for college, chosen in papers:
        cast[college] += 1
        for letter in chosen:
            approvals[letter][college] += 1
    options = [look_at(letter, votes, cast) for letter, votes in approvals.items()]
    place_those_that_pass(options, manifest)
    return {"papers": cast, "options": options}


def look_at(letter, votes, cast):
    shares = [fraction(votes[college], cast[college]) for college in cast]
    return {
        "letter": letter,
        "approvals": votes,
        "lacking": [college for college in cast if votes[college] * 2 <= cast[college]],
        "smallest": functools.reduce(lambda one, two: two if compare(two, one) < 0 else one, shares),
        "total": fraction(sum(votes.values()), sum(cast.values())),
        "place": None,
        "reason": "no_majority",
    }


def fraction(part, whole):
    if whole == 0:
        return (0, 1)
    divisor = math.gcd(part, whole)
    return (part // divisor, whole // divisor)


def compare(one, two):
    return one[0] * two[1] - two[0] * one[1]


def place_those_that_pass(options, manifest):
    def before(one, two):
        by_share = compare(two["smallest"], one["smallest"]) or compare(two["total"], one["total"])
        return by_share or manifest["tie_order"].index(one["letter"]) - manifest["tie_order"].index(two["letter"])

    passed = sorted((one for one in options if not one["lacking"]), key=functools.cmp_to_key(before))
    for place, option in enumerate(passed, start=1):
        inside = manifest["adopt_at_most"] is None or place <= manifest["adopt_at_most"]
        option.update(place=place, reason="adopted" if inside else "beyond_limit")


def stated_form(counted):
    """The count in the words of result.json."""
    options = []
    for one in counted["options"]:
        shares = {name + "_share": "%d/%d" % one[name] for name in ("smallest", "total")}
        rest = {key: one[key] for key in ("letter", "approvals", "lacking", "place", "reason")}
        options.append(dict(rest, **shares))
    adopted = sorted((one for one in counted["options"] if one["reason"] == "adopted"), key=lambda one: one["place"])
    return {"adopted": [one["letter"] for one in adopted], "papers": counted["papers"], "options": options}


# In plain words ------------------------------------------------------------------------------------------------------


def say(text=""):
    """Print what a stranger wrote without letting it move the cursor or hide a line."""
    print("".join(one if one.isprintable() else "?" for one in text))


def tell(manifest, counted):
    titles = manifest["titles"]
    say("Vote %s: %s" % (manifest["vote"], titles.get("en") or next(iter(titles.values()), "")))
    for college in manifest["colleges"]:
        how = "by name" if college["secrecy"] == "named" else "with separated ballots"
        say("College %s: %d on the roll, %d voted %s." % (college["code"], college["roll"], college["voted"], how))
    limit = manifest["adopt_at_most"]
    most = ", at most %d adopted" % limit if limit else ""
    say("Rule: more than half of the papers cast in every college%s." % most)
    names = {option["letter"]: option["title"] for option in manifest["options"]}
    for option in counted["options"]:
        say()
        say("%s  %s" % (option["letter"], names[option["letter"]]))
        for college, cast in counted["papers"].items():
            verdict = "no majority" if college in option["lacking"] else "majority"
            figures = (college, option["approvals"][college], cast, cast // 2 + 1, verdict)
            say("   %s: %d of %d papers approve, %d needed: %s." % figures)
        say("   " + why(option, counted["papers"], limit))
    say()


def why(option, cast, limit):
    if option["reason"] == "adopted":
        return "Adopted: a majority in every college (place %d)." % option["place"]
    if option["reason"] == "beyond_limit":
        sentence = "Not adopted: a majority in every college, but place %d where at most %d are adopted (share in its "
        return (sentence + "least favourable college %d/%d).") % ((option["place"], limit) + option["smallest"])
    empty = [college for college in option["lacking"] if not cast[college]]
    nobody = " (nobody voted in %s)" % ", ".join(empty) if empty else ""
    return "Not adopted: no majority in %s%s." % (", ".join(option["lacking"]), nobody)


def recount(path, digest):
    content, found = read_zip(path, digest)
    files = read_files(content)
    manifest = read_manifest(files)
    counted = count(manifest, read_papers(files, manifest))
    tell(manifest, counted)
    stated = stated_form(counted)
    need(files["result.json"] == canonical(stated), "The stated result is NOT what the papers give.")
    need(manifest["adopted"] == stated["adopted"], "The manifest does not state what the papers give.")
    say("The stated result is what the papers give. Adopted: %s." % (", ".join(stated["adopted"]) or "none"))
    say("SHA-256 of the package: %s" % found)
    if digest:
        say("This is the digest you gave: not one byte differs from the package of the result page.")
    else:
        say("No --sha256 given: the package was compared with itself only. Is the line above on the result page?")


def a_digest(text):
    text = text.strip().lower()
    if not DIGEST.match(text):
        raise argparse.ArgumentTypeError("a SHA-256 digest has 64 characters from 0-9 and a-f")
    return text


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Count a vote again from its published package.")
    parser.add_argument("package", metavar="PACKAGE.zip")
    parser.add_argument("--sha256", metavar="DIGEST", type=a_digest, help="the digest printed on the result page")
    given = parser.parse_args(arguments)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        recount(given.package, given.sha256)
    except Broken as error:
        say("FAILED. %s" % error)
        return 1
    except (Unreadable, MemoryError) as error:
        say("UNREADABLE. %s" % (str(error) or "The package is too large for this machine."))
        return 2
    except Exception as error:  # a hostile file must meet a sentence, never a traceback, whatever it provokes
        say("UNREADABLE. The package cannot be read (%s)." % type(error).__name__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
