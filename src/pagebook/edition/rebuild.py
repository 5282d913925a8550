"""Making an edition anew from what is in it, by the library that is in it, and comparing byte by byte."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pagebook.edition.contents import BOOK, HTML, RECORD
from pagebook.edition.differing import first_difference
from pagebook.edition.machine import versions
from pagebook.edition.manifest import Manifest, hash_file
from pagebook.edition.opening import Opened, copy_out
from pagebook.edition.staging import require_room
from pagebook.errors import EditionError
from pagebook.pages.family import end_family

__all__ = ["rebuild_problems", "version_changes"]

Tell = Callable[[str], object]
_TOLD_LINES = 20
# Compiling leaves more aside than it yields.
_ROOM = 3


def rebuild_problems(
    edition: Opened, manifest: Manifest, *, jobs: int | None = None, tell: Tell = lambda line: None
) -> list[str]:
    """Return a line for each file that comes out otherwise than it was frozen; none when all are equal.

    The code that is in the edition runs: its hashes must have been found right, and its maker be trusted.

    Args:
        edition: The edition, open.
        manifest: Its manifest.
        jobs: Pages at a time; as many as there are cores if None.
        tell: Called with what is being done, and with what the commands say.

    Raises:
        EditionError: It cannot be made anew; says what the command said.
    """
    with TemporaryDirectory(prefix="pagebook-verify-", ignore_cleanup_errors=True) as folder:
        root = Path(folder).resolve()
        require_room(root, _ROOM * sum(entry.size for entry in manifest.files.values()))
        for name in manifest.files:
            # Without its record no page counts as made: each must come about again.
            if name.startswith(f"{BOOK}/") and not name.endswith(RECORD):
                copy_out(edition, name, root / name)
        for command in (["run", "--all"], ["build", "--pdf"]):
            tell(f"pagebook {' '.join(command)}, in a temporary folder")
            _call([*command, *(["--jobs", str(jobs)] if jobs else ())], root / BOOK, tell)
        return list(_differences(edition, manifest, root))


def version_changes(manifest: Manifest) -> list[str]:
    """Return a line for each package that is not here as it was when the edition was frozen."""
    then, now = manifest.versions, versions()
    return [
        f"{name}: {now.get(name, 'not installed')} here, {then.get(name, 'not there')} when it was frozen"
        for name in sorted(then.keys() | now.keys())
        if then.get(name) != now.get(name)
    ]


def _call(command: list[str], book: Path, tell: Tell) -> None:
    last: deque[str] = deque(maxlen=_TOLD_LINES)
    with subprocess.Popen(
        [sys.executable, "-m", "pagebook.cli", *command, "--book", str(book)],
        cwd=book,
        env=_environment(book),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        # It has workers of its own: they end together.
        start_new_session=True,
    ) as process:
        try:
            assert process.stdout is not None
            for line in process.stdout:
                last.append(line.rstrip())
                tell(f"  {line.rstrip()}")
        except BaseException:
            end_family(process.pid)
            raise
    if process.returncode:
        said = "\n".join(f"  {line}" for line in last)
        raise EditionError(f"the edition cannot be made anew; pagebook {command[0]} said:\n{said}")


def _environment(book: Path) -> dict[str, str]:
    """Return our environment with the edition's own library first, and no other date than the edition's."""
    paths = [str(book / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    return kept | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}


def _differences(edition: Opened, manifest: Manifest, root: Path) -> Iterator[str]:
    built = root / BOOK / "_build" / "html"
    fresh = {
        f"{HTML}/{path.relative_to(built).as_posix()}": path for path in built.rglob("*") if path.is_file()
    }
    made = {name: entry for name, entry in manifest.files.items() if entry.role in ("page", "html")}
    fresh |= {
        name: root / name for name in made if not name.startswith(f"{HTML}/") and (root / name).is_file()
    }
    for name in sorted(made.keys() | fresh.keys()):
        if name not in fresh:
            yield f"not made: {name}"
        elif name not in made:
            yield f"made in addition: {name}"
        elif hash_file(fresh[name])[1] != made[name].sha256:
            yield f"differs: {name}: {first_difference(edition.read(name), fresh[name].read_bytes())}"
