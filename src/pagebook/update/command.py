"""`pagebook update indicators`: files are read, compared, checked; tables are written whole or not at all."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pagebook.errors import ParameterError
from pagebook.pages.journal import write_together
from pagebook.project import Book
from pagebook.update.fetch import addresses, fetch
from pagebook.update.findings import ALLOWED, Finding, Findings
from pagebook.update.mapping import Declared, declared
from pagebook.update.plan import Plan, plan
from pagebook.update.reading import Read, editions_of, read_files
from pagebook.update.report import Report
from pagebook.update.staging import Statistics, problems_after, statistics
from pagebook.update.vintages import vintages

__all__ = ["Wanted", "given_editions", "update_indicators"]


@dataclass(frozen=True)
class Wanted:
    """What somebody wants an update to do.

    Attributes:
        files: The files.
        accessed: The day on which they were read, as year-month-day.
        editions: Editions, as `given_editions` reads them.
        allowed: What is let through, keys of `ALLOWED`.
        fetch: Data sets, indicators or series to be fetched.
        dry_run: Whether nothing is written.
        base: Stands for scheme and host of what is fetched, for tests.
    """

    files: Sequence[Path]
    accessed: str
    editions: Sequence[str] = ()
    allowed: Sequence[str] = ()
    fetch: Sequence[str] = ()
    dry_run: bool = False
    base: str = ""


def given_editions(given: Sequence[str], datasets: Sequence[str]) -> dict[str, str]:
    """Return editions by data set, from `wdi=2026-07-13`, or `2026-07-13` for all.

    Raises:
        ParameterError: One is given twice, or there is no such data set.
    """
    editions: dict[str, str] = {}
    for text in given:
        name, sign, edition = text.partition("=")
        key, value = (name, edition) if sign else ("", text)
        if key and key not in datasets:
            raise ParameterError(f"there is no data set {key!r}; there are {', '.join(datasets)}")
        if key in editions:
            raise ParameterError(f"--edition {text!r}: this edition is given twice")
        editions[key] = value.strip()
    return editions


def update_indicators(book: Book, wanted: Wanted) -> Report:
    """Take new editions into the tables; return what was found and done.

    Raises:
        DataError: The tables of the book cannot be read.
        LockedError: Another process is writing the book.
        WriteError: A table cannot be written.
        ParameterError: What was asked for does not exist, or a publisher does not answer.
    """
    if unknown := sorted(set(wanted.allowed) - set(ALLOWED)):
        raise ParameterError(
            f"nothing called {', '.join(unknown)} can be allowed; there are {', '.join(ALLOWED)}"
        )
    found, mapped = Findings(wanted.allowed), declared(book)
    with tempfile.TemporaryDirectory() as folder:
        read = read_files(mapped, [*wanted.files, *_fetched(mapped, wanted, Path(folder))], found)
    now = statistics(book)
    editions = editions_of(read, given_editions(wanted.editions, tuple(mapped.datasets)), found)
    told = vintages(mapped, read.gathered, editions, found)
    done = plan(mapped, now, told, found, accessed=wanted.accessed, groups=read.groups)
    report = _report(read, now, done, found)
    texts = _changed(book, done.texts(now)) if not report.refused else {}
    for problem in problems_after(now.package, texts) if texts else ():
        found.refuse(
            Finding(problem.file, 0, "check", f"{problem.column}: {problem.message}", problem.expected)
        )
    if report.refused or wanted.dry_run:
        return report
    write_together(book, {book.data / path: text.encode("utf-8") for path, text in texts.items()})
    report.written = [book.relative(book.data / path) for path in sorted(texts)]
    return report


def _fetched(mapped: Declared, wanted: Wanted, folder: Path) -> list[Path]:
    files = []
    for url, name in addresses(mapped, wanted.fetch, wanted.base).items():
        fetch(url, folder / name, test=bool(wanted.base))
        files.append(folder / name)
    return files


def _report(read: Read, now: Statistics, done: Plan, found: Findings) -> Report:
    bounded = Counter[str]()
    for part, number in read.gathered.bounded.items():
        bounded[part.indicator] += number
    told = {(area, indicator, year) for indicator, area, year in read.gathered.breaks if area in now.areas}
    return Report(
        read.files,
        found,
        done,
        sorted(told - now.breaks),
        dict(sorted(bounded.items())),
        read.gathered.groups,
        now.dated_definitions(one.indicator for one in done.comparisons),
        [area for area, told in sorted(read.groups.items()) if now.classes.get(area, told) != told],
    )


def _changed(book: Book, texts: Mapping[str, str]) -> dict[str, str]:
    return {path: text for path, text in texts.items() if (book.data / path).read_text("utf-8") != text}
