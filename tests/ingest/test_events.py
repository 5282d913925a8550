"""Events in prose: which dates are theirs, and what belongs to which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ingest.prose import dates, events

from pagebook.ingest.kinds import Kind

_CASES = {
    "A forum took place on 3 May 2024.": ["GHA 2024-05-03 2024-05-03 forum"],
    "On 21– 22 November, a workshop on dyes was held.": ["GHA 2024-11-21 2024-11-22 workshop"],
    "A seminar ran from 30 January to 2 February.": ["GHA 2024-01-30 2024-02-02 session"],
    "A first course starts in Q1-2026, the second course follows in June 2026.": [
        "GHA 2026-01-01 2026-03-31 course",
        "GHA 2026-06-01 2026-06-30 course",
    ],
    "Workshops were held in May, July and October 2023.": [
        "GHA 2023-05-01 2023-05-31 workshop",
        "GHA 2023-07-01 2023-07-31 workshop",
        "GHA 2023-10-01 2023-10-31 workshop",
    ],
    "Between March and June, four dialogues were convened.": ["GHA 2024-03-01 2024-06-30 dialogue"],
    "The course was given in spring and autumn of 2023.": [
        "GHA 2023-03-01 2023-05-31 course",
        "GHA 2023-09-01 2023-11-30 course",
    ],
    "Two meetings took place in 2024: in March, and in August.": [
        "GHA 2024-03-01 2024-03-31 meeting",
        "GHA 2024-08-01 2024-08-31 meeting",
    ],
    "Several fairs were held throughout 2021 and 2022.": ["GHA 2021-01-01 2022-12-31 external event"],
    "The board met on 4 February 2023. The next meeting was on 16 September.": [
        "GHA 2023-02-04 2023-02-04 meeting",
        "GHA 2023-09-16 2023-09-16 meeting",
    ],
    "At the first workshop for PAGE Uruguay in July 2017, lessons were shared.": [
        "URY 2017-07-01 2017-07-31 workshop"
    ],
    "The dialogue was held at the climate summit (the big one, Baku, 2023).": [
        "GHA 2023-01-01 2023-12-31 conference"
    ],
    # No event: it was adopted, begun, published, bounded, put off, or is a purpose, a name, a term.
    "The plan, discussed at length in a workshop, was adopted in May 2023.": [],
    "Guyana 2030, a network, held a forum.": ["GHA 2024-01-01 2024-12-31 forum"],
    "In 2024, much was done to design and implement a consultation.": [],
    "Initially planned for May 2024, the forum was delayed.": [],
    "Meetings go on until June 2024.": [],
    "The workshop strengthened what had been learnt in 2023.": [],
    "A strategy for 2021-2030 was launched in May 2024.": [],
    "Project 2024051 has a budget of 2,024 dollars.": [],
}


@pytest.mark.parametrize(("text", "expected"), _CASES.items())
def test_a_date_gives_an_event_where_it_is_that_of_one(text: str, expected: list[str]):
    """What stands nearest to the date says whether it dates an event."""
    told = events(text)

    assert list(dates(told)) == expected


_UNDATED = {
    "country update": ["GHA undated training"],
    "bilateral report": ["GHA 2024-01-01 2024-12-31 training"],
    "country page": [],
}


@pytest.mark.parametrize(("kind", "expected"), _UNDATED.items())
def test_an_event_without_a_date_is_placed_as_the_kind_of_document_allows(kind: Kind, expected: list[str]):
    """A report tells of its year, an update of any time; what a page of the web tells is left out."""
    told = events("PAGE organised a training for 12 owners of sawmills.", kind)

    assert list(dates(told)) == expected


def test_people_go_with_the_event_that_their_sentence_is_about():
    """A sentence that names the event is about it; any other goes on about the last one."""
    text = (
        "The school was prepared in May 2024. A masterclass took place on 3 June 2024, and a forum on "
        "5 June. Twelve people came to the masterclass. Some 80 people attended, 50 women and 30 men."
    )

    told = events(text)

    counted = {one.kind: [(each.people.total, each.people.women) for each in one.people] for one in told}
    assert counted == {"training": [(12, None)], "forum": [(80, 50)]}


def test_each_of_two_places_has_its_own_people():
    """ "One in A with 57, and one in B with 40": the people are not added up."""
    text = "Two hearings took place: one in A on 14 May (57 attendees) and one in B on 21 May (40 attendees)."

    told = events(text)

    assert [[each.people.total for each in one.people] for one in told] == [[57], [40]]


def test_a_year_comes_from_the_text_before_the_heading_or_the_report():
    """Only a year that is taken from the reporting period is marked as inferred."""
    text = "## Fair of 2023\nOn 3 May, a forum was held.\n## Other\nOn 4 May, a forum was held."

    told = events(text)

    years = [(one.found.start.year, one.found.year_inferred) for one in told if one.found]
    assert years == [(2023, False), (2024, True)]


@pytest.mark.parametrize("year", [None, 2024])
@given(text=st.text(st.sampled_from("a A.1,2(0)34 May\n\tforum heldin–'")))
def test_any_text_can_be_read(text: str, year: int | None):
    """No text breaks the reading, and what is told begins no later than it ends."""
    told = events(text, year=year)

    assert all(one.found is None or one.found.start <= one.found.end for one in told)
