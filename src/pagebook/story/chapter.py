"""What every authored chapter has: the tables, the words of its prose, the record of what it read."""

from __future__ import annotations

import pandas as pd

from pagebook.analysis.programme import citations
from pagebook.data import Tables
from pagebook.story.citing import Citing
from pagebook.story.outputs import Record, Words

__all__ = ["Chapter"]


class Chapter:
    """A chapter of the book that is not about one country.

    Args:
        tables: The data package; by default that of the book that holds the working folder.

    Raises:
        BookNotFoundError: The working folder is not inside a book.
    """

    def __init__(self, tables: Tables | None = None) -> None:
        self.tables = tables or Tables.open()

    def substitutions(self) -> dict[str, str]:
        """Return what the chapter's prose names as `{{ … }}`: key to Markdown."""
        return {}

    def citing(self, *frames: pd.DataFrame) -> Citing:
        """Return what writes the citations of the frames' rows, reading their sources in one go."""
        return Citing(self.tables, citations(*frames, columns=("sources", "sources_a", "sources_b")))

    @property
    def words(self) -> Words:
        """The chapter's substitutions, as the notebook shows them to the finishing step."""
        return Words(self.substitutions(), {})

    @property
    def record(self) -> Record:
        """What the chapter read so far, as the notebook shows it to the finishing step."""
        return Record(self.tables.record())
