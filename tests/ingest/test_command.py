"""The command that reads documents: what it refuses, and what it says about drafts of an earlier reading."""

import csv
from pathlib import Path

import pytest

from pagebook.cli import main

_UPDATE = """\
Ghana: A workshop on waste took place on 3 March.

Peru: A forum took place on 30 March.

Senegal: A training was held on 2 May.
"""


def ingest(book_root: Path, folder: Path, text: str, source: str = "page-update-2017-11") -> int:
    """Read an update into drafts of its own."""
    (folder / "update.md").write_text(text, "utf-8")
    arguments = ["--source", source, "--year", "2024", "--to", str(folder / "drafts")]
    return main(["ingest", str(folder / "update.md"), *arguments, "--book", str(book_root)])


def test_an_unknown_source_is_refused_with_how_to_add_it(
    book_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """The nearest source, the file, and its columns."""
    code = ingest(book_root, tmp_path, _UPDATE, source="page-update-2017-12")

    assert (code, capsys.readouterr().err) == (
        1,
        "pagebook: sources has no 'page-update-2017-12'; did you mean 'page-update-2017-11'?\n"
        "A new one is a row of data/reference/sources.csv (source,kind,title,publisher,year,url,licence,"
        "version,accessed,citation,note); its key is lower case with hyphens, such as "
        "page-updates-2025-11\n",
    )
    assert not (tmp_path / "drafts").exists()


def test_what_became_of_earlier_decisions_is_told(
    book_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """Kept, changed, and not found any more: each with the draft's name."""
    ingest(book_root, tmp_path, _UPDATE)
    sheet = tmp_path / "drafts" / "update" / "events.csv"
    with sheet.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {row["area"]: row["draft"] for row in rows}
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "decision": "reject"} for row in rows)
    capsys.readouterr()

    changed = _UPDATE.replace("\n\nPeru", "\n\nA line between.\n\nPeru").partition("\n\nSenegal")[0]
    code = ingest(book_root, tmp_path, changed)

    told = capsys.readouterr().out.splitlines()
    assert code == 0
    assert [line for line in told if line.startswith(("  as ", "  changed", "  not found"))] == [
        "  as reviewed before: 2",
        f"  not found any more, and kept as you touched it: {names['SEN']}, events",
    ]


def test_two_documents_of_one_name_are_refused(
    book_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """Their drafts would lie in one folder."""
    documents = [tmp_path / "a" / "update.md", tmp_path / "b" / "update.txt"]
    for path in documents:
        path.parent.mkdir()
        path.write_text(_UPDATE, "utf-8")

    code = main(["ingest", *map(str, documents), "--source", "page-update-2017-11", "--book", str(book_root)])

    assert (code, capsys.readouterr().err) == (1, "pagebook: update: two documents have this name\n")
