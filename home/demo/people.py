"""Accounts and bodies of the demo, from people.yaml, organisations.yaml (those that act) and directory.yaml."""

import base64
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group

from policylab.accounts.models import EDITORS, User
from policylab.core.clock import db_now
from policylab.directory.enums import OrganisationStatus, Role
from policylab.directory.models import Membership, Organisation
from policylab.territories.models import Territory
from policylab.themes.models import Theme
from search.services import refresh_documents

from .roles import address_of

HERE = Path(__file__).parent
Rows = dict[str, Any]


def read(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def repeated(rows: list[Rows]) -> Iterator[tuple[str, Rows, int]]:
    """(key, row, number): a row with `times` stands for as many, numbered on from `from`."""
    for row in rows:
        first = row.get("from", 1)
        for number in range(first, first + row.get("times", 1)):
            yield (f"{row['key']}{number}" if "times" in row else row["key"]), row, number


def load_people() -> dict[str, User]:
    places = dict(Territory.objects.values_list("code", "pk"))
    return {
        key: _person(key, row, number, places.get(row["territory"]))
        for key, row, number in repeated(read("people.yaml"))
    }


def _person(key: str, row: Rows, number: int, place: int | None) -> User:
    shown = row["shown"] % number if "times" in row else row["shown"]
    user = User.objects.create_user(
        address_of(key), display_name=shown, language=row["language"], territory_id=place, is_demo=True
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if key == "editor":
        user.groups.add(Group.objects.get(name=EDITORS))
    if key == "admin":
        user.is_superuser = user.is_staff = True
        user.save(update_fields=["is_superuser", "is_staff"])
    if key in {"editor", "admin"} or key.startswith("officer"):
        _give_second_factor(user)
    return user


def _give_second_factor(user: User) -> None:
    """A secret nobody keeps: /demo/ signs in with the factor proved."""
    TOTP.activate(user, base64.b32encode(secrets.token_bytes(20)).decode())


def load_bodies(people: dict[str, User]) -> dict[str, Organisation]:
    places = dict(Territory.objects.values_list("code", "pk"))
    made: dict[str, Organisation] = {}
    voices = (user for key, user in people.items() if key.startswith("body"))
    themes = dict(Theme.objects.values_list("slug", "pk"))
    for key, row, number in repeated([*read("organisations.yaml"), *read("directory.yaml")]):
        made[key] = _body(row, number, places, made)
        made[key].themes.add(*(themes[slug] for slug in row.get("themes", [])))
        members = row.get("members", {}) if "times" not in row else {next(voices): Role.REPRESENTATIVE}
        for who, role in members.items():
            _join(people[who] if isinstance(who, str) else who, made[key], role, people["admin"])
    refresh_documents(objects=made.values())
    return made


def _body(row: Rows, number: int, places: dict[str, int], made: dict[str, Organisation]) -> Organisation:
    now, described = db_now(), row.get("description", {})
    words = {f"name_{code}": name % number if "times" in row else name for code, name in row["names"].items()}
    words |= {f"description_{code}": text for code, text in described.items()}
    return Organisation.objects.create(
        kind=row["kind"],
        territory_id=places[row["territory"]],
        parent=made.get(row.get("parent", "")),
        language=next(iter(described), "fr"),
        website=row.get("website", ""),
        source=row["source"],
        status=OrganisationStatus.CHECKED,
        asked_at=now,
        decided_at=now,
        what_was_checked="Demo.",
        **words,
    )


def _join(user: User, body: Organisation, role: str, by: User) -> None:
    Membership.objects.create(user=user, organisation=body, role=role, started_at=db_now(), started_by=by)
