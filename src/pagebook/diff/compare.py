"""Compare two editions of the book as they are stored; nothing is executed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pagebook.data import DOCUMENTS
from pagebook.diff.accounts import compare_accounts
from pagebook.diff.changes import Changes
from pagebook.diff.charts import compare_charts, with_moved
from pagebook.diff.edition import Edition
from pagebook.diff.explorer import compare_explorers
from pagebook.diff.found import Found
from pagebook.diff.items import FormChange, Move, PageState, RowChange
from pagebook.diff.levers import compare_levers
from pagebook.diff.order import put_in_order
from pagebook.diff.page import Page, read_pages
from pagebook.diff.stale import stale_pages
from pagebook.diff.stands import STATUS_COLUMNS
from pagebook.diff.tables import compare_tables
from pagebook.diff.text import compare_text
from pagebook.pages.templates import is_template

__all__ = ["compare"]

_SAME_PAGE = 0.5
"""Share of equal parts from which on a page that went and one that came are one page renamed."""

_FOLDERS = ("data", "chapters")
_TOPS = ("_config.yml", "_toc.yml")


def compare(old: Path, new: Path, *, old_name: str = "", new_name: str = "") -> Changes:
    """Return all that differs between two editions, each kind in order of importance.

    Args:
        old: A folder that holds a book: `_config.yml`, `data`, `chapters`.
        new: Another.
        old_name: How the first is called; by default by its folder.
        new_name: How the second is called.

    Raises:
        DataError: An edition's description of its tables cannot be read.
    """
    before, after = Edition(old, old_name or old.name), Edition(new, new_name or new.name)
    tables = compare_tables(before, after)
    accounts = compare_accounts(before, after)
    pages, founds = _pages(before, after)
    forms = [*tables.forms, *(one for found in founds for one in found.forms)]
    return put_in_order(
        Changes(
            before.name,
            after.name,
            tuple([*_warnings(before, after), *(told for found in founds for told in found.warnings)]),
            tuple([*_statuses(tables.rows), *(one for found in founds for one in found.moves)]),
            tuple(one for found in founds for one in found.sentences),
            tuple(one for found in founds for one in found.numbers),
            tuple(with_moved(one for found in founds for one in found.charts)),
            tuple([*tables.rows, *(row for rows in accounts.values() for row in rows)]),
            tuple(tables.tables),
            tuple([*forms, *_files(before, after, accounts)]),
            tuple(pages),
        )
    )


def _warnings(old: Edition, new: Edition) -> Iterator[str]:
    for side in (old, new):
        yield from stale_pages(side)


def _statuses(rows: Iterable[RowChange]) -> Iterator[Move]:
    """Yield statuses in the tables that moved."""
    for row in rows:
        if row.kind == "changed" and row.column in STATUS_COLUMNS:
            what = f"{row.table}: {row.key}, {row.column}"
            yield Move("status", row.table, row.country, row.name, what, row.old, row.new)


def _pages(old: Edition, new: Edition) -> tuple[list[PageState], list[Found]]:
    before, after = read_pages(old), read_pages(new)
    renamed = _renamed(before, after)
    states, founds = [], []
    for key, page in after.items():
        was = before.get(renamed.get(key, key))
        found = _compared(was or _empty(page), page, new)
        found.warnings += [told for told in (page.problem, was.problem if was else "") if told]
        founds.append(found)
        states.append(_state(found, was, page))
    for key, page in before.items():
        if key not in after and key not in renamed.values():
            founds.append(_compared(page, _empty(page), old))
            states.append(PageState(key, page.title, page.country, "removed"))
    return states, founds


def _compared(old: Page, new: Page, edition: Edition) -> Found:
    found = Found(new)
    compare_text(found, old, new, edition)
    compare_charts(found, old, new, edition)
    compare_explorers(found, old, new)
    compare_levers(found, old, new)
    return found


def _state(found: Found, was: Page | None, page: Page) -> PageState:
    if was is None:
        return PageState(page.key, page.title, page.country, "added")
    if (was.key, was.path) != (page.key, page.path):
        return PageState(page.key, page.title, page.country, "renamed", was.path)
    return PageState(page.key, page.title, page.country, "changed" if found else "same")


def _empty(page: Page) -> Page:
    return Page(page.key, page.path, page.title, page.country, ())


def _renamed(before: Mapping[str, Page], after: Mapping[str, Page]) -> dict[str, str]:
    """Return new keys of pages that had another: in the same file, or mostly with the same parts."""
    gone = {key: page for key, page in before.items() if key not in after}
    found: dict[str, str] = {}
    for key, page in after.items():
        if key in before:
            continue
        same = (one for one in gone if one not in found.values() and _same(gone[one], page))
        if was := next(same, None):
            found[key] = was
    return found


def _same(old: Page, new: Page) -> bool:
    if old.path == new.path:
        return True
    counts = [Counter(str(part.content) for part in page.parts) for page in (old, new)]
    alike = old.path.startswith(DOCUMENTS) == new.path.startswith(DOCUMENTS)
    return alike and (counts[0] & counts[1]).total() > _SAME_PAGE * max(count.total() for count in counts)


def _files(old: Edition, new: Edition, accounts: Mapping[str, Sequence[RowChange]]) -> Iterator[FormChange]:
    """Yield files that are neither pages nor tables and that differ, such as the template."""
    known = {side.path_of(table) for side in (old, new) for table in side.package.tables}
    paths = sorted({path for side in (old, new) for path in _other(side.root)} - known)
    for path in paths:
        before, after = old.bytes_of(path), new.bytes_of(path)
        if path in accounts and not accounts[path]:
            yield FormChange(path, "only the form or the order of its lines changed, no cell")
        elif before != after and path not in accounts:
            yield FormChange(path, "is new" if before is None else "is gone" if after is None else "changed")


def _other(root: Path) -> Iterator[str]:
    for folder in _FOLDERS:
        for path in (root / folder).rglob("*"):
            name = path.relative_to(root).as_posix()
            page = path.suffix in (".ipynb", ".md") and folder == "chapters"
            aside = name.endswith(".record.json") or (page and not is_template(name))
            if (
                path.is_file()
                and not aside
                and not any(part.startswith(".") for part in path.parts[len(root.parts) :])
            ):
                yield name
    yield from (name for name in _TOPS if (root / name).is_file())
