"""What a document tells with a date or a number of people, and no draft has taken up: said, not guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pagebook.ingest.clauses import LONGEST, placed_sentences
from pagebook.ingest.dates import find_dates
from pagebook.ingest.draft import AGAIN, Draft
from pagebook.ingest.people import find_people
from pagebook.ingest.sections import Passage
from pagebook.ingest.told import Told

__all__ = ["Unplaced", "unplaced"]

# Any year: only whether there is a date counts.
_SOME_YEAR = 2000
_SHOWN = 120


@dataclass(frozen=True)
class Unplaced:
    """A sentence that no draft rests on.

    Attributes:
        place: Where it is.
        why: Why it was left out.
        text: The sentence.
    """

    place: str
    why: str
    text: str

    def __str__(self) -> str:
        shown = self.text if len(self.text) <= _SHOWN else f"{self.text[: _SHOWN - 1]}…"
        return f"{self.place}: {self.why}: {shown}"


def unplaced(told: Told, drafts: Iterable[Draft]) -> Iterator[Unplaced]:
    """Yield the sentences with a date or a number of people that no draft rests on.

    A timeline is all dates, and each paragraph below a year is a draft: of it nothing is yielded.

    Args:
        told: The document.
        drafts: What was made of it.
    """
    evidence = defaultdict[str, list[str]](list)
    elsewhere: list[str] = []
    for draft in drafts:
        evidence[draft.place] += draft.evidence.split(AGAIN)
        if AGAIN in draft.evidence:
            elsewhere.append(draft.evidence)
    for passage in told.passages if told.kind != "timeline" else ():
        for start, sentence in placed_sentences(passage.text):
            place = passage.place_at(start)
            taken = any(one in sentence or sentence in one for one in evidence[place] if one)
            taken = taken or any(sentence in one for one in elsewhere)
            if not taken and (why := _why(told, passage, sentence)):
                yield Unplaced(place, why, sentence)


def _why(told: Told, passage: Passage, sentence: str) -> str:
    if len(sentence) > LONGEST:
        return "too long for a sentence"
    dates = find_dates(sentence, year=_SOME_YEAR)
    if not dates and not find_people(sentence):
        return ""
    if not passage.area:
        return "no country"
    if told.year is None and any(one.year_inferred for one in dates):
        return "no year is printed; give one with --year"
    return f"no event or milestone for {dates[0].text!r}" if dates else "no event for these people"
