"""Every problem of the data at once; wrong data never raise here."""

from __future__ import annotations

from pathlib import Path

from pagebook.data.cache import hash_of, hash_of_file, keep_verdict, kept_verdict
from pagebook.data.descriptor import DESCRIPTOR, read_descriptor
from pagebook.data.form import form_problems
from pagebook.data.links import foreign_key_problems, list_problems, primary_key_problems
from pagebook.data.package import Package, TableSpec
from pagebook.data.problems import Problem
from pagebook.data.raw import read_raw
from pagebook.data.rules import faults, rule_problems
from pagebook.data.sheet import Sheet, header_problems
from pagebook.data.values import constraint_problems, type_problems
from pagebook.project import Book

__all__ = ["check_data"]


def check_data(book: Book) -> list[Problem]:
    """Return every problem of the data: tables in the order of the descriptor, rows from top to bottom."""
    folder = book.data
    _, broken = read_descriptor(folder / DESCRIPTOR, f"{folder.name}/{DESCRIPTOR}")
    if broken:
        return broken
    package = Package.load(folder)
    if broken := _rule_faults(package):
        return broken
    key = _key(package)
    if key and kept_verdict(folder, key):
        return []
    problems = _problems(package)
    # Only when nothing was written meanwhile is it the verdict on these files.
    if key and not problems and Package.load(folder) == package and _key(package) == key:
        keep_verdict(folder, key)
    return problems


def _key(package: Package) -> str:
    """Return the hash of all that the problems depend on; nothing when a file cannot be read."""
    folder = package.folder
    files = [folder / DESCRIPTOR, *(folder / spec.path for spec in package.tables.values())]
    try:
        hashes = [hash_of_file(path) for path in files]
    except OSError:
        return ""
    return hash_of([*hashes, *_csvs(folder)])


def _problems(package: Package) -> list[Problem]:
    folder = package.folder
    found: dict[str, list[Problem]] = {}
    sheets: dict[str, Sheet] = {}
    for name, spec in package.tables.items():
        raw, found[name] = read_raw(folder / spec.path, f"{folder.name}/{spec.path}", spec.columns)
        if raw is not None:
            sheets[name] = Sheet(spec, raw)
            found[name] += header_problems(raw, spec)
    for name, sheet in sheets.items():
        found[name] += _table_problems(sheet, sheets)
    ordered = [problem for problems in found.values() for problem in sorted(set(problems))]
    return ordered + _strays(folder, list(package.tables.values()))


def _rule_faults(package: Package) -> list[Problem]:
    file = f"{package.folder.name}/{DESCRIPTOR}"
    return [
        Problem(file, 0, "", f"resource {spec.name!r}: {message}", expected, "descriptor")
        for spec in package.tables.values()
        for rule in spec.rules
        for message, expected in faults(rule, spec)
    ]


def _table_problems(sheet: Sheet, sheets: dict[str, Sheet]) -> list[Problem]:
    return [
        *type_problems(sheet),
        *constraint_problems(sheet),
        *form_problems(sheet),
        *primary_key_problems(sheet),
        *foreign_key_problems(sheet, sheets),
        *list_problems(sheet, sheets),
        *rule_problems(sheet, sheets),
    ]


def _strays(folder: Path, specs: list[TableSpec]) -> list[Problem]:
    described = {spec.path for spec in specs}
    expected = f"describe it in {folder.name}/{DESCRIPTOR} or remove it"
    return [
        Problem(f"{folder.name}/{path}", 0, "", "the file is not described", expected, "file")
        for path in _csvs(folder)
        if path not in described
    ]


def _csvs(folder: Path) -> list[str]:
    # Editors keep copies in hidden folders, such as JupyterLab's .ipynb_checkpoints.
    found = (path.relative_to(folder) for path in sorted(folder.rglob("*.csv")))
    return [path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts)]
