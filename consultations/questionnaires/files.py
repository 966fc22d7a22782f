"""Files on a sheet: what one is, is read from its bytes. Pictures are kept without what cameras write into them.

A large upload lies in a temporary file of the server while it comes in, and is refused by its size before it is read.
"""

from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from policylab.core.errors import Refused
from policylab.core.pictures import drawn_anew, is_picture

LARGEST = 5 * 1024 * 1024
ACCEPTED = ".pdf,.jpg,.jpeg,.png,.webp"
TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
# How each begins; that all of a picture can be seen is looked at besides.
SIGNS = {"pdf": (b"%PDF-",), "jpg": (b"\xff\xd8\xff",), "png": (b"\x89PNG\r\n\x1a\n",), "webp": (b"RIFF",)}
HINT = _(
    "A PDF or a picture (JPEG, PNG, WebP), up to 5 MB. From a photograph we remove where and when it was taken. "
    "Only those who run the consultation can open it."
)
TOO_LARGE = _("This file is larger than 5 MB. Make it smaller, or take a smaller photograph.")
OTHER = _("This is neither a PDF nor a JPEG, PNG or WebP picture. Save it as a PDF and send that.")


@dataclass(frozen=True)
class Kept:
    """A file as it will be stored. `kind` is its media type."""

    ending: str
    content: File

    @property
    def kind(self) -> str:
        return TYPES[self.ending]


def to_keep(upload: Any) -> Kept:
    """Raises Refused where it is too large or something else."""
    if upload.size > LARGEST:
        raise Refused(str(TOO_LARGE))
    upload.seek(0)
    head = upload.read(16)
    ending = next((ending for ending, signs in SIGNS.items() if head.startswith(signs)), "")
    if not ending or (ending != "pdf" and not is_picture(upload, ending)):
        raise Refused(str(OTHER))
    upload.seek(0)
    return Kept(ending, upload if ending == "pdf" else drawn_anew(upload, ending))
