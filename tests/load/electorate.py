"""An open vote with so many people on its roll, each signed in and holding a code; and what must be true of it afterwards."""

import secrets
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random
from urllib.parse import urlencode

from tests.load.voters import Told, Voter

AT_ONCE, TOKEN = 2_000, "0123456789abcdefghijABCDEFGHIJ01"
PAPERS, OTHERS = ("A", "B", "AB", ""), ("C", "BC")


class Electorate:
    def __init__(self, people: int):
        from policylab.directory.enums import College
        from tests.consultations.votes import factories

        self.vote = factories.opened(factories.consultation(colleges=[College.CITIZEN]), people=people)
        self.entries = factories.entries(self.vote, College.CITIZEN)
        self.choices: dict[bytes, str] = {}  # by code: what must stand in the end
        self.first: dict[bytes, str] = {}

    def voters(self, random: Random, doubles: float, replace: float, whole: bool) -> list[Voter]:
        keys = self.signed_in()
        return [
            self.voter(entry, key, random, doubles, replace, whole)
            for entry, key in zip(self.entries, keys, strict=True)
        ]

    def signed_in(self) -> list[str]:
        """Sessions as signing in leaves them."""
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
        from django.contrib.sessions.backends.db import SessionStore
        from django.contrib.sessions.models import Session

        from policylab.core.clock import db_now

        store, ends, keys = SessionStore(), db_now() + timedelta(days=1), []
        backend = "allauth.account.auth_backends.AuthenticationBackend"
        rows = []
        for entry in self.entries:
            hashed = entry.user.get_session_auth_hash()
            held = {SESSION_KEY: str(entry.user_id), BACKEND_SESSION_KEY: backend, HASH_SESSION_KEY: hashed}
            keys.append(secrets.token_hex(16))
            rows.append(Session(session_key=keys[-1], session_data=store.encode(held), expire_date=ends))
        Session.objects.bulk_create(rows, batch_size=AT_ONCE)
        return keys

    def voter(self, entry, key: str, random: Random, doubles: float, replace: float, whole: bool) -> Voter:
        from consultations.votes import services

        handed = vars(services.hand_out_code(entry=entry))
        code, choices = handed["code"].encode(), random.choice(PAPERS)
        made = Voter(code, self.post("cast", key, choices, handed), twice=random.random() < doubles)
        self.first[code] = self.choices[code] = choices
        if random.random() < replace:
            self.choices[code] = random.choice(OTHERS)
            made.other = self.post("cast", key, self.choices[code], handed)
        if whole:
            made.before = (self.request("GET", "ballot", key), self.post("check", key, choices, handed))
        return made

    def post(self, page: str, key: str, choices: str, handed: dict[str, str]) -> bytes:
        fields = [("csrfmiddlewaretoken", TOKEN), *(("choices", letter) for letter in choices), *handed.items()]
        return self.request("POST", page, key, urlencode(fields).encode())

    def request(self, method: str, page: str, key: str, body: bytes = b"") -> bytes:
        """As a proxy that speaks TLS hands it on."""
        lines = [
            f"{method} /fr/consultations/{self.vote.phase.consultation.ref}/vote/me/{page}/ HTTP/1.1",
            "Host: 127.0.0.1",
            "Origin: https://127.0.0.1",
            "X-Forwarded-Proto: https",
            "X-Forwarded-For: 203.0.113.7",
            f"Cookie: sessionid={key}; csrftoken={TOKEN}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
        return "\r\n".join([*lines, "", ""]).encode() + body


def everything_is_there(asked: Electorate, voters: list[Voter], told: list[Told], say: Callable[[str], None]) -> int:
    """0 when every acknowledged ballot is in the database, once, with the choice its voter sent last."""
    from consultations.votes import receipts
    from consultations.votes.models import Ballot, RollEntry

    rows = list(Ballot.objects.filter(vote=asked.vote).values_list("receipt_hash", "choices"))
    marks = RollEntry.objects.filter(vote=asked.vote, has_voted=True).count()
    kept, hashed = dict(rows), {}
    for one in voters:
        hashed[one.code] = receipts.receipt_hash(vote_ref=asked.vote.ref, code=one.code.decode())
    acknowledged = {code for one in told for code in one.acknowledged}
    replaced = {code for one in told for code in one.replaced}
    lost = sum(hashed[code] not in kept for code in acknowledged)
    twice = sum(times - 1 for times in Counter(receipt for receipt, _choices in rows).values())
    standing = {code: (asked.choices if code in replaced else asked.first)[code] for code in acknowledged}
    wrong = sum(kept.get(hashed[code], list(sent)) != list(sent) for code, sent in standing.items())
    say(
        f"  acknowledged {len(acknowledged)} of {len(voters)}, ballots {len(rows)}, marks {marks}, replaced {len(replaced)}"
    )
    say(f"  lost {lost}, doubled {twice}, with another choice {wrong}")
    good = len(acknowledged) == len(voters) == len(rows) == marks and not lost + twice + wrong
    say("  nothing lost, nothing doubled" if good else "  NOT AS IT MUST BE")
    return 0 if good else 1
