"""What people fill in. A draft may be saved half empty; what publishing wants is the service's to say."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from policylab.core.fields import Line, Text
from policylab.core.refs import LETTERS, new_ref
from policylab.directory.models import Organisation
from policylab.directory.selectors import organisations_spoken_for
from policylab.themes.models import Theme

from .enums import Co, Verdict
from .models import Answer, Draft, Proposal
from .sources import choices_of_sources, find_source
from .texts import REQUIRED, TEXTS

OWN_NAME = "me"


class KeyField(forms.CharField):
    """A random key made with the form: what the form makes gets it as its address, so that a double click makes one thing."""

    def __init__(self, **kwargs: Any):
        super().__init__(widget=forms.HiddenInput, required=False, initial=new_ref, **kwargs)

    def clean(self, value: Any) -> str:
        value = str(value or "")
        return value if re.fullmatch(f"[{LETTERS}]{{10}}", value) else ""


class LanguageField(forms.ChoiceField):
    def __init__(self, **kwargs: Any):
        kwargs.setdefault("label", _("Language you write in"))
        super().__init__(choices=settings.LANGUAGES, initial=lambda: (get_language() or "fr")[:2], **kwargs)


class TextsForm(forms.Form):
    """One step of a draft. `edition` is that of the draft the form was made from.

    Every part may be left empty for now, so only those that publishing can do without say that they are optional.
    """

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in REQUIRED:
            if name in self.fields:
                self.fields[name].optional_note = False

    @property
    def texts(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name in TEXTS}

    @classmethod
    def of(cls, draft: Draft, *, typed: dict[str, Any], **kwargs: Any) -> "TextsForm":
        """From the draft, and over it what was typed before signing in again."""
        words = {name: getattr(draft, name) for name in TEXTS if name in cls.base_fields}
        return cls(initial={"edition": draft.edition, **words, **typed}, **kwargs)


class IdeaForm(TextsForm):
    title = Line(
        label=_("Name of the plan"), help_text=_("A few words one remembers: a shared workshop in the Medina.")
    )
    need = Text(
        label=_("The need"),
        rows=7,
        required=False,
        help_text=_("What is missing today, for whom, and how do you know?"),
    )
    language = LanguageField()


class BeginForm(IdeaForm):
    """The first step of a plan that does not exist yet."""

    key = KeyField()


class ServiceForm(TextsForm):
    service = Text(
        label=_("The service"),
        rows=8,
        required=False,
        help_text=_("What will exist, where, how often, for whom. Begin lines with a dash to make a list."),
    )
    roles = Text(
        label=_("Who does what"),
        rows=7,
        required=False,
        help_text=_("What the town hall does, what organisations do, what residents do."),
    )


class MeansForm(TextsForm):
    resources = Text(
        label=_("Resources"),
        rows=6,
        required=False,
        help_text=_("Rooms, time, money, skills: what there is, what is still missing."),
    )
    success = Text(
        label=_("How success is seen"),
        rows=5,
        required=False,
        help_text=_("What one could count or ask after a year."),
    )


class NameField(forms.ChoiceField):
    """In one's own name, or in that of an organisation one speaks for."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("label", _("In whose name?"))
        super().__init__(widget=forms.RadioSelect, required=False, **kwargs)

    def offer(self, organisations: list[Organisation], own: str) -> None:
        self.choices = [(OWN_NAME, own), *((body.ref, body.name) for body in organisations)]
        self.choice_marks = {OWN_NAME: "citizen", **{body.ref: body.college or "" for body in organisations}}
        self.optional_note = False
        self.known = {body.ref: body for body in organisations}
        self.is_alone = not organisations

    def clean(self, value: Any) -> Organisation | None:
        return self.known.get(super().clean(value))


