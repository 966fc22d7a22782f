"""The names of a document's place and of those it lies in, so that «Tunis» finds what is asked there."""

from collections.abc import Iterable

from django.utils.translation import override

from policylab.core import registries


def above(path: str) -> list[str]:
    """A place and those it lies in, the widest first."""
    parts = path.split("/") if path else []
    return ["/".join(parts[: depth + 1]) for depth in range(len(parts))]


def place_name(path: str, names: dict[str, str]) -> str:
    code = path.rpartition("/")[2]
    return names.get(code, code)


def place_names(paths: Iterable[str]) -> dict[str, str]:
    """Names of places by their codes, in the reader's language; the package of places knows them."""
    codes = sorted({path.rpartition("/")[2] for path in paths if path})
    named = registries.facet_names.get("territory")
    return named(codes) if named and codes else {}


def names_around(paths: Iterable[str], language: str) -> dict[str, str]:
    """Path -> the names from the place itself up to its country, each once, in one language; one query."""
    wanted = set(paths)
    with override(language):
        names = place_names(code for path in wanted for code in path.split("/"))
    chains = {path: [names[code] for code in reversed(path.split("/")) if code in names] for path in wanted}
    return {path: ", ".join(dict.fromkeys(chain)) for path, chain in chains.items()}
