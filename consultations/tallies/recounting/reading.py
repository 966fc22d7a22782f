"""The zip, the manifest, the seal."""

import csv
import hashlib
import io
import json
import os
import re
import zipfile
from fractions import Fraction

from .head import (
    ALWAYS,
    COLLEGE_KEYS,
    KEYS,
    LARGEST_FILE,
    LARGEST_ZIP,
    NUMBER,
    OPTION_KEYS,
    RULES,
    SEAL,
    SMALLEST_SEPARATED_COLLEGE,
    Broken,
    Unreadable,
    need,
)

METHOD = ""

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
    sentence = "This is not the package of the result page: its digest is %s, the one you gave is %s."
    need(digest in (None, found), sentence % (found, digest))
    return content, found


def read_files(content):
    """Each file of the package by name, held in memory only: a name can lead nowhere."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            need(len(names) == len(set(names)), "A file name stands twice in the package.")
            missing = sorted(set(ALWAYS) - set(names))
            need(not missing, "Files are missing from the package: %s." % ", ".join(missing))
            return {entry.filename: read_entry(archive, entry) for entry in entries}
    except zipfile.BadZipFile as error:
        if "CRC" in str(error):
            raise Broken("A file of the package is damaged: %s." % error)
        raise Unreadable("The file is not a zip, or a damaged one.")


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


def read_json(files, name):
    try:
        document = json.loads(text_of(files, name))
        same = canonical(document) == files[name]
    except (ValueError, RecursionError):
        raise Broken("%s is not well-formed." % name)
    need(same and isinstance(document, dict), "%s is not written in the one form this format has." % name)
    return document


def read_table(files, name, header):
    try:
        rows = list(csv.reader(io.StringIO(text_of(files, name), newline=""), strict=True))
    except csv.Error:
        raise Broken("%s is not a well-formed table." % name)
    need(rows and rows[0] == header, "%s does not begin with the expected columns." % name)
    need(all(len(row) == len(header) for row in rows), "A line of %s does not have %d columns." % (name, len(header)))
    return [dict(zip(header, row)) for row in rows[1:]]


# The package agrees with itself --------------------------------------------------------------------------------------


def read_manifest(files):
    """The manifest, once its seal, its form and every file's digest are found right."""
    seal = "%s  manifest.json\n" % hashlib.sha256(files["manifest.json"]).hexdigest()
    need(files["manifest.sha256"] == seal.encode("ascii"), "manifest.json is not what manifest.sha256 seals.")
    manifest = read_json(files, "manifest.json")
    check_shape("the manifest", manifest, KEYS)
    check_digests(manifest, files)
    known = (manifest["format"], manifest["format_version"], manifest["method"], manifest["rule"] in RULES)
    expected = ("policylab-vote-package", 2, METHOD, True)
    need(
        known == expected,
        "This script does not know this kind of package, method or rule: %s." % " ".join(map(str, known)),
    )
    need(all(isinstance(title, str) for title in manifest["titles"].values()), "A title is not a text.")
    check_colleges(manifest)
    check_options(manifest)
    return manifest


def check_shape(what, document, keys):
    need(isinstance(document, dict) and set(document) == set(keys), "%s does not have the expected entries." % what)
    for key, kind in keys.items():
        right = isinstance(document[key], kind) and (kind is bool or not isinstance(document[key], bool))
        need(right, 'In %s, "%s" is not of the expected kind.' % (what, key))
        possible = not isinstance(document[key], int) or 0 <= document[key] < 10**15
        need(possible, 'In %s, "%s" is impossible.' % (what, key))


def check_digests(manifest, files):
    stated = manifest["files"]
    extra = sorted(set(files) - set(SEAL) - set(stated))
    need(not extra, "The package holds files that do not belong there: %s." % ", ".join(extra[:5]))
    need(set(stated) == set(files) - set(SEAL), "The manifest lists files that are not there.")
    for name in sorted(stated):
        found = hashlib.sha256(files[name]).hexdigest()
        need(stated[name] == found, "%s has been changed: its digest is not the one in the manifest." % name)


def check_colleges(manifest):
    for college in manifest["colleges"]:
        check_shape("a college", college, COLLEGE_KEYS)
        code, separated = college["code"], college["secrecy"] == "separated"
        need(separated or college["secrecy"] == "named", "College %s is neither named nor separated." % code)
        need(college["voted"] <= college["roll"], "In college %s more voted than are on the roll." % code)
        small = separated and 0 < college["voted"] < SMALLEST_SEPARATED_COLLEGE
        need(college["withheld"] == small, "College %s is withheld and should not be, or the reverse." % code)
    codes = [college["code"] for college in manifest["colleges"]]
    need(codes and len(set(codes)) == len(codes), "The colleges are not named one by one.")
    for key in ("weights", "quorums", "money_shares"):
        sound = set(manifest[key]) <= set(codes) and all(is_number(one) for one in manifest[key].values())
        need(sound, "The %s are not per cent for colleges of this vote." % key)
    weighed = [Fraction(one) for one in manifest["weights"].values()]
    all_weighed = len(weighed) == len(codes) and sum(weighed) == 100 and min(weighed) >= 10 and max(weighed) <= 50
    need(manifest["rule"] != "weighted_colleges" or all_weighed, "The weights of the colleges are no rule.")


def check_options(manifest):
    for option in manifest["options"]:
        check_shape("an option", option, OPTION_KEYS)
    letters = [option["letter"] for option in manifest["options"]]
    sound = letters and len(set(letters)) == len(letters) and all(re.match(r"[A-Z]\Z", one) for one in letters)
    need(sound, "The options are not lettered one by one.")
    need(manifest["adopt_at_most"] != 0, "At most none may be adopted: that is no rule.")
    sound = set(manifest["costs"]) in (set(), set(letters)) and all(
        is_number(one) for one in manifest["costs"].values()
    )
    need(sound, "The costs are not one sum of money for each option.")


def is_number(thing):
    """A whole number above nought, or a fraction written as a text."""
    return not isinstance(thing, bool) and isinstance(thing, (int, str)) and bool(NUMBER.match(str(thing)))
