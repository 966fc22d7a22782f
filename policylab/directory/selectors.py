"""Organisations as pages ask for them, and who stands for them."""

from collections import Counter
from typing import Any

from django.db import connection
from django.db.models import Case, Count, Exists, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Collate, NullIf
from django.utils.translation import get_language

from policylab.accounts.permissions import has_second_factor, second_factors_of
from policylab.core.asking import asked_once
from policylab.core.named import FALLBACK, LANGUAGES
from policylab.territories.models import Territory

from .enums import PUBLIC_KINDS, College, OrganisationStatus, Role, college_of
from .models import Invitation, Membership, Organisation


def managing_role(organisation: Organisation) -> Role:
    """Officers answer for a public body, representatives for any other."""
    return Role.OFFICER if organisation.kind in PUBLIC_KINDS else Role.REPRESENTATIVE


def roles_offered(organisation: Organisation) -> list[Role]:
    """Only a public body has officers, who run consultations, and facilitators, who keep them fair."""
    if organisation.kind in PUBLIC_KINDS:
        return [Role.MEMBER, Role.REPRESENTATIVE, Role.OFFICER, Role.FACILITATOR]
    return [Role.MEMBER, Role.REPRESENTATIVE]


@asked_once
def roles_of(user: Any, organisation: Organisation) -> set[str]:
    current = Membership.objects.current().filter(user_id=user.pk, organisation=organisation)
    return set(current.values_list("role", flat=True))


@asked_once
def organisations_spoken_for(user: Any) -> QuerySet[Organisation]:
    """Those in whose name this person may act now: representatives, and officers once they have a second factor."""
    if not user.is_authenticated:
        return Organisation.objects.none()
    proved = Exists(second_factors_of(user))
    voices = Membership.objects.speaking().filter(Q(role=Role.REPRESENTATIVE) | Q(proved), user_id=user.pk)
    return Organisation.objects.public().filter(pk__in=voices.values("organisation"))


def _offices(user: Any) -> QuerySet[Membership]:
    return Membership.objects.current().filter(user_id=user.pk, role=Role.OFFICER)


def runs(user: Any, organisation: Organisation) -> bool:
    """Whether the second factor is there is asked elsewhere (permissions)."""
    public = organisation.status == OrganisationStatus.CHECKED and organisation.kind in PUBLIC_KINDS
    return public and Role.OFFICER in roles_of(user, organisation)


@asked_once
def municipalities_run_by(user: Any) -> QuerySet[Organisation]:
    """The checked public bodies this officer may run consultations for; none without a second factor."""
    if not user.is_authenticated or not has_second_factor(user):
        return Organisation.objects.none()
    bodies = Organisation.objects.public().filter(kind__in=PUBLIC_KINDS)
    return bodies.filter(pk__in=_offices(user).values("organisation"))


def public_organisations(
    *,
    words: str = "",
    kind: str = "",
    college: str = "",
    theme: str = "",
    place: Territory | None = None,
    whole: bool = False,
) -> QuerySet[Organisation]:
    """`whole` leaves out what lies further down: those of Tunisia as a whole, not of its towns.

    A department stands on the page of its town hall, and here only for whoever looks for its words.
    """
    found = Organisation.objects.public()
    found = found.filter(_holding(words)) if words else found.filter(parent=None)
    if kind:
        found = found.filter(kind=kind)
    if college:
        found = found.in_college(College(college))
    if theme:
        about = Organisation.themes.through.objects.filter(theme__slug=theme)
        found = found.filter(pk__in=about.values("organisation"))
    if place and whole:
        return found.filter(territory=place)
    return found.filter(territory__in=Territory.objects.within(place)) if place else found


def _holding(words: str) -> Q:
    """In a name or in what it does, in any language."""
    held = Q()
    for code in LANGUAGES:
        held |= Q(**{f"name_{code}__icontains": words}) | Q(**{f"description_{code}__icontains": words})
    return held


