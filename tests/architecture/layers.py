"""Who may know whom (docs/architecture.md), as data. An arrow goes down only; a room knows its ground, never a sister."""

TOP = ("policylab.urls", "policylab.wsgi", "policylab.settings")
ORDER = (
    "home",
    "consultations",
    "proposals",
    "policylab.discussion",
    "policylab.notices",
    "policylab.residents",
    "policylab.directory",
    "policylab.accounts",
    "policylab.themes",
    "policylab.territories",
    "search",
    "policylab.core",
)
ROOTS = ("policylab", "search", "proposals", "consultations", "home")
# Pure: the standard library and themselves, nothing of ours, no Django. numpy where it says so: to look for the share of money
# in Equal Shares, which is then certified without it, and in opinion.
PURE = {
    "consultations.tallies": set(),
    "consultations.tallies.equal_shares_search": {"numpy"},
    "consultations.opinion": {"numpy"},
}


def _within(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def package_of(module: str) -> str | None:
    """The package a module belongs to, or None for what stands above all of them."""
    return next((package for package in ORDER if _within(module, package)), None)


def is_ours(module: str) -> bool:
    return module.split(".")[0] in ROOTS


def room_of(module: str, rooms: set[str]) -> str | None:
    return next((room for room in rooms if _within(module, room)), None)


def why_not(source: str, target: str, rooms: set[str]) -> str | None:
    """The reason why `source` may not know `target`, or None where it may."""
    if any(_within(target, top) for top in TOP):
        return None if any(_within(source, top) for top in TOP) else f"nothing may know {target}"
    lower, upper = package_of(target), package_of(source)
    if lower is None or upper is None:
        return None
    if ORDER.index(upper) > ORDER.index(lower):
        return f"{upper} stands below {lower}"
    if upper != lower:
        return None
    here, there = room_of(source, rooms), room_of(target, rooms)
    if there is None or there == here:
        return None
    return (
        f"the room {here} may not know its sister {there}"
        if here
        else f"the ground {upper} may not know its room {there}"
    )
