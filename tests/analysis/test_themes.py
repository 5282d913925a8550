"""What belongs to a theme is chosen by stated words, and by nothing else."""

import pandas as pd
import pytest

from pagebook.analysis.themes import CIRCULAR, ENERGY, GREEN_JOBS, Theme


@pytest.mark.parametrize(
    ("theme", "text", "named"),
    [
        (CIRCULAR, "Circularity award", True),
        (CIRCULAR, "Solid waste management", True),
        (CIRCULAR, "Semicircular bridge", False),
        (CIRCULAR, None, False),
        (ENERGY, "Renewables in the grid", True),
        (ENERGY, "Coal regions", True),
        (ENERGY, "Coalition of Finance Ministers", False),
        (ENERGY, "Implementation starts under the energy transition ministry", False),
        (ENERGY, "The energy transition ministry plans solar power", True),
        (GREEN_JOBS, "Financing Just Transitions", True),
        (GREEN_JOBS, "JUST TRANSITION ACTION PLAN", True),
        (GREEN_JOBS, "Just another plan", False),
    ],
)
def test_a_title_names_a_theme_by_its_words(theme: Theme, text: str | None, named: bool):
    """Beginnings of words count in any case, the middle of a word and the names of ministries do not."""
    assert theme.names(text) is named


def test_rows_stay_in_order_and_any_column_counts():
    """A row belongs when one of the columns names the theme."""
    rows = pd.DataFrame(
        {"id": ["a", "b", "c"], "title": ["Waste", "Wood", None], "other": ["", "recycled", ""]}
    )

    assert list(CIRCULAR.of(rows, "title", "other")["id"]) == ["a", "b"]
    assert list(CIRCULAR.of(rows.head(0), "title")["id"]) == []


def test_results_are_chosen_by_the_themes_they_declare():
    """The words of a result do not matter where it declares its themes."""
    rows = pd.DataFrame({"id": ["a", "b"], "themes": [("hydrogen", "skills"), ("waste",)]})

    assert list(ENERGY.declaring(rows)["id"]) == ["a"]


def test_terms_are_shown_as_the_beginning_of_a_word_or_as_a_word():
    """A reader sees which terms may go on."""
    theme = Theme("fuel", frozenset(), ("coal.", "gas"))

    assert theme.shown_terms() == ("coal", "gas…")
