"""Commands that freeze an edition of the book, and prove that one is whole and comes out again."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pagebook.cli.app import app
from pagebook.cli.options import book_option, run_options
from pagebook.cli.running import bring_up_to_date, tell_current, writing_or_waiting
from pagebook.project import Book, find_book

if TYPE_CHECKING:
    from pagebook.edition.manifest import Manifest

__all__ = ["edition", "verify"]

_tell = partial(click.echo, err=True)


@app.command()
@book_option
@click.argument("name", metavar="EDITION")
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="By default _editions/EDITION in the book.",
)
@click.option("--zip", "zipped", is_flag=True, help="A zip beside the folder as well.")
@click.option("--replace", is_flag=True, help="Make anew an edition that is there already.")
@run_options
def edition(
    book: Book, name: str, *, to: Path | None, zipped: bool, replace: bool, wait: bool, **running: Any
) -> None:
    """Freeze an edition: data, pages, HTML, PDF and their hashes.

    It must be in data/reference/editions.csv. The book is checked, and pages that are not current are run
    first. The folder is an RO-Crate and appears whole or not at all.

    \b
    Example:
      pagebook edition 2026 --zip
    """
    from pagebook.edition.freeze import EDITIONS, edition_row, freeze, may_begin, zip_edition
    from pagebook.pages.verdict import verdict

    target = (to or book.root / EDITIONS / name).absolute()
    with writing_or_waiting(book, wait):
        row = edition_row(book, name)
        if may_begin(book, target, zipped=zipped, replace=replace):
            found = verdict(book)
            tell_current() if found.right else bring_up_to_date(book, found, running)
            _print_frozen(target, freeze(book, row, target, jobs=running["jobs"], tell=_tell))
        if zipped:
            _tell("packing it")
            click.echo(f"packed: {zip_edition(target)}")


@app.command()
@click.argument(
    "place", required=False, metavar="[FOLDER or ZIP]", type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--hashes-only", is_flag=True, help="Compare the files with their hashes, and make nothing anew."
)
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Pages at a time; by default as many as cores."
)
def verify(place: Path | None, hashes_only: bool, jobs: int | None) -> None:
    """Prove that an edition is as it was frozen.

    Every file is compared with its hash. Then the pages are executed, compiled and set anew, from what is in
    the edition alone, and each byte is compared. That runs the code which is in the edition: for one whose
    maker you do not trust, say --hashes-only. Without a place, the edition of this book is meant.

    \b
    Example:
      pagebook verify _editions/2026
      pagebook verify --hashes-only 2026.zip
    """
    from pagebook.edition.hashes import file_problems
    from pagebook.edition.manifest import MANIFEST, Manifest
    from pagebook.edition.opening import opened
    from pagebook.edition.rebuild import rebuild_problems, version_changes

    with opened(place or _only_edition()) as content:
        manifest = Manifest.loads(written := content.read(MANIFEST))
        _stop_at(file_problems(content, manifest, _tell), "not as it was frozen")
        _print_whole(manifest, written)
        if not hashes_only:
            changes = version_changes(manifest)
            for line in changes:
                _tell(f"another version: {line}")
            _stop_at(rebuild_problems(content, manifest, jobs=jobs, tell=_tell), _unequal(changes))
            _print_equal(manifest)


def _only_edition() -> Path:
    from pagebook.edition.freeze import EDITIONS

    folder = find_book().root / EDITIONS
    found = [path for path in sorted(folder.glob("[!.]*")) if path.is_dir()]
    if len(found) != 1:
        there = f"{len(found)} editions" if found else "no edition"
        raise click.UsageError(f"{folder} has {there}; name the folder or the zip of one")
    return found[0]


def _stop_at(lines: list[str], conclusion: str) -> None:
    if lines:
        click.echo("\n".join(lines))
        click.echo(f"{len(lines)} {'file is' if len(lines) == 1 else 'files are'} {conclusion}", err=True)
        raise click.exceptions.Exit(1)


def _unequal(changes: list[str]) -> str:
    reason = "; other versions of packages, named above, are the likely reason" if changes else ""
    return f"not made again as frozen{reason}"


def _print_frozen(target: Path, manifest: Manifest) -> None:
    from pagebook.edition.manifest import MANIFEST, hash_file

    if manifest.revision and manifest.revision.changed:
        _tell("note: the book has changes that were not committed; the manifest says so")
    click.echo(f"frozen: {target} ({_sum(manifest)})")
    click.echo(f"SHA-256 of its manifest: {hash_file(target / MANIFEST)[1]}")


def _print_whole(manifest: Manifest, written: bytes) -> None:
    from pagebook.edition.manifest import hash_bytes

    click.echo(f"edition {manifest.edition['edition']}: {_sum(manifest)}, each as it was frozen")
    click.echo(f"SHA-256 of its manifest: {hash_bytes(written)}")


def _print_equal(manifest: Manifest) -> None:
    made = sum(entry.role in ("page", "html") for entry in manifest.files.values())
    click.echo(f"made anew: {made:,} files of pages, HTML and PDF, each equal byte for byte")


def _sum(manifest: Manifest) -> str:
    from pagebook.edition.sizes import size_text

    size = sum(entry.size for entry in manifest.files.values())
    return f"{len(manifest.files):,} files, {size_text(size)}"
