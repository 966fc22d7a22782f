"""How many took part in a gathering of plans; people are counted, never listed, and a small number of them is not told."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from policylab.directory.enums import College, college_of

from .enums import ADOPTING, ProposalStatus
from .models import Answer, Commitment, Proposal, Round, Support


@dataclass(frozen=True)
class Group:
    """Who wrote: people for themselves, or bodies of one college (of none: `college` is None)."""

    college: College | None
    authors: int
    plans: int


@dataclass(frozen=True)
class RoundFigures:
    plans: int
    withdrawn: int
    supports: int
    supporters: int
    comments: int
    commitments: int
    adopted: int
    groups: tuple[Group, ...]


def figures_of_round(round: Round) -> RoundFigures:
    """Two queries, whatever the number of plans."""
    standing = Q(status=ProposalStatus.PUBLISHED)
    rows = list(
        Proposal.objects.public()
        .filter(round=round)
        .order_by()
        .values("organisation__kind")
        .annotate(
            plans=Count("pk", filter=standing),
            withdrawn=Count("pk", filter=~standing),
            people=Count("author", distinct=True, filter=standing),
            bodies=Count("organisation", distinct=True, filter=standing),
            supports=Sum("supports_count"),
            comments=Sum("comments_count"),
        )
    )
    sums = {name: sum(row[name] for row in rows) for name in ("plans", "withdrawn", "supports", "comments")}
    return RoundFigures(**sums, **_backing(round), groups=tuple(_groups(rows)))


def _backing(round: Round) -> dict[str, int]:
    """Each counted by itself: joined, every support would be met once for each commitment."""
    counts = {
        "supporters": _counted(Support.objects.all(), Count("user", distinct=True)),
        "commitments": _counted(Commitment.objects.public(), Count("pk")),
        "adopted": _counted(Answer.objects.current().filter(verdict__in=ADOPTING), Count("pk")),
    }
    found = Round.objects.annotate(**counts).values(*counts).get(pk=round.pk)
    return {name: found[name] or 0 for name in counts}


def _counted(rows: QuerySet, count: Count) -> Subquery:
    of_round = rows.filter(proposal__round=OuterRef("pk")).order_by().values("proposal__round")
    return Subquery(of_round.annotate(number=count).values("number"))


def _groups(rows: list[dict]) -> list[Group]:
    """Kinds gathered by college; people who write for themselves stand with the citizens."""
    authors: dict[College | None, int] = {}
    plans: dict[College | None, int] = {}
    for row in rows:
        kind = row["organisation__kind"]
        college = college_of(kind) if kind else College.CITIZEN
        authors[college] = authors.get(college, 0) + (row["bodies"] if kind else row["people"])
        plans[college] = plans.get(college, 0) + row["plans"]
    return [Group(college, authors[college], plans[college]) for college in [*College, None] if plans.get(college)]
