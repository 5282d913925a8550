"""Citations: how a row says where its facts come from."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Citation", "parse_citation"]


@dataclass(frozen=True, order=True)
class Citation:
    """A source and, where known, the place in it.

    Attributes:
        source: Key of the table `sources`.
        locator: Where in the source, such as `line 44` or `p. 3`; None when the whole source is meant.
    """

    source: str
    locator: str | None = None

    def __str__(self) -> str:
        return self.source if self.locator is None else f"{self.source}#{self.locator}"


def parse_citation(text: str) -> Citation:
    """Return the citation written as `source` or `source#locator`.

    >>> parse_citation("ilo-page-report-2025#line 44")
    Citation(source='ilo-page-report-2025', locator='line 44')

    Raises:
        ValueError: The source is empty, the locator is empty, or there is a second `#`.
    """
    source, mark, locator = text.partition("#")
    if not source.strip() or source != source.strip():
        raise ValueError(f"{text!r} names no source before '#'")
    if mark and (not locator.strip() or locator != locator.strip() or "#" in locator):
        raise ValueError(f"{text!r} has no proper locator after '#'")
    return Citation(source, locator if mark else None)
