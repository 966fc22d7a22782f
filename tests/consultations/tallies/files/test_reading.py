"""Files of votes: what is read from sound ones, and the line a broken one is told by."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.tallies.files.election import BrokenFile, Kind, WrongPapers
from consultations.tallies.files.reading import as_answers, as_approved, as_graded, as_ranked, read_election
from tests.consultations.tallies.votes import real

PB = '''META
key;value
description;Parks
num_projects;2
num_votes;3
budget;1000.50
vote_type;{kind}
PROJECTS
project_id;cost;name;selected
p1;500;"A bench; and a ""tree""";1
p2;700,25;Lamps;0
VOTES
voter_id;vote;points
1;{first}
2;p1;1
3;;
'''
PREFLIB = """# FILE NAME: x.toi
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 5
# ALTERNATIVE NAME 1: One
# ALTERNATIVE NAME 2: Two: the second
# ALTERNATIVE NAME 3: Three
3: 2,{1,3}
1: 3
1: {1, 2},3
"""
ABIF = """# remarks
{"title": "Parks"}
=DGM:[Doña García Márquez]
27: DGM > SBJ = [Sue Ye (蘇業)]   # said so
3:SBJ: {"precinct": 51}
"""


@pytest.fixture
def written(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_election(path)

    return write


def test_a_budget_with_quotes_commas_and_a_blank_paper(written):
    election = written("parks.pb", PB.format(kind="approval", first="p1,p2;"))
    assert election.names == {"p1": 'A bench; and a "tree"', "p2": "Lamps"}
    assert (str(election.costs["p2"]), str(election.budget)) == ("2801/4", "2001/2")
    assert election.papers == {frozenset({"p1", "p2"}): 1, frozenset({"p1"}): 1, frozenset(): 1}
    assert election.official == ("p1",)


@pytest.mark.parametrize(
    ("kind", "first", "paper"),
    [
        ("choose-1", "p2;", frozenset({"p2"})),
        ("ordinal", "p2,p1;", (frozenset({"p2"}), frozenset({"p1"}))),
        ("cumulative", "p1,p2;3,0", frozenset({("p1", 3), ("p2", 0)})),
        ("scoring", "p1,p2;4,1", frozenset({("p1", 4), ("p2", 1)})),
    ],
)
def test_every_type_of_vote(written, kind, first, paper):
    assert written("parks.pb", PB.format(kind=kind, first=first)).papers[paper] == 1


def test_rankings_with_equal_ranks(written):
    election = written("x.toi", PREFLIB)
    assert election.names == {"1": "One", "2": "Two: the second", "3": "Three"}
    two_first = (frozenset("2"), frozenset("13"))
    assert election.papers == {two_first: 3, (frozenset("3"),): 1, (frozenset("12"), frozenset("3")): 1}


def test_rankings_and_scores_as_written_in_mails(written):
    election = written("x.abif", ABIF)
    sue = "Sue Ye (蘇業)"
    assert election.names == {"DGM": "Doña García Márquez", "SBJ": "SBJ", sue: sue}
    assert election.papers == {(frozenset({"DGM"}), frozenset({"SBJ", sue})): 27, (frozenset({"SBJ"}),): 3}
    scored = written("y.abif", "2:A/5>B/3\n1:B/4,A/0")
    assert scored.kind is Kind.POINTS
    assert as_graded(scored) == {frozenset({("A", 5), ("B", 3)}): 2, frozenset({("B", 4), ("A", 0)}): 1}


def test_papers_seen_as_another_method_asks_for_them(written):
    scored = written("y.abif", "2:A/5,B/3\n1:B/4,A/0,C/4")
    assert as_ranked(scored) == {(frozenset("A"), frozenset("B")): 2, (frozenset("BC"), frozenset("A")): 1}
    assert as_approved(scored) == {frozenset("AB"): 2, frozenset("BC"): 1}
    yes_or_no = written("z.abif", "5:Yes>No\n3:No\n2:Yes=No")
    assert as_answers(yes_or_no) == Counter(yes=5, no=3, abstain=2)


def test_papers_that_do_not_say_what_the_method_asks(written):
    with pytest.raises(WrongPapers, match="every paper ranks every option"):
        as_approved(real("ranked/schulze-45.soc"))
    with pytest.raises(WrongPapers, match="asks for points"):
        as_graded(real("ranked/schulze-45.soc"))
    with pytest.raises(WrongPapers, match="two options"):
        as_answers(real("ranked/schulze-45.soc"))
    with pytest.raises(WrongPapers, match=r"\.pb"):
        written("votes.csv", "")


BROKEN = [
    ("x.pb", "", 1, "without a table META"),
    ("x.pb", "key;value\n", 1, "begins with a line META"),
    ("x.pb", PB.replace("{kind}", "best"), 7, "vote_type is one of"),
    ("x.pb", PB.replace("budget;1000.50", "budget;-5"), 6, "the budget should be a sum of money"),
    ("x.pb", PB.replace("budget;1000.50\n", ""), 1, "does not say its budget"),
    ("x.pb", PB.replace("p1;500", "p1;nan"), 10, "a cost should be"),
    ("x.pb", PB.replace("p2;700", "p1;700"), 11, "stands twice"),
    ("x.pb", PB.replace("3;;", "3;p9;"), 16, "there is no project “p9”"),
    ("x.pb", PB.replace("2;p1;1", "2;p1,p1;1"), 15, "a project stands in this vote twice"),
    ("x.pb", PB.replace("3;;", "2;;"), 16, "voter “2” has no number, or stands twice"),
    ("x.pb", PB.replace("3;;", '3;"p1;'), 16, "not a table with semicolons"),
    ("x.pb", PB.replace("3;;", "3;p1;1;1"), 16, "4 cells under 3 columns"),
    ("x.pb", PB.replace("project_id;cost", "project_id;price"), 9, "columns of PROJECTS"),
    ("x.pb", PB.replace("num_votes;3", "num_votes;4"), 5, "num_votes is 4 here, and 3 are in the file"),
    ("x.pb", PB.replace("{kind}", "cumulative").replace("{first}", "p1,p2;3"), 14, "2 projects and 1 points"),
    ("x.pb", b"META\nkey;value\ndescription;\xff\xfe\n", 3, "not UTF-8"),
    ("x.toi", "", 1, "without an “# ALTERNATIVE NAME 1:” line"),
    ("x.toi", PREFLIB.replace("3: 2,{1,3}", "3: 2,{1,4}"), 7, "alternative 4 has no"),
    ("x.toi", PREFLIB.replace("1: 3\n", "1: 3,3\n"), 8, "twice"),
    ("x.toi", PREFLIB.replace("1: 3\n", "0: 3\n"), 8, "number of voters should be a whole number"),
    ("x.toi", PREFLIB.replace("1: 3\n", "1: {3\n"), 8, "a ranking looks like"),
    ("x.toi", PREFLIB.replace("VOTERS: 5", "VOTERS: 6"), 3, "number voters is 6 here, and 5 are in the file"),
    ("x.soi", PREFLIB, 7, "equal ranks have no place"),
    ("x.toc", PREFLIB, 8, "is complete, this one is not"),
    ("x.abif", "# nothing\n", 1, "without a paper"),
    ("x.abif", "4:A>B\nhello\n", 2, "a paper looks like"),
    ("x.abif", "4:A>B>\n", 1, "a paper looks like"),
    ("x.abif", "4:A>B>A\n", 1, "twice"),
    ("x.abif", "x:A>B\n", 1, "number of voters"),
    ("x.abif", "4:A/5,B\n", 1, "some options of this paper carry a score"),
    ("x.abif", "4:A/5\n2:A>B\n", 2, "some papers of this file carry scores"),
]


@pytest.mark.parametrize(("name", "content", "line", "words"), BROKEN)
def test_a_broken_file_is_told_by_its_line(written, name, content, line, words):
    if isinstance(content, str):
        content = content.replace("{kind}", "approval").replace("{first}", "p1,p2;")
    with pytest.raises(BrokenFile, match=words) as caught:
        written(name, content)
    assert str(caught.value).startswith(f"line {line}: ")


@given(st.sampled_from(["x.pb", "x.toc", "x.soi", "x.abif"]), st.data())
def test_whatever_stands_in_a_file_there_is_an_election_or_a_line(tmp_path_factory, name, data):
    sound = PB.format(kind="scoring", first="p1,p2;4,1") if name == "x.pb" else ABIF if name == "x.abif" else PREFLIB
    at, end = sorted(data.draw(st.tuples(*[st.integers(0, len(sound))] * 2)))
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes((sound[:at] + data.draw(st.text(max_size=5)) + sound[end:]).encode(errors="surrogatepass"))
    try:
        found = " ".join(["line", *read_election(path).options])
    except BrokenFile as error:
        found = str(error)
    assert found.startswith("line ")
