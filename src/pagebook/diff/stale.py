"""Whether the pages of an edition agree with the data beside them; differences of stale pages mislead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pagebook.diff.edition import Edition
from pagebook.errors import PagebookError
from pagebook.pages.plan import Page, plan
from pagebook.pages.record import Record, RecordError, sha256
from pagebook.pages.staleness import Inputs
from pagebook.project import Book

__all__ = ["stale_pages"]

_NAMED = 6
"""Pages that a warning names."""

_ALL = ("everything it read",)


def stale_pages(edition: Edition) -> list[str]:
    """Return warnings, at most one of each kind, about pages that were made from other data than lie there.

    Another version of the library makes no page stale here: it is the pages as they are stored that count.
    """
    try:
        book = Book(edition.root.resolve())
        now = Inputs.current(book)
        pages = [page for page in plan(book, now.tables) if page.output.is_file()]
    except PagebookError as error:
        first = str(error).splitlines()[-1].strip()
        return [f"{edition.name}: whether its pages are current cannot be told: {first}"]
    states = {page.key: _reasons(page, now) for page in pages if page.record.is_file()}
    found = {key: reasons for key, reasons in states.items() if reasons}
    warnings = [_stale(edition.name, found)] if found else []
    if sum(reasons == _ALL for reasons in states.values()) > len(states) / 2:
        # Records of a very old library are hashes of another kind.
        told = "was recorded in another way; whether its pages are current cannot be told"
        warnings = [f"{edition.name}: what its pages read {told}."]
    if bare := [page.key for page in pages if not page.record.is_file()]:
        warnings.append(f"{edition.name}: no record says what {_listed(bare)} read.")
    return warnings


def _stale(name: str, found: Mapping[str, Sequence[str]]) -> str:
    told = [f"{key} ({', '.join(reasons)})" for key, reasons in found.items()]
    pages = "1 page is" if len(found) == 1 else f"{len(found)} pages are"
    return (
        f"{name}: {pages} stale, made from other inputs than lie beside them: {_listed(told)}. "
        "Run `pagebook run` there first; until then their text and charts show old data."
    )


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _reasons(page: Page, now: Inputs) -> tuple[str, ...]:
    """Return the inputs that are not as the page's record says."""
    try:
        record = Record.loads(page.record.read_bytes())
        source = now.source(page.template)
    except (RecordError, PagebookError):
        return ("its record or template is damaged",)
    changed = [str(read["table"]) for read in record.reads if not _same(read, now)]
    if len(changed) == len(record.reads) > 1:
        return _ALL
    told = list(dict.fromkeys(changed))
    if source != record.template:
        told.append("its own source" if page.in_place else page.template.name)
    elif sha256(page.output.read_bytes()) != record.notebook:
        told.append("edited by hand")
    return tuple(told)


def _same(read: Mapping[str, Any], now: Inputs) -> bool:
    try:
        return now.read(read["table"], read["where"], read.get("columns", ())).sha256 == str(read["sha256"])
    except PagebookError:
        return False
