"""A file is what its bytes say; one that lies about its type is refused, and nothing of it is kept."""

import io

import pytest
from django.core.files.storage import default_storage
from PIL import ExifTags, Image

from policylab.core.errors import Refused
from proposals.delivery import evidence, services
from proposals.delivery.models import MilestoneReport
from tests.proposals.pages import at, browser

from . import factories as make

PROGRAM = make.archive(
    **{"[Content_Types]_dot_xml": "<x/>", "xl__workbook_dot_xml": "<x/>", "xl__vbaProject_dot_bin": "x"}
)
LIARS = {
    "page.pdf": b"<html><script>alert(1)</script></html>",
    "page.csv": b"<html>,<body>",
    "photo.png": make.picture("JPEG"),
    "photo.jpg": b"\xff\xd8\xff and then nothing",
    "rapport.pdf.html": b"%PDF-1.7",
    "programme.exe": b"MZ",
    "dessin.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "tableau.ods": make.XLSX,
    "tableau.xlsx": make.ODS,
    "macros.xlsx": PROGRAM,
    "casse.xlsx": make.XLSX[:40],
    "binaire.csv": b"a,b\n\x00\x01",
    "vide.pdf": b"",
    "coupee.jpg": make.picture("JPEG", (400, 400))[:-200],
    "coupee.png": make.picture("PNG", (400, 400))[:-60],
    "bombe.png": make.picture("PNG", (8_000, 7_000), "1"),
    "sansfin": b"%PDF-1.7",
}


@pytest.mark.parametrize("name", make.HONEST)
def test_an_honest_file_is_known_by_its_bytes(name):
    assert evidence.kind_of(make.upload(name, make.HONEST[name])) in evidence.TYPES


@pytest.mark.parametrize("name", LIARS)
def test_a_file_that_lies_about_its_type_is_refused(name):
    with pytest.raises(Refused) as refused:
        evidence.kind_of(make.upload(name, LIARS[name], "application/pdf"))
    assert refused.value.field == "upload"


def test_a_file_over_ten_megabytes_is_refused():
    large = make.upload("rapport.pdf", b"%PDF-")
    large.size = evidence.LARGEST + 1
    with pytest.raises(Refused):
        evidence.kind_of(large)


@pytest.mark.django_db
class TestOnThePage:
    @pytest.fixture(autouse=True)
    def media(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        self.root = tmp_path

    def test_what_is_kept_has_a_random_name_and_is_saved_not_opened(self):
        milestone = make.milestone()
        make.ticked(milestone, upload=make.upload("Procès-verbal.pdf", make.HONEST["rapport.pdf"], "text/html"))
        report = MilestoneReport.objects.get()
        assert "verbal" not in report.file.name
        assert report.file.name.endswith(".pdf")
        page = at(milestone.proposal, "delivery/")
        address = f"{page}evidence/{report.ref}/"
        assert address in browser().get(page).content.decode()
        answer = browser().get(address)
        assert b"".join(answer) == make.HONEST["rapport.pdf"]
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        default_storage.delete(report.file.name)
        assert browser().get(address).status_code == 404

    def test_a_photograph_is_kept_without_what_its_camera_noted(self):
        taken = make.photograph()
        assert Image.open(io.BytesIO(taken)).getexif().get_ifd(ExifTags.IFD.GPSInfo)
        make.ticked(make.milestone(), upload=make.upload("photo.jpg", taken))
        report = MilestoneReport.objects.get()
        with report.file.open() as file:
            kept = file.read()
        picture = Image.open(io.BytesIO(kept))
        assert (picture.format, picture.size) == ("JPEG", (20, 40)), "turned as it was held"
        assert not picture.getexif()
        assert not [word for word in (b"Amira", b"Chez moi", b"Exif") if word in kept]
        assert report.file_size == len(kept)

    def test_a_liar_is_a_sentence_at_its_field_and_leaves_nothing(self):
        milestone = make.milestone()
        typed = {
            "text": "Voici la photo.",
            "language": "fr",
            "upload": make.upload("photo.png", b"<html>", "image/png"),
        }
        officer = make.officer(milestone.proposal)
        shown = browser(officer).post(at(milestone.proposal, f"delivery/milestones/{milestone.ref}/explain/"), typed)
        assert shown.status_code == 400
        assert "upload" in shown.context["form"].errors
        assert "Voici la photo." in shown.content.decode()
        with pytest.raises(Refused):
            services.explain_milestone(
                user=officer, milestone=milestone, **{**typed, "upload": make.upload("a.png", b"x")}
            )
        assert not MilestoneReport.objects.exists()
        assert not list(self.root.rglob("*.*"))
