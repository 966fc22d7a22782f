"""The forms in which an officer changes the course of a consultation: each with a reason that everybody reads."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policylab.core.fields import Text
from proposals.forms import KeyField, LanguageField

from .course import Edge
from .enums import PhaseKind
from .forms import Moment, StepForm
from .models import Consultation
from .moving import moved_along
from .schedule import Schedule
from .selectors import standing_schedule

EDGES = (("opens", _("Opens")), ("closes", _("Closes")))
REASON = 2_000


class ReasonForm(StepForm):
    """`edition` is that of the consultation as the officer saw it."""

    about_saving = frozenset({"edition", "reason", "language", "sure", "move", "along"})
    reason = Text(
        label=_("Why?"),
        rows=4,
        max_length=REASON,
        help_text=_("Everybody reads this, for good; all who take part are told, by mail too."),
    )
    language = LanguageField()

    @classmethod
    def standing(cls, consultation: Consultation) -> dict[str, Any]:
        return {"edition": consultation.edition}


class PauseForm(ReasonForm):
    pass


class CancelForm(ReasonForm):
    sure = forms.BooleanField(label=_("I know that it cannot be opened again, and stays to be read with this reason."))


class ResumeForm(ReasonForm):
    move = forms.BooleanField(
        label=_("Move every date still to come by as long as it was paused"),
        required=False,
        initial=True,
        help_text=_("In whole days. A vote that people were told of gets its time back in any case."),
    )


class HandOverForm(forms.Form):
    """To which colleague, and what they should know."""

    colleague = forms.ChoiceField(label=_("Who takes it over?"), widget=forms.RadioSelect)
    reason = Text(
        label=_("What should your colleague know?"),
        rows=4,
        max_length=REASON,
        help_text=_("Only officers of your body and administrators read this."),
    )
    language = LanguageField()

    def __init__(self, *args: Any, colleagues: Mapping[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["colleague"].choices = list(colleagues.items())


class DuplicateForm(forms.Form):
    """Nothing to fill in: the steps follow."""

    key = KeyField()


class MoveForm(ReasonForm):
    """The dates that may be moved now, as they stand; `offered` says which."""

    along = forms.BooleanField(
        label=_("Move the later dates along"),
        required=False,
        help_text=_("Every later date you leave alone moves by as much as the first one you change."),
    )

    def __init__(self, *args: Any, standing: Schedule, offered: Collection[Edge], now: datetime, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.stands, self.offered, self.now = standing, offered, now
        for kind in standing:
            for edge, (name, label) in enumerate(EDGES):
                if (kind, edge) in offered:
                    self.fields[f"{kind}_{name}"] = Moment(label=label)
        self.order_fields(
            [*(name for name in self.fields if name not in ReasonForm.base_fields), *ReasonForm.base_fields]
        )

    @property
    def phases(self) -> list[dict[str, Any]]:
        """For the template: each phase with its fields, and the dates that stand in words where they cannot be moved."""
        return [
            {
                "title": PhaseKind(kind).label,
                "dates": [
                    {"label": label, "moment": span[edge], "field": self._field(f"{kind}_{name}")}
                    for edge, (name, label) in enumerate(EDGES)
                ],
            }
            for kind, span in self.stands.items()
        ]

    def _field(self, name: str) -> Any:
        return self[name] if name in self.fields else None

    @property
    def schedule(self) -> Schedule:
        """As the dates are to stand, to the instant where they were left alone."""
        wanted = {
            kind: (self._wanted(kind, 0, span[0]), self._wanted(kind, 1, span[1])) for kind, span in self.stands.items()
        }
        return moved_along(self.stands, wanted, self.now) if self.cleaned_data.get("along") else wanted

    def _wanted(self, kind: str, edge: int, standing: datetime) -> datetime:
        typed = self.cleaned_data.get(f"{kind}_{EDGES[edge][0]}")
        return standing if typed is None or typed == _to_the_minute(standing) else typed

    @classmethod
    def standing(cls, consultation: Consultation) -> dict[str, Any]:
        return {"edition": consultation.edition} | _fields_of(standing_schedule(consultation))

    def again(self, data: Any) -> "MoveForm":
        return MoveForm(data, standing=self.stands, offered=self.offered, now=self.now)


def _fields_of(schedule: Schedule) -> dict[str, datetime]:
    return {
        f"{kind}_{name}": _to_the_minute(span[edge])
        for kind, span in schedule.items()
        for edge, (name, _label) in enumerate(EDGES)
    }


def _to_the_minute(moment: datetime) -> datetime:
    """As a field of a form shows it."""
    return timezone.localtime(moment).replace(second=0, microsecond=0)
