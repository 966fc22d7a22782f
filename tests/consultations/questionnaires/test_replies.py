"""What people type becomes a reply, or a sentence that says why not; where replies lead. No database."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from consultations.questionnaires.definition import load
from consultations.questionnaires.files import LARGEST, to_keep
from consultations.questionnaires.forms.answering import SheetForm, shown
from consultations.questionnaires.forms.fields import Ground, field_for
from consultations.questionnaires.ways import missing, way_of
from consultations.questionnaires.written import written
from policylab.core.errors import Refused
from policylab.core.numerals import decimal_of
from policylab.territories.maps import Frame
from policylab.territories.models import Territory
from policylab.territories.pinning import PinMap
from tests.proposals.delivery import factories as sent

from . import factories

ASKED = load(factories.DEFINITION)
TUNIS = Territory(pk=1, code="TN-tunis", path="TN/TN-11/TN-tunis", name_fr="Tunis", latitude=36.8, longitude=10.18)
GROUND = Ground(pins=lambda: PinMap(Frame(10.0, 36.7, 10.3, 36.9, 320), "TN", [TUNIS]))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", "12"),
        ("١٢٫٥", "12.5"),
        ("۱۲", "12"),
        ("1,500", "1.5"),
        ("1.234,5", "1234.5"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("١٬٢٣٤", "1234"),
        ("1 234,5", "1234.5"),
        ("-3", "-3"),
        *((bad, None) for bad in ("", "1..2", "12,3,4", "1e5", "douze", "9" * 40, "NaN", "½")),
    ],
)
def test_numbers_in_three_alphabets(typed, meant):
    found = decimal_of(typed)
    assert (None if found is None else f"{found.normalize():f}") == meant


def filled(key, *values, data=None, files=None, **changed):
    """What the field of a question of the factory's makes of this post; None where nothing is kept, else what is wrong."""
    question = replace(ASKED.question(key), **changed)
    post = MultiValueDict(data or {f"q-{key}": list(values)})
    form = SheetForm(post, files or {}, definition=ASKED, questions=[question], replies={}, ground=GROUND)
    form.is_valid()
    return form.errors.get(key, [None])[0] or form.given.get(key)


@pytest.mark.parametrize(
    ("key", "values", "reply"),
    [
        ("often", ["c2"], "c2"),
        ("often", ["c9"], "Choose one of these."),
        ("why_not", ["  Trop loin.\r\n"], "Trop loin."),
        ("why_not", [" "], None),
        ("what", ["c3", "c1"], ["c1", "c3"]),
        ("what", ["c1", "c2", "c3"], "At most 2 choices."),
        ("content", ["4"], 4),
        ("content", ["6"], "Choose one of these."),
        ("content", [""], None),
        ("minutes", ["١٢٫٥٠"], "12.5"),
        ("minutes", ["250"], "This is more than 240."),
        (
            "minutes",
            ["1\x000"],
            "This text holds invisible characters that cannot be kept. Type it again without them.",
        ),
        ("fee", ["10,5"], 10_500),
        ("fee", ["0,0005"], "This currency has 3 decimals at most."),
        ("fee", ["-1"], "This is less than 0."),
        ("last", ["2026-11-02"], "2026-11-02"),
        ("last", ["٠٢/١١/٢٠٢٦"], "2026-11-02"),
        ("last", ["31/02/2026"], "Write a day such as 24/11/2026."),
        ("last", ["01/01/0001"], "Write a day such as 24/11/2026."),
    ],
)
@pytest.mark.usefixtures("in_english")
def test_each_kind_gives_its_reply_or_a_sentence(key, values, reply):
    assert filled(key, *values) == reply


