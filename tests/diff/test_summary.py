"""The summary: short enough for a comment, safe in it, the important first."""

import re
from dataclasses import replace

import pytest

from pagebook.diff.changes import Changes
from pagebook.diff.items import FormChange, Move, NumberChange, PageState, RowChange, SentenceChange
from pagebook.diff.order import put_in_order
from pagebook.diff.summary import LIMIT, markdown_summary, text_summary
from pagebook.diff.wording import marked

ROW = RowChange(
    "changed", "events", "data/events.csv", "per-1", "PER", "Peru", "place", "Lima", "Cusco", 3, 4
)
PAGES = (PageState("PER", "Peru", "PER", "changed"), PageState("data", "Data", "", "same"))
OLD, NEW = "It was above the median.", "It was below the median."
CHANGES = Changes(
    "v1",
    "v2",
    (),
    (
        Move("status", "countries", "PER", "Peru", "countries: PER, status", "active", "transitioned"),
        Move("rank", "compare", "PER", "Peru", "Gini, place", "3", "5"),
        Move("rank", "compare", "GHA", "Ghana", "Gini, place", "4", "3"),
    ),
    (SentenceChange("changed", "PER", "PER", "People", "", OLD, NEW, marked(OLD, NEW)),),
    (NumberChange("PER", "PER", "", "of people", "10", "15", 0.5),),
    rows=(ROW,),
    forms=(FormChange("_toc.yml", "changed"),),
    pages=PAGES,
)


def test_the_summary_tells_each_kind_in_the_declared_order():
    """Ranks and statements, then numbers, rows, form; last the pages that did not change."""
    assert text_summary(CHANGES) == (
        """\
# What changed: v1 → v2

3 ranks, ratings and statuses, 1 sentence, 1 number, 1 cell or row, 1 change of form or source.

Ranks, ratings and statuses that moved and statements whose words changed come first; then numbers, by the \
share of themselves that they changed by; then rows of the tables; then form and sources.

## Ranks, ratings and statuses

- Peru: countries: PER, status: active → transitioned (countries)
- Gini, place: Peru 3 → 5; Ghana 4 → 3

## Statements

- Peru (People): It was [-above-]{+below+} the median.

## Numbers

- Peru: of people: 10 → 15 (+50%)

## Rows

- events, per-1 (Peru): place: Lima → Cusco (data/events.csv, line 4)

## Form and sources only

- _toc.yml: changed

## Pages that did not change

1 page: data
"""
    )


def test_markdown_marks_words_and_escapes_data():
    """What went and came is marked; whatever stands in the data is no markup."""
    row = replace(ROW, old="<b>*a*</b> | `x`", new="[y](http://z)")

    summary = markdown_summary(replace(CHANGES, rows=(row,)))

    assert "It was <del>above</del><ins>below</ins> the median\\." in summary
    assert "\\<b\\>\\*a\\*\\</b\\> \\| \\`x\\` → \\[y\\]\\(http\\://z\\)" in summary


def test_a_comment_calls_nobody():
    """A name behind @ and a number behind # stay text, on a site that links both."""
    summary = markdown_summary(replace(CHANGES, rows=(replace(ROW, old="@everyone", new="see #12"),)))

    assert re.findall(r"[@#](?!8203;)\w", summary) == []
    assert "@&#8203;everyone → see #&#8203;12" in summary


def test_a_great_change_is_cut_to_the_limit_and_counted():
    """However much changed, the summary fits, has every section, and says what it leaves out."""
    rows = tuple(replace(ROW, key=f"per-{number}", new="é" * 300) for number in range(5_000))
    moves = tuple(replace(CHANGES.moves[0], name=f"Peru {number}") for number in range(5_000))

    summary = markdown_summary(replace(CHANGES, rows=rows, moves=moves))

    assert LIMIT * 0.9 < len(summary.encode()) <= LIMIT
    assert [
        title for title in ("Ranks", "Statements", "Numbers", "Rows", "Form") if f"## {title}" not in summary
    ] == []
    cut = [int(number.replace(",", "")) for number in re.findall(r"… and ([\d,]+) more in the page", summary)]
    assert len(cut) == 2
    assert sum(cut) + summary.count("- **Peru ") + summary.count("- **events**") == 10_000


@pytest.mark.parametrize("summary", [markdown_summary, text_summary], ids=["markdown", "text"])
def test_nothing_changed_is_said(summary):
    """Equal editions get a summary too."""
    assert summary(Changes("v1", "v2", pages=PAGES[1:])) == "# What changed: v1 → v2\n\nNothing changed.\n"


def test_warnings_stand_on_top():
    """A stale edition is the first that a reviewer learns."""
    summary = markdown_summary(replace(CHANGES, warnings=("new: 2 pages are stale",)))

    assert summary.split("\n\n")[2] == "> [!WARNING]\n> new\\: 2 pages are stale"


def test_a_terminal_gets_no_control_characters():
    """Data cannot move the cursor."""
    assert "\x1b" not in text_summary(replace(CHANGES, rows=(replace(ROW, new="\x1b[2J"),)))


def test_of_too_many_statements_each_page_shows_some():
    """The one sentence of a country comes before the second of another, which has a hundred."""
    many = [f"Sentence {number} is new." for number in range(100)]
    sentences = tuple(
        SentenceChange("added", page, page, "", "", "", new, marked("", new))
        for page, told in (("GHA", many), ("PER", ["Peru is new."]))
        for new in told
    )

    told = text_summary(replace(CHANGES, sentences=sentences)).splitlines()

    shown = [line for line in told if line.startswith(("- GHA", "- Peru: {+"))]
    assert shown[:3] == [
        "- GHA: {+Sentence 0 is new.+}",
        "- Peru: {+Peru is new.+}",
        "- GHA: {+Sentence 1 is new.+}",
    ]


def test_where_a_statement_is_from_comes_after_all_statements():
    """A narrative lists its sources; a reviewer first reads what it says."""
    told = ("“about 160 people”: A news page, 2019", "A workshop drew about 160 people.")
    sentences = tuple(
        SentenceChange("added", page, page, "In brief", "", "", new, marked("", new))
        for page in ("ARG", "PER")
        for new in told
    )

    found = put_in_order(replace(CHANGES, sentences=sentences)).sentences

    assert [(one.page, one.new) for one in found] == [
        ("ARG", told[1]),
        ("PER", told[1]),
        ("ARG", told[0]),
        ("PER", told[0]),
    ]
