"""Places and modes of events."""

import pytest
from tests.ingest.prose import AREAS

from pagebook.ingest.venues import held_in, mode_of, place_in

_PLACES = {
    "A forum was held in the city of Tamale on 14 November.": "Tamale",
    "The workshop in Port Louis, on 3 May": "Port Louis",
    "First Academy for Africa (21-23 May, Accra, Ghana)": "Accra, Ghana",
    "the dialogue at the summit (Baku, 2024)": "Baku",
    "Forum 2025 – promoting bees, Cape Coast, Ghana.": "Cape Coast, Ghana",
    "The dialogue was held in Accra, June 2016": "Accra",
    "in March 2024, at the Ministry of Trade": "",
    "“Dialogue on Jobs in Coal Regions” on 3 May": "",
    "integrated in Nationally determined plans": "",
    "The training was held in Ghana.": "",
    "A forum was held in Spring 2025.": "",
    "A workshop took place in Winter, Peru.": "",
}


@pytest.mark.parametrize(("text", "expected"), _PLACES.items())
def test_a_place_is_a_name_after_in_or_beside_the_date(text: str, expected: str):
    """Months, institutions, titles and countries are no places."""
    place = place_in(text, AREAS)

    assert place == expected


def test_the_country_of_the_venue_is_the_one_that_an_event_was_held_in():
    """Any other country that a sentence names may be that of a guest."""
    told = [held_in(text, AREAS) for text in ("held in Ghana with Uruguay", "hosted by Uruguay", "for Ghana")]

    assert told == ["GHA", "URY", ""]


def test_the_mode_is_told_by_its_words():
    """What streams an event to others makes it hybrid."""
    told = [
        mode_of(text)[0] for text in ("held virtually", "streamed; a hybrid forum", "face-to-face", "a forum")
    ]

    assert told == ["online", "hybrid", "in person", ""]
