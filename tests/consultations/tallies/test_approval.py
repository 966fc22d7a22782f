"""Counting approvals per college."""

from hypothesis import given

from consultations.tallies.approval import count_approvals, count_papers

from .elections import election, elections, papers


def test_approvals_and_blank_papers_per_college():
    cast = [*papers("PUBLIC", AB=2), *papers("SSE", B=3, none=1)]
    counted = count_approvals(election(cast, options="ABC"))
    assert [(one.college, one.approvals, one.papers) for one in counted["B"]] == [
        ("PUBLIC", 2, 2),
        ("CITIZEN", 0, 0),
        ("SSE", 3, 4),
    ]
    assert [one.approvals for one in counted["C"]] == [0, 0, 0]


@given(elections())
def test_no_paper_and_no_approval_is_lost(given_election):
    assert sum(count_papers(given_election).values()) == len(given_election.papers)
    approvals = sum(one.approvals for counts in count_approvals(given_election).values() for one in counts)
    assert approvals == sum(len(paper.choices) for paper in given_election.papers)
