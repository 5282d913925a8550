"""An event as a document tells of it, before it becomes a draft."""

from __future__ import annotations

from dataclasses import dataclass

from pagebook.ingest.dates import Found
from pagebook.ingest.draft import AGAIN
from pagebook.ingest.people import People

__all__ = ["Counted", "Occasion"]


@dataclass(frozen=True)
class Counted:
    """People at an event, with the sentence that counts them.

    Attributes:
        people: How many.
        place: Where in the document.
        text: The sentence.
    """

    people: People
    place: str
    text: str


@dataclass(frozen=True)
class Occasion:
    """An event as a document tells of it.

    Attributes:
        area: The country that it belongs to.
        place: Where in the document it is told.
        passage: Number of the passage.
        heading: The heading above.
        sentence: Where in the passage the sentence that tells of it begins.
        text: The part of the sentence that tells of it.
        kind: What kind of event it is.
        found: Its date; None where none is told.
        people: Who was counted at it.
        doubts: What the reviewer should look at.
        again: The same, where the document tells it again.
        count: How many such events the text counts; 1 where it counts none.
    """

    area: str
    place: str
    passage: int
    heading: str
    sentence: int
    text: str
    kind: str
    found: Found | None
    people: tuple[Counted, ...] = ()
    doubts: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    count: int = 1

    @property
    def evidence(self) -> str:
        """The document's own words: the heading, the sentence, and what tells of it again."""
        return AGAIN.join(dict.fromkeys(filter(None, (self.heading, self.text, *self.again))))
