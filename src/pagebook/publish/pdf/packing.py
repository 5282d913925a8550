"""PDFs packed: the structure of a book is a hundred thousand small objects, which Typst writes one by one.

Packed, the file has a third of the size. Only the table of where objects stand is read: a library that
understands each of them needs several times as long.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from pagebook.errors import BuildError

__all__ = ["packed"]

# So many objects are read together by who looks for one of them.
_TOGETHER = 400
_END = re.compile(rb"trailer\s*<<(.*)>>\s*startxref\s+(\d+)\s+%%EOF\s*\Z", re.DOTALL)
_TABLE = re.compile(rb"xref\s+0 (\d+)\s+")
_HEAD = re.compile(rb"\d+ 0 obj\s+")
_TAIL = b"endobj"
_SIZE = re.compile(rb"/Size \d+")
# How many bytes of the old table an object has; the new one tells kind, place and number within a pack.
_OLD = 20
_ROW = struct.Struct(">BIH")
_UNUSED, _PLACED, _IN_PACK = 0, 1, 2


def packed(data: bytes) -> bytes:
    """Return a PDF as Typst writes it, with all objects in packs that are no streams.

    Raises:
        BuildError: The PDF has another form than Typst gives it.
    """
    places, told = _places(data)
    bodies = dict(_bodies(data, places))
    streams = {number: body for number, body in bodies.items() if body.endswith(b"endstream")}
    others = [number for number in bodies if number not in streams]
    objects, rows = dict(streams), {0: (_UNUSED, 0, 0xFFFF)}
    for first in range(0, len(others), _TOGETHER):
        group, pack = others[first : first + _TOGETHER], len(places) + first // _TOGETHER
        objects[pack] = _pack(group, bodies)
        rows |= {number: (_IN_PACK, pack, place) for place, number in enumerate(group)}
    return _written(data[: min(places)], objects, rows, told)


def _places(data: bytes) -> tuple[list[int], bytes]:
    """Return where the objects begin, and where their table does, and what the file's end tells."""
    end = _END.search(data, max(len(data) - 4096, 0))
    start = int(end[2]) if end else 0
    table = _TABLE.match(data, start)
    if end is None or table is None:
        raise BuildError("a PDF cannot be packed: its table of objects is not where Typst puts it")
    entries = data[table.end() : end.start()]
    offsets = [int(entries[first : first + 10]) for first in range(_OLD, int(table[1]) * _OLD, _OLD)]
    return [*offsets, start], _SIZE.sub(b"", end[1]).strip()


def _bodies(data: bytes, places: list[int]) -> Iterator[tuple[int, bytes]]:
    """Yield the objects by their numbers, in the order in which they stand."""
    numbers = sorted(range(len(places)), key=places.__getitem__)
    for one, following in pairwise(numbers):
        head = _HEAD.match(data, places[one])
        end = data.rfind(_TAIL, places[one], places[following])
        if head is None or end < 0:
            raise BuildError(f"a PDF cannot be packed: object {one + 1} is not where Typst puts it")
        yield one + 1, data[head.end() : end].rstrip()


def _pack(numbers: Sequence[int], bodies: Mapping[int, bytes]) -> bytes:
    """Return objects as one stream: their numbers and places, and then they themselves."""
    places = accumulate((len(bodies[number]) + 1 for number in numbers[:-1]), initial=0)
    index = b" ".join(b"%d %d" % pair for pair in zip(numbers, places, strict=True))
    inner = b"\n".join([index, *(bodies[number] for number in numbers)])
    told = b"/Type/ObjStm/N %d/First %d" % (len(numbers), len(index) + 1)
    return _stream(told, inner)


def _stream(told: bytes, inner: bytes) -> bytes:
    small = zlib.compress(inner)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (told, len(small), small)


def _written(
    head: bytes, objects: Mapping[int, bytes], rows: dict[int, tuple[int, int, int]], told: bytes
) -> bytes:
    """Return the file: its head, all objects, and the table of where they are."""
    parts, place = [head], len(head)
    for number, body in objects.items():
        rows[number] = (_PLACED, place, 0)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        place += len(parts[-1])
    table = max(rows) + 1
    rows[table] = (_PLACED, place, 0)
    flat = b"".join(_ROW.pack(*rows[number]) for number in range(table + 1))
    shape = b"/Type/XRef/Size %d/W[1 4 2]/DecodeParms<</Predictor 12/Columns %d>>" % (table + 1, _ROW.size)
    parts.append(b"%d 0 obj\n%s\nendobj\n" % (table, _stream(shape + told, _differences(flat))))
    return b"".join([*parts, b"startxref\n%d\n%%%%EOF\n" % place])


def _differences(flat: bytes) -> bytes:
    """Return rows as what each differs from the one above it, which is alike for most and so packs well."""
    above = bytes(_ROW.size) + flat
    less = bytes((one - other) & 0xFF for one, other in zip(flat, above, strict=False))
    return b"".join(b"\x02" + less[first : first + _ROW.size] for first in range(0, len(less), _ROW.size))
