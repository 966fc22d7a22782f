"""Results: nobody reads one before the count; afterwards everybody does, from frozen figures, with small cells hidden."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from consultations.questionnaires.models import Questionnaire, Withheld
from consultations.questionnaires.services import coding
from consultations.questionnaires.services.counting import count_questionnaire
from policylab.directory.enums import College
from tests.consultations.factories import officer as another_officer
from tests.consultations.questionnaires import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
NASTY = '=HYPERLINK("http://x","y")'


def filled(to="after") -> Questionnaire:
    """Thirty citizens, twelve associations; few women; two wrote why they never come, one of them a formula."""
    made = factories.questionnaire()
    man = {**factories.REPLIES, "gender": "c2"}
    factories.sheets(made, [man] * 25 + [factories.REPLIES] * 3)
    factories.sheets(
        made, [{"often": "c2", "why_not": NASTY, "fee": 4500}, {"often": "c3", "why_not": "أنا <b>بعيد</b>"}]
    )
    factories.sheets(made, [{"often": "c1", "content": 1}] * 12, College.SSE)
    factories.move(made, to)
    return factories.again(made)


def counted() -> Questionnaire:
    made = filled()
    assert count_questionnaire(questionnaire=made)
    return factories.again(made)


def address(made: Questionnaire, name: str, *parts: str) -> str:
    return reverse(f"questionnaires:{name}", args=[made.phase.consultation.ref, *parts])


def read(client, made, name="results", *parts, **query) -> str:
    answer = client.get(address(made, name, *parts), query)
    assert answer.status_code == 200
    return answer.content.decode()


def cells_of(page: str) -> list[str]:
    """Of the first cross table, without shares."""
    found = page.split('class="crossed', 1)[1].split("</table>")[0]
    return [cell.split("<")[0].strip() for cell in found.split('<td class="n">')[1:]]


def table(client, made, kind="csv", name="export") -> list[dict[str, str]]:
    content = client.get(address(made, name, kind)).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_before_the_count_nobody_reads_a_figure_officers_neither(client):
    made = filled("during")
    client.force_login(factories.officer_of(made))
    page = read(client, made)
    assert "Results come after the end" in page
    assert "Question often" not in page
    for name, *parts in (("export", "csv"), ("export_whole", "csv"), ("coding", "why_not"), ("replies", "why_not")):
        assert client.get(address(made, name, *parts)).status_code == 404


def test_results_of_every_kind_for_a_stranger(client, django_assert_max_num_queries):
    made = counted()
    client.get(address(made, "results"))
    with django_assert_max_num_queries(12):
        page = read(client, made)
    assert not client.cookies
    assert "42 questionnaires were handed in" in page
    assert "95%" in page  # often: 40 of 42
    text = page.split('id="q-why_not"')[1].split("</article>")[0]
    assert "2 replies" in text
    assert "left it open" not in text  # only those two were led there
    assert "Where most marked a point" in page
    assert 'class="places"' in page
    assert "Mean place" in page
    # Three women: hidden, and the men with them, because everybody knows how many replied.
    assert page.count("∗") >= 2
    assert NASTY not in page
    assert "Every questionnaire as a row" in page


def test_two_questions_together_and_by_college_hide_small_cells(client, django_assert_max_num_queries):
    made = counted()
    client.get(address(made, "results"))
    with django_assert_max_num_queries(13):
        page = read(client, made, of="often", by="gender")
    assert "Question often ?, by: Question gender ?" in page.replace("\u00a0", " ")
    cells = cells_of(page)
    assert cells.count("∗") >= 3
    assert not {"3", "25"} & set(cells)  # the men beside the three women would give them back
    for wrong in ({"of": "often", "by": "often"}, {"of": "nothing", "by": "x"}, {"of": "why_not", "by": "often"}):
        assert 'class="crossed' not in read(client, made, **wrong)
    by_college = read(client, made, by="college")
    assert "Social and solidarity economy" in by_college
    assert 'class="crossed summed"' in by_college


def test_free_replies_are_read_once_an_officer_has_released_them(client):
    made = counted()
    officer = factories.officer_of(made)
    assert client.get(address(made, "replies", "why_not")).status_code == 404
    assert "The town hall reads these replies before everybody can" in read(client, made)
    client.force_login(officer)
    assert client.post(address(made, "release", "why_not"), {}).status_code == 400  # without having read them
    sheet = made.sheets.filter(replies__why_not=NASTY).get()
    assert client.post(address(made, "withhold", "why_not", sheet.pk), {"reason": ""}).status_code == 400
    client.post(address(made, "withhold", "why_not", sheet.pk), {"reason": "Ce n’est pas une réponse."})
    assert Withheld.objects.get().by == officer
    client.post(address(made, "release", "why_not"), {"read": "on"})
    client.logout()
    page = read(client, made, "replies", "why_not")
    assert "أنا &lt;b&gt;بعيد&lt;/b&gt;" in page
    assert 'dir="auto"' in page
    assert "HYPERLINK" not in page
    assert "One reply is left out." in page
    assert "Ce n’est pas" not in page  # why is the officers' matter
    assert [row["reply"] for row in table(client, made, "replies")] == ["أنا <b>بعيد</b>"]
    client.force_login(officer)
    client.post(address(made, "withhold", "why_not", sheet.pk), {"show": "1"})
    assert {row["reply"] for row in table(client, made, "replies")} == {"أنا <b>بعيد</b>", "'" + NASTY}


def test_files_for_everybody_and_for_officers(client):
    made = counted()
    rows = table(client, made)
    assert not client.cookies
    assert len(rows) == 42
    assert {"often", "what.c1", "hours.c2", "order.c3", "where.latitude", "college"} <= set(rows[0])
    assert not {"why_not", "photo", "gender", "language"} & set(rows[0])
    one = next(row for row in rows if row["what.c1"] == "1")
    assert (one["what.c2"], one["order.c3"], one["fee"], one["where.latitude"]) == ("0", "2", "1.5", "36.806")
    book = load_workbook(io.BytesIO(client.get(address(made, "export", "xlsx")).content))
    assert [sheet.max_row for sheet in book] == [43, 1]
    guide = client.get(address(made, "export", "codebook")).content.decode("utf-8-sig")
    assert "- `c2`: ar: [Rarement]; fr: Rarement" in guide
    assert "Asked only where `often` was replied to with: `c2`, `c3`" in guide
    assert client.get(address(made, "export", "exe")).status_code == 404
    assert client.get(address(made, "export_whole", "csv")).status_code == 302
    client.force_login(factories.officer_of(made))
    whole = table(client, made, name="export_whole")
    assert "'" + NASTY in {row["why_not"] for row in whole}
    assert {row["gender"] for row in whole} == {"", "c1", "c2"}
    book = load_workbook(io.BytesIO(client.get(address(made, "export_whole", "xlsx")).content))
    assert not [cell for row in book.active for cell in row if cell.data_type == "f"]


def test_a_college_of_few_is_not_named_in_everybodys_table(client):
    made = filled("during")
    factories.sheet(made, {"often": "c1"}, College.PUBLIC)
    factories.move(made, "after")
    assert count_questionnaire(questionnaire=factories.again(made))
    assert "college" not in table(client, made)[0]
    assert "a college has fewer than 10 sheets" in client.get(address(made, "export", "codebook")).content.decode()


def ticked(client, made, user, **ticks) -> str:
    """The page after this person has kept these ticks: {sheet: codes}."""
    client.force_login(user)
    codes = {f"code-{sheet}": found for sheet, found in ticks.items()}
    client.post(address(made, "coding", "why_not"), {"reply": list(ticks), **codes})
    return read(client, made, "coding", "why_not")


def test_two_people_code_apart_and_their_agreement_is_shown(client):
    made = counted()
    officer, second, third = (
        factories.officer_of(made),
        *(another_officer(made.phase.consultation.organisation) for _one in range(2)),
    )
    about = {"questionnaire": made, "question": "why_not"}
    far, dear = (coding.add_code(user=officer, title=title, **about).pk for title in ("Loin", "Cher"))
    assert coding.add_code(user=second, title="LOIN", **about).pk == far
    one, other = made.sheets.filter(replies__has_key="why_not").values_list("pk", flat=True)
    page = ticked(client, made, officer, **{one: [far, 99999, "x"], other: []})
    assert page.count(" checked") == 1
    client.force_login(second)
    assert " checked" not in read(client, made, "coding", "why_not")  # the first one's ticks are not theirs to see
    assert "Kappa (Cohen" not in ticked(client, made, second, **{one: [far]})
    page = ticked(client, made, second, **{other: []})
    assert "Kappa (Cohen" in page
    assert "almost perfect" in page
    assert "chance alone would agree always" in page  # «Cher», which neither found
    assert "Two people are coding" in ticked(client, made, third, **{one: [dear]})
    assert not made.sheets.filter(codings__coder=third).exists()
    client.post(address(made, "release", "why_not"), {"read": "on"})
    client.logout()
    assert "Loin" in read(client, made)
