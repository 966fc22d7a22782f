"""Tests mirror packages: who looks for the tests of consultations/votes finds them in tests/consultations/votes."""

from tests.architecture.source import Source

# Folders of tests that look at the whole.
WHOLE = {"architecture", "browser", "languages", "load", "data", "permissions"}


def homeless_tests(source: Source) -> list[str]:
    """A folder of tests for a package that does not exist."""
    faults = []
    for folder in sorted({module.path.parent for module in source.tests if module.path.name.startswith("test_")}):
        parts = folder.relative_to(source.root / "tests").parts
        if parts and parts[0] not in WHOLE and not _mirrors(parts, source):
            faults.append(f"tests/{'/'.join(parts)}: there is no package {'.'.join(parts)}")
    return faults


def _mirrors(parts: tuple[str, ...], source: Source) -> bool:
    return ".".join(parts) in source.names


def untested_packages(source: Source) -> list[str]:
    """An app with code in it and no test of its own."""
    folders = {module.path.parent for module in source.tests if module.path.name.startswith("test_")}
    tested = {".".join(folder.relative_to(source.root / "tests").parts) for folder in folders}
    return [
        f"{name}: has no tests in tests/{name.replace('.', '/')}"
        for name in sorted(set(source.apps.values()))
        if not any(other == name or other.startswith(f"{name}.") for other in tested)
    ]
