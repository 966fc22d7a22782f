"""Within a package: urls -> views -> forms -> services -> permissions -> selectors -> models -> enums, and who may write."""

import ast
from collections.abc import Iterator

from tests.architecture.rules_imports import imports_of
from tests.architecture.source import Module, Source

KINDS = ("urls", "views", "forms", "services", "permissions", "selectors", "models", "enums")
WRITES = {"save", "delete", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
SIGNALS = {"pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed", "page_published", "page_unpublished"}
# Signals stand only where a library offers no other door; each says why.
RECEIVERS = {
    "home.signals": "Wagtail tells of a published or withdrawn page by signal only; the search row follows it",
}
DRAWERS = {"utils", "helpers", "common", "misc", "tools"}


def kind_of(module: str) -> tuple[str, str] | None:
    """(app, kind) of a module: consultations.votes.views.ballot is a view of consultations.votes."""
    parts = module.split(".")
    for place, part in enumerate(parts):
        if part in KINDS and place:
            return ".".join(parts[:place]), part
    return None


def against_the_order(source: Source) -> list[str]:
    faults = []
    for module in source.modules:
        here = kind_of(module.name)
        for edge in imports_of(module, source) if here else ():
            there = kind_of(edge.target)
            if there and there[0] == here[0] and KINDS.index(there[1]) < KINDS.index(here[1]):
                faults.append(f"{edge.where}: {here[1]} may not know {there[1]}")
    return faults


def writing_views(source: Source) -> list[str]:
    """Views call services; the service checks the permission, takes the lock and reads the clock."""
    faults = []
    for module in source.modules:
        kind = kind_of(module.name)
        for node in ast.walk(module.tree) if kind and kind[1] == "views" else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
                faults.append(f"{module.at(node)}: a view calls .{node.func.attr}(); a service does that")
    return faults


def save_overrides(source: Source) -> list[str]:
    return [
        f"{module.at(node)}: {owner.name}.save() is overridden; a service does that"
        for module in source.modules
        for owner, node in _methods(module)
        if node.name == "save"
    ]


def _methods(module: Module) -> Iterator[tuple[ast.ClassDef, ast.FunctionDef]]:
    for owner in ast.walk(module.tree):
        if isinstance(owner, ast.ClassDef):
            yield from ((owner, node) for node in owner.body if isinstance(node, ast.FunctionDef))


def receivers(source: Source, allowed: dict[str, str] = RECEIVERS) -> list[str]:
    faults = []
    for module in source.modules:
        if module.name in allowed:
            continue
        for node in ast.walk(module.tree):
            if _is_receiver(node):
                faults.append(
                    f"{module.at(node)}: listens to a signal; call a service, or name the module with its reason"
                )
    return faults


def _is_receiver(node: ast.AST) -> bool:
    if isinstance(node, ast.FunctionDef):
        calls = [decorator.func if isinstance(decorator, ast.Call) else decorator for decorator in node.decorator_list]
        return any(isinstance(call, ast.Name) and call.id == "receiver" for call in calls)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "connect":
        on = node.func.value
        return isinstance(on, ast.Name | ast.Attribute) and (on.id if isinstance(on, ast.Name) else on.attr) in SIGNALS
    return False


def drawers(source: Source) -> list[str]:
    """A file called utils is where things go that nobody named."""
    return [
        f"{m.where}: name it after what it does"
        for m in source.modules
        if m.path.stem in DRAWERS or m.path.parent.name in DRAWERS
    ]


def labels(source: Source) -> list[str]:
    """Every app says its label, which is its folder's name, from its first model on: no model ever changes app."""
    faults = [f"{name}.apps: says no label" for name in source.unlabelled]
    wrong = [(label, name) for label, name in source.apps.items() if label != name.rpartition(".")[2]]
    return faults + [
        f"{name}.apps: its label is {label}, its folder {name.rpartition('.')[2]}" for label, name in wrong
    ]
