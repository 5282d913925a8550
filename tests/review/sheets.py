"""What a person does with a sheet of drafts in a spreadsheet."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from pagebook.project import Book

Rows = list[dict[str, str]]


def sheet(book: Book, table: str) -> Path:
    """Return where the drafts of a table lie."""
    return book.root / "_drafts" / "update" / f"{table}.csv"


def read(path: Path) -> Rows:
    """Return the rows of a sheet."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: Rows, **how: str) -> str:
    """Write rows as a sheet, in any dialect; return the text."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(rows[0]), **{"lineterminator": "\n", **how})  # type: ignore[arg-type]
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(buffer.getvalue().encode())
    return buffer.getvalue()


def change(path: Path, edit: Callable[[dict[str, str]], dict[str, str]]) -> None:
    """Change each row of a sheet."""
    write(path, [row | edit(row) for row in read(path)])


def decide(book: Book) -> None:
    """Accept the event in Ghana with its people, and reject the one in Peru."""
    change(
        sheet(book, "events"),
        lambda row: (
            {"decision": "accept", "title": "Green procurement course"}
            if row["area"] == "GHA"
            else {"decision": "reject"}
        ),
    )
    change(sheet(book, "participation"), lambda _: {"decision": "accept"})
