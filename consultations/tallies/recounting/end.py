"""What is compared, what is said, the door."""

import argparse
import hashlib
import sys
import unicodedata

from .approval import count, rule_in_words
from .head import DIGEST, Broken, Unreadable, need
from .joining import what_hangs_on_it
from .papers import are_reached, draw_lots, look_at_quorums, read_papers, stated_form
from .reading import METHOD, canonical, read_files, read_json, read_manifest, read_zip

# The comparison ------------------------------------------------------------------------------------------------------


def count_again(files, manifest, papers):
    """The whole of result.json from the papers that are published."""
    letters = [option["letter"] for option in manifest["options"]]
    choices, ties = draw_lots(manifest, papers, letters + (["none_of_these"] if METHOD == "schulze" else []))
    quorums = look_at_quorums(manifest)
    reached = are_reached(manifest, quorums)
    known = (read_json(files, "result.json").get("shares"),) if METHOD == "equal_shares" else ()
    counted = count(manifest, papers, ties, reached, *known)
    return dict(stated_form(manifest, papers, choices, ties, quorums), **counted)


def without_workings(counted):
    options = [
        {key: one[key] for key in one if key not in ("deciding", "total", "passes")} for one in counted["options"]
    ]
    return dict(counted, options=options)


def compare(files, manifest, counted):
    """Everything, where all papers are published."""
    stated, found = read_json(files, "result.json"), without_workings(counted)
    keys = sorted(set(stated) | set(found))
    differ = [key for key in keys if canonical(stated.get(key, "missing")) != canonical(found.get(key, "missing"))]
    need(not differ, "The stated result is NOT what the papers give: %s." % ", ".join(differ))
    need(manifest["adopted"] == found["adopted"], "The manifest does not state what the papers give.")


def compare_what_is_told(files, manifest, papers, counted, hidden):
    """Where a college is withheld: what the others said, and that the result can follow from it. Whether it depends on them."""
    stated = read_json(files, "result.json")
    need(manifest["adopted"] == stated.get("adopted"), "The manifest and the result do not adopt the same.")
    for key in stated_form(manifest, papers, "", [], []):
        need(
            canonical(stated.get(key)) == canonical(counted[key]),
            "The stated result is NOT what the papers give: %s." % key,
        )
    bounds, settled = what_hangs_on_it(manifest, papers, counted, hidden, stated)
    reached = are_reached(manifest, counted["quorums"])
    letters = [[one["letter"] for one in options] for options in (stated["options"], counted["options"])]
    need(letters[0] == letters[1], "Options are missing.")
    for one, found in zip(stated["options"], counted["options"]):
        compare_option(one, found, hidden, bounds.get(one["letter"], (False, True)) if reached else (False, False))
    passed = [one["letter"] for one in stated["options"] if one["place"] is not None]
    first = [one["option"] for one in counted["order"] if one["option"] in passed]
    if manifest["rule"] == "every_college":  # what passes everywhere passes by the papers that are told
        need(first == [one["option"] for one in stated["order"]], "The order is NOT what the papers give.")
    taken = sorted((one for one in stated["options"] if one["reason"] == "adopted"), key=lambda one: one["place"])
    same = [one["letter"] for one in taken] == stated["adopted"]
    need(same, "The options and the list of what is adopted differ.")
    return settled or not reached


def compare_option(one, found, hidden, bounds):
    """`bounds`: whether it surely passes, and whether it may."""
    told = {code: votes for code, votes in one["approvals"].items() if code not in hidden}
    lacking = [code for code in one["lacking"] if code not in hidden]
    same = told == found["approvals"] and lacking == found["lacking"]
    need(same, "The stated result is NOT what the papers give: %s." % one["letter"])
    least, most = bounds
    need(least <= (one["place"] is not None) <= most, "Option %s cannot have passed, or failed." % one["letter"])


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
    say("Rule: %s (%s%s). Blank papers weigh nothing." % (rule_in_words(), manifest["rule"], most))
    for quorum in counted["quorums"]:
        verdict = "reached" if quorum["met"] else "NOT reached"
        say(
            "Quorum of %s: %d papers of the %d needed: %s."
            % (quorum["college"], quorum["papers"], quorum["needed"], verdict)
        )
    names = {option["letter"]: option["title"] for option in manifest["options"]}
    for option in counted["options"]:
        say()
        say("%s  %s" % (option["letter"], names[option["letter"]]))
        for code, votes in option["approvals"].items():
            said = counted["papers"][code] - counted["blank"][code]
            lacks = " (no majority)" if code in option["lacking"] else ""
            say("   %s: %d of %d papers that are not blank%s." % (code, votes, said, lacks))
        say("   " + why(option, limit))
    say()


