"""Passages and events of a few lines, for tests."""

from collections.abc import Iterator

from pagebook.ingest.areas import Areas
from pagebook.ingest.document import Document, Line
from pagebook.ingest.events import occasions
from pagebook.ingest.kinds import Kind
from pagebook.ingest.merging import merged
from pagebook.ingest.occasions import Occasion
from pagebook.ingest.sections import Passage, passages_of

AREAS = Areas({"Ghana": "GHA", "Uruguay": "URY", "Mauritius": "MUS", "Madagascar": "MDG", "Mongolia": "MNG"})


def passages(text: str, area: str = "GHA") -> list[Passage]:
    """Return the passages of a text."""
    lines = (Line(f"line {number}", line) for number, line in enumerate(text.splitlines(), 1) if line)
    return passages_of(Document("text", tuple(lines)), AREAS, area)


def events(text: str, kind: Kind = "bilateral report", year: int | None = 2024) -> list[Occasion]:
    """Return the events of a text, each once."""
    return merged(occasions(passages(text), AREAS, kind, year), AREAS)


def dates(told: list[Occasion]) -> Iterator[str]:
    """Yield area, dates and kind of events."""
    for one in told:
        when = f"{one.found.start} {one.found.end}" if one.found else "undated"
        yield f"{one.area} {when} {one.kind}"
