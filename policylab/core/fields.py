"""Text fields of forms that meet the public: no NUL, no control or direction-override characters, a limit said aloud."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Line feed and tab stay; C0, DEL, C1 and the bidirectional overrides and embeddings (U+202A-E) go: an override can make a
# name read backwards ("Trojan Source", CVE-2021-42574). Isolates and marks (U+2066-2069, U+200E/F) stand in honest
# Arabic text and stay.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ufeff\ufff9-\uffff]")
SHORT, LONG = 200, 10_000


def clean_text(value: str) -> str:
    """NFC, Unix line ends, no trailing blanks. Raises ValidationError on characters that cannot be kept."""
    value = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    if FORBIDDEN.search(value):
        raise ValidationError(
            _("This text holds invisible characters that cannot be kept. Type it again without them."),
            code="characters",
        )
    return value.strip()


class Line(forms.CharField):
    """One line of text."""

    def __init__(self, *, max_length: int = SHORT, **kwargs):
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value):
        if isinstance(value, str):
            value = value.replace("\x00", "\ufffe")  # so that it meets our sentence, not a bare refusal
        return super().to_python(value)

    def clean(self, value):
        return clean_text(super().clean(value)).replace("\n", " ")


class Text(Line):
    """Several lines of text."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int = LONG, rows: int = 6, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows, "dir": "auto"}))
        super().__init__(max_length=max_length, **kwargs)
        self.widget.attrs.pop(
            "maxlength", None
        )  # a browser must not silently cut what is pasted; the limit is said instead

    def clean(self, value):
        return clean_text(forms.CharField.clean(self, value))
