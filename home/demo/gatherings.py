"""The consultations of the demo, told by their services as people would have done it, then moved to their dates.

No service writes into the past: everything happens now, with every window open, and `_settle` gives each row its day.
"""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from consultations import services as consulting
from consultations.enums import PhaseKind
from consultations.models import Consultation
from consultations.services.writing import lay_schedule
from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.directory.models import Organisation
from policylab.discussion.models import Comment
from policylab.discussion.services import hide_comment, post_comment
from policylab.residents.enums import Voice
from policylab.themes.models import Theme
from proposals import services as planning
from proposals.models import SECTIONS, Proposal, Version

from .people import Rows

TEXTS = ("title", "language", *SECTIONS)


class Gathering:
    """One consultation file being told."""

    def __init__(self, told: Rows, people: dict[str, User], bodies: dict[str, Organisation], pages: dict[str, Page]):
        self.told, self.people, self.bodies, self.pages = told, people, bodies, pages
        self.now = db_now()
        self.plans: dict[str, Proposal] = {}
        self.days: list[tuple[Any, dict[str, int]]] = []
        self.consultation = self._open()

    def tell(self) -> Consultation:
        for row in self.told["plans"]:
            self._plan(row)
        self._settle()
        return self.consultation

    # --- the consultation -----------------------------------------------------------------------------------------
    def _open(self) -> Consultation:
        told, officer = self.told, self.people[self.told["officer"]]
        body = self.bodies[told["organisation"]]
        found = consulting.begin_consultation(
            user=officer, organisation=body, source_page=self.pages.get(told["source"]), language=told["language"]
        )
        texts = {code: {key: value.strip() for key, value in words.items()} for code, words in told["texts"].items()}
        consulting.save_asked(user=officer, consultation=found, edition=1, level=told["level"], texts=texts)
        people = {"territory": body.territory, "colleges": told["colleges"], "voice": told.get("voice", Voice.EMAIL)}
        consulting.save_people(user=officer, consultation=found, edition=2, **people)
        consulting.save_schedule(user=officer, consultation=found, edition=3, schedule=self._wide_open())
        consulting.open_consultation(user=officer, consultation=found)
        found.themes.set(Theme.objects.filter(slug__in=told["themes"]))
        return Consultation.objects.select_related("round", "organisation").get(pk=found.pk)

    def _wide_open(self) -> dict[str, tuple[datetime, datetime]]:
        """Everything is being written and discussed while the demo is told."""
        start, order = self.now - timedelta(hours=1), [kind for kind in PhaseKind if kind in self.spans()]
        later = {kind: (start + timedelta(days=10 + n), start + timedelta(days=11 + n)) for n, kind in enumerate(order)}
        talking = (start, start + timedelta(days=9))
        return {**later, PhaseKind.PROPOSE: talking, PhaseKind.DISCUSS: talking}

    # --- plans ----------------------------------------------------------------------------------------------------
    def _plan(self, row: Rows) -> None:
        author = self.people[row["author"]]
        plan = planning.draft_proposal(
            user=author,
            round=self.consultation.round,
            texts={name: row[name].strip() for name in TEXTS},
            organisation=self._body(row),
            source_page=self.pages.get(row["source"]),
        )
        first = planning.publish_proposal(user=author, proposal=plan)
        self._on(first, row["published"], "published_at")
        self.days.append(
            (Proposal.objects.filter(pk=plan.pk), {"published_at": row["published"], "created_at": row["published"]})
        )
        plan = self.plans[row["key"]] = Proposal.objects.get(pk=plan.pk)
        for day, backer in enumerate(row.get("supports", [])):
            given = planning.support_proposal(user=self.people[backer], proposal=plan)
            self._on(given, min(row["published"] + 1 + day // 2, -1), "given_at")
        self._talk(plan, row.get("comments", []))
        self._revise(plan, author, row.get("revised"))
        for promise in row.get("commitments", []):
            self._promise(plan, promise)

    def _revise(self, plan: Proposal, author: User, row: Rows | None) -> None:
        if not row:
            return
        texts = {name: row[name].strip() for name in TEXTS if name in row}
        draft = planning.open_draft(user=author, proposal=plan)
        planning.save_draft(user=author, proposal=plan, edition=draft.edition, texts=texts)
        version: Version = planning.revise_proposal(user=author, proposal=plan, what_changed=row["what_changed"])
        self._on(version, row["at"], "published_at")

    def _promise(self, plan: Proposal, row: Rows) -> None:
        made = planning.make_commitment(
            user=self.people[row["by"]],
            proposal=plan,
            co=row["co"],
            what=row["what"],
            language=row["language"],
            organisation=self._body(row),
        )
        self._on(made, row.get("at", -1), "made_at")

    def _talk(self, plan: Proposal, rows: list[Rows]) -> None:
        said: dict[str, Comment] = {}
        for turn, row in enumerate(rows):
            answered = said[row["reply"]] if "reply" in row else None
            comment = post_comment(
                user=self.people[row["by"]],
                target=plan,
                text=row["text"],
                language=row["language"],
                reply_to_ref=answered.ref if answered else "",
                organisation=self._body(row),
            )
            if "key" in row:
                said[row["key"]] = comment
            self._on(comment, row["at"], "submit_date", hour=9 + turn)
            if row.get("hidden"):
                keeper = self.people["facilitator"]
                hide_comment(user=keeper, target=plan, comment=comment, reason=row["hidden"])

    def _body(self, row: Rows) -> Organisation | None:
        return self.bodies[row["organisation"]] if row.get("organisation") else None

    # --- days -----------------------------------------------------------------------------------------------------
    def _on(self, row: Any, day: int, field: str, hour: int = 10) -> None:
        self.days.append((type(row).objects.filter(pk=row.pk), {field: (day, hour)}))

    def _settle(self) -> None:
        """Everything told gets its day, and the phases theirs."""
        for rows, fields in self.days:
            rows.update(**{field: self.moment(day) for field, day in fields.items()})
        Consultation.objects.filter(pk=self.consultation.pk).update(
            opened_at=self.moment(self.told["opened"]), created_at=self.moment(self.told["opened"])
        )
        self.lay_phases()

    def lay_phases(self) -> None:
        lay_schedule(self.consultation, self.spans())

    def spans(self, phases: list[Rows] | None = None) -> dict[PhaseKind, tuple[datetime, datetime]]:
        """The phases as the file tells them, from nine in the morning to six in the evening."""
        return {
            PhaseKind(row["kind"]): (self.moment((row["from"], 9)), self.moment((row["to"], 18)))
            for row in phases or self.told["phases"]
        }

    def moment(self, day: int | tuple[int, int]) -> datetime:
        """That many days from the day of loading, at an hour of the site's time zone."""
        days, hour = day if isinstance(day, tuple) else (day, 10)
        local = timezone.localtime(self.now) + timedelta(days=days)
        return local.replace(hour=hour, minute=0, second=0, microsecond=0)
