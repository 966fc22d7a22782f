"""Adopted plans with promises, reports and readings: made by the services, then moved in time, because nobody promises in
the past."""

import io
import zipfile
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.directory.models import Organisation
from proposals.delivery import services
from proposals.delivery.models import Indicator, Measurement, Milestone
from proposals.delivery.standing import today_of
from proposals.models import Proposal
from tests.proposals import factories as plans


def today() -> date:
    return today_of(db_now())


def days(number: int) -> date:
    return today() + timedelta(days=number)


def plan(**texts) -> Proposal:
    """Published, and adopted by the town hall that asked for plans."""
    return plans.adopted(plans.published(**texts))


def officer(of: Proposal) -> User:
    return plans.officer(of.round.asked_by)


def carried_by(body: Organisation | None = None, **texts) -> tuple[Proposal, Organisation, User]:
    """An adopted plan to which a body has committed, and who speaks for that body."""
    body = body or plans.organisation(name="Les Ateliers")
    user = plans.member(body)
    found = plans.published(**texts)
    plans.committed(found, body, user=user)
    return plans.adopted(found), body, user


def milestone(
    of: Proposal | None = None, *, begins: int = -30, due: int = 30, done: int | None = None, **fields
) -> Milestone:
    """In days from today; `first` is the first promise, where the date was moved since."""
    of = of or plan()
    first = fields.pop("first", due)
    facts = {"title": "L’atelier ouvre ses portes", "language": "fr", "organisation": of.round.asked_by, **fields}
    made = services.promise_milestone(
        user=facts.pop("user", None) or officer(of), proposal=of, begins_on=days(0), due_on=days(0), **facts
    )
    dates = {"begins_on": days(begins), "due_on": days(due), "first_due_on": days(first)}
    Milestone.objects.filter(pk=made.pk).update(**dates, done_on=None if done is None else days(done))
    return again(made)


def again(made: Milestone) -> Milestone:
    return Milestone.objects.select_related("proposal__round__asked_by", "organisation").get(pk=made.pk)


def ticked(made: Milestone, user: User | None = None, **said) -> Milestone:
    facts = {"done_on": today(), "text": "La porte est ouverte, venez voir.", "language": "fr", **said}
    return services.tick_milestone(user=user or officer(made.proposal), milestone=made, **facts)


def indicator(of: Proposal | None = None, user: User | None = None, **fields) -> Indicator:
    of = of or plan()
    facts = {"name": "Femmes accompagnées", "unit": "personnes", "language": "fr", "counts_people": True, "target": 120}
    return services.add_indicator(user=user or officer(of), proposal=of, **{**facts, **fields})


def measured(
    of: Indicator, total: int, women: int | None = None, men: int | None = None, *, day: int = 0, **fields
) -> Measurement:
    user = fields.pop("user", None) or officer(of.proposal)
    facts = {"source": "Registre de l’atelier", "language": "fr", **fields}
    return services.record_measurement(
        user=user, indicator=of, measured_on=days(day), total=total, women=women, men=men, **facts
    )


# --- files ----------------------------------------------------------------------------------------------------------
def picture(kind: str = "PNG", size: tuple[int, int] = (3, 2), mode: str = "RGB", **noted) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red").save(out, kind, **noted)
    return out.getvalue()


def photograph() -> bytes:
    """As a telephone takes it, held upright: where, when, by whom, and that it must be turned."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation], exif[ExifTags.Base.Artist] = 6, "Amira Ben Salah"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (36, 48, 0)})
    return picture("JPEG", (40, 20), exif=exif, comment=b"Chez moi", xmp=b"<x:xmpmeta>Amira</x:xmpmeta>")


def archive(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


ODS = archive(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_dot_xml="<x/>")
XLSX = archive(**{"[Content_Types]_dot_xml": "<x/>", "xl__workbook_dot_xml": "<x/>"})
HONEST = {
    "rapport.pdf": b"%PDF-1.7\n%...",
    "photo.jpg": picture("JPEG"),
    "photo.JPEG": picture("JPEG"),
    "photo.png": picture(),
    "tableau.ods": ODS,
    "tableau.xlsx": XLSX,
    "tableau.csv": "mois;femmes\nmai;12\n".encode("cp1252"),
}


def upload(name: str, content: bytes, kind: str = "application/octet-stream") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=kind)
