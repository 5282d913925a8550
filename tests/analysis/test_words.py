"""Numbers and lists as people write them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagebook.analysis import words


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (55.123, "Mt", "55.1 Mt"),
        (0, "", "0"),
        (7, "", "7"),
        (2.0001, "", "2"),
        (999, "", "999"),
        (14230.4, "", "14,200"),
        (999_960, "", "1 million"),
        (1_234_567, "", "1.23 million"),
        (1.4e9, "people", "1.4 billion people"),
        (2.5e12, "", "2.5 trillion"),
        (0.05234, "", "0.0523"),
        (-3.21, "Mt", "−3.21 Mt"),
        (-12, "", "−12"),
    ],
)
def test_numbers_carry_three_digits_and_their_unit(value: float, unit: str, text: str):
    """A number has separators, a word for millions, a true minus and no more than three digits."""
    assert words.number(value, unit) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_missing_number_cannot_be_written(value: float):
    """Not-a-number is refused, so that it never reaches a page."""
    with pytest.raises(ValueError, match="leave the sentence out"):
        words.number(value)
    with pytest.raises(ValueError, match="leave the sentence out"):
        words.percent(value)


@given(st.floats(min_value=-1e13, max_value=1e13, allow_nan=False))
def test_a_number_is_never_written_with_an_exponent(value: float):
    """Whatever its size, a number reads as digits."""
    assert "e" not in words.number(value).lower().replace("billion", "")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (18.44, "18.4%"),
        (18.45, "18.5%"),
        (100, "100%"),
        (99.96, "100%"),
        (0, "0%"),
        (0.02, "under 0.1%"),
        (-2.25, "−2.3%"),
    ],
)
def test_shares_have_one_decimal(value: float, text: str):
    """A share is rounded half up to one decimal; a little is not nothing."""
    assert words.percent(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "1 percentage point"), (-1.04, "1 percentage point"), (3.24, "3.2 percentage points")],
)
def test_differences_of_shares_are_percentage_points(value: float, text: str):
    """A difference of shares is told in points, without sign."""
    assert words.points(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1.2e9, "US$ 1.2 billion"), (250_000, "US$ 250,000"), (-3e6, "−US$ 3 million")]
)
def test_money_names_its_currency_first(value: float, text: str):
    """An amount has its currency before it."""
    assert words.money(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (62.31, "million tonnes CO2", "62.3 Mt CO₂"),
        (1.853, "tonnes CO2 per person", "1.85 tonnes of CO₂ per person"),
        (14230, "international $ (2021) per person", "international $ 14,200"),
        (18.44, "% of GDP", "18.4%"),
        (0.7621, "index 0-1", "0.762"),
        (0.7, "index 0-1", "0.700"),
        (34_217_848, "persons", "34.2 million"),
        (28.71, "micrograms per m3", "28.7 µg/m³"),
        (512.4, "m3 per person per year", "512 m³ per person"),
        (76.51, "years", "76.5 years"),
    ],
)
def test_quantities_are_written_with_the_catalogues_units(value: float, unit: str, text: str):
    """Each unit of the catalogue has its custom."""
    assert words.quantity(value, unit) == text


@pytest.mark.parametrize(
    ("noun", "n", "text"),
    [
        ("milestone", 1, "1 milestone"),
        ("milestone", 2, "2 milestones"),
        ("country", 0, "0 countries"),
        ("day", 3, "3 days"),
        ("process", 2, "2 processes"),
        ("job", 1200, "1,200 jobs"),
    ],
)
def test_counted_nouns_agree_with_their_number(noun: str, n: int, text: str):
    """One milestone, two milestones."""
    assert words.count(noun, n) == text


def test_an_irregular_plural_can_be_given():
    """People are not persons."""
    assert words.count("person", 2, "people") == "2 people"


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_end_with_and(items: list[str], text: str):
    """British lists have no comma before the last word."""
    assert words.join(items) == text


def test_years_are_drawn_together_in_order():
    """Runs of years become spans, whatever their order, each once."""
    assert words.year_ranges([2005, 2001, 2000, 2002, 2001]) == "2000–2002, 2005"


@given(st.lists(st.integers(1950, 2050), max_size=30))
def test_year_ranges_keep_every_year(values: list[int]):
    """Reading the spans back gives the years that went in."""
    text = words.year_ranges(values)

    spans = [part.split("–") for part in text.split(", ") if part]
    assert {year for span in spans for year in range(int(span[0]), int(span[-1]) + 1)} == set(values)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("million tonnes CO2e", "million tonnes CO₂e"),
        ("CO2, CH4 and N2O", "CO₂, CH₄ and N₂O"),
        ("PM2.5 in micrograms per m3", "PM₂.₅ in micrograms per m³"),
        ("the G20 in 2015", "the G20 in 2015"),
    ],
)
def test_formulas_have_small_figures(text: str, written: str):
    """Formulas are set as they are read; other numbers stay."""
    assert words.chemistry(text) == written


def test_a_paragraph_closes_over_missing_sentences():
    """A sentence that is missing leaves neither a hole nor a double space."""
    assert words.paragraph(["income rose ", None, "", "CO₂ fell."]) == "Income rose. CO₂ fell."


@pytest.mark.parametrize("value", [None, float("nan"), np.float64("nan"), pd.NA, pd.NaT])
def test_a_blank_cell_is_missing(value: object):
    """However pandas writes it."""
    assert words.is_missing(value)


@pytest.mark.parametrize("value", [0, 0.0, "", "nan", False, np.int64(0), np.float64(0)])
def test_what_has_a_value_is_not_missing(value: object):
    """Nothing, zero and the empty text are values."""
    assert not words.is_missing(value)
