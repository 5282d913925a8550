"""Documents read again: drafts keep their names, and reviewers their decisions."""

from dataclasses import replace
from pathlib import Path

import pytest

from pagebook.data import Package
from pagebook.errors import ReviewError
from pagebook.ingest.draft import Draft
from pagebook.ingest.entry import Written
from pagebook.ingest.identity import identified
from pagebook.ingest.intake import Intake, take_in
from pagebook.ingest.store import Drafts

_FORUM = Draft("events", {"area": "PER", "start": "2024-03-30"}, "line 3", "A forum took place.")
_PEOPLE = Draft("participation", {"group": "all", "total": "24"}, "line 3", "A forum took place.")
_GRID = Draft("coverage", {"area": "PER", "outcome": "1", "year": "2024", "status": "reported"}, "line 9", "")


@pytest.fixture
def package(book_root: Path) -> Package:
    """The tables of the real book."""
    return Package.load(book_root / "data")


def read(package: Package, folder: Path, *drafts: Draft, source: str = "page-update-2017-11") -> Intake:
    """Read drafts into a folder."""
    intake = take_in(package, drafts, folder, source)
    folder.mkdir(exist_ok=True)
    for path, text in intake.drafts.contents(package).items():
        path.write_bytes(text)
    return intake


def decided(package: Package, folder: Path, **changes: object) -> None:
    """Change the first draft as a reviewer does."""
    drafts = Drafts.load(package, folder)
    first = drafts.entries[0]
    cells = {**first.cells, **changes.pop("cells", {})}  # type: ignore[dict-item]
    for path, text in drafts.having(replace(first, cells=cells, **changes)).contents(package).items():
        path.write_bytes(text)


def test_names_stay_when_lines_move_and_rules_improve(package: Package):
    """A draft is named by the words it rests on, or by the key of its row; not by its line or its cells."""
    again = [
        replace(_FORUM, place="line 7", row={**_FORUM.row, "kind": "forum", "start": "2024-03-31"}),
        replace(_PEOPLE, row={**_PEOPLE.row, "event": "per-2024-forum"}, place="line 7"),
        replace(_GRID, evidence="NA", row={**_GRID.row, "status": "not applicable"}),
    ]

    first = [one.name for one in identified(package, [_FORUM, _PEOPLE, _GRID])]
    second = [
        one.name for one in identified(package, [replace(again[0], match="per-2024-forum"), *again[1:]])
    ]

    assert first == second
    assert len(set(first)) == 3


def test_two_drafts_of_the_same_words_have_two_names(package: Package):
    """The same sentence may tell of two events."""
    first, second = identified(package, [_FORUM, _FORUM])

    assert first.name != second.name


def test_people_belong_to_the_event_before_them(package: Package):
    """A row that must name another and does not say which belongs to the nearest one before it."""
    other = replace(_FORUM, evidence="Another forum took place.", match="per-2024-other")
    named = replace(_PEOPLE, row={**_PEOPLE.row, "event": "per-2024-other"})

    forum, second, near, told = identified(package, [_FORUM, other, _PEOPLE, named])

    assert (near.owners, told.owners) == ({"event": second.name}, {"event": second.name})
    assert (forum.owners, second.owners) == ({}, {})


def test_a_decision_stays_when_the_draft_says_the_same(package: Package, tmp_path: Path):
    """Decision, cells and the row to merge into are kept, and citations follow the lines."""
    read(package, tmp_path / "update", _FORUM, _PEOPLE)
    decided(package, tmp_path / "update", decision="merge", match="per-2017-x", cells={"title": "A forum"})

    intake = read(package, tmp_path / "update", replace(_FORUM, place="line 8"), _PEOPLE)

    entry = Drafts.load(package, tmp_path / "update").entries[0]
    assert (entry.decision, entry.match, entry.cells["title"], entry.cells["sources"]) == (
        "merge", "per-2017-x", "A forum", "page-update-2017-11#line 8",
    )  # fmt: skip
    assert (intake.kept, intake.reopened, intake.gone) == ((entry.name,), (), ())


def test_a_draft_that_says_something_else_is_open_again(package: Package, tmp_path: Path):
    """Its decision was about another row; the cells that the reviewer wrote stay."""
    read(package, tmp_path / "update", _FORUM)
    decided(package, tmp_path / "update", decision="accept", cells={"title": "A forum"})

    intake = read(package, tmp_path / "update", replace(_FORUM, row={**_FORUM.row, "start": "2024-03-31"}))

    entry = Drafts.load(package, tmp_path / "update").entries[0]
    assert (entry.decision, entry.cells["title"], entry.cells["start"]) == ("", "A forum", "2024-03-31")
    assert (intake.kept, intake.reopened) == ((), (entry.name,))


def test_what_is_not_found_any_more_stays_if_somebody_touched_it(package: Package, tmp_path: Path):
    """A decision is never lost; a draft that nobody looked at goes."""
    read(package, tmp_path / "update", _FORUM, _PEOPLE)
    decided(package, tmp_path / "update", cells={"title": "A forum"})

    intake = read(package, tmp_path / "update", _GRID)

    grid, forum = Drafts.load(package, tmp_path / "update").entries
    assert intake.gone == (forum.name,)
    assert (grid.draft.table, forum.cells["title"]) == ("coverage", "A forum")
    assert forum.draft.doubts == ("the document was read again, and this was not found",)


def test_what_was_written_stays_written(package: Package, tmp_path: Path):
    """A row that is in the book by now is not asked for again, even where the rules find it otherwise."""
    read(package, tmp_path / "update", _FORUM)
    row = Written(("per-2024-forum",), {}, {"event": "per-2024-forum"})
    decided(package, tmp_path / "update", decision="accept", written=row)

    read(
        package,
        tmp_path / "update",
        replace(_FORUM, row={"area": "PER"}, state="same", match="per-2024-forum"),
    )

    entry = Drafts.load(package, tmp_path / "update").entries[0]
    assert (entry.decision, entry.written) == ("accept", row)


def test_another_document_of_the_same_name_is_refused(package: Package, tmp_path: Path):
    """Two documents must not share a folder."""
    read(package, tmp_path / "update", _FORUM)

    with pytest.raises(
        ReviewError,
        match="update holds drafts of page-update-2017-11, not of page-timeline-peru; give the document",
    ):
        read(package, tmp_path / "update", _FORUM, source="page-timeline-peru")


def test_a_sheet_that_somebody_saved_meanwhile_is_not_overwritten(package: Package, tmp_path: Path):
    """What another program wrote since the drafts were read is kept, and the reviewer is told."""
    read(package, tmp_path / "update", _FORUM)
    drafts = Drafts.load(package, tmp_path / "update")
    sheet = tmp_path / "update" / "events.csv"
    sheet.write_text(sheet.read_text("utf-8") + "\n", "utf-8")

    with pytest.raises(ReviewError, match=r"update/events\.csv was changed by another program meanwhile"):
        drafts.contents(package)
