"""A template that takes in another package's template, a tag library or a view's template: imports too."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.layers import is_ours, why_not
from tests.architecture.source import Source, strings

TAKEN = re.compile(r"""{%-?\s*(?:extends|include)\s+["']([^"']+)["']""")
LOADED = re.compile(r"{%-?\s*load\s+([^%]+?)\s*-?%}")
# Core's, for everybody: the frame, what is shared, and the pages Django asks for by name.
SHARED = {"base.html", "components", "layouts"}
# Folders whose name a library fixes: what we say in its place belongs to this package of ours.
FOREIGN = {
    "account": "policylab.accounts",
    "mfa": "policylab.accounts",
    "usersessions": "policylab.accounts",
    "allauth": "policylab.accounts",
    "wagtailadmin": "home",
    "comments": "policylab.discussion",
    "django": "policylab.core",
    "styleguide": "policylab.core",
}


def owner_of(name: str, source: Source) -> str | None:
    """The package of a template by its folder: consultations/votes/ is the room's, directory/ policylab.directory's."""
    parts = name.split("/")
    if parts[0] in SHARED or len(parts) == 1:
        return "policylab.core"
    if parts[0] in FOREIGN:
        return FOREIGN[parts[0]]
    rooms = [room for room in source.rooms if parts[:2] == room.split(".")[:2]]
    if rooms:
        return rooms[0]
    if parts[0] in source.names:
        return parts[0]
    return f"policylab.{parts[0]}" if f"policylab.{parts[0]}" in source.names else None


def libraries(source: Source) -> dict[str, str]:
    """Tag library -> the module it stands in."""
    return {m.path.stem: m.name for m in source.modules if m.path.parent.name == "templatetags" and not m.is_package}


def _taken(text: str, source: Source) -> Iterator[tuple[str, str]]:
    tags = libraries(source)
    for name in TAKEN.findall(text):
        if name.split("/")[0] not in SHARED and (owner := owner_of(name, source)):
            yield name, owner
    for words in LOADED.findall(text):
        for word in words.split(" from ")[-1].split():
            if word in tags:
                yield f"the tags {word}", tags[word]


def upward_templates(source: Source) -> list[str]:
    faults = []
    for path in source.templates:
        name = path.relative_to(source.root / "templates").as_posix()
        owner = owner_of(name, source)
        for what, target in _taken(path.read_text(encoding="utf-8"), source) if owner else ():
            if reason := why_not(owner, target, source.rooms):
                faults.append(f"templates/{name}: takes in {what}: {reason}")
    return faults


def rendered_from_above(source: Source) -> list[str]:
    """A view, a mail, a tag that shows a template of a package above its own."""
    faults = []
    for module in source.modules:
        for node in strings(module.tree):
            if not re.fullmatch(r"[\w/-]+\.(html|txt)", node.value) or node.value.split("/")[0] in SHARED:
                continue
            owner = owner_of(node.value, source)
            if owner and is_ours(module.name) and (reason := why_not(module.name, owner, source.rooms)):
                faults.append(f"{module.at(node)}: shows {node.value}: {reason}")
    return faults


def ownerless_templates(source: Source) -> list[str]:
    return [
        f"templates/{name}: its folder belongs to no package"
        for path in source.templates
        if owner_of(name := Path(path).relative_to(source.root / "templates").as_posix(), source) is None
    ]
