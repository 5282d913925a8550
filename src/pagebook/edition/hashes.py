"""Every file of an edition against its manifest: what is missing, changed or there too much, all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from pagebook.edition.manifest import MANIFEST, Entry, Manifest
from pagebook.edition.opening import UNREADABLE, Opened, hash_within

__all__ = ["file_problems"]


def file_problems(
    edition: Opened, manifest: Manifest, tell: Callable[[str], object] = lambda line: None
) -> list[str]:
    """Return a line for each file that is not as it was frozen; none when all are.

    Args:
        edition: The edition, open.
        manifest: Its manifest.
        tell: Called with what is being done.
    """
    there = Counter(edition.names())
    tell(f"comparing {len(manifest.files):,} files with their hashes")
    return [
        *(f"missing: {name}" for name in sorted(manifest.files) if not there[name]),
        *_changed(edition, manifest, there),
        *(f"extra: {name}" for name in sorted(there) if name not in manifest.files and name != MANIFEST),
        *(f"twice: {name}" for name in sorted(there) if there[name] > 1),
    ]


def _changed(edition: Opened, manifest: Manifest, there: Counter[str]) -> Iterator[str]:
    for name in sorted(manifest.files):
        if there[name] and (wrong := _wrong(edition, name, manifest.files[name])):
            yield f"changed: {name}: {wrong}"


def _wrong(edition: Opened, name: str, entry: Entry) -> str:
    try:
        with edition.open(name) as file:
            size, sha256 = hash_within(file, entry.size)
    except UNREADABLE as error:
        return f"cannot be read: {error}"
    if size > entry.size:
        return f"has more than the {entry.size:,} bytes that were frozen"
    if size < entry.size:
        return f"has {size:,} bytes; {entry.size:,} were frozen"
    return "" if sha256 == entry.sha256 else f"SHA-256 is {sha256}; frozen was {entry.sha256}"
