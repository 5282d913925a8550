"""Paragraphs out of the lines of a printed page."""

from pagebook.ingest.wrapped import unwrapped


def test_lines_that_reach_the_margin_go_on_in_the_next():
    """A short line ends a paragraph; an item, a country's name and a row's label begin one."""
    told = unwrapped(
        [
            "On 3 May a workshop was held in the town",
            "hall of Accra, and a low-",
            "Ghana: On 3 May a forum was held, and a",
            "carbon plan was read at it.",
            "- an item that reaches to the margin too",
            "Key achievements in 2023 The plan of all",
            "the ministries.",
            "2023",
        ]
    )

    assert told == [
        "On 3 May a workshop was held in the town hall of Accra, and a low-",
        "Ghana: On 3 May a forum was held, and a carbon plan was read at it.",
        "- an item that reaches to the margin too",
        "Key achievements in 2023\tThe plan of all the ministries.",
        "2023",
    ]
