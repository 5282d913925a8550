"""Sentences with their positions and dates, the parts that tell of one date each, the year that is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pagebook.ingest.dates import FINE, Found, find_dates
from pagebook.ingest.sentences import sentences

__all__ = ["LONGEST", "dated_sentences", "parts_of", "placed_sentences", "year_of"]

LONGEST = 5_000
"""What is longer is no sentence but a table or a slip, and is not read."""
_YEAR = re.compile(r"(?<![\d.-])(?:19|20)\d\d(?![\d-])")
_BREAK = re.compile(r"[,;]|\band\b|\bas well as\b")
# "On 21 November, …": a date that begins no later opens its sentence.
_OPENING = 8


def placed_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text with the position of each."""
    position = 0
    for sentence in sentences(text):
        position = text.index(sentence, position)
        yield position, sentence
        position += len(sentence)


def dated_sentences(text: str, heading: str, reporting: int | None) -> Iterator[tuple[int, str, list[Found]]]:
    """Yield the sentences of a text with the position of each, and with its dates.

    Args:
        text: A passage.
        heading: The heading above, whose year is that of dates which print none.
        reporting: The year that the document reports on, for want of a better one.
    """
    last: int | None = None
    for start, sentence in placed_sentences(text):
        if len(sentence) > LONGEST:
            continue
        year, printed = year_of(last, heading, reporting)
        dates = find_dates(sentence, year=year)
        if printed:
            dates = [replace(one, year_inferred=False) for one in dates]
        # The term of a plan is not the time that is told of.
        told = [one.end.year for one in dates if not one.year_inferred and one.precision in FINE]
        last = told[-1] if told else last
        yield start, sentence, dates


def parts_of(sentence: str, dates: Sequence[Found]) -> list[str]:
    """Return for each date the part of a sentence that tells of it; the whole sentence for a single one."""
    if len(dates) <= 1:
        return [sentence] * len(dates)
    if dates[0].position[0] < _OPENING:
        cuts = [0, *(found.position[0] for found in dates[1:]), len(sentence)]
    else:
        cuts = [0, *(_end(sentence, one, after) for one, after in pairwise(dates)), len(sentence)]
    return [sentence[begin:end].strip(" ,;") for begin, end in pairwise(cuts)]


def year_of(last: int | None, heading: str, reporting: int | None) -> tuple[int | None, bool]:
    """Return the year of dates that print none, and whether the text prints it before them.

    Args:
        last: The year that was printed last in the same passage.
        heading: The heading above.
        reporting: The year that the document reports on.
    """
    if last is not None:
        return last, True
    told = [int(year) for year in _YEAR.findall(heading)]
    if len(set(told)) == 1:
        return told[0], True
    return reporting, False


def _end(sentence: str, one: Found, after: Found) -> int:
    """Return where the part of a date ends: at the next comma or "and" behind it."""
    found = _BREAK.search(sentence, one.position[1], after.position[0])
    return found.start() if found else one.position[1]
