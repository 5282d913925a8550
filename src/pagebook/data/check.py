"""Every problem of the data at once; wrong data never raise here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from pagebook.data.cache import hash_of, hash_of_file, keep_verdict, kept_verdict
from pagebook.data.descriptor import DESCRIPTOR, read_descriptor
from pagebook.data.form import form_problems
from pagebook.data.inputoutput.check import accounts_problems, has_accounts
from pagebook.data.inputoutput.layouts import FOLDER, TABLE
from pagebook.data.links import foreign_key_problems, list_problems, primary_key_problems
from pagebook.data.package import Package, TableSpec
from pagebook.data.problems import Problem
from pagebook.data.raw import RawTable, read_raw, split_raw
from pagebook.data.rules import faults, rule_problems
from pagebook.data.sheet import Sheet, header_problems
from pagebook.data.values import constraint_problems, type_problems
from pagebook.project import Book

__all__ = ["candidate_problems", "check_data"]


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
    files += _accounts(package)
    try:
        hashes = [hash_of_file(path) for path in files]
    except OSError:
        return ""
    return hash_of([*hashes, *_csvs(folder), *map(str, _accounts(package))])


def _accounts(package: Package) -> list[Path]:
    """Return the files of input-output tables, which no description lists one by one."""
    paths = sorted((package.folder / FOLDER).rglob("*")) if TABLE in package.tables else []
    return [path for path in paths if path.is_file()]


def candidate_problems(package: Package, texts: Mapping[str, str]) -> list[Problem]:
    """Return the problems that the data would have if some tables had other texts; nothing is written.

    Judged are those tables and the tables that point to them. What they point to is read from its file.

    Args:
        package: The data package.
        texts: The text that each of these tables would have.
    """
    judged = [name for name, spec in package.tables.items() if texts.keys() & {name, *_named(spec)}]
    needed = {name for table in judged for name in (table, *_named(package.tables[table]))}
    return _judge(package, judged, needed, texts)


def _named(spec: TableSpec) -> set[str]:
    """Return the tables that a table's keys, lists and rules name."""
    keys = {key.resource for key in spec.foreign_keys}
    lists = {field.list.resource for field in spec.fields if field.list and field.list.resource}
    return keys | lists | {rule.options["resource"] for rule in spec.rules if "resource" in rule.options}


def _problems(package: Package) -> list[Problem]:
    found = _judge(package, package.tables, package.tables, {})
    # Where the rows are wrong, what they say of the files means nothing.
    accounts = [] if found else accounts_problems(package)
    return [*found, *accounts, *_strays(package)]


def _judge(
    package: Package, judged: Collection[str], needed: Collection[str], texts: Mapping[str, str]
) -> list[Problem]:
    found: dict[str, list[Problem]] = {}
    sheets: dict[str, Sheet] = {}
    for name, spec in package.tables.items():
        if name in needed:
            raw, found[name] = _raw(package, spec, texts)
            if raw is not None:
                sheets[name] = Sheet(spec, raw)
                found[name] += header_problems(raw, spec)
    for name in judged:
        if name in sheets:
            found[name] += _table_problems(sheets[name], sheets)
    return [problem for problems in found.values() for problem in sorted(set(problems))]


def _raw(
    package: Package, spec: TableSpec, texts: Mapping[str, str]
) -> tuple[RawTable | None, list[Problem]]:
    file = f"{package.folder.name}/{spec.path}"
    if spec.name in texts:
        return split_raw(texts[spec.name].encode(), file, spec.columns)
    return read_raw(package.folder / spec.path, file, spec.columns)


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


def _strays(package: Package) -> list[Problem]:
    folder, described = package.folder, {spec.path for spec in package.tables.values()}
    expected = f"describe it in {folder.name}/{DESCRIPTOR} or remove it"
    return [
        Problem(f"{folder.name}/{path}", 0, "", "the file is not described", expected, "file")
        for path in _csvs(folder)
        if path not in described and not has_accounts(package, path)
    ]


def _csvs(folder: Path) -> list[str]:
    # Editors keep copies in hidden folders, such as JupyterLab's .ipynb_checkpoints.
    found = (path.relative_to(folder) for path in sorted(folder.rglob("*.csv")))
    return [path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts)]
