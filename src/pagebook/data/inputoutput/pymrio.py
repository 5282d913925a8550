"""The layout `pymrio`: a folder as that program saves it, texts separated by tabs with labels at two sides.

Read are the files that `file_parameters.json` names in the folder and in those of satellite accounts. Only
what a table of flows needs is read; footprints and other results that lie beside it are passed over. The
format is that of pymrio 0.5 to 0.7 (`pymrio.core.fileio.load`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from pagebook.data.inputoutput.files import AccountFiles
from pagebook.data.inputoutput.grid import Grid, read_grid
from pagebook.data.problems import Problem

__all__ = ["Extension", "Saved", "read_folder"]

_PARAMETERS = "file_parameters.json"
_CORE = ("Z", "A", "Y", "x")
_SATELLITE = ("F", "S", "unit")
_RIGHT = "save the table with pymrio's save_all(path, table_format='txt')"


@dataclass
class Extension:
    """A satellite account.

    Attributes:
        folder: Its folder in that of the table.
        grids: Its flows `F` or coefficients `S`.
        units: The unit of each row, by the row's labels.
    """

    folder: str
    grids: dict[str, Grid] = field(default_factory=dict)
    units: dict[tuple[str, ...], str] = field(default_factory=dict)


@dataclass
class Saved:
    """What was read of a folder, and what was wrong with its files.

    Attributes:
        read: Names of the files and folders that were looked at.
        problems: Everything that is wrong.
        grids: Flows `Z` or coefficients `A`, final demand `Y`, perhaps output `x`.
        extensions: The satellite accounts, by folder.
    """

    read: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    grids: dict[str, Grid] = field(default_factory=dict)
    extensions: dict[str, Extension] = field(default_factory=dict)


def read_folder(folder: str, files: AccountFiles) -> Saved:
    """Return what a folder holds.

    Args:
        folder: The table's folder below the book's root, with the slash at its end.
        files: The files.
    """
    saved = Saved(read=[folder])
    saved.grids, _ = _grids(saved, files, folder, _CORE)
    for name in files.names(folder):
        top, _, rest = name.partition("/")
        if rest == _PARAMETERS:
            grids, units = _grids(saved, files, f"{folder}{top}/", _SATELLITE)
            saved.extensions[top] = Extension(top, grids, units)
    return saved


def _grids(
    saved: Saved, files: AccountFiles, folder: str, wanted: tuple[str, ...]
) -> tuple[dict[str, Grid], dict[tuple[str, ...], str]]:
    found: dict[str, Grid] = {}
    units: dict[tuple[str, ...], str] = {}
    for key, told in _parameters(saved, files, folder).items():
        shape = _shape(told)
        # Flows are what is computed with; coefficients are for a table that was saved without them.
        if key not in wanted or (key == "A" and "Z" in found) or (key == "S" and "F" in found):
            continue
        if shape is None:
            saved.problems.append(_problem(folder + _PARAMETERS, key, "has no name or shape", _RIGHT))
            continue
        name, index, header = shape
        text = _text(saved, files, folder, name, key)
        if text is not None and key == "unit":
            units = _units(text, index)
        elif text is not None:
            grid, problems = read_grid(text, folder + name, index=index, header=header, delimiter="\t")
            saved.problems += problems
            found |= {key: grid} if grid else {}
    return found, units


def _parameters(saved: Saved, files: AccountFiles, folder: str) -> dict[str, Any]:
    """Return what the folder says of its files, those of flows before those of coefficients."""
    name = folder + _PARAMETERS
    saved.read.append(name)
    text = files.text(name)
    try:
        content = json.loads(text) if text is not None else None
        told: dict[str, Any] = dict(content["files"]) if content else {}
    except (ValueError, TypeError, KeyError) as error:
        saved.problems.append(_problem(name, "", f"does not name the files of the table ({error})", _RIGHT))
        return {}
    if text is None:
        saved.problems.append(_problem(name, "", "the file is missing", _RIGHT))
    order = {key: place for place, key in enumerate((*_CORE, *_SATELLITE))}
    return {key: told[key] for key in sorted(told, key=lambda key: (order.get(key, len(order)), key))}


def _shape(told: Any) -> tuple[str, int, int] | None:
    """Return the name of a file and how many columns and rows of labels it has; None where it is not told."""
    try:
        name, index, header = str(told["name"]), int(told["nr_index_col"]), int(told["nr_header"])
    except (TypeError, KeyError, ValueError):
        return None
    return (name, index, header) if index > 0 and header > 0 else None


def _text(saved: Saved, files: AccountFiles, folder: str, name: str, key: str) -> str | None:
    if "/" in name or "\\" in name or name in (".", ".."):
        told = f"names the file {name!r}, which is not in the folder"
        saved.problems.append(_problem(folder + _PARAMETERS, key, told, "name a file beside it"))
        return None
    if not name.endswith(".txt"):
        told = f"names the file {name!r}, which is no text"
        saved.problems.append(_problem(folder + _PARAMETERS, key, told, _RIGHT))
        return None
    saved.read.append(folder + name)
    text = files.text(folder + name)
    if text is None:
        saved.problems.append(_problem(folder + name, "", "the file is missing", _RIGHT))
    return text


def _units(text: str, index: int) -> dict[tuple[str, ...], str]:
    rows = [line.split("\t") for line in text.split("\n") if line]
    return {tuple(row[:index]): row[index] for row in rows[1:] if len(row) > index}


def _problem(file: str, column: str, message: str, expected: str) -> Problem:
    return Problem(file, 0, column, message, expected, "input-output")
