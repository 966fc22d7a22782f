"""Budgets: what does not fit is split by what people do, never by technical layer (docs/architecture.md)."""

import ast
from collections.abc import Iterable

from tests.architecture.source import Module, Source

FUNCTION = 30
PYTHON_FILE = 300
TEMPLATE = 80


def long_functions(modules: Iterable[Module], budget: int = FUNCTION) -> list[str]:
    """From `def` to the last line; its decorators do not count."""
    faults = []
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = node.end_lineno - node.lineno + 1
                if length > budget:
                    faults.append(f"{module.at(node)}: {node.name} has {length} lines, the budget is {budget}")
    return faults


def lines_of_code(module: Module) -> int:
    """Without blank lines, comments and docstrings: nobody should save on explaining."""
    explaining: set[int] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            explaining.update(range(node.lineno, node.end_lineno + 1))
    lines = enumerate(module.text.splitlines(), start=1)
    return sum(
        1 for number, line in lines if number not in explaining and line.strip() and not line.lstrip().startswith("#")
    )


def long_files(modules: Iterable[Module], budget: int = PYTHON_FILE) -> list[str]:
    sizes = [(module.where, lines_of_code(module)) for module in modules]
    return [f"{where}: {size} lines of code, the budget is {budget}" for where, size in sizes if size > budget]


def long_templates(source: Source, budget: int = TEMPLATE) -> list[str]:
    sizes = [
        (path.relative_to(source.root), len(path.read_text(encoding="utf-8").splitlines())) for path in source.templates
    ]
    return [f"{path.as_posix()}: {size} lines, the budget is {budget}" for path, size in sizes if size > budget]
