"""What comes of a vote in the demo: it is certified or annulled, answered, the charter, the delivery; told by the services, then
dated."""

from datetime import date
from typing import Any

from django.utils import timezone, translation

from consultations.votes import services as voting
from consultations.votes.enums import VoteStatus
from consultations.votes.models import Vote
from policylab.directory.models import Organisation
from proposals.charters import services as chartering
from proposals.delivery import services as delivering
from proposals.delivery.models import Milestone
from proposals.models import Proposal
from proposals.services import answer_proposal

from .gatherings import Gathering
from .people import Rows


class Afterwards:
    """The parts `certified`, `annulled`, `answers`, `charter` and `delivery` of a consultation's file, where it has them."""

    def __init__(self, gathering: Gathering):
        self.gathering, self.told = gathering, gathering.told
        self.officer = gathering.people[self.told["officer"]]

    def tell(self) -> None:
        with translation.override(self.told["language"]):
            self._stand_or_fall()
        for row in self.told.get("answers", []):
            self._answer(row)
        if "charter" in self.told:
            self._charter(self.told["charter"])
        for key, rows in self.told.get("delivery", {}).items():
            plan = self._plan(key)
            for row in rows.get("milestones", []):
                self._milestone(plan, row)
            for row in rows.get("indicators", []):
                self._indicator(plan, row)

    def _stand_or_fall(self) -> None:
        """Of what nobody really voted no old copy has to be cleared first; what is thirty days old is forgotten at once."""
        counted = Vote.objects.filter(phase__consultation=self.gathering.consultation, status=VoteStatus.COUNTED)
        counted.update(unswept=False)
        if row := self.told.get("certified"):
            made = voting.certify_vote(user=self.officer, vote=counted.get(), incidents=row.get("incidents", ""))
            self._dated(made, at=row["at"])
        if row := self.told.get("annulled"):
            self._dated(
                voting.annul_vote(user=self.officer, vote=counted.get(), reason=row["reason"].strip()), at=row["at"]
            )
        voting.delete_due_marks()

    def _answer(self, row: Rows) -> None:
        answer = answer_proposal(
            user=self.officer,
            proposal=self._plan(row["plan"]),
            verdict=row["verdict"],
            reason=row["reason"].strip(),
            language=row["language"],
        )
        self._dated(answer, answered_at=row["at"])

    def _charter(self, row: Rows) -> None:
        plan = self._plan(row["plan"])
        words = {name: row[name].strip() for name in ("title", "text", "language")}
        draft = chartering.draft_charter(user=self.officer, proposal=plan, texts=words)
        version = chartering.publish_charter(user=self.officer, proposal=plan, edition=draft.edition)
        self._dated(draft.charter, begun_at=row["at"] - 3)
        self._dated(version, published_at=row["at"])
        for signed in row["signatures"]:
            signature = chartering.sign_charter(
                user=self.gathering.people[signed["by"]],
                proposal=plan,
                organisation=self._body(signed),
                capacity=signed["capacity"],
                digest=version.digest,
            )
            self._dated(signature, signed_at=signed["at"])

    def _milestone(self, plan: Proposal, row: Rows) -> None:
        made = delivering.promise_milestone(
            user=self.officer,
            proposal=plan,
            organisation=self._body(row),
            begins_on=self._day(row.get("from", row["due"] - 20)),
            due_on=self._day(row["due"]),
            title=row["title"],
            language=self.told["language"],
        )
        self._dated(made, made_at=-62)
        said = {"milestone": made, "user": self.officer, "language": self.told["language"]}
        if "done" in row:
            delivering.tick_milestone(done_on=self._day(row["done"]), text=row["evidence"], **said)
            self._reported(made, row["done"])
        if "late" in row:
            delivering.explain_milestone(text=row["late"], **said)
            self._reported(made, row["due"] + 1)

    def _indicator(self, plan: Proposal, row: Rows) -> None:
        made = delivering.add_indicator(
            user=self.officer,
            proposal=plan,
            counts_people=row.get("counts_people", True),
            target=row["target"],
            name=row["name"],
            unit=row["unit"],
            language=self.told["language"],
        )
        self._dated(made, made_at=-62)
        for read in row["measurements"]:
            counted = {name: read[name] for name in ("women", "men") if name in read}
            reading = delivering.record_measurement(
                user=self.officer,
                indicator=made,
                measured_on=self._day(read["at"]),
                total=read.get("total") or sum(counted.values()),
                source=row["source"],
                language=self.told["language"],
                **counted,
            )
            self._dated(reading, reported_at=read["at"])

    # --- days ---------------------------------------------------------------------------------------------------------
    def _plan(self, key: str) -> Proposal:
        return Proposal.objects.get(pk=self.gathering.plans[key].pk)

    def _body(self, row: Rows) -> Organisation:
        return self.gathering.bodies[row["organisation"]]

    def _day(self, day: int) -> date:
        return timezone.localdate(self.gathering.moment(day))

    def _reported(self, milestone: Milestone, day: int) -> None:
        milestone.reports.update(reported_at=self.gathering.moment(day))

    def _dated(self, row: Any, **days: int) -> None:
        type(row).objects.filter(pk=row.pk).update(**{field: self.gathering.moment(day) for field, day in days.items()})
