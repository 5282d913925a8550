"""Everything that is wrong with the files of all input-output tables; wrong files never raise here."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import PurePosixPath

from pagebook.data.inputoutput.files import AccountFiles
from pagebook.data.inputoutput.layouts import FOLDER, INPUT_OUTPUT, LAYOUTS, TABLE
from pagebook.data.inputoutput.reading import read_accounts
from pagebook.data.package import Package
from pagebook.data.problems import Problem
from pagebook.data.stored import stored_table
from pagebook.errors import DataError

__all__ = ["accounts_problems", "has_accounts"]


def has_accounts(package: Package, path: str) -> bool:
    """Return whether a file, relative to the data folder, is one of an input-output table, not of a table."""
    parts = PurePosixPath(path).parts
    return TABLE in package.tables and len(parts) > 2 and parts[0] == FOLDER


def accounts_problems(package: Package) -> list[Problem]:
    """Return the problems of all files of input-output tables, and of files that belong to none.

    Args:
        package: The data package; the table of tables itself must be sound.
    """
    if TABLE not in package.tables:
        return []
    files, found = AccountFiles(package.folder.parent), list[Problem]()
    stored = stored_table(package, TABLE)
    rows = stored.frame(stored.positions(())).to_dict("records")
    for row in rows:
        try:
            found += read_accounts(row, files).problems
        except DataError as error:
            found += [_problem(one) for one in error.problems]
    layouts = {str(row["folder"]): str(row["layout"]) for row in rows}
    return [*found, *_strays(files, layouts)]


def _strays(files: AccountFiles, layouts: dict[str, str]) -> Iterator[Problem]:
    for name in files.names(INPUT_OUTPUT):
        folder, _, rest = name.partition("/")
        if rest and folder not in layouts:
            told = "belongs to no input-output table"
            right = f"name the folder in a row of {TABLE}, or remove it"
            yield Problem(INPUT_OUTPUT + name, 0, "", told, right, "file")
        # What else pymrio saves with a table, such as footprints, is passed over.
        elif rest and layouts[folder] == "sectors" and not _known(rest):
            right = f"name it as one of {', '.join(one.name for one in LAYOUTS['sectors'])}, or remove it"
            yield Problem(INPUT_OUTPUT + name, 0, "", "is no file of the layout", right, "file")


def _known(name: str) -> bool:
    return any(fnmatch(name, one.name) for one in LAYOUTS["sectors"])


def _problem(told: object) -> Problem:
    if isinstance(told, Problem):
        return told
    file, _, message = str(told).partition(": ")
    return Problem(file, 0, "", message, "", "input-output")
