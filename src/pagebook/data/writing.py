"""Write tables and texts: whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pandas as pd

from pagebook.data.cells import write_cell
from pagebook.data.column import Column
from pagebook.data.form import canonical_text
from pagebook.data.order import key_order
from pagebook.data.package import TableSpec
from pagebook.data.problems import Problem
from pagebook.errors import DataError

__all__ = ["write_table", "write_text"]


def write_table(spec: TableSpec, frame: pd.DataFrame, path: Path) -> None:
    """Write a table in canonical form, sorted by primary key: equal frames give equal bytes.

    Args:
        spec: What the table is.
        frame: Its rows, with the columns of the table, as `Tables.select` gives them.
        path: The file, replaced only when everything is written.

    Raises:
        DataError: The frame has other columns, or the file cannot be written.
    """
    found = tuple(map(str, frame.columns))
    if found != spec.columns:
        expected = f"expected {','.join(spec.columns)}"
        raise DataError(
            [Problem(spec.path, 1, "", f"the frame has the columns {','.join(found)}", expected, "header")]
        )
    cells = {
        field.name: Column.of(write_cell(field, value) for value in frame[field.name].tolist())
        for field in spec.fields
    }
    order = key_order(spec, cells)
    rows = zip(*(cells[name].take(order) for name in spec.columns), strict=True)
    write_text(path, canonical_text(spec.columns, rows))


def write_text(path: Path, text: str) -> None:
    """Write a UTF-8 text so that a reader sees the old file or the new one, and never a part.

    Raises:
        DataError: The folder or the file cannot be written; the old file stays as it was.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        reason = f"cannot be written: {error.strerror}"
        raise DataError(
            [Problem(str(path), 0, "", reason, "expected a folder that can be written", "file")]
        ) from error
