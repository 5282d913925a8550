"""The command `diff`: what it writes, prints and returns."""

import json
import signal

import pytest
from tests.diff.editions import change_lines

from pagebook.cli import main


@pytest.fixture
def command(editions, capsys, monkeypatch):
    """Return a function that compares the two editions and gives exit code, stdout and stderr."""
    # `main` takes over the signal of the test run otherwise.
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    old, new = editions
    monkeypatch.chdir(new)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["diff", *(arguments or [str(old)])])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def test_equal_editions_are_fine(command, editions):
    """Nothing changed is exit code 0, a sentence, and a page."""
    code, out, err = command()

    assert (code, out.splitlines()[0]) == (0, f"# What changed: {editions[0]} → working tree")
    assert out.endswith("\n\nNothing changed.\n")
    assert err == f"written: {editions[1] / '_build' / 'diff' / 'index.html'}\n"


def test_changes_are_fine_too(command, editions):
    """What changed is printed, and no error."""
    change_lines(editions[1], "chapters/index.md", lambda _: ["# The booklet"])

    code, out, _ = command()

    assert code == 0
    assert "- The booklet: The [-book-]{+booklet+}\n" in out


def test_page_and_summary_go_where_they_are_wanted(command, editions, tmp_path):
    """Folders that are not there are made, and nothing else is written."""
    html, markdown = tmp_path / "out" / "page.html", tmp_path / "out" / "summary.md"

    code, _, err = command(str(editions[0]), "--html", str(html), "--markdown", str(markdown))

    assert (code, err) == (0, f"written: {html}\nwritten: {markdown}\n")
    assert html.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert markdown.read_text("utf-8").startswith("# What changed: ")
    assert not (editions[1] / "_build" / "diff").exists()


def test_programs_get_json_and_no_page(command, editions):
    """All differences are there for programs, each with its fields."""
    change_lines(editions[1], "data/reference/glossary.csv", lambda lines: [*lines[:-2], ""])

    code, out, err = command(str(editions[0]), "--format", "json")

    changes = json.loads(out)
    assert (code, err) == (0, "")
    assert [(row["kind"], row["table"], row["new"]) for row in changes["rows"]] == [
        ("removed", "glossary", "")
    ]
    assert {page["kind"] for page in changes["pages"]} == {"same"}
    assert not (editions[1] / "_build" / "diff").exists()


def test_what_cannot_be_found_is_a_wrong_command(command):
    """A revision that does not exist is exit code 2 and a sentence."""
    code, out, err = command("v1")

    assert (code, out) == (2, "")
    assert "Error: 'v1' is no folder with a book" in err


def test_tables_without_a_description_are_a_wrong_book(command, editions):
    """An edition whose tables nobody describes cannot be compared, and the message says which file."""
    (editions[0] / "data" / "datapackage.json").write_text("{", "utf-8")

    code, out, err = command()

    assert (code, out) == (1, "")
    assert f"{editions[0]}: data/datapackage.json:1: not JSON" in err
