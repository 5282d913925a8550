"""The page of one partner country, as its notebook shows it."""

from __future__ import annotations

from typing import Any

from pagebook.data import Tables
from pagebook.story.reader import Reader

__all__ = ["CountryPage"]


class CountryPage:
    """Everything that a country's page shows, section by section.

    Args:
        country: ISO 3166-1 alpha-3 code of a partner country.

    Raises:
        ParameterError: The code is not one of the partner countries; the message lists them.
        BookNotFoundError: The working folder is not inside a book.
    """

    def __init__(self, country: str) -> None:
        self.reader = Reader(Tables.open(), country)

    @property
    def name(self) -> str:
        """The country's name, as its row says it."""
        return str(self.reader.country["name"])


class Record:
    """The rows that a page read, as a notebook output that the finishing step keeps beside the page."""

    def __init__(self, reads: dict[str, Any]) -> None:
        self.reads = reads