class OriginForm(forms.Form):
    """In whose name, from which page, about what."""

    organisation = NameField()
    source = forms.ChoiceField(label=_("Which note or toolkit does it come from?"), required=False)
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(),
        label=_("What is it about?"),
        required=False,
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offer_names(self, user)
        self.fields["themes"].queryset = Theme.objects.public()
        pages = choices_of_sources()
        self.fields["source"].choices = [
            ("", _("Choose…")),
            *((str(page.translation_key), page.title) for page in pages),
        ]
        self.fields["source"].optional_note = False
        if not pages:
            del self.fields["source"]
        if not self.fields["themes"].queryset:
            del self.fields["themes"]

    @classmethod
    def of(cls, proposal: Proposal, *, typed: dict[str, Any], **kwargs: Any) -> "OriginForm":
        source, body = proposal.source_page, proposal.organisation
        return cls(
            initial={
                "organisation": body.ref if body else OWN_NAME,
                "source": str(source.translation_key) if source else "",
                "themes": [theme.slug for theme in proposal.themes.all()],
                **typed,
            },
            **kwargs,
        )

    def clean_source(self) -> Any:
        return find_source(self.cleaned_data["source"]) if self.cleaned_data["source"] else None


class ReviseForm(forms.Form):
    what_changed = Line(
        label=_("What changed, in a sentence"),
        max_length=300,
        help_text=_("Readers see it in the list of versions: opening hours in the evening, after a comment."),
    )
    after = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class CommitmentForm(forms.Form):
    co = forms.ChoiceField(label=_("What do you take on?"), choices=Co.choices, widget=forms.RadioSelect)
    what = Text(
        label=_("What you give"),
        rows=4,
        max_length=1000,
        help_text=_("In one or two sentences: how much, how often, from when."),
    )
    language = LanguageField()
    organisation = NameField()
    key = KeyField()

    def __init__(self, *args: Any, user: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["co"].choice_hints = CO_HINTS
        offer_names(self, user)


CO_HINTS = {
    Co.COMMISSIONING: _("Choose and pay together: set the priorities, find the money."),
    Co.DESIGN: _("Think out together: workshops, trials, advice."),
    Co.DELIVERY: _("Do together: hours, a room, machines, a skill."),
    Co.ASSESSMENT: _("Judge together: count, ask, report."),
}


class RoundAnswerForm(forms.Form):
    """What the authority answers to all that was proposed. `after` is the number of the answer it was written over."""

    reason = Text(
        label=_("Your answer"),
        rows=9,
        help_text=_("What you take up from all that was said, what not, and what happens next."),
    )
    language = LanguageField()
    after = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    @classmethod
    def over(cls, before: Answer | None, *, typed: dict[str, Any], **kwargs: Any) -> "RoundAnswerForm":
        """The answer that stands, to be corrected, and over it what was typed before signing in again."""
        names = [name for name in cls.base_fields if name != "after"]
        words = {name: getattr(before, name) for name in names} if before else {}
        return cls(initial={"after": before.number if before else 0, **words, **typed}, **kwargs)

    def again(self, stale: Any) -> "RoundAnswerForm":
        """What was typed, now over what a colleague answered meanwhile."""
        form = type(self)({**self.data.dict(), "after": stale.current.number if stale.current else 0})
        form.add_error(None, str(stale))
        return form


class AnswerForm(RoundAnswerForm):
    """What becomes of one plan, and why."""

    verdict = forms.ChoiceField(label=_("What becomes of the plan?"), choices=Verdict.choices, widget=forms.RadioSelect)
    reason = Text(
        label=_("Your reasons"),
        rows=8,
        help_text=_(
            "What decided it: money, law, space, people. Whoever wrote the plan should recognise it in your words."
        ),
    )
    field_order = ("verdict", "reason", "language", "after")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["verdict"].choice_hints = VERDICT_HINTS


VERDICT_HINTS = {
    Verdict.ADOPTED: _("It is carried out as it is written. A charter and milestones follow."),
    Verdict.PARTLY: _("Say which part is carried out, and which is not."),
    Verdict.DECLINED: _("Say what would have to be different."),
}


def offer_names(form: forms.Form, user: Any) -> None:
    """Whoever speaks for nobody is not asked."""
    bodies = list(organisations_spoken_for(user))
    field = form.fields["organisation"]
    field.offer(bodies, own=_("My own name (%(name)s)") % {"name": user.shown_name} if user.is_authenticated else "")
    if not bodies:
        field.widget = forms.HiddenInput()
    field.initial = OWN_NAME