@pytest.mark.usefixtures("in_english")
def test_grids_rankings_and_places():
    grid = {"q-hours_c1": ["c2"], "q-hours_c2": [""]}
    assert filled("hours", data=grid) == {"c1": "c2"}
    assert filled("hours", data={"q-hours_c1": ["c7"]}) == "Choose one of these."
    assert filled("order", data={"q-order_c1": ["2"], "q-order_c3": ["1"]}) == ["c3", "c1"]
    assert "twice" in filled("order", data={"q-order_c1": ["1"], "q-order_c3": ["1"]})
    assert filled("order", data={"q-order_c1": ["9"]}) == "Choose one of these."
    pressed = {
        "q-where_map.x": ["160"],
        "q-where_map.y": ["100"],
        "q-where_named": ["TN-tunis"],
        "q-where_none": ["on"],
    }
    assert filled("where", data=pressed) == [pytest.approx(36.825, abs=0.01), 10.15]
    assert filled("where", data={"q-where_named": ["TN-tunis"]}) == [36.8, 10.18]
    assert filled("where", data={"q-where_at": ["36.81,10.2"]}) == [36.81, 10.2]
    assert filled("where", data={"q-where_at": ["36.81,10.2"], "q-where_none": ["on"]}) is None
    # A key pressed on the picture tells its corner; what is not on the map, or no number, is no place.
    assert filled("where", data={"q-where_map.x": ["0"], "q-where_map.y": ["0"]}) is None
    for bad in ("1,1", "nan,10", "36.81", "a,b", "1e400,3"):
        assert "not on the map" in filled("where", data={"q-where_at": [bad]})


@pytest.mark.parametrize("key", list(factories.REPLIES))
def test_what_is_stored_is_shown_again_and_read_as_the_same(key):
    question = ASKED.question(key)
    field = field_for(question, GROUND)
    again = shown(question, factories.REPLIES[key])
    assert (
        field.clean(again) == pytest.approx(factories.REPLIES[key])
        if key == "where"
        else field.clean(again) == factories.REPLIES[key]
    )
    assert all(line.text for line in written(question, factories.REPLIES[key]))


def test_files_are_what_their_bytes_say():
    webp = sent.picture("WEBP")
    for name, content, kind in (
        ("a.pdf", b"%PDF-1.7\n", "application/pdf"),
        ("a.txt", sent.picture("JPEG"), "image/jpeg"),
        ("a.png", sent.picture(), "image/png"),
        ("a", webp, "image/webp"),
    ):
        assert to_keep(sent.upload(name, content)).kind == kind
    kept = to_keep(sent.upload("moi.jpg", sent.photograph())).content.read()
    assert b"Amira" not in kept
    assert b"Chez moi" not in kept
    page = b"<html><script>1</script>"
    for bad in (
        b"",
        page,
        b"<svg/>",
        b"GIF89a",
        sent.XLSX,
        sent.archive(x="y"),
        b"\xff\xd8\xff" + page,
        webp[:-9],
        b"MZ",
    ):
        with pytest.raises(Refused):
            to_keep(sent.upload("rapport.pdf", bad))


def test_a_large_file_is_refused_before_it_is_read():
    class Large:
        size = LARGEST + 1

        def read(self, *_some):
            raise AssertionError("read")

        seek = read

    with pytest.raises(Refused):
        to_keep(Large())


def test_replies_lead_to_pages_and_questions():
    one = {"key": "a", "kind": "single", "title": {"fr": "A"}, "choices": factories.lines("x", "y"), "required": True}
    same, later = (
        {"key": key, "kind": "text", "title": {"fr": key}, "when": {"question": on, "any_of": ["c1"]}, "required": True}
        for key, on in (("b", "a"), ("c", "a"))
    )
    definition = load(
        {
            "pages": [
                {"key": "p1", "title": {}, "questions": [one, same]},
                {"key": "p2", "title": {}, "questions": [later]},
            ]
        }
    )
    keys = lambda replies: [[q.key for q in page.questions] for page in way_of(definition, replies).pages]  # noqa: E731
    assert keys({}) == [["a", "b"]]
    assert keys({"a": "c1"}) == [["a", "b"], ["c"]]
    assert [one.key for one in missing(definition, {})] == ["a"]
    assert [one.key for one in missing(definition, {"a": "c1", "b": "…"})] == ["c"]
    # What was answered on a way since left asks for nothing and is wrong in nothing.
    assert missing(definition, {"a": "c2", "c": "…"}) == []


def test_a_required_grid_needs_each_row():
    question = replace(ASKED.question("hours"), required=True)
    definition = replace(ASKED, pages=(replace(ASKED.pages[0], questions=(question,)),))
    assert missing(definition, {"hours": {"c1": "c1"}}) == [question]
    assert missing(definition, {"hours": {"c1": "c1", "c2": "c1"}}) == []


def test_a_text_has_a_limit():
    with pytest.raises(ValidationError):
        field_for(ASKED.question("why_not"), GROUND).clean("x" * 4_001)
