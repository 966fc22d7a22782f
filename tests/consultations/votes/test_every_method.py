"""What is offered works from end to end: laid by an officer, cast, closed, its result read, its package counted again."""

import subprocess
import sys
from decimal import Decimal

import pytest

from consultations.votes import services
from consultations.votes.enums import BY_MAJORITY, Completion, Method, RollKind, Rule, VoteStatus
from consultations.votes.selectors import package_of
from policylab.directory.enums import College

from . import factories
from .pages import words

pytestmark = pytest.mark.django_db
STATED = {
    Method.EQUAL_SHARES: {"money": Decimal(100), "currency": "TND", "completion": Completion.ADD1_GREEDY},
    Method.STV: {"seats": 1},
}
PAPERS = {
    Method.YES_NO: (["yes"], ["yes"], ["no"], []),
    Method.APPROVAL: (["A"], ["A", "B"], ["B"], []),
    Method.MAJORITY_JUDGEMENT: ({"A": 4, "B": 1}, {"A": 3, "B": 0}, {"A": 0, "B": 4}, {}),
    Method.SCHULZE: (["A", "none_of_these"], ["A", "B"], ["B", "none_of_these", "A"], []),
    Method.EQUAL_SHARES: (["A"], ["A", "B"], ["B"], []),
    Method.STV: (["A", "B"], ["A"], ["B", "C"], []),
}


def laid(method, **ruled):
    of = factories.consultation()
    officer = factories.officer_of(of.organisation)
    factories.citizens(of, 12)
    act = {"user": officer, "vote": services.choose_method(user=officer, consultation=of, method=method)}
    if method == Method.STV:
        services.name_candidates(**act, candidates=[services.Candidate(name) for name in ("Amel", "سامي", "Leïla")])
    else:
        versions = factories.versions(of, 1 if method == Method.YES_NO else 3)
        services.choose_plans(**act, versions=versions, costs={version.pk: Decimal(40) for version in versions})
    services.state_rule(**act, stated=services.Stated(**STATED.get(method, {}), **ruled))
    bodies = factories.bodies(of, factories.PUBLIC, 3) + factories.bodies(of, factories.SSE, 12)
    services.set_roll(**act, organisations=bodies, roll_kind=RollKind.CLOSED)
    services.open_vote(**act)
    factories.move(act["vote"], "during")
    return factories.again(act["vote"])


def cast_by_all(vote):
    papers = PAPERS[Method(vote.method)]
    for college in (College.CITIZEN, College.SSE):
        for place, entry in enumerate(factories.entries(vote, college)):
            handed = services.hand_out_code(entry=entry)
            services.cast_ballot(user=factories.speaker(entry), entry=entry, choices=papers[place % 4], **vars(handed))
    for entry, paper in zip(factories.entries(vote, College.PUBLIC), papers, strict=False):
        services.cast_named_vote(user=factories.speaker(entry), entry=entry, choices=paper, reason="Parce que.")


# What decided, as the page says it to who reads French and to who reads Arabic.
DECISIVE = {
    Method.YES_NO: (
        "Adopté : Pouvoirs publics 2 sur 3 · Citoyens 6 sur 9",
        "اعتُمدت: السلطات العمومية 2 من 3 · المواطنون 6 من 9",
    ),
    Method.APPROVAL: (
        "ESS : 0 bulletin sur 9 l’approuve, il en fallait 5.",
        "المواطنون: لم توافق عليها أيّ ورقة من 9، وكان يلزم 5.",
    ),
    Method.MAJORITY_JUDGEMENT: (
        "Citoyens : 3 bulletins sur 9 le jugent Bien ou mieux ; il en faut 5.",
        "المواطنون: 3 أوراق من 9 تراها جيّدة أو أفضل؛ المطلوب 5.",
    ),
    Method.SCHULZE: (
        "Battu par le plan A : 21 bulletins préfèrent celui-ci, dans l’autre sens 0.",
        "غلبتها الخطة أ: 21 ورقة تفضّل تلك، وفي الاتجاه المعاكس 0.",
    ),
    Method.EQUAL_SHARES: ("40 TND, payés par ceux qui le veulent, 2,858 TND au plus", "كلّ منهم 2,858 TND على الأكثر"),
    Method.STV: ("voix à la fin : 7, quota : 11.", "الأصوات في النهاية: 7، والنصاب 11."),
}


# The same papers on one heap.
ON_ONE_HEAP = {
    Method.YES_NO: (
        "Plan A : 67 % de tous les bulletins (Pouvoirs publics 2 sur 3",
        "الخطة أ: 67% من كلّ الأوراق (السلطات العمومية 2 من 3",
    ),
    Method.APPROVAL: (
        "De tous les bulletins ensemble, 0 sur 21 lui est favorable ; il en faut 11.",
        "من كلّ الأوراق معا لا ورقة من 21 تؤيّدها؛ المطلوب 11.",
    ),
    Method.MAJORITY_JUDGEMENT: (
        "Plan A : 67 % de tous les bulletins (Pouvoirs publics 2 sur 3",
        "الخطة أ: 67% من كلّ الأوراق (السلطات العمومية 2 من 3",
    ),
    Method.SCHULZE: (
        "De tous les bulletins ensemble, 0 sur 21 lui est favorable ; il en faut 11.",
        "من كلّ الأوراق معا لا ورقة من 21 تؤيّدها؛ المطلوب 11.",
    ),
}


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize("method", list(Method))
def test_laid_cast_closed_read_and_counted_again(client, tmp_path, method):
    from_end_to_end(client, tmp_path, laid(method), DECISIVE[method])


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize("method", BY_MAJORITY)
def test_the_same_by_one_person_one_vote(client, tmp_path, method):
    """One heap: the page of the vote says so, and its result speaks of all papers together."""
    vote = laid(method, rule=Rule.ONE_PERSON_ONE_VOTE)
    before = words(client.get(f"/en/consultations/{vote.phase.consultation.ref}/vote/"))
    assert "papers of all colleges are counted as one college" in before
    assert "A plan is adopted if that one college approves it" in before
    assert "every college" not in before
    from_end_to_end(client, tmp_path, vote, ON_ONE_HEAP[method])


def from_end_to_end(client, tmp_path, vote, decisive):
    address = f"/en/consultations/{vote.phase.consultation.ref}/vote/"
    assert client.get(address).status_code == 200
    cast_by_all(vote)
    factories.move(vote, "after")
    services.close_vote(vote=vote)
    vote = factories.again(vote)
    assert vote.status == VoteStatus.COUNTED
    page = client.get(f"{address}result/")
    assert page.status_code == 200
    assert vote.options.first().title in words(page)
    for language, sentence in zip(("fr", "ar"), decisive, strict=True):
        other = client.get(f"{address.replace('/en/', f'/{language}/')}result/")
        assert other.status_code == 200
        assert sentence in words(other).replace("\N{NO-BREAK SPACE}", " ")
    package, script = tmp_path / "vote.zip", tmp_path / "recount.py"
    package.write_bytes(package_of(vote))
    script.write_bytes(client.get(f"{address}result/recount.py").content)
    ran = subprocess.run([sys.executable, script, package], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stdout + ran.stderr
