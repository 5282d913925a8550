"""A row of the table of input-output tables, made into accounts."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from pagebook.data.inputoutput.files import AccountFiles
from pagebook.data.inputoutput.layouts import INPUT_OUTPUT
from pagebook.data.inputoutput.parts import Parts, together
from pagebook.data.inputoutput.regions import read_region
from pagebook.data.inputoutput.sectors import read_sectors

__all__ = ["ROWS", "read_accounts"]

ROWS = f"{INPUT_OUTPUT}io_tables.csv"
"""The file of the rows, as problems name it."""

# One process reads a table once: pages forked from a warm parent find it here. The last of each is kept.
_KEPT: dict[str, tuple[str, Parts]] = {}


def read_accounts(row: Mapping[Any, Any], files: AccountFiles, file: str = ROWS) -> Parts:
    """Return the table that a row names, or everything that is wrong with its files.

    Args:
        row: The row, its lists as tuples.
        files: The files.
        file: The file of the row, as problems name it.

    Raises:
        DataError: A file is no text.
    """
    folder = f"{INPUT_OUTPUT}{row['folder']}/"
    # Hashed are the texts that are read, not what may lie on the disk by now.
    texts = [name for name in files.names(folder) if name.endswith((".csv", ".json", ".txt"))]
    told = [(name, files.told(folder + name)) for name in texts]
    state = repr((sorted(row.items(), key=str), file, told))
    known = _KEPT.get(folder)
    if known is None or known[0] != state:
        known = _KEPT[folder] = (state, _read(row, folder, files, file))
    found = known[1]
    # Frames can be changed by who gets them, and the next is to get the table as it was.
    return deepcopy(found)


def _read(row: Mapping[Any, Any], folder: str, files: AccountFiles, file: str) -> Parts:
    if row["layout"] == "pymrio":
        parts = read_region(row, folder, files, file)
    else:
        parts = read_sectors(folder, files, float(row["tolerance"]))
    parts.accounts = together(parts, row, file)
    return parts
