"""What was found out about data once: derived files, named by all that they came from.

They lie in `_build/.pagebook` beside the data folder. Each can be deleted at any time, and one that is
damaged, or that cannot be written, costs time and nothing else. A name holds the hash of everything that the
content depends on, the source of this floor included, so that no change can meet an old file.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import os
import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from pagebook.data.column import Column

__all__ = ["hash_of", "hash_of_file", "keep_columns", "keep_verdict", "kept_columns", "kept_verdict"]

_MARK = 64
"""Length of the hash before the content; as Arrow aligns to 64 bytes, what follows can be used in place."""


def hash_of(parts: Iterable[str]) -> str:
    """Return the hash of texts, of the code of this floor, and of what else decides how it reads a cell."""
    total = hashlib.sha256(f"{_code_hash()} {sys.version} {pa.__version__} {csv.field_size_limit()}".encode())
    for part in parts:
        total.update(b"\0" + hashlib.sha256(part.encode()).digest())
    return total.hexdigest()


def hash_of_file(path: Path) -> str:
    """Return the hash of a file, however big, in little memory.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def kept_columns(data: Path, table: str, key: str) -> Mapping[str, Column] | None:
    """Return the columns kept under a key, in memory that all processes share; None when there are none."""
    try:
        content = pa.memory_map(str(_table_file(data, table, key))).read_buffer()
        body = content[_MARK:]
        if content[:_MARK].to_pybytes().decode() != hashlib.sha256(body).hexdigest():
            return None
        batch = pa.ipc.open_file(body).get_batch(0)
    except (OSError, ValueError):
        return None
    return {
        name: Column(column.dictionary, column.indices.to_numpy())
        for name, column in zip(batch.schema.names, batch.columns, strict=True)
    }


def keep_columns(data: Path, table: str, key: str, columns: Mapping[str, Column]) -> None:
    """Keep the columns of a table under a key, in place of those kept for it before."""
    arrays = [
        pa.DictionaryArray.from_arrays(pa.array(column.codes), column.texts) for column in columns.values()
    ]
    batch = pa.record_batch(arrays, names=list(columns))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, batch.schema) as writer:
        writer.write_batch(batch)
    body = sink.getvalue()
    _replace(_table_file(data, table, key), f"{table}-", hashlib.sha256(body).hexdigest().encode(), body)


def kept_verdict(data: Path, key: str) -> bool:
    """Return whether data were found sound under a key."""
    try:
        return _verdict_file(data, key).read_text("ascii") == key
    except (OSError, ValueError):
        return False


def keep_verdict(data: Path, key: str) -> None:
    """Keep that data were found sound under a key."""
    _replace(_verdict_file(data, key), "sound-", key.encode())


def _table_file(data: Path, table: str, key: str) -> Path:
    return _folder(data) / f"{table}-{key}.arrow"


def _verdict_file(data: Path, key: str) -> Path:
    return _folder(data) / f"sound-{key}.txt"


def _folder(data: Path) -> Path:
    return data.parent / "_build" / ".pagebook" / data.name


def _replace(path: Path, family: str, *parts: bytes | pa.Buffer) -> None:
    """Write a file as a whole and remove its family's older ones; where that fails, there is no such file."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("wb") as file:
                for part in parts:
                    file.write(part)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        for other in path.parent.iterdir():
            if other.name.rpartition("-")[0] == family.removesuffix("-") and other != path:
                other.unlink()


@lru_cache(maxsize=1)
def _code_hash() -> str:
    files = sorted(Path(__file__).parent.rglob("*.py"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
