"""The files beside the tables that a page can read: documents, and the files of input-output tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from pagebook.data.accounts import Accounts
from pagebook.data.documents import Documents, is_document
from pagebook.data.inputoutput.files import AccountFiles
from pagebook.data.inputoutput.layouts import is_accounts_file
from pagebook.data.inputoutput.reading import read_accounts
from pagebook.data.reads import Read, Rows
from pagebook.errors import DataError

__all__ = ["Beside", "is_beside"]


def is_beside(name: str) -> bool:
    """Return whether the name of a read is that of a file, or of files, and not of a table."""
    return is_document(name) or is_accounts_file(name)


class Beside:
    """The files of a book, each read once.

    Args:
        root: The book's root.
    """

    def __init__(self, root: Path) -> None:
        self._documents = Documents(root)
        self._files = AccountFiles(root)

    def text(self, name: str) -> str | None:
        """Return the text of a document, or None when there is no such file.

        Raises:
            DataError: The path leads out of the folder of documents, or the file is no text in UTF-8.
        """
        return self._documents.text(name)

    def accounts(
        self, table: str, rows: pd.DataFrame, known: Callable[[], list[str]]
    ) -> tuple[Accounts, list[str]]:
        """Return an input-output table and the names of all files that were looked at.

        Args:
            table: Its key.
            rows: The rows of the table of tables with this key.
            known: Gives all keys, for the message when there is no such row.

        Raises:
            DataError: There is no such table, or something is wrong with its files; with all findings.
        """
        if rows.empty:
            raise DataError([f"no input-output table {table!r}; there are: {', '.join(known()) or 'none'}"])
        found = read_accounts(rows.to_dict("records")[0], self._files)
        if found.accounts is None:
            raise DataError(found.problems)
        return found.accounts, found.read

    def read(self, name: str) -> Read:
        """Return what a read of a file, or of files, would be.

        Raises:
            DataError: A file cannot be read.
        """
        told = self._documents.told if is_document(name) else self._files.told
        return Read(name, (), *told(name))

    def rows(self, name: str) -> Rows | None:
        """Return the rows of a file; None of one that has none, or too many.

        Raises:
            DataError: The file cannot be read.
        """
        return None if is_document(name) else self._files.rows(name)
