#!/usr/bin/env python3
"""Count a vote again from its published package.

    python3 recount.py PACKAGE.zip [--sha256 DIGEST] [--receipt CODE]

Python 3.8 or later and nothing else. Nothing is written, nothing is sent, nothing in the package is run. The end code
is 0 if everything agrees, 1 if something does not, 2 if the file cannot be read as a package, 3 if the result cannot be
checked here because a college is so small that its papers are withheld.

This file shares no code with the platform on purpose: it states the rule a second time, so that a fault in one of the
two shows as a difference.
"""

import argparse
import csv
import functools
import hashlib
import heapq
import io
import json
import math
import os
import re
import sys
import unicodedata
import zipfile
from collections import Counter
from fractions import Fraction

SEAL = ("manifest.json", "manifest.sha256")
ALWAYS = (
    "README.txt",
    "ballots.csv",
    "datapackage.json",
    *SEAL,
    "named.csv",
    "receipts.txt",
    "recount.py",
    "result.json",
)
KEYS = {
    "format": str,
    "format_version": int,
    "vote": str,
    "titles": dict,
    "closed_at": str,
    "method": str,
    "rule": str,
    "adopt_at_most": (int, type(None)),
    "seats": (int, dict, type(None)),  # on one roll; by college; not asked
    "money": (int, str, type(None)),
    "currency": str,
    "completion": str,
    "costs": dict,
    "weights": dict,
    "quorums": dict,
    "money_shares": dict,
    "seed": str,
    "colleges": list,
    "options": list,
    "adopted": list,
    "software": str,
    "files": dict,
}
COLLEGE_KEYS = {"code": str, "secrecy": str, "roll": int, "voted": int, "withheld": bool}
OPTION_KEYS = {"letter": str, "version": str, "title": str, "language": str, "college": str}
STATED = (
    "method",
    "rule",
    "adopt_at_most",
    "seats",
    "money",
    "currency",
    "completion",
    "costs",
    "weights",
    "money_shares",
    "seed",
)
RULES = ("every_college", "weighted_colleges", "one_person_one_vote")
LARGEST_ZIP = 256 * 1024 * 1024
LARGEST_FILE = 128 * 1024 * 1024
SMALLEST_SEPARATED_COLLEGE = 5
DIGEST = re.compile(r"[0-9a-f]{64}\Z")
NUMBER = re.compile(r"[1-9][0-9]{0,17}(/[1-9][0-9]{0,17})?\Z")


class Unreadable(Exception):
    """Not a package at all (end code 2)."""


class Broken(Exception):
    """A package in which something does not agree (end code 1)."""


def need(condition, sentence):
    if not condition:
        raise Broken(sentence)
