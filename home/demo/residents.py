"""Residents of the demo. What they say of themselves is in people.yaml, who was checked in residents.yaml."""

from collections.abc import Callable
from datetime import datetime, timedelta

from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.refs import new_ref
from policylab.directory.models import Organisation
from policylab.residents import services
from policylab.residents.codes import digest_of, new_codes
from policylab.residents.models import CardBatch, Check

from .people import Rows, read, repeated

Day = Callable[[int], datetime]


def tell_about_people(people: dict[str, User]) -> None:
    """Before any vote: a result counts what people say at its closing."""
    for key, row, number in repeated(read("people.yaml")):
        says = row.get("says", [""])
        gender, _space, age_band = says[number % len(says)].partition(" ")
        if gender:
            services.save_about_me(user=people[key], gender=gender, age_band=age_band)


def check_residents(told: Rows, people: dict[str, User], bodies: dict[str, Organisation]) -> None:
    now, body, officer = db_now(), bodies[told["organisation"]], people[told["officer"]]

    def day(number: int) -> datetime:
        return now + timedelta(days=number)

    for row in told["cards"]:
        _hand_out(row, officer, body, people, day)
    for key, at in told["desk"].items():
        made = services.check_at_desk(
            by=officer, organisation=body, address=people[key].email, saw_identity=True, saw_address=True
        )
        Check.objects.filter(pk=made.pk).update(checked_at=day(at))


def _hand_out(row: Rows, officer: User, body: Organisation, people: dict[str, User], day: Day) -> None:
    """The codes end here, but for those somebody uses: nobody can print this sheet a second time."""
    codes = new_codes(row["size"])
    batch = services.make_batch(by=officer, organisation=body, codes=codes, ref=new_ref())
    for code, (key, at) in zip(codes, row["used_by"].items(), strict=False):
        made = services.use_card(user=people[key], digest=digest_of(code))
        Check.objects.filter(pk=made.pk).update(checked_at=day(at))
    days = {"made_at": day(row["at"])}
    if "ended" in row:
        services.end_batch(by=officer, batch=batch)
        days["ended_at"] = day(row["ended"])
    CardBatch.objects.filter(pk=batch.pk).update(**days)
