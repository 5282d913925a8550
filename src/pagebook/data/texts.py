"""Small tables as text, for who shows them as they are: without what holds and compares long columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

__all__ = ["text_rows"]


def text_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV, each as its cells by column; none of a file that cannot be read.

    What is wrong with a file, the check of the data says.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except (OSError, UnicodeDecodeError, ValueError, csv.Error):
        return
    yield from (dict(zip(header, row, strict=True)) for row in rows if len(row) == len(header))
