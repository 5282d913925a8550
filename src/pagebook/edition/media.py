"""The media types of the files of an edition, the same on all systems."""

from __future__ import annotations

from pathlib import PurePosixPath

__all__ = ["media_type"]

# Python's own table reads what the machine has registered, so it tells other things elsewhere.
_TYPES = {
    ".bib": "text/x-bibtex",
    ".cff": "application/yaml",
    ".css": "text/css",
    ".csv": "text/csv",
    ".gif": "image/gif",
    ".html": "text/html",
    ".inv": "application/octet-stream",
    ".ipynb": "application/x-ipynb+json",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".py": "text/x-python",
    ".svg": "image/svg+xml",
    ".toml": "application/toml",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".typ": "text/plain",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".zip": "application/zip",
}
_TEXTS = {"LICENSE", "py.typed", ".buildinfo", ".nojekyll"}


def media_type(name: str) -> str:
    """Return the media type of a file by its name."""
    place = PurePosixPath(name)
    if place.name in _TEXTS:
        return "text/plain"
    return _TYPES.get(place.suffix.lower(), "application/octet-stream")
