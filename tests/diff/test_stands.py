"""Where the book states a rank, a rating or a status."""

import json

import pytest

from pagebook.data import Package
from pagebook.diff.grid import Grid
from pagebook.diff.prose import blocks
from pagebook.diff.sizes import amount, masked, relative, sentence_size
from pagebook.diff.stands import STATUS_COLUMNS, column_kind, stands
from pagebook.figures.stored import MIME


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("That was below the medians of PAGE (2.32), the region (2.93) and the income group (3.04).", {
            "PAGE median": "below", "regional median": "below", "income-group median": "below",
        }),
        ("Above the PAGE median (15) and below the medians of the region (21) and the income group (18).", {
            "PAGE median": "above", "regional median": "below", "income-group median": "below",
        }),
        ("It is close to the medians of PAGE (1) and the region (2), above the income-group median (3).", {
            "PAGE median": "close to", "regional median": "close to", "income-group median": "above",
        }),
        (
            "It was weak decoupling, then expansive negative decoupling.",
            {"decoupling": "weak decoupling, expansive negative decoupling"},
        ),
        ("Nothing is compared here.", {}),
    ],
    ids=["medians", "two sides", "three", "decoupling", "none"],
)  # fmt: skip
def test_what_a_sentence_compares_with(sentence, expected):
    """Turns of phrase are told as what is compared with and how."""
    assert stands(sentence) == expected


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Place", "rank"),
        ("Rank 2024", "rank"),
        ("Against PAGE median", "rating"),
        ("Status", "status"),
        ("Replacement", ""),
        ("Country", ""),
        ("PAGE median", ""),
    ],
)
def test_what_a_column_states(title, kind):
    """The title of a column says whether it ranks, rates or tells a status."""
    assert column_kind(title) == kind


def test_the_real_book_states_ranks_ratings_and_statuses_in_these_columns(book_root):
    """The rule finds the columns that the committed pages really have."""
    found = set()
    for name in ("compare", "programme", "index", "countries/peru"):
        page = json.loads((book_root / "chapters" / f"{name}.ipynb").read_text("utf-8"))
        for output in (output for cell in page["cells"] for output in cell.get("outputs", ())):
            for block in blocks("".join(output["data"].get("text/markdown", ""))):
                found |= {
                    (title, column_kind(title)) for title in (block.head if isinstance(block, Grid) else ())
                }
            for column in (
                output["data"].get(MIME, {}).get("usermeta", {}).get("pagebook", {}).get("columns", ())
            ):
                found.add((column["title"], column_kind(column["title"])))

    kinds = {pair for pair in found if pair[1]}
    assert kinds >= {("Place", "rank"), ("Against PAGE median", "rating"), ("Status", "status")}


def test_columns_of_statuses_are_in_the_tables(book_root):
    """Each column that is watched for a status is there."""
    tables = Package.load(book_root / "data").tables.values()

    assert set(STATUS_COLUMNS) <= {name for table in tables for name in table.columns}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2.05 tonnes", 2.05),
        ("US$ 1,200", 1200),
        ("−3%", -3),
        ("2 of 22", None),
        ("–", None),
        ("about 5,800", 5800),
    ],
)
def test_the_number_of_a_cell(text, number):
    """A cell with one number, perhaps with a unit, has that number."""
    assert amount(text) == number


def test_words_of_two_sentences_are_equal_without_their_numbers():
    """Numbers with commas, points and signs are masked whole."""
    old, new = "Up 1,234.5 Mt (−3%) in 2020.", "Up 987 Mt (12.5%) in 2021."

    assert masked(old) == masked(new) == "Up # Mt (#%) in #."
    assert sentence_size(old, new) == relative(-3, 12.5)


@pytest.mark.parametrize(
    ("old", "new", "size"),
    [(4, 5, 0.25), (-4, -5, 0.25), (5, 5, 0), (0, 3, 1), (None, 3, 1), (3, None, 1), (None, None, 0)],
)
def test_the_share_of_itself_that_a_number_changed_by(old, new, size):
    """What came, went or was zero counts as a change by the whole."""
    assert relative(old, new) == size
