"""Freezing an edition: copy, compile from nothing, describe, and put in its place as a whole."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pagebook.data import Package
from pagebook.data.editing import rows_of_table
from pagebook.edition.citing import imprint_of
from pagebook.edition.contents import BOOK, HTML, inputs, role_of
from pagebook.edition.crate import CRATE, crate_json
from pagebook.edition.hashes import file_problems
from pagebook.edition.machine import revision_of, system, versions
from pagebook.edition.manifest import MANIFEST, Entry, Manifest, hash_file
from pagebook.edition.opening import opened
from pagebook.edition.packing import pack
from pagebook.edition.preview import PREVIEW, preview_html
from pagebook.edition.staging import put_in_place, require_room, staged, tidy
from pagebook.errors import EditionError
from pagebook.pages.lock import writing
from pagebook.pages.verdict import verdict
from pagebook.project import Book
from pagebook.publish.compile import compile_html

__all__ = ["EDITIONS", "edition_row", "freeze", "may_begin", "zip_edition", "zip_of"]

EDITIONS = "_editions"
"""The folder of editions in the book's own, unless another is named."""

_TABLE = "editions"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_WORK = ".work"
# What is compiled, by bytes of what it is compiled from, where there is no compiled book to measure.
_GROWTH = 8


def edition_row(book: Book, name: str) -> dict[str, str]:
    """Return the row of an edition in the table of editions; it must be the newest, whose name pages carry.

    Raises:
        EditionError: There is none, or a newer one; says which row to add.
        DataError: The table cannot be read.
    """
    spec = Package.load(book.data).tables.get(_TABLE)
    if spec is None:
        raise EditionError(f"the data package has no table {_TABLE!r}; describe it in data/datapackage.json")
    rows = {row["edition"]: row for row in rows_of_table(spec, book.data)}
    place = f"data/{spec.path}"
    if not _NAME.fullmatch(name):
        raise EditionError(f"{name!r} cannot name a folder; use letters, figures, points and hyphens")
    if name not in rows:
        known = ", ".join(rows) or "none"
        example = f"{name},YYYY-MM-DD,Title of the edition,What is new in it"
        raise EditionError(f"{place} has no edition {name!r} (it has: {known}); add a row such as: {example}")
    newest = max(rows.values(), key=lambda row: (row["date"], row["edition"]))["edition"]
    if newest != name:
        raise EditionError(
            f"{place} has a newer edition, {newest!r}, whose name the pages carry; "
            "freeze that one, or correct the dates"
        )
    return rows[name]


def may_begin(book: Book, target: Path, *, zipped: bool, replace: bool) -> bool:
    """Tidy up after killed commands, and return whether there is anything to freeze, or the zip alone lacks.

    Raises:
        EditionError: The edition is there already, or the disk has too little room.
    """
    tidy(target)
    tidy(zip_of(target))
    if target.exists() and not replace:
        if zipped and not zip_of(target).exists():
            return False
        raise EditionError(
            f"{target} is there already; what was published should stay as it is. "
            "To make it anew say --replace; to make another one name a folder with --to"
        )
    require_room(target.parent, _needed(book, zipped=zipped))
    return True


def freeze(
    book: Book,
    edition: Mapping[str, str],
    target: Path,
    *,
    jobs: int | None = None,
    tell: Callable[[str], object] = lambda line: None,
) -> Manifest:
    """Freeze a book whose pages are current into a folder, replacing what is there; return its manifest.

    The HTML is compiled from nothing, from the copy that is in the edition: whatever is edited meanwhile.

    Args:
        book: The book, found right with every page current.
        edition: Its row in the table of editions.
        target: The folder; whole afterwards, or as it was.
        jobs: Processes at a time; as many as there are cores if None.
        tell: Called with what is being done.

    Raises:
        EditionError: The book is not right, or the disk refuses something.
        BuildError: It does not compile.
        LockedError: Another process is writing the book.
    """
    with writing(book), staged(target) as folder:
        tell("copying what the book is made from")
        for item in inputs(book):
            (folder / item.name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(item.path, folder / item.name)
        # Not before: this way nothing can have changed between the check and the copy.
        if not verdict(book).right:
            raise EditionError("the book is not current, or was edited meanwhile; run pagebook build first")
        tell("compiling HTML and PDF from nothing")
        _compile(folder, jobs)
        tell("taking the hash of every file")
        manifest = _describe(book, edition, folder)
        tell("putting it on the disk")
        # A zip of what was there before would no longer be that of the folder.
        zip_of(target).unlink(missing_ok=True)
        put_in_place(folder, target)
    return manifest


def zip_edition(target: Path) -> Path:
    """Pack an edition, whole and unchanged, into a zip beside it; return the zip.

    Raises:
        EditionError: The edition is not as it was frozen, or the disk refuses something.
    """
    with opened(target) as edition:
        wrong = file_problems(edition, Manifest.loads(edition.read(MANIFEST)))
    if wrong:
        raise EditionError("\n".join([f"{target} is not as it was frozen; it was not packed:", *wrong]))
    path = zip_of(target)
    with staged(path) as folder:
        pack(target, folder / path.name)
        put_in_place(folder / path.name, path)
    return path


def zip_of(target: Path) -> Path:
    """Return where the zip of an edition lies: beside it."""
    return target.with_name(f"{target.name}.zip")


def _compile(folder: Path, jobs: int | None) -> None:
    work = folder / _WORK
    with _undated():
        html = compile_html(Book(folder / BOOK), out=work, jobs=jobs, pdf=True)
    html.rename(folder / HTML)
    shutil.rmtree(work)


@contextmanager
def _undated() -> Iterator[None]:
    """Let the edition's day date the PDF, whatever the caller's environment says."""
    told = os.environ.pop("SOURCE_DATE_EPOCH", None)
    try:
        yield
    finally:
        if told is not None:
            os.environ["SOURCE_DATE_EPOCH"] = told


def _describe(book: Book, edition: Mapping[str, str], folder: Path) -> Manifest:
    imprint = imprint_of(Book(folder / BOOK), edition)
    told = dict(edition), versions(), system(), revision_of(book.root)
    (folder / CRATE).write_bytes(crate_json(Manifest(*told, _entries(folder)), imprint))
    (folder / PREVIEW).write_bytes(preview_html(Manifest(*told, _entries(folder)), imprint))
    manifest = Manifest(*told, _entries(folder))
    (folder / MANIFEST).write_bytes(manifest.dumps())
    return manifest


def _entries(folder: Path) -> dict[str, Entry]:
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: Entry(*hash_file(files[name]), role_of(name, files.keys())) for name in sorted(files)}


def _needed(book: Book, *, zipped: bool) -> int:
    """Return about how many bytes the disk needs: what goes in, what is compiled, what that leaves."""
    copied = sum(item.path.stat().st_size for item in inputs(book))
    build = book.root / "_build"
    built = sum(path.stat().st_size for path in build.rglob("*") if path.is_file())
    return (copied + (built or _GROWTH * copied)) * (2 if zipped else 1)
