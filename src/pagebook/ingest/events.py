"""Events in prose: what took place or will, with its date and its people.

A sentence with a date tells of an event when the date belongs to the name of one ("the workshop on 3 May") or
to a verb that says one was held. A date that prints no year takes that of the date before it, of the heading,
or of the reporting period. A sentence without a date goes on about the event before it, unless it tells of a
new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pagebook.ingest.areas import Areas
from pagebook.ingest.clauses import dated_sentences, parts_of
from pagebook.ingest.dates import FINE, Found
from pagebook.ingest.dating import event_dates, is_put_off
from pagebook.ingest.heads import Head, heads
from pagebook.ingest.kinds import Kind
from pagebook.ingest.occasions import Counted, Occasion
from pagebook.ingest.people import People, find_people
from pagebook.ingest.sections import Passage
from pagebook.ingest.venues import mode_of
from pagebook.ingest.wording import event_kind

__all__ = ["occasions"]

# A sentence that goes on about the event before it.
_GOES_ON = re.compile(
    r"(?:All|They|It|Of (?:these|them|whom)|Both|In total|Altogether|Th(?:e|is|at|ese|ose) (?:\w+ )?"
    r"(?:event|workshop|training|meeting|course|forum|session|launch|school|participants|week|academy)\b)",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:part[ic]*ipants?|participated|attend\w+|took part|mobili[sz]ed|gathered|came|joined|brought"
    r"|trained|reached|benefit\w+|enrolled|drew|attracted|followed|welcomed)\b",
    re.I,
)
# "One in Almaty on 14 May, and one in Aktau": each has its own place and people.
_EACH = re.compile(r"\b(?:and|then) (?:one|another)\b", re.I)
# A sum over years is not at the event before.
_SINCE = re.compile(r"(?:since|overall|to date|so far)\b", re.I)
# "The training programme on waste": a title tells that it is another one.
_TITLED = re.compile(r"\s+(?:programme |program |session )?(?:on|entitled|titled|called)\b", re.I)
_BETWEEN = re.compile(
    r"\bbetween (?P<one>[A-Z][\w’' ]+?) and (?P<other>[A-Z][\w’' ]+?)\b(?= on\b| for\b|[,.(:]|$)"
)


@dataclass
class _Reader:
    """Reads passages one after the other, and remembers what the last event was."""

    areas: Areas
    kind: Kind
    year: int | None
    told: list[Occasion] = field(default_factory=list)
    about: tuple[str, str] = ("", "")
    area: str = ""

    def read(self, number: int, passage: Passage) -> None:
        """Read a passage."""
        heading = passage.text if passage.form == "heading" else passage.heading
        if (passage.area, heading) != self.about:
            self.about = (passage.area, heading)
            self.area = self._shared(heading) or passage.area
        begun = len(self.told)
        for start, sentence, dates in dated_sentences(passage.text, heading, self.year):
            found = Occasion(self.area, passage.place_at(start), number, heading, start, sentence, "", None)
            self._sentence(found, dates, begun)
        self.told[begun:] = _without_container(self.told[begun:])

    def _shared(self, heading: str) -> str:
        """Return the first of two countries that a heading names as those between which something is."""
        between = _BETWEEN.search(heading)
        codes = [self.areas.code(between[name]) for name in ("one", "other")] if between else []
        return codes[0] if codes and all(codes) else ""

    def _sentence(self, plain: Occasion, dates: Sequence[Found], begun: int) -> None:
        sentence = plain.text
        people, told = find_people(sentence), heads(sentence)
        dated = event_dates(sentence, dates, told, self._kind_before(begun))
        if not dated:
            self._undated(plain, people, told, begun)
            return
        parts = parts_of(sentence, [one for one, _ in dated])
        each = _EACH.search(sentence) or all(len(find_people(part)) == 1 for part in parts)
        alone = len({head.at for _, head in dated}) == 1 and (len(parts) == 1 or not each)
        for number, ((one, head), part) in enumerate(zip(dated, parts, strict=True)):
            # Dates that share their word are told by the whole sentence; its people count once.
            counted = (() if number else people) if alone else find_people(part)
            whole = alone or not (each or _tells(part))
            self._keep(plain, one, head, sentence if whole else part, counted)

    def _keep(self, plain: Occasion, one: Found, head: Head, part: str, people: Iterable[People]) -> None:
        area = self._other_area(plain.text, head) or plain.area
        doubts = ("the year is not printed",) if one.year_inferred else ()
        counted = _counted(plain, people)
        told = replace(plain, area=area, text=part, kind=head.kind, found=one, people=counted)
        again = () if _tells(part) else (plain.text,)
        self.told.append(
            replace(told, doubts=doubts, count=head.count, again=again if part != plain.text else ())
        )

    def _other_area(self, sentence: str, head: Head) -> str:
        """Return the country that an event is said to be for: "the first workshop for PAGE Uruguay"."""
        after = re.match(
            r"\s+(?:for|of|in) (?:PAGE )?(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)", sentence[head.end :]
        )
        return self.areas.code(after["name"]) if after else ""

    def _kind_before(self, begun: int) -> str:
        """Return the kind of event that a passage is about: that of the one before, or of its heading."""
        return self.told[-1].kind if len(self.told) > begun else event_kind(self.about[1])

    def _undated(self, plain: Occasion, people: list[People], told: Sequence[Head], begun: int) -> None:
        sentence, last = plain.text, self.told[-1] if self.told else None
        here = last is not None and (
            len(self.told) > begun
            or (bool(last.heading) and (last.area, last.heading) == (self.area, self.about[1]))
        )
        new = self._new_event(sentence, people, told, here=here)
        if new is not None:
            self._keep_undated(plain, new, people)
        elif here and last and _GOES_ON.match(sentence) and mode_of(sentence)[0]:
            number = self._meant(told, begun)
            self.told[number] = replace(self.told[number], again=(*self.told[number].again, sentence))
        elif (
            here
            and last
            and people
            and not _SINCE.match(sentence)
            and (_GOES_ON.match(sentence) or _PRESENT.search(sentence))
        ):
            number = self._meant(told, begun)
            self.told[number] = replace(
                self.told[number], people=(*self.told[number].people, *_counted(plain, people))
            )

    def _meant(self, told: Sequence[Head], begun: int) -> int:
        """Return which event a sentence goes on about: the one that has its noun, else the last."""
        nouns = {head.text.lower() for head in told if head.sort == "event"}
        for number in reversed(range(len(self.told))):
            one = self.told[number]
            if number < begun and (one.area != self.area or self.about[1] not in (one.heading, one.text)):
                break
            if any(noun in one.text.lower() for noun in nouns):
                return number
        # Nobody came to a preparation.
        last = self.told[-1]
        return next(
            (
                number
                for number in reversed(range(len(self.told)))
                if self.told[number].kind != "preparation" and _together(self.told[number], last)
            ),
            len(self.told) - 1,
        )

    def _new_event(
        self, sentence: str, people: list[People], told: Sequence[Head], *, here: bool
    ) -> Head | None:
        """Return the event that a sentence without a date tells of for the first time."""
        noun = next((head for head in told if head.sort == "event" and head.kind != "session"), None)
        if noun is None or _GOES_ON.match(sentence) or sentence.startswith("No ") or is_put_off(sentence):
            return None
        if self.kind == "country update":
            new = noun.single or bool(_TITLED.match(sentence, noun.end))
            return noun if people and new and any(head.sort == "held" for head in told) else None
        held = any(head.sort == "held" and head.start < noun.start for head in told)
        new = noun.single and held and not (here and self.about[1])
        return noun if new and self.kind == "bilateral report" else None

    def _keep_undated(self, plain: Occasion, head: Head, people: list[People]) -> None:
        found, doubt = None, "no date in the sentence"
        if self.kind == "bilateral report" and self.year is not None:
            first, last = date(self.year, 1, 1), date(self.year, 12, 31)
            found = Found(first, last, "year", False, (0, 0), "")
            doubt = "no date in the sentence: the year is that of the report"
        self.told.append(
            replace(
                plain,
                kind=head.kind,
                found=found,
                people=_counted(plain, people),
                doubts=(doubt,),
                count=head.count,
            )
        )


def occasions(passages: Iterable[Passage], areas: Areas, kind: Kind, year: int | None) -> list[Occasion]:
    """Return the events that passages tell of, in their order, as often as they are told.

    Args:
        passages: The passages.
        areas: The countries that the book knows.
        kind: The kind of document: what it means when a sentence has no date differs.
        year: The year of dates that print none, where no date or heading before them does.
    """
    reader = _Reader(areas, kind, year)
    for number, passage in enumerate(passages):
        if passage.area:
            reader.read(number, passage)
    return reader.told


def _together(one: Occasion, other: Occasion) -> bool:
    """Return whether two events stand in one passage or below one heading."""
    if one.passage == other.passage:
        return True
    return one.area == other.area and other.heading in (one.heading, one.text) and other.heading != ""


def _tells(part: str) -> bool:
    """Return whether a part of a sentence names its event itself."""
    return any(head.sort in ("event", "launch") for head in heads(part))


def _counted(plain: Occasion, people: Iterable[People]) -> tuple[Counted, ...]:
    return tuple(Counted(one, plain.place, plain.text) for one in people)


def _without_container(told: Sequence[Occasion]) -> Iterator[Occasion]:
    """Yield events without the series of a year whose members follow: "three in 2025: in March, …"."""
    for number, one in enumerate(told):
        within = [
            other
            for other in told[number + 1 :]
            if one.found and other.found and other.found.precision in FINE
            and one.found.start <= other.found.start and other.found.end <= one.found.end
        ]  # fmt: skip
        if not (one.count > 1 and one.found and one.found.precision == "year" and len(within) > 1):
            yield one
