"""Sentences of a country page that a reader could take for more than the rows say."""

import re
from collections.abc import Callable

import pytest

from pagebook.data import Tables
from pagebook.figures import Figure
from pagebook.story import CountryPage
from pagebook.story.partners import Partners

PageOf = Callable[[str], CountryPage]


def _plain(markdown: str) -> str:
    return re.sub(r"\\(.)", r"\1", markdown)


def test_the_fullest_years_are_told_with_their_number(page_of: PageOf):
    """Two of six milestones are not most of them, so no year is said to hold most."""
    told = _plain(page_of("KAZ").milestones_summary().markdown)

    assert "The year with the most is 2025, with 2." in told


def test_named_parts_of_an_audience_are_part_of_the_whole(page_of: PageOf):
    """Seven of the 26 people trained in Senegal came from Burkina Faso; they must not be added."""
    told = _plain(page_of("SEN").events().markdown)

    assert "26 people, of whom 8 women and 18 men; among them 7 people (Burkina Faso);" in told


def test_a_year_is_not_inferred_where_none_is_shown(page_of: PageOf):
    """The training in Turin has no date on the page, so nothing of a date is inferred there."""
    told = _plain(page_of("SEN").events().markdown)

    assert "*(training, Turin, Italy, in person)*" in told


def test_the_people_card_says_at_how_many_events_they_were_counted(page_of: PageOf):
    """A sum over two of 22 events must not pass for that of all."""
    told = _plain(page_of("PER").headline_numbers().markdown)

    assert "people counted at 2 of 22 events" in told


def test_the_status_is_explained_below_it(page_of: PageOf):
    """What a transition means for the country stands in the words of its row."""
    told = _plain(page_of("MUS").status().markdown)

    assert "Joined in the middle of 2014. A ceremony in September 2022 marked the transition. (" in told


def test_a_result_names_its_themes(page_of: PageOf):
    """A chapter that takes a result in by its theme can be followed back to the result."""
    told = _plain(page_of("IDN").results().markdown)

    assert "*Themes, as this book marks them:* skills and green jobs" in told


def test_an_empty_second_field_is_told_where_the_first_is_filled(page_of: PageOf):
    """The report leaves green recovery blank in Guatemala under an outcome that it reports."""
    told = _plain(page_of("GTM").results().markdown)

    assert told.count("Its second field, on green recovery: left blank.") == 1


def test_an_index_is_called_one_once(page_of: PageOf):
    """What is labelled an index shows its range alone."""
    standing = page_of("PER").standing
    charts = [standing.people_chart(), standing.inequality_chart()]

    captions = [chart.caption for chart in charts if isinstance(chart, Figure)]
    assert [caption.split(", 1990")[0] for caption in captions] == [
        "Human Development Index, 0 to 1",
        "Gini index, 0 to 100",
    ]


def test_a_country_has_its_article_in_a_sentence(book_root):
    """One country of the book has an article; another area keeps its name."""
    partners = Partners(Tables(book_root / "data"))

    assert [partners.in_text(area) for area in ("KGZ", "PER", "GLOBAL")] == [
        "the Kyrgyz Republic",
        "Peru",
        "Global and regional",
    ]


def test_a_classification_names_what_it_classifies(page_of: PageOf):
    """A bare count of entries could not be judged by a reader."""
    told = _plain(page_of("KAZ").suggestions().markdown)

    blue = "Blue economy labour assessment and blue taxonomy work planned under PAGE 2.0"
    assert f"- **Goal 8, Decent Work and Economic Growth** (1 entry): {blue}\n" in told


@pytest.mark.parametrize(
    ("country", "shown"), [("PER", True), ("MNG", False), ("KAZ", False)], ids=["links", "general", "none"]
)
def test_the_strength_of_wording_is_explained_where_a_link_names_a_goal(
    page_of: PageOf, country: str, shown: bool
):
    """Mongolia's only link is to the goals in general: there is no wording to weigh."""
    assert page_of(country).words.has["wording"] is shown


def test_a_finding_says_its_unit_once(page_of: PageOf):
    """Three values of one line share the unit of the second."""
    chart = page_of("PER").standing.materials_chart()

    assert isinstance(chart, Figure)
    assert chart.finding.startswith(
        "Material footprint per person in Peru rose from 4.92 in 1990 to 7.76 tonnes per person in 2022, "
        "highest in 2014 at 8.08. "
    )