def in_order_of_name(found: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """As an index of names in the reader's language: PostgreSQL knows how (ICU), SQLite at least leaves out the case.

    Names in the reader's letters come first: by itself every alphabet puts the Latin ones before the Arabic.
    """
    here = (get_language() or "fr")[:2]
    codes = sorted(FALLBACK, key=lambda code: code != here)  # the reader's first, the others as they stand
    name = Coalesce(*(NullIf(f"name_{code}", Value("")) for code in codes))
    collation = "und-x-icu" if connection.vendor == "postgresql" else "NOCASE"
    ours = ("ar",) if here == "ar" else tuple(code for code in LANGUAGES if code != "ar")
    foreign = Case(When(Q(**{f"name_{code}": "" for code in ours}), then=1), default=0)
    return found.order_by(foreign, Collate(name, collation), "pk")


def with_rows(found: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """All that a row of the list shows."""
    return found.select_related("territory").prefetch_related("themes")


def count_by(found: QuerySet[Organisation], field: str) -> dict[str, int]:
    """Value of a field -> how many of these have it."""
    return dict(found.order_by().values_list(field).annotate(Count("pk")))


def places_of(counts: dict[str, int], place: Territory | None) -> dict[Territory, int]:
    """One step further down, only where there are organisations: the way to narrow a list by pressing; the fullest first."""
    depth = place.path.count("/") + 2 if place else 1
    below: Counter[str] = Counter()
    for path, count in counts.items():
        if path.count("/") >= depth - 1 and (place is None or path.startswith(f"{place.path}/")):
            below["/".join(path.split("/")[:depth])] += count
    found = sorted(Territory.objects.filter(path__in=below), key=lambda at: (-below[at.path], at.name))
    return {at: below[at.path] for at in found}


def public_organisation(ref: str) -> Organisation | None:
    related = ("territory__parent__parent", "parent")
    found = Organisation.objects.public().select_related(*related).prefetch_related("themes")
    return found.filter(ref=ref).first()


def members_by_role(organisation: Organisation) -> dict[Role, int]:
    """How many act for it in which part; who they are is nobody's business but theirs."""
    rows = Membership.objects.current().filter(organisation=organisation).values_list("role")
    known = dict(rows.annotate(Count("pk")))
    return {role: known[role] for role in reversed(Role) if role in known}


def departments_of(organisation: Organisation) -> QuerySet[Organisation]:
    return Organisation.objects.public().filter(parent=organisation)


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    return (
        Membership.objects.current()
        .filter(organisation=organisation)
        .select_related("user")
        .order_by("started_at", "pk")
    )


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    return Invitation.objects.open().filter(organisation=organisation).order_by("invited_at", "pk")


def invitation_by_ref(ref: str) -> Invitation | None:
    return Invitation.objects.select_related("organisation", "invited_by").filter(ref=ref).first()


def memberships_of(user: Any) -> QuerySet[Membership]:
    mine = Membership.objects.current().filter(user_id=user.pk).select_related("organisation__territory")
    return mine.order_by("organisation__name_fr", "pk")


def organisations_asked_by(user: Any) -> QuerySet[Organisation]:
    """Those whose answer the asker should see: waiting, or refused."""
    return (
        Organisation.objects.exclude(status=OrganisationStatus.CHECKED)
        .filter(asked_by_id=user.pk)
        .order_by("-asked_at")
    )


def invitations_for(user: Any) -> QuerySet[Invitation]:
    return Invitation.objects.open().filter(address=user.email.lower()).select_related("organisation")


def waiting_organisations() -> QuerySet[Organisation]:
    waiting = Organisation.objects.filter(status=OrganisationStatus.ASKED).select_related("territory", "asked_by")
    return waiting.order_by("asked_at", "pk")


def possible_parents(organisation: Organisation) -> QuerySet[Organisation]:
    """A department is public itself and belongs to a public body of the same place."""
    if organisation.kind not in PUBLIC_KINDS:
        return Organisation.objects.none()
    bodies = Organisation.objects.public().filter(
        kind__in=PUBLIC_KINDS, parent=None, territory=organisation.territory_id
    )
    return bodies.exclude(pk=organisation.pk)


def same_name(organisation: Organisation) -> QuerySet[Organisation]:
    """What an administrator should compare with: another body with one of these names."""
    alike = Q(pk=None)
    for code in LANGUAGES:
        if name := getattr(organisation, f"name_{code}"):
            alike |= Q(**{f"name_{code}__iexact": name})
    return Organisation.objects.filter(alike).exclude(pk=organisation.pk)


def college_label(organisation: Organisation) -> College | None:
    return college_of(organisation.kind)
