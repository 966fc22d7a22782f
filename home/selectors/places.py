"""What there is in a place and in the places within it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Now

from consultations.models import Consultation
from consultations.selectors import running_at
from consultations.votes.models import Vote
from consultations.votes.selectors import counted_votes
from home.models import Publication
from home.selectors.library import publications
from policylab.directory.models import Organisation
from policylab.territories.models import Territory
from policylab.territories.names import folded
from proposals.models import Proposal

# Read with a place: the tree has three levels.
ABOVE = "parent__parent"
KINDS = ("consultations", "plans", "organisations", "pages")


def place_page(code: str) -> Territory | None:
    """A place with those it lies in and the present `instant`, in one query."""
    return Territory.objects.public().select_related(ABOVE).annotate(instant=Now()).filter(code=code).first()


def chain_of(territory: Territory) -> list[Territory]:
    """The place, and what it lies in up to the country; reads what was read with it."""
    chain = [territory]
    while chain[-1].parent is not None:
        chain.append(chain[-1].parent)
    return chain


@dataclass
class Holding:
    """A place and how much there is in it, all that lies within it counted along."""

    territory: Territory
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))

    def add(self, own: dict[str, int]) -> None:
        for kind in KINDS:
            self.counts[kind] += own.get(kind, 0)

    @property
    def depth(self) -> int:
        return self.territory.path.count("/")


def holdings(within: Territory | None = None) -> list[Holding]:
    """Every place with something in it, and what it lies in, in the order of the tree; `within`: that place and its parts.

    A query for each kind, and one for the places; a country sums up what was counted below.
    """
    counts = _own_counts(within)
    places = Territory.objects.within(within) if within else Territory.objects.public()
    found: dict[str, Holding] = {}
    for row in places.filter(pk__in=counts).select_related(ABOVE):
        for place in chain_of(row):
            if within is None or place.path.startswith(within.path):
                found.setdefault(place.path, Holding(place)).add(counts[row.pk])
    return [found[path] for path in sorted(found, key=lambda path: _names_down_to(path, found))]


def _names_down_to(path: str, found: dict[str, Holding]) -> list[str]:
    """What the tree is sorted by: the names from the country down, as its reader spells them."""
    steps = path.split("/")
    above = ("/".join(steps[: depth + 1]) for depth in range(len(steps)))
    return [folded(found[one].territory.name) for one in above if one in found]


def _own_counts(within: Territory | None) -> dict[int, dict[str, int]]:
    """What stands in exactly each place: {its pk: {kind: number}}. A page and its translations count once."""
    rows: dict[str, tuple[QuerySet, str, str]] = {
        "consultations": (Consultation.objects.public(), "territory", "*"),
        "plans": (Proposal.objects.standing(), "round__territory", "*"),
        "organisations": (Organisation.objects.public().filter(parent=None), "territory", "*"),
        "pages": (Publication.objects.public().filter(territory__isnull=False), "territory", "translation_key"),
    }
    found: dict[int, dict[str, int]] = {}
    for kind, (every, place, what) in rows.items():
        here = every.filter(_within(within, place)) if within else every
        for pk, count in here.order_by().values_list(place).annotate(number=Count(what, distinct=what != "*")):
            found.setdefault(pk, {})[kind] = count
    return found


# --- what stands on the page of a place -----------------------------------------------------------------------------
def _within(territory: Territory, lookup: str) -> Q:
    return Q(**{f"{lookup}__path": territory.path}) | Q(**{f"{lookup}__path__startswith": f"{territory.path}/"})


def open_in(territory: Territory, now: datetime) -> QuerySet[Consultation]:
    return running_at(now).filter(_within(territory, "territory"))


def consultations_in(territory: Territory) -> QuerySet[Consultation]:
    return Consultation.objects.public().filter(_within(territory, "territory"))


def votes_in(territory: Territory) -> QuerySet[Vote]:
    return counted_votes().filter(_within(territory, "phase__consultation__territory"))


def publications_about(territory: Territory, language: str) -> QuerySet[Publication]:
    return publications(language).filter(_within(territory, "territory"))
