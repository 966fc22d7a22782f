"""Changing a definition: pure functions, tried without a database."""

from consultations.questionnaires import drafting
from consultations.questionnaires.checking import faults_of, untranslated
from consultations.questionnaires.definition import Choice, Page, Question, asked, dump, load
from consultations.questionnaires.differing import differing

from .factories import DEFINITION, question

WHOLE = load(DEFINITION)


def keys(definition):
    return [[one.key for one in page.questions] for page in definition.pages]


def titles(*texts):
    return [{"fr": text} for text in texts]


def standing(*texts):
    return tuple(Choice(f"c{place}", {"fr": text}) for place, text in enumerate(texts, start=1))


def test_a_definition_is_the_same_after_a_journey_through_json():
    assert dump(load(dump(WHOLE))) == dump(WHOLE)
    assert load(dump(WHOLE)) == WHOLE


def test_questions_move_within_their_page_and_over_its_edge():
    down = drafting.moved_question(WHOLE, "often", 1)
    assert keys(down)[0][:2] == ["why_not", "often"]
    over = drafting.moved_question(WHOLE, "order", 1)
    assert keys(over)[1][0] == "order"
    assert drafting.moved_question(over, "order", -1) == WHOLE
    assert drafting.moved_question(WHOLE, "often", -1) == WHOLE
    assert drafting.moved_question(WHOLE, "nothing", 1) == WHOLE
    assert [page.key for page in drafting.moved_page(WHOLE, "more", -1).pages] == ["more", "use"]


def test_what_is_copied_gets_a_key_nothing_ever_had():
    copied = drafting.with_copy(WHOLE, "what", taken={"q1", "q7", "what"})
    assert keys(copied)[0][2:4] == ["what", "q8"]
    assert copied.question("q8").choices == copied.question("what").choices


def test_only_an_empty_page_goes():
    assert drafting.without_page(WHOLE, "use") == WHOLE
    wider = drafting.with_page(WHOLE, Page("p1", {"fr": "Encore"}, ()))
    assert drafting.without_page(wider, "p1") == WHOLE


def test_a_question_whose_page_has_gone_meanwhile_is_not_lost():
    one = Question("q1", "text", {"fr": "Et ?"})
    assert keys(drafting.with_question(WHOLE, "gone", one))[1][-1] == "q1"
    assert keys(drafting.with_question(load({}), "gone", one)) == [["q1"]]


def test_lines_keep_their_keys_by_equality_and_by_place():
    was = standing("Souvent", "Rarement", "Jamais")
    same = [one.key for one in drafting.matched(titles("Jamais", "Souvent", "Rarement"), was, "fr", [])]
    assert same == ["c3", "c1", "c2"], "moved"
    reworded = drafting.matched(titles("Très souvent", "Rarement", "Jamais"), was, "fr", [])
    assert [one.key for one in reworded] == ["c1", "c2", "c3"]
    dropped = drafting.matched(titles("Souvent", "Jamais"), was, "fr", [])
    assert [one.key for one in dropped] == ["c1", "c3"]
    assert [one.key for one in drafting.matched(titles("Souvent", "Jamais", "Autre"), dropped, "fr", ["c2"])][
        -1
    ] == "c4"
    both = drafting.matched(titles("Souvent", "Parfois", "Un peu", "Jamais"), was, "fr", [])
    assert [one.key for one in both] == ["c1", "c4", "c5", "c3"], "added and reworded at once: nobody can tell which"
    twice = drafting.matched(titles("Souvent", "Souvent"), was[:1], "fr", [])
    assert len({one.key for one in twice}) == 2


def test_what_is_missing_is_said_where_it_is_missing():
    assert faults_of(DEFINITION, "fr") == {}
    wrong = {
        "pages": [
            {"key": "p1", "questions": []},
            {
                "key": "p2",
                "questions": [
                    question("bare", "single"),
                    question("grid", "grid", choices=DEFINITION["pages"][0]["questions"][0]["choices"]),
                    question("ends", "scale", low=5, high=5),
                    question("lost", "text", when={"question": "later", "any_of": ["c1"]}),
                    question("never", "text", when={"question": "ends", "any_of": ["9"]}),
                    {"key": "dumb", "kind": "text", "title": {"ar": "؟"}},
                ],
            },
        ]
    }
    assert set(faults_of(wrong, "fr")) == {"p1", "bare", "grid", "ends", "lost", "never", "dumb"}
    assert set(faults_of({}, "fr")) == {""}
    assert set(untranslated(load(wrong), ["ar", "it"])["it"]) == {"bare", "grid", "ends", "lost", "never", "dumb"}


def test_conditions_lead_on_and_what_is_left_is_not_kept():
    assert "why_not" not in [one.key for one in asked(WHOLE, {"often": "c1"})]
    assert "why_not" in [one.key for one in asked(WHOLE, {"often": "c2"})]
    alone = drafting.with_condition(WHOLE, "why_not", None)
    assert "why_not" in [one.key for one in asked(alone, {})]


def test_what_a_next_wording_changes():
    assert not differing(WHOLE, load(DEFINITION))
    changed = drafting.without_question(drafting.moved_question(WHOLE, "fee", 1), "photo")
    changed = drafting.with_question(changed, "use", Question("q1", "text", {"fr": "Quoi encore ?"}))
    changed = drafting.with_question(changed, "", Question("last", "date", {"fr": "Votre dernière visite ?"}))
    found = differing(WHOLE, changed)
    assert [one.key for one in found.added] == ["q1"]
    assert [one.key for one in found.dropped] == ["photo"]
    assert [(was.key, stands.title["fr"]) for was, stands in found.changed] == [("last", "Votre dernière visite ?")]
    assert found.moved
    assert not differing(WHOLE, drafting.with_question(WHOLE, "use", Question("q1", "text", {"fr": "?"}))).moved