def why(option, limit):
    if option["reason"] == "adopted":
        return "Adopted (place %d)." % option["place"]
    if option["reason"] == "beyond_limit":
        return "Not adopted: it passes, but in place %d where at most %d are adopted." % (option["place"], limit)
    reasons = {
        "no_quorum": "a quorum was not reached",
        "not_funded": "the money went to others",
        "not_elected": "the seats went to others",
        "no_majority": "no majority" + (" in %s" % ", ".join(option["lacking"]) if option["lacking"] else ""),
    }
    return "Not adopted: %s." % reasons[option["reason"]]


def look_for_receipt(manifest, receipts, code):
    """However it was typed: small letters, spaces, hyphens, Arabic digits; a code has no O, I and L, which are 0 and 1."""
    kept = [one for one in code if one.isalnum()]
    plain = "".join(
        one.upper() if unicodedata.digit(one, None) is None else str(unicodedata.digit(one)) for one in kept
    )
    plain = plain.replace("O", "0").replace("I", "1").replace("L", "1")
    grouped = "-".join(plain[at : at + 4] for at in range(0, len(plain), 4))
    found = hashlib.sha256(("policylab-receipt:%s:%s" % (manifest["vote"], grouped)).encode("utf-8")).hexdigest()
    need(found in receipts, "The receipt %s is NOT in the list." % grouped)
    say("The receipt %s is in the list: its ballot was counted." % grouped)


# The door ------------------------------------------------------------------------------------------------------------


def recount(path, digest, receipt):
    content, found = read_zip(path, digest)
    files = read_files(content)
    manifest = read_manifest(files)
    papers, receipts = read_papers(files, manifest)
    counted = count_again(files, manifest, papers)
    hidden = {college["code"]: college["voted"] for college in manifest["colleges"] if college["withheld"]}
    settled = compare_what_is_told(files, manifest, papers, counted, hidden) if hidden else True
    tell(manifest, counted if not hidden else dict(counted, options=[]))
    adopted = ", ".join(manifest["adopted"]) or "none"
    if hidden:
        few = ", ".join("%s (%d papers)" % one for one in sorted(hidden.items()))
        say("Cannot be checked here: withheld. So few voted in %s that their papers are not published." % few)
        say("Stated as adopted: %s. What the other colleges said agrees with that." % adopted)
        depends = "does not depend on what is withheld" if settled else "may depend on what is withheld"
        say("Which options are adopted %s." % depends)
    else:
        compare(files, manifest, counted)
        say("The stated result is what the papers give. Adopted: %s." % adopted)
    if receipt:
        look_for_receipt(manifest, receipts, receipt)
    say("SHA-256 of the package: %s" % found)
    if digest:
        say("This is the digest you gave: not one byte differs from the package of the result page.")
    else:
        say("No --sha256 given: the package was compared with itself only. Is the line above on the result page?")
    return 3 if hidden else 0


def a_digest(text):
    text = text.strip().lower()
    if not DIGEST.match(text):
        raise argparse.ArgumentTypeError("a SHA-256 digest has 64 characters from 0-9 and a-f")
    return text


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Count a vote again from its published package.")
    parser.add_argument("package", metavar="PACKAGE.zip")
    parser.add_argument("--sha256", metavar="DIGEST", type=a_digest, help="the digest printed on the result page")
    parser.add_argument("--receipt", metavar="CODE", help="a receipt code: is it in the list?")
    given = parser.parse_args(arguments)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        return recount(given.package, given.sha256, given.receipt)
    except Broken as error:
        say("FAILED. %s" % error)
        return 1
    except (Unreadable, MemoryError) as error:
        say("UNREADABLE. %s" % (str(error) or "The package is too large for this machine."))
        return 2
    except Exception as error:  # a hostile file must meet a sentence, never a traceback, whatever it provokes
        say("UNREADABLE. The package cannot be read (%s)." % type(error).__name__)
        return 2


if __name__ == "__main__":
    sys.exit(main())
