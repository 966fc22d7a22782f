"""Imports go down only, wherever they stand: at the top, inside a function, in a string."""

import ast
import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

from tests.architecture.layers import PURE, is_ours, why_not
from tests.architecture.source import Module, Source, strings

DOTTED = re.compile(r"^(policylab|search|proposals|consultations|home)(\.\w+)+$")
LABELLED = re.compile(r"^([a-z_]+)\.([A-Z]\w+)$")


class Edge(NamedTuple):
    source: str
    target: str
    where: str
    how: str


def imports_of(module: Module, source: Source) -> Iterator[Edge]:
    """Import statements, also those inside functions; `from package import name` leads to the module `name` if it is one."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Edge(module.name, source.resolve(alias.name) or alias.name, module.at(node), "imports")
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, module)
            for alias in node.names:
                dotted = f"{base}.{alias.name}"
                yield Edge(module.name, source.resolve(dotted) or dotted, module.at(node), "imports")


def _absolute(node: ast.ImportFrom, module: Module) -> str:
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    parts = parts if module.is_package else parts[:-1]
    parts = parts[: len(parts) - (node.level - 1)]
    return ".".join([*parts, node.module] if node.module else parts)


def names_of(module: Module, source: Source) -> Iterator[Edge]:
    """Strings that are imports in disguise: `include("votes.urls")`, `import_string("…")`, a key to "votes.Ballot"."""
    settings = dotted_settings(source)
    for node in strings(module.tree):
        for target in _named(node.value, source):
            yield Edge(module.name, target, module.at(node), "names")
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "settings":
            for target in settings.get(node.attr, ()):
                yield Edge(module.name, target, module.at(node), f"by the setting {node.attr} knows")


def _named(text: str, source: Source) -> Iterator[str]:
    if DOTTED.match(text) and (target := source.resolve(text)) and target != text.split(".")[0]:
        yield target
    elif (match := LABELLED.match(text)) and match[1] in source.apps:
        yield source.apps[match[1]]


def dotted_settings(source: Source) -> dict[str, set[str]]:
    """Setting -> the modules of ours it names. Who reads the setting knows them."""
    found: dict[str, set[str]] = {}
    for module in source.modules:
        if not module.name.startswith("policylab.settings"):
            continue
        for node in module.tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                named = {target for text in strings(node.value) for target in _named(text.value, source)}
                found.setdefault(node.targets[0].id, set()).update(named)
    return found


def upward_arrows(source: Source) -> list[str]:
    faults = []
    for module in source.modules:
        for edge in (*imports_of(module, source), *names_of(module, source)):
            if is_ours(edge.target) and (reason := why_not(edge.source, edge.target, source.rooms)):
                faults.append(f"{edge.where}: {edge.source} {edge.how} {edge.target}: {reason}")
    return faults


def impure_imports(source: Source) -> list[str]:
    """What counts votes must be readable and runnable by anyone, without this project."""
    faults = []
    for module in source.modules:
        homes = [pure for pure in PURE if f"{module.name}.".startswith(f"{pure}.")]
        granted = sys.stdlib_module_names.union(*(PURE[home] for home in homes))
        for edge in imports_of(module, source) if homes else ():
            inside = any(f"{edge.target}.".startswith(f"{home}.") for home in homes)
            if not inside and edge.target.split(".")[0] not in granted:
                faults.append(f"{edge.where}: {homes[0]} is pure and may not import {edge.target}")
    return faults


def cycles(source: Source) -> list[str]:
    """Rings of modules that import each other, also through functions."""
    graph = {module.name: set() for module in source.modules}
    for module in source.modules:
        graph[module.name] |= {edge.target for edge in imports_of(module, source) if edge.target in graph}
        graph[module.name].discard(module.name)
    return [f"these import each other: {', '.join(sorted(ring))}" for ring in _rings(graph)]


def _rings(graph: dict[str, set[str]]) -> list[set[str]]:
    """Two modules are in one ring when each is reached from the other."""
    reached = {name: _reached(name, graph) for name in graph}
    rings = {frozenset({other for other in reached[name] if name in reached[other]}) for name in graph}
    return [set(ring) for ring in rings if len(ring) > 1]


def _reached(start: str, graph: dict[str, set[str]]) -> set[str]:
    seen, todo = set(), [start]
    while todo:
        for target in graph[todo.pop()] - seen:
            seen.add(target)
            todo.append(target)
    return seen
