"""A folder or a file that appears whole or not at all: made beside its place, put on the disk, renamed.

What a killed process left half made lies in the same folder under a name that begins with a point; `tidy`
takes it away, and puts back what was about to be replaced.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pagebook.edition.sizes import size_text
from pagebook.errors import EditionError

__all__ = ["put_in_place", "require_room", "staged", "sync", "tidy"]

_STAGED, _FORMER = ".staging", ".former"


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Yield a folder beside the target to be filled; it goes with the block, unless it was put in place.

    Raises:
        EditionError: The disk refuses something, such as more room; the target is as it was.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", suffix=_STAGED, dir=target.parent))
    except OSError as error:
        raise EditionError(f"cannot write in {target.parent}: {error.strerror or error}") from error
    try:
        # Temporary folders are their owner's only; an edition is as public as any file that the user makes.
        folder.chmod(0o755)
        yield folder
    except OSError as error:
        reason = error.strerror or error
        raise EditionError(f"cannot write {target}: {reason}; nothing of it is left") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(made: Path, target: Path) -> None:
    """Give what was made its name, replacing what has it; killed between the two, `tidy` brings that back."""
    former = target.with_name(f".{target.name}{_FORMER}")
    sync(made)
    if target.exists():
        target.rename(former)
    made.rename(target)
    _sync_folder(target.parent)
    _remove(former)


def tidy(target: Path) -> list[Path]:
    """Take away what killed processes left beside a target, and return it; a target half replaced comes back.

    Call it only while nobody else writes the target.
    """
    former = target.with_name(f".{target.name}{_FORMER}")
    if former.exists() and not target.exists():
        former.rename(target)
    left = [*target.parent.glob(f".{target.name}-*{_STAGED}"), *([former] if former.exists() else ())]
    for path in left:
        _remove(path)
    return left


def require_room(folder: Path, needed: int) -> None:
    """Refuse to begin where the disk surely has too little room.

    Args:
        folder: Where it will be written; it need not exist yet.
        needed: Bytes, more or less.

    Raises:
        EditionError: There is less.
    """
    place = next(above for above in (folder, *folder.parents) if above.exists())
    free = shutil.disk_usage(place).free
    if free < needed:
        raise EditionError(
            f"an edition needs about {size_text(needed)} while it is made, and {place} has "
            f"{size_text(free)} free; make room, or name another disk with --to; nothing was written"
        )


def sync(path: Path) -> None:
    """Have the system put a file, or a folder, on the disk: a name must not come before its content."""
    if path.is_dir():
        for child in path.iterdir():
            sync(child)
        _sync_folder(path)
        return
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        # There folders cannot be opened.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(FileNotFoundError):
            path.unlink()
