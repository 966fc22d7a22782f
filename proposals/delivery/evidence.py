"""Files as evidence: what one is, is read from its bytes, never from its name or what a browser says of it."""

import zipfile
import zlib
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from policylab.core.errors import Refused
from policylab.core.pictures import FORMATS, drawn_anew, is_picture

LARGEST = 10 * 1024 * 1024
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "ods": ODS.decode(),
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
TOO_LARGE = _("The file is larger than 10 MB. Make it smaller, or put it somewhere and give its address.")
LIES = _("This is not what its name says: send a PDF, a JPEG or PNG picture, or a table as ODS, XLSX or CSV.")


def kind_of(upload: Any) -> str:
    """The ending it is kept under. Raises Refused where the file is too large or is not what its name says."""
    if upload.size > LARGEST:
        raise Refused(str(TOO_LARGE), field="upload")
    ending = upload.name.rpartition(".")[2].lower().replace("jpeg", "jpg")
    check = CHECKS.get(ending)
    upload.seek(0)
    if check is None or not upload.size or not check(upload):
        raise Refused(str(LIES), field="upload")
    upload.seek(0)
    return ending


def to_keep(upload: Any) -> tuple[str, Any]:
    """The ending, and the file as it is kept: a picture without what its camera noted, anything else as it came."""
    ending = kind_of(upload)
    return ending, drawn_anew(upload, ending) if ending in FORMATS else upload


def _is_pdf(upload: Any) -> bool:
    return upload.read(5) == b"%PDF-"


def _is_ods(upload: Any) -> bool:
    return _in_zip(upload, lambda archive: archive.open("mimetype").read(len(ODS) + 1) == ODS)


def _is_xlsx(upload: Any) -> bool:
    """Tables only: what carries a program (vbaProject.bin) is no evidence."""
    wanted = {"[Content_Types].xml", "xl/workbook.xml"}
    return _in_zip(
        upload, lambda archive: wanted <= (names := set(archive.namelist())) and "xl/vbaProject.bin" not in names
    )


def _in_zip(upload: Any, holds: Callable[[zipfile.ZipFile], bool]) -> bool:
    """Reads the list of an archive, never unpacks it."""
    try:
        with zipfile.ZipFile(upload) as archive:
            return holds(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, NotImplementedError, ValueError, OSError):
        return False


def _is_csv(upload: Any) -> bool:
    """Text in lines, with something that parts its cells; spreadsheets still write Windows' alphabets."""
    content = upload.read()
    if any(byte < 32 and byte not in b"\t\r\n" for byte in content) or content.lstrip()[:1] in (b"<", b"%", b"{"):
        return False
    return any(mark in content.partition(b"\n")[0] for mark in (b",", b";", b"\t"))


CHECKS: dict[str, Callable[[Any], bool]] = {
    "pdf": _is_pdf,
    "jpg": lambda upload: is_picture(upload, "jpg"),
    "png": lambda upload: is_picture(upload, "png"),
    "ods": _is_ods,
    "xlsx": _is_xlsx,
    "csv": _is_csv,
}
