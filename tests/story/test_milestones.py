"""A year stands out among the milestones only where it has more of them than the others."""

import pandas as pd
import pytest

from pagebook.story.milestones import busiest, most_frequent


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ([2018, 2018, 2019], "The year with the most is 2018, with 2"),
        ([2018, 2018, 2019, 2019, 2020], "The years with the most are 2018 and 2019, with 2 each"),
        ([2018, 2018, 2019, 2019], None),
        ([2018, 2019, 2020], None),
    ],
    ids=["one year", "two years", "all alike", "one each"],
)
def test_the_years_with_the_most_are_named_with_their_number(years, told):
    """No sentence claims that most milestones fall in a year that merely has more than any other."""
    assert busiest(pd.Series(years)) == told


def test_milestones_from_before_the_country_joined_are_told_apart(page_of):
    """Burkina Faso joined in 2014; its policy of 2013 came before."""
    told = page_of("BFA").milestones_summary().markdown

    assert "One milestone dates from before the country joined\\." in told


def test_a_country_without_earlier_milestones_has_no_such_sentence(page_of):
    """Nothing on record for Argentina is older than its joining."""
    assert "before the country joined" not in page_of("ARG").milestones_summary().markdown


def test_a_status_is_explained_where_its_word_is_not_plain(page_of):
    """A country that has transitioned says what that means; an active one needs no word."""
    assert "transitioned \\(its programme has closed or is phasing out\\)" in page_of("GHA").status().markdown
    assert "**Status:** active ·" in page_of("ARG").status().markdown


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        (["plan"] * 3 + ["policy"], "The most frequent types are plan (3) and policy (1)"),
        (["plan"] * 3 + ["policy", "model", "study", "law"], "The most frequent type is plan (3)"),
        (["plan", "policy", "model", "study"], None),
        (["plan"] * 3, None),
    ],
)
def test_types_that_stand_out_are_named(kinds, told):
    """Not one of several that have equally many, nor the only one that there is."""
    assert most_frequent(pd.Series(kinds)) == told
