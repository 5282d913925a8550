"""What an edition is made with: the versions of Python and packages, the system, the revision of the book."""

from __future__ import annotations

import platform
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

__all__ = ["Revision", "revision_of", "system", "versions"]

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_OWN = "pagebook"


@dataclass(frozen=True)
class Revision:
    """Where a book stood in its history.

    Attributes:
        commit: The full name of the commit.
        changed: Whether files differed from the commit.
    """

    commit: str
    changed: bool


def versions() -> dict[str, str]:
    """Return the version of Python and of each package that pagebook needs, directly or through others.

    What else is installed cannot show in the book, and would only hide what can.
    """
    found = {"python": platform.python_version()}
    return found | {name: version for name, version in sorted(_needed(_OWN, {}).items())}


def system() -> dict[str, str]:
    """Return what kind of machine this is; nothing that names it."""
    told = {
        "system": platform.system(),
        "machine": platform.machine(),
        "implementation": platform.python_implementation(),
        "libc": " ".join(platform.libc_ver()).strip(),
    }
    return {name: value for name, value in told.items() if value}


def revision_of(folder: Path) -> Revision | None:
    """Return the revision of a folder that is the top of a git repository; None for any other."""
    top = _git(folder, "rev-parse", "--show-toplevel")
    commit = _git(folder, "rev-parse", "--verify", "HEAD")
    if not top or not commit or Path(top).resolve() != folder.resolve():
        return None
    return Revision(commit, bool(_git(folder, "status", "--porcelain")))


def _git(folder: Path, *arguments: str) -> str:
    try:
        told = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=False
        )
    except OSError:
        # No git on this machine: a book need not be in one.
        return ""
    return told.stdout.strip() if told.returncode == 0 else ""


def _needed(name: str, found: Mapping[str, str]) -> dict[str, str]:
    """Return what was found before, with a package and what it needs."""
    known = dict(found)
    key = _normal(name)
    if key in known:
        return known
    try:
        told = distribution(name)
    except PackageNotFoundError:
        # Needed on another system, or by another Python.
        return known
    known[key] = told.version
    for requirement in _requirements(told.requires or ()):
        known = _needed(requirement, known)
    return known


def _requirements(told: list[str] | tuple[()]) -> Iterator[str]:
    for line in told:
        wanted, _, condition = line.partition(";")
        if "extra" not in condition and (match := _NAME.match(wanted)):
            yield match[0]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
