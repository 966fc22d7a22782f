from django import forms

from .enums import How, Kind


class MailsForm(forms.Form):
    """For each kind of notice: at once, once a day, or never by mail."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in Kind:
            self.fields[kind] = forms.ChoiceField(label=kind.label, choices=How.choices, widget=forms.RadioSelect)
