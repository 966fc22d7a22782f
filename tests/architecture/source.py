"""Our source as the rules read it: files, their module names, their trees. A root may be any folder, so that each rule is
shown to report on a small one."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.architecture.layers import ROOTS


@dataclass(frozen=True)
class Module:
    path: Path
    name: str
    where: str  # relative, for messages

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=self.where)

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"

    def at(self, node: ast.AST) -> str:
        return f"{self.where}:{node.lineno}"


class Source:
    def __init__(self, root: Path):
        self.root = root

    @cached_property
    def modules(self) -> list[Module]:
        """Every Python file of our packages but migrations, which are data."""
        paths = [path for name in ROOTS for path in sorted((self.root / name).rglob("*.py"))]
        return [self.module(path) for path in paths if "migrations" not in path.parts]

    def module(self, path: Path) -> Module:
        relative = path.relative_to(self.root)
        parts = list(relative.with_suffix("").parts)
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        return Module(path, name, relative.as_posix())

    @cached_property
    def names(self) -> set[str]:
        return {module.name for module in self.modules}

    @cached_property
    def tests(self) -> list[Module]:
        return [self.module(path) for path in sorted((self.root / "tests").rglob("*.py"))]

    @cached_property
    def templates(self) -> list[Path]:
        return sorted((self.root / "templates").rglob("*.html")) + sorted((self.root / "templates").rglob("*.txt"))

    @cached_property
    def apps(self) -> dict[str, str]:
        """Label -> package, as each apps.py says; a label that is not said is None in `unlabelled`."""
        return {label: name for name, label in self._configs if label}

    @cached_property
    def unlabelled(self) -> list[str]:
        return [name for name, label in self._configs if not label]

    @cached_property
    def _configs(self) -> list[tuple[str, str | None]]:
        found = []
        for module in self.modules:
            if module.path.name == "apps.py":
                found.append((module.name.removesuffix(".apps"), _assigned(module.tree, "label")))
        return found

    @cached_property
    def rooms(self) -> set[str]:
        """Apps inside a package that is itself an app: consultations.votes in consultations."""
        names = {name for name, _ in self._configs}
        return {name for name in names if name.rpartition(".")[0] in names}

    def resolve(self, dotted: str) -> str | None:
        """The module of ours that a dotted path leads to: the longest part of it that is one."""
        parts = dotted.split(".")
        for end in range(len(parts), 0, -1):
            name = ".".join(parts[:end])
            if name in self.names:
                return name
        return None


def _assigned(tree: ast.Module, name: str) -> str | None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(
            isinstance(goal, ast.Name) and goal.id == name for goal in node.targets
        ):
            return node.value.value if isinstance(node.value, ast.Constant) else None
    return None


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """Every string but docstrings, which may name what they explain."""
    explained = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained:
            yield node
