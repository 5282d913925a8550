"""Sizes as people write them."""

from __future__ import annotations

__all__ = ["size_text"]


def size_text(size: int) -> str:
    """Return a number of bytes as people write it: `812 bytes`, `4.6 MB`."""
    if size < 1_000_000:
        return f"{size:,} {'byte' if size == 1 else 'bytes'}"
    return f"{size / 1_000_000:,.1f} MB"
