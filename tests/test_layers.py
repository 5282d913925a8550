"""The house has floors: a module imports only from its own floor and the floors below."""

import ast
from pathlib import Path

import pytest

FLOORS = {
    "errors": 0,
    "loading": 0,
    "project": 0,
    "data": 1,
    "analysis": 2,
    "figures": 3,
    "story": 4,
    "pages": 5,
    "diff": 6,
    "ingest": 6,
    "publish": 6,
    "cli": 7,
}
SOURCE = Path(__file__).resolve().parents[1] / "src" / "pagebook"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return {name for name in names if name.split(".")[0] == "pagebook"}


def _floor(dotted: str) -> int:
    return FLOORS[dotted.split(".")[1]]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_imports_only_from_its_floor_and_below(path: Path):
    """No import of a module points to a floor above it."""
    own = FLOORS[path.relative_to(SOURCE).parts[0].removesuffix(".py")]

    upward = sorted(name for name in _imports(path) if name != "pagebook.__version__" and _floor(name) > own)

    assert upward == []


def test_imports_are_absolute():
    """Relative imports would hide a module's floor from this test, so there are none."""
    relative = [
        path.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level > 0
    ]

    assert relative == []


def test_every_part_of_the_house_has_a_floor():
    """A new folder or module at the top must be given its floor here."""
    parts = {path.relative_to(SOURCE).parts[0].removesuffix(".py") for path in MODULES}

    assert parts == set(FLOORS)
