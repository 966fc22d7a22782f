"""A form with one field of each kind, for the style guide: `SampleForm(words)`, with answers already wrong."""

from typing import Any

from django import forms


class SampleForm(forms.Form):
    """Built from the sample words, because its labels are samples too."""

    def __init__(self, words: dict[str, Any], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.words = words
        place = [(str(n), name) for n, name in enumerate(words["places"])]
        role = forms.ChoiceField(label=words["role"], choices=[], widget=forms.RadioSelect)
        role.choice_hints, role.choice_marks = words["roles"], {key: key for key in words["roles"]}
        self.fields |= {
            "email": forms.EmailField(label=words["email"], help_text=words["email_hint"]),
            "role": role,
            "why": forms.CharField(
                label=words["why"], help_text=words["why_hint"], widget=forms.Textarea(attrs={"rows": 4})
            ),
            "place": forms.ChoiceField(label=words["place"], choices=place),
            "day": forms.DateField(label=words["day"], required=False, widget=forms.DateInput(attrs={"type": "date"})),
            "budget": forms.IntegerField(label=words["budget"], required=False),
            "file": forms.FileField(label=words["file"], help_text=words["file_hint"], required=False),
            "write": forms.BooleanField(label=words["write"], required=False),
        }
        self.groups = [
            (words["you"], ["email", "role", "place"]),
            (words["text_group"], ["why", "day", "budget", "file", "write"]),
        ]

    def name_roles(self, colleges: dict[str, str]) -> "SampleForm":
        self.fields["role"].choices = [(key, colleges[key]) for key in self.words["roles"]]
        return self

    def make_wrong(self) -> "SampleForm":
        self.full_clean()
        self.errors.clear()
        self.add_error("email", self.words["email_error"])
        self.add_error("why", self.words["why_error"])
        self.add_error(None, self.words["general"])
        return self


class CodeForm(forms.Form):
    code = forms.CharField()

    def __init__(self, words: dict[str, Any], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["code"].label, self.fields["code"].help_text = words["code"], words["code_hint"]
