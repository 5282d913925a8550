"""The layouts in which input-output tables lie in files."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FOLDER", "INPUT_OUTPUT", "LAYOUTS", "TABLE", "LayoutFile", "is_accounts_file"]

TABLE = "io_tables"
"""The table of the data package with a row for each input-output table."""

FOLDER = "inputoutput"
"""Where the folders of the tables lie, below the data folder."""

INPUT_OUTPUT = f"data/{FOLDER}/"
"""The same below the book's root; as the name of a read, all files of all tables together."""


@dataclass(frozen=True)
class LayoutFile:
    """A file of a layout.

    Attributes:
        name: Its name in the folder.
        holds: What it holds, in one sentence.
        required: Whether there must be one.
    """

    name: str
    holds: str
    required: bool = False


LAYOUTS: dict[str, tuple[LayoutFile, ...]] = {
    "sectors": (
        LayoutFile(
            "sectors.csv",
            "One row a sector: `sector` (key), `name`, `output`, `imported_inputs`, `taxes_on_inputs` (less "
            "subsidies), and a column for each component of value added, or `value_added` alone.",
            required=True,
        ),
        LayoutFile(
            "flows.csv",
            "What each sector (row) delivers from the country to each sector (column); one column `sector`, "
            "then one for each sector.",
            required=True,
        ),
        LayoutFile(
            "final_demand.csv",
            "What each sector (row) delivers to each category of final demand (column), exports among them.",
            required=True,
        ),
        LayoutFile(
            "imported_flows.csv",
            "Imported inputs by product (row) and using sector (column), where the source tells them.",
        ),
        LayoutFile(
            "imported_final_demand.csv",
            "Imported products (row) by category of final demand (column), where the source tells them.",
        ),
        LayoutFile(
            "satellites.csv",
            "One row for each thing counted by sector beside the money: `satellite` (key), `label`, `unit`, "
            "perhaps `part_of` (another satellite) and `by` (what divides it), then a column a sector.",
        ),
    ),
    "pymrio": (
        LayoutFile(
            "file_parameters.json",
            "Which files there are, and how many of their first rows and columns are labels.",
            required=True,
        ),
        LayoutFile("Z.txt", "Flows between sectors, separated by tabs; regions and sectors are the labels."),
        LayoutFile("A.txt", "Coefficients of the flows, in place of `Z.txt`."),
        LayoutFile("Y.txt", "Final demand by region and category.", required=True),
        LayoutFile("x.txt", "Output, where it is not to be the sum of the rows."),
        LayoutFile(
            "*/file_parameters.json",
            "A satellite account in a folder of its own: flows in `F.txt`, or coefficients in `S.txt`, with "
            "units in `unit.txt`.",
        ),
    ),
}
"""The files of each layout, by the layout's name in the table."""


def is_accounts_file(name: str) -> bool:
    """Return whether a name belongs to files of input-output tables rather than to a table or a document."""
    return name.startswith(INPUT_OUTPUT)
