"""What people type into a thread. Limits and words are the services' own; here they are said before sending."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from policylab.core.fields import Line, Text
from policylab.directory.models import Organisation
from policylab.directory.selectors import organisations_spoken_for

from .services.ground import LONGEST, LONGEST_REASON


class WordsForm(forms.Form):
    text = Text(
        label=_("Your comment"),
        max_length=LONGEST,
        rows=5,
        help_text=_("In the language you like. You can correct it for 15 minutes."),
    )
    language = forms.ChoiceField(label=_("Language of your comment"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()


class CommentForm(WordsForm):
    """`user` decides in whose names it can be said; who speaks for nobody is not asked."""

    voice = forms.ChoiceField(label=_("In whose name"), required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.bodies = {body.ref: body for body in organisations_spoken_for(user)}
        if self.bodies:
            named = [(ref, body.name) for ref, body in self.bodies.items()]
            self.fields["voice"].choices = [("", _("My own")), *named]
            self.fields["voice"].optional_note = False
        else:
            del self.fields["voice"]

    @property
    def organisation(self) -> Organisation | None:
        return self.bodies.get(self.cleaned_data.get("voice", ""))


class EditForm(WordsForm):
    """`seen` is the edition the form was opened with."""

    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    reason = Line(label=_("Reason"), max_length=LONGEST_REASON)

    def __init__(self, *args: Any, hint: Any = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = hint
