"""Events that are told twice are one."""

import pytest
from tests.ingest.prose import dates, events

_SENT = "On 3-5 May, six officials took part in the regional course on bees, which was held in Mauritius."
_HOST = "On 3-5 May, a regional course on bees was held in Port Louis, with 6 officials from Madagascar."


@pytest.mark.parametrize("paragraphs", [(("Mauritius", _HOST), ("Madagascar", _SENT))] * 2)
@pytest.mark.parametrize("turned", [False, True])
def test_an_event_belongs_to_the_country_that_held_it(paragraphs: tuple[tuple[str, str], ...], turned: bool):
    """Two countries tell of it, in either order: it is one event, its people count once, and it says so."""
    order = paragraphs[::-1] if turned else paragraphs

    told = events("\n".join(f"{country}: {text}" for country, text in order), "country update")

    assert list(dates(told)) == ["MUS 2024-05-03 2024-05-05 course"]
    assert [each.people.total for each in told[0].people] == [6]
    assert told[0].doubts[-1] == f"told again at line {1 if turned else 2} under MDG: counted once"


def test_the_same_day_in_two_countries_is_two_events():
    """Nothing but a country that names the other joins them."""
    told = events("Ghana: A forum on bees on 3 May.\nUruguay: A forum on bees on 3 May.", "country update")

    assert list(dates(told)) == ["GHA 2024-05-03 2024-05-03 forum", "URY 2024-05-03 2024-05-03 forum"]


def test_a_heading_and_the_text_below_tell_of_one_event():
    """The heading dates it; the text brings the place and the people."""
    text = "## Academy on dyes (3-5 May, Accra)\nThe Academy gathered 30 people.\n- The part of 3-5 May 2024."

    told = events(text)

    assert list(dates(told)) == ["GHA 2024-05-03 2024-05-05 training"]


def test_a_launch_told_with_its_month_and_with_its_day_is_one():
    """The finer date is kept."""
    text = (
        "The atlas of wells and rivers, launched in May 2024, is read widely.\n"
        "The atlas of wells and rivers was launched on 14 May 2024."
    )

    told = events(text)

    assert list(dates(told)) == ["GHA 2024-05-14 2024-05-14 launch"]


def test_two_events_of_one_day_in_one_paragraph_stay_two():
    """A document does not tell the same twice in one breath."""
    text = "A forum on bees was held in Accra on 3 May, and a forum on bees in Tema on 3 May."

    told = events(text)

    assert len(told) == 2
