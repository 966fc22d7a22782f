"""Photographs are kept without what cameras write into them: where, when and with what they were taken.

A picture is drawn anew, so nothing but what one sees is left. Turned as its camera was held, because that too was only noted.
"""

import io
from typing import Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from .errors import Refused

# A file of some kilobytes can unfold to gigabytes: its size is read before its points are.
MOST_POINTS = 50_000_000
LONGEST = 3_200  # points of a side; more than a screen shows, less than a telephone takes
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
COLOURS = {"JPEG": ("RGB", "L"), "PNG": ("RGB", "RGBA", "L"), "WEBP": ("RGB", "RGBA")}
BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError)
TOO_MANY = _("This picture has more than 50 million points. Make it smaller and send it again.")


def is_picture(upload: Any, ending: str) -> bool:
    """Whether all of it can be seen, not only its beginning. Raises Refused where it is too large to look at."""
    try:
        _opened(upload, FORMATS[ending]).load()
    except BROKEN:
        return False
    return True


def drawn_anew(upload: Any, ending: str) -> ContentFile:
    """Of a file that was found to be a picture."""
    kind = FORMATS[ending]
    picture = ImageOps.exif_transpose(_opened(upload, kind))
    profile = picture.info.get("icc_profile") if picture.mode in ("RGB", "RGBA") else None
    if picture.mode not in COLOURS[kind]:
        picture = picture.convert("RGB" if kind == "JPEG" else "RGBA")
    picture.thumbnail((LONGEST, LONGEST))
    picture.info.clear()
    out = io.BytesIO()
    picture.save(out, kind, icc_profile=profile, quality=88, optimize=True)
    return ContentFile(out.getvalue())


def _opened(upload: Any, kind: str) -> Image.Image:
    upload.seek(0)
    try:
        picture = Image.open(upload, formats=[kind])
    except Image.DecompressionBombError as error:
        raise Refused(str(TOO_MANY), field="upload") from error
    if picture.width * picture.height > MOST_POINTS:
        raise Refused(str(TOO_MANY), field="upload")
    return picture
