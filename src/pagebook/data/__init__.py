"""Floor 1: the data package. Nothing else in the library reads or writes a CSV.

1. `package` – what the tables are (`datapackage.json`)
2. `raw`, `sheet` – files as text, with line numbers; `texts` – small ones without them
3. `values`, `links`, `rules`, `form`, `formulas`, `check` – every problem of the data at once
4. `column`, `amounts`, `order`, `cache` – cells as numbers, compared and kept as such
5. `accounts`, `inputoutput` – input-output tables in files of their own
6. `stored`, `documents`, `marks`, `reads`, `tables` – typed rows, texts, and the record of what was read
7. `writing`, `dictionary` – tables and their dictionary, written
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagebook.loading import loader

if TYPE_CHECKING:
    from pagebook.data.accounts import Accounts, Satellite
    from pagebook.data.check import check_data
    from pagebook.data.citations import Citation, parse_citation
    from pagebook.data.descriptor import DESCRIPTOR
    from pagebook.data.dictionary import dictionary
    from pagebook.data.documents import DOCUMENTS, is_document
    from pagebook.data.inputoutput.layouts import INPUT_OUTPUT, LAYOUTS, is_accounts_file
    from pagebook.data.marks import KEY_BYTES, Marks
    from pagebook.data.package import Field, ForeignKey, ListSpec, Package, Rule, TableSpec
    from pagebook.data.problems import Problem, summarise
    from pagebook.data.raw import RawTable, read_raw
    from pagebook.data.reads import Read, Rows
    from pagebook.data.tables import Tables, digest, rows_of
    from pagebook.data.writing import write_table, write_text

__all__ = [
    "DESCRIPTOR",
    "DOCUMENTS",
    "INPUT_OUTPUT",
    "KEY_BYTES",
    "LAYOUTS",
    "Accounts",
    "Citation",
    "Field",
    "ForeignKey",
    "ListSpec",
    "Marks",
    "Package",
    "Problem",
    "RawTable",
    "Read",
    "Rows",
    "Rule",
    "Satellite",
    "TableSpec",
    "Tables",
    "check_data",
    "dictionary",
    "digest",
    "is_accounts_file",
    "is_document",
    "parse_citation",
    "read_raw",
    "rows_of",
    "summarise",
    "write_table",
    "write_text",
]

# All are offered here, and few are used at a time: the slow ones load tables or charts.
_HOMES = {
    "Accounts": "accounts",
    "Citation": "citations",
    "DESCRIPTOR": "descriptor",
    "DOCUMENTS": "documents",
    "Field": "package",
    "ForeignKey": "package",
    "INPUT_OUTPUT": "inputoutput.layouts",
    "KEY_BYTES": "marks",
    "LAYOUTS": "inputoutput.layouts",
    "ListSpec": "package",
    "Marks": "marks",
    "Package": "package",
    "Problem": "problems",
    "RawTable": "raw",
    "Read": "reads",
    "Rows": "reads",
    "Rule": "package",
    "Satellite": "accounts",
    "TableSpec": "package",
    "Tables": "tables",
    "check_data": "check",
    "dictionary": "dictionary",
    "digest": "tables",
    "is_accounts_file": "inputoutput.layouts",
    "is_document": "documents",
    "parse_citation": "citations",
    "read_raw": "raw",
    "rows_of": "tables",
    "summarise": "problems",
    "write_table": "writing",
    "write_text": "writing",
}

if not TYPE_CHECKING:
    __getattr__ = loader(__name__, _HOMES)
