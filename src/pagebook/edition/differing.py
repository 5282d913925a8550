"""Where two files begin to differ, in words."""

from __future__ import annotations

from itertools import count

__all__ = ["first_difference"]

_AROUND = 40


def first_difference(frozen: bytes, fresh: bytes) -> str:
    """Return where a file made anew begins to differ from the frozen one, and what each has there."""
    at = _place(frozen, fresh)
    left, right = (_shown(content, at) for content in (frozen, fresh))
    if b"\0" in frozen[:8192]:
        return f"byte {at:,}: frozen {left}, now {right}"
    line = frozen.count(b"\n", 0, at) + 1
    return f"line {line:,} (byte {at:,}): frozen {left}, now {right}"


def _place(left: bytes, right: bytes) -> int:
    """Return the first place where the bytes differ, counted from 0; the end of the shorter one otherwise."""
    shorter = min(len(left), len(right))
    step = 1 << 16
    for start in count(0, step):
        if start >= shorter:
            return shorter
        if left[start : start + step] != right[start : start + step]:
            break
    return next((at for at in range(start, shorter) if left[at] != right[at]), shorter)


def _shown(content: bytes, at: int) -> str:
    piece = content[max(0, at - _AROUND // 4) : at + _AROUND]
    return repr(piece.decode("utf-8", "replace")) if at < len(content) else "the end"
