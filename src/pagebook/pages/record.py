"""The record beside each page: everything that the page was made from, as hashes, with no clock."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from pagebook.data import DOCUMENTS, INPUT_OUTPUT, Tables, digest, rows_of
from pagebook.data.inputoutput.layouts import TABLE
from pagebook.errors import DataError
from pagebook.pages.finish import RECORD_MIME, outputs_of
from pagebook.pages.plan import Page
from pagebook.project import find_book

__all__ = ["Record", "RecordError", "Toolchain", "make_record", "sha256"]

_PACKAGES = (
    "altair",  # chart specifications
    "ipykernel",  # the shell that runs cells
    "ipython",  # how values are shown
    "narwhals",  # the data that altair writes into a specification
    "nbclient",  # outputs from a kernel's messages
    "nbformat",  # the notebook's form
    "numpy",
    "pandas",
    "papermill",  # the cell with the parameters
    "pyarrow",  # text in pandas
)
"""Packages whose versions can show in a page; those that only check or carry (jsonschema, pyzmq) cannot."""

_FLOORS = (
    "analysis", "data", "errors.py", "figures", "__init__.py", "loading.py", "pages", "project.py", "story",
)  # fmt: skip
"""What of the library can show in a page: the reading side, and the way from template to page."""

_ASIDE = frozenset(
    f"pages/{name}.py"
    for name in (
        "arithmetic", "changes", "check", "failures", "family", "forks", "gate", "journal", "listing", "lock",
        "nursery", "parameters", "partners", "plan", "profile", "progress", "ready", "reasons", "run",
        "since", "staleness", "style", "templates", "toc", "verdict", "warm", "write",
    )
)  # fmt: skip
"""What chooses, checks, hosts or tells, and never touches a page's content. A new module counts until it is
named here: a page that runs once too often does no harm."""


class RecordError(ValueError):
    """Raised when a record's text is not a record."""


@dataclass(frozen=True)
class Toolchain:
    """What makes pages: the same for all pages of a run.

    Attributes:
        library: SHA-256 over what of the library can show in a page.
        versions: Versions of Python and of the packages that can show in a page.
    """

    library: str
    versions: Mapping[str, str]

    @classmethod
    def current(cls) -> Toolchain:
        """Return what is installed now."""
        return cls(_library_hash(Path(__file__).parents[1]), _versions())


@dataclass(frozen=True)
class Record:
    """What a page was made from.

    Attributes:
        page: Key of the page.
        template: SHA-256 of the template's source.
        parameters: What the template was given.
        library: SHA-256 over what of the library can show in a page.
        versions: Versions of Python and of the packages that can show in a page.
        reads: Which rows were read, as `Read.as_json` gives them, with `marks` of the rows as `Marks` gives
            them, where they are not too many.
        notebook: SHA-256 of the page.
    """

    page: str
    template: str
    parameters: Mapping[str, Any]
    library: str
    versions: Mapping[str, str]
    reads: tuple[Mapping[str, Any], ...]
    notebook: str

    def dumps(self) -> bytes:
        """Return the record as JSON, the same for the same record, with a line for each read."""
        content = asdict(self)
        reads = ",\n".join(_compact(read) for read in content.pop("reads"))
        rest = ",\n".join(f"{_compact(name)}:{_compact(value)}" for name, value in sorted(content.items()))
        return f'{{{rest},\n"reads":[\n{reads}\n]}}\n'.encode()

    @classmethod
    def loads(cls, text: bytes) -> Record:
        """Return the record in some JSON.

        Raises:
            RecordError: The text is not a record.
        """
        try:
            content = json.loads(text)
            return cls(**{**content, "reads": tuple(map(_checked, content["reads"]))})
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise RecordError(f"not a record of a page: {error}") from error


def make_record(
    page: Page, template: str, executed: NotebookNode, content: bytes, toolchain: Toolchain
) -> Record:
    """Return the record of a page that just ran.

    Args:
        page: The plan's entry.
        template: SHA-256 of the source that ran.
        executed: The executed notebook, with its outputs.
        content: The finished page.
        toolchain: What was installed before the page ran; a change since then rightly makes the page stale.
    """
    shown = list(outputs_of(executed, RECORD_MIME))
    # A notebook that does not say what it read may have read anything.
    tables = Tables.open(find_book(page.template.parent))
    reads = [read for output in shown for read in output["reads"]] if shown else _everything(tables)
    return Record(
        page=page.key,
        template=template,
        parameters=dict(page.parameters),
        library=toolchain.library,
        versions=dict(toolchain.versions),
        reads=tuple(
            _marked(read, tables)
            for read in sorted(
                reads,
                key=lambda read: (
                    read["table"],
                    json.dumps(read["where"], sort_keys=True),
                    read.get("columns", []),
                ),
            )
        ),
        notebook=sha256(content),
    )


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _checked(read: Mapping[str, Any]) -> dict[str, Any]:
    """Return a read whose table, conditions and hash can be compared.

    Raises:
        TypeError: One of them is of another kind.
        KeyError: One of them is missing.
    """
    lists = [*read["where"].values(), read.get("columns", [])]
    cells = [cell for found in lists for cell in (found if isinstance(found, list) else [None])]
    texts = [read["table"], read["sha256"], *cells]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a read is not of text")
    return {"rows": None, **read}


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _everything(tables: Tables) -> list[dict[str, Any]]:
    for table in tables.describe().tables:
        tables.select(table)
    places = (DOCUMENTS, INPUT_OUTPUT) if TABLE in tables.package.tables else (DOCUMENTS,)
    files = [digest(tables, place, {}) for place in places]
    return [read.as_json() for read in (*tables.reads, *files)]


def _marked(read: Mapping[str, Any], tables: Tables) -> Mapping[str, Any]:
    """Return a read with marks of its rows, so that it can be told later which of them changed."""
    try:
        rows = rows_of(tables, read["table"], read["where"], read.get("columns", ()))
    except DataError:
        return read
    # What changed while the page ran was not read: better no marks than those of other rows.
    return {**read, "marks": rows.marks.dumps()} if rows and rows.sha256 == read["sha256"] else read


def _library_hash(folder: Path) -> str:
    total = hashlib.sha256()
    for name in _FLOORS:
        path = folder / name
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            place = file.relative_to(folder).as_posix()
            if file.is_file() and file.suffix != ".pyc" and place not in _ASIDE:
                # Line ends differ between checkouts on different systems; the library does not.
                text = file.read_bytes().replace(b"\r\n", b"\n")
                total.update(f"{place}\0{sha256(text)}\n".encode())
    return total.hexdigest()


def _versions() -> dict[str, str]:
    # Releases that mend Python's faults keep what it prints; only another feature release counts.
    found = {"python": ".".join(map(str, sys.version_info[:2]))}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found
