"""Where a figure's or a table's numbers come from, as the page prints it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pagebook.analysis.words import chemistry
from pagebook.figures import markdown

__all__ = ["Source", "as_sources", "credit_line"]


@dataclass(frozen=True)
class Source:
    """A row of the table `sources`, as far as a figure prints it; fields that the source lacks are None."""

    id: str
    title: str
    publisher: str | None = None
    licence: str | None = None
    url: str | None = None
    version: str | None = None
    accessed: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Source:
        """Return the source of a row of the table `sources` (its key may be called `source` or `id`)."""
        told = {name: row[name] for name in cls.__dataclass_fields__ if row.get(name) not in (None, "")}
        if "title" in told:
            told["title"] = chemistry(str(told["title"]))
        return cls(**{"id": row.get("source"), **told})

    @property
    def credit(self) -> str:
        """Return publisher, title and edition in one line of plain text."""
        return ", ".join(part for part in (self.publisher, self.title, self.version) if part)

    def as_dict(self) -> dict[str, str | None]:
        """Return the fields by name, as the specification's `usermeta` holds them."""
        return asdict(self)


def as_sources(items: Iterable[Source | Mapping[str, Any]]) -> tuple[Source, ...]:
    """Return sources, each once, in the order given."""
    found = (item if isinstance(item, Source) else Source.of(item) for item in items)
    return tuple({source.id: source for source in found}.values())


def credit_line(sources: Sequence[Source]) -> str:
    """Return a line of Markdown that links titles and names their publishers; empty without sources.

    Editions, licences and days of access stand in the page's list of sources.
    """
    if not sources:
        return ""
    parts = "; ".join(
        markdown.link(source.title, source.url)
        + (f" ({markdown.text(source.publisher)})" if source.publisher else "")
        for source in sources
    )
    return f"{'Source' if len(sources) == 1 else 'Sources'}: {parts}"
