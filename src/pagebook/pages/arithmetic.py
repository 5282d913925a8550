"""Whether the input-output tables of a book add up, so that they can be computed with."""

from __future__ import annotations

from collections.abc import Iterator

from pagebook.analysis.inputoutput import problems
from pagebook.data import INPUT_OUTPUT, Problem, Tables
from pagebook.data.inputoutput.layouts import TABLE

__all__ = ["accounts_findings"]


def accounts_findings(tables: Tables) -> Iterator[Problem]:
    """Yield what is wrong with the sums and signs of each table; each finding names sector and gap.

    Args:
        tables: Tables whose files have the right form.

    Raises:
        DataError: The files of a table cannot be read.
    """
    if TABLE not in tables.describe().tables:
        return
    for row in tables.select(TABLE).to_dict("records"):
        place = f"{INPUT_OUTPUT}{row['folder']}"
        for told in problems(tables.accounts(row["table"]), float(row["tolerance"])):
            yield Problem(place, 0, "", told, "", "arithmetic")
