"""Which drafts belong together, and what becomes of those whose owner falls."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pagebook.data import Package
from pagebook.ingest.draft import Draft
from pagebook.ingest.intake import take_in
from pagebook.project import Book
from pagebook.review.candidate import compose, proposed
from pagebook.review.desk import Desk, Item

_COURSE = Draft(
    "events",
    {"event": "gha-2024-training", "area": "GHA", "start": "2024-03-03", "end": "2024-03-05"}
    | {"precision": "day", "year_inferred": "true", "status": "held"},
    "line 1",
    "A course took place.",
)
_PEOPLE = Draft(
    "participation",
    {"event": "gha-2024-training", "group": "all", "total": "24"},
    "line 1",
    "24 people came.",
)
_SERIES = replace(_COURSE, match="per-2017-green-industry-forums", state="different")
_KNOWN = replace(_PEOPLE, row={**_PEOPLE.row, "event": "per-2017-green-industry-forums"})


def desk_of(plain_book: Path, folder: Path, *drafts: Draft) -> tuple[Desk, list[Item]]:
    """Return a desk with drafts of one document, and where they are."""
    shutil.copytree(plain_book, folder / "book")
    package = Package.load(folder / "book" / "data")
    intake = take_in(package, drafts, folder / "update", "page-update-2017-11")
    desk = Desk(Book(folder / "book"), package, folder, {"update": intake.drafts})
    return desk, desk.items()


def decided(desk: Desk, item: Item, decision: str, **cells: str) -> Desk:
    """Return the desk with one draft decided."""
    entry = desk.entry(item)
    return desk.having(item, replace(entry, decision=decision, cells={**entry.cells, **cells}))


def test_what_waits_is_ready_once_the_last_of_its_group_is_decided(plain_book: Path, tmp_path: Path):
    """An event and its people are one group; another event is none of it."""
    desk, (course, people, other) = desk_of(
        plain_book, tmp_path, _COURSE, _PEOPLE, replace(_COURSE, evidence="A fair took place.")
    )

    before = decided(desk, course, "accept")
    after = decided(before, people, "accept")

    assert desk.group(people) == (course, people)
    assert desk.group(other) == (other,)
    assert (before.ready(course), list(before.waiting())) == ([], [(course, [people])])
    assert (after.all_ready(), list(after.waiting())) == ([course, people], [])


def test_a_row_takes_the_key_that_its_owner_gets(plain_book: Path, tmp_path: Path):
    """A key made without a title gives way to one by rule, and the people name the same."""
    desk, (course, people) = desk_of(plain_book, tmp_path, _COURSE, _PEOPLE)
    desk = decided(desk, course, "accept", title="Green procurement course")
    desk = decided(desk, people, "accept")

    told = compose(desk, [course, people])

    assert told.faults == []
    assert [told.written[item].key for item in (course, people)] == [
        ("gha-2024-green-procurement-course",),
        ("gha-2024-green-procurement-course", "all"),
    ]
    assert proposed(desk, people)["event"] == "gha-2024-green-procurement-course"


def test_a_key_that_the_reviewer_wrote_stays(plain_book: Path, tmp_path: Path):
    """Rules propose; people decide."""
    desk, (course, people) = desk_of(plain_book, tmp_path, _COURSE, _PEOPLE)
    desk = decided(desk, course, "accept", title="Green procurement course", event="gha-2024-my-course")
    desk = decided(desk, people, "accept", event="per-2017-green-industry-forums")

    told = compose(desk, [course, people])

    assert [told.written[item].key[0] for item in (course, people)] == [
        "gha-2024-my-course",
        "per-2017-green-industry-forums",
    ]


@pytest.mark.parametrize(
    ("drafts", "standing"),
    [((_COURSE, _PEOPLE), "rejected with its owner"), ((_SERIES, _KNOWN), "open")],
    ids=["new", "in the book"],
)
def test_people_fall_only_with_an_event_that_the_book_lacks(
    plain_book: Path, tmp_path: Path, drafts: tuple[Draft, ...], standing: str
):
    """Who rejects a new event rejects its people; those at an event of the book can still be counted."""
    desk, (course, people) = desk_of(plain_book, tmp_path, *drafts)

    desk = decided(desk, course, "reject")

    assert desk.standing(people) == standing


def test_people_go_with_the_row_that_their_event_is_merged_into(plain_book: Path, tmp_path: Path):
    """A merged event lends its people the key of the row in the book."""
    desk, (series, people) = desk_of(plain_book, tmp_path, _SERIES, _KNOWN)
    desk = decided(decided(desk, series, "merge"), people, "accept")

    told = compose(desk, [series, people])

    assert told.faults == []
    assert told.written[people].key == ("per-2017-green-industry-forums", "all")
    assert sorted(told.texts) == ["events", "participation"]


def test_two_new_rows_do_not_share_a_key(plain_book: Path, tmp_path: Path):
    """The second event of the same name gets a number; saying the same twice is refused all the same."""
    fair = replace(_COURSE, evidence="A fair took place.", row={**_COURSE.row, "start": "2024-03-04"})
    desk, (course, other) = desk_of(plain_book, tmp_path, _COURSE, fair)
    for item in (course, other):
        desk = decided(desk, item, "accept", title="Green course")

    told = compose(desk, [course, other])
    same = compose(decided(desk, other, "accept", start="2024-03-03"), [course, other])

    assert [written.key[0] for written in told.written.values()] == [
        "gha-2024-green-course", "gha-2024-green-course-2",
    ]  # fmt: skip
    assert told.faults == []
    assert [fault.expected for fault in same.faults] == [
        "make one row of the two, with the sources of both",
    ]
    assert same.faults[0].place == "update/events.csv (document, line 1)"
