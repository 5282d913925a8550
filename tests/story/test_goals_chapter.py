"""The chapter on goals keeps apart what sources say and what this book's editors suggest."""

import csv
from collections import Counter

import pytest

from pagebook.data import Tables
from pagebook.story.goals_chapter import GoalsPage


@pytest.fixture(scope="module")
def page(book_root) -> GoalsPage:
    """Return the chapter of the real book."""
    return GoalsPage(Tables(book_root / "data"))


@pytest.fixture(scope="module")
def read(book_root):
    """Return a function that reads a table of the programme without the library."""

    def rows(name: str) -> list[dict[str, str]]:
        path = book_root / "data" / "programme" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    return rows


def _marks(figure, key: str) -> list[dict[str, object]]:
    """Return the data of the marks, once, though several layers draw them."""
    sets = figure.spec["datasets"].values()
    return next(data for data in sets if data and key in data[0])


def test_every_link_has_a_mark_in_the_shape_of_its_wording(page, read):
    """A link that names a goal is drawn once, in the goal's own colour, with its target below it."""
    words = {"contributes": "contributes to", "supports": "supports", "aligned": "is aligned with"}
    expected = Counter(
        (row["goal"], row["target"] or "goal", words[row["wording"]])
        for row in read("sdg_links")
        if row["goal"]
    )

    marks = _marks(page.chart(), "words")

    assert Counter((m["row"].split()[0], m["short"], m["words"]) for m in marks) == expected
    assert {m["colour"] for m in marks if m["row"].startswith("8 ")} == {"#A21942"}


def test_colour_is_never_the_only_sign_of_a_goal(page):
    """Number and name of the goal stand above its marks."""
    rows = {str(mark["row"]) for mark in _marks(page.chart(), "words")}

    assert "8 Decent Work and Economic Growth: Peru" in rows
    assert all(row.split()[0].isdigit() for row in rows)


def test_general_remarks_are_no_links(page, read):
    """What names no goal is listed apart and not counted."""
    general = [row for row in read("sdg_links") if not row["goal"]]

    assert page.generals().markdown.count("\n- ") + 1 == len(general)
    assert page.substitutions()["n_links"] == str(len(read("sdg_links")) - len(general))


def test_goals_beside_milestones_and_events_are_counted_by_country(page, read):
    """One milestone may name several goals, and counts once for each."""
    expected = Counter(
        (row["area"], int(goal))
        for name in ("milestones", "events")
        for row in read(name)
        for goal in row["sdg_goals"].split("; ")
        if goal
    )

    table = page.stated_chart().table

    assert Counter(zip(table["area"], table["goal"], strict=True)) == expected


def test_suggestions_are_labelled_as_the_editors_own(page, read):
    """Title, caption and prose say whose view it is; no suggestion is among the links of sources."""
    expected = Counter(
        (row["area"], int(goal)) for row in read("sdg_suggestions") for goal in row["goals"].split("; ")
    )

    figure = page.suggested_chart()

    assert Counter(zip(figure.table["area"], figure.table["goal"], strict=True)) == expected
    assert "suggested by this book’s editors, not by PAGE" in figure.title
    assert "The sources do not say so" in figure.caption
    assert "not by PAGE" in page.suggested_summary().markdown
    assert set(page.chart().table["link"]) == {row["link"] for row in read("sdg_links") if row["goal"]}


def test_the_strongest_wording_is_not_given_to_the_weaker(page, read):
    """The finding counts each wording as the file does."""
    counts = Counter(row["wording"] for row in read("sdg_links"))

    finding = page.finding()

    assert f"{counts['contributes']} say “contributes to”" in finding
    assert f"{counts['supports']} say “supports”" in finding
    assert f"{counts['aligned']} say “is aligned with”" in finding
