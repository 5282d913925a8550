"""What a notebook's shell says while it runs in this process: messages, kept as a kernel would send them."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryFile
from typing import IO, Any

from jupyter_client.session import Session

__all__ = ["Messages", "captured"]


class Messages(Session):
    """A session without sockets: keeps each message, after the way through JSON that a socket would mean."""

    def __init__(self) -> None:
        super().__init__(key=b"")
        self._kept: list[dict[str, Any]] = []

    def msg(self, msg_type: str, content: dict[str, Any] | None = None, *_: Any, **__: Any) -> dict[str, Any]:
        """Return a message as the shell's parts build it; nobody asked for it, so it has no parent."""
        header = {"msg_type": msg_type}
        return {"header": header, "msg_type": msg_type, "content": content or {}, "parent_header": {}}

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *_: Any, **__: Any) -> None:
        """Keep a message, given whole or as its type and content.

        Raises:
            TypeError: The content has no form in JSON.
        """
        whole = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content)
        self._kept.append({**whole, "content": self.unpack(self.pack(whole["content"]))})

    def take(self) -> Iterator[dict[str, Any]]:
        """Return the messages kept so far, in order, and forget them."""
        kept, self._kept = self._kept, []
        return iter(kept)


class _Stream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of a notebook.

    What other programs and libraries write to the file behind it comes at its place in Python's own text.
    """

    encoding = "UTF-8"

    def __init__(self, messages: Messages, name: str, descriptor: int, file: IO[bytes]) -> None:
        self.name = name
        self._messages = messages
        self._parts: list[str] = []
        self._file, self._descriptor = file, descriptor
        self._original = os.dup(descriptor)
        os.dup2(file.fileno(), descriptor)
        self._seen = 0

    def fileno(self) -> int:
        """Return the file that the process had before, as a kernel's stream does."""
        return self._original

    def writable(self) -> bool:
        """Return that text can be written."""
        return True

    def write(self, text: str) -> int:
        """Keep some text until the next flush."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._fetch()
        self._parts.append(text)
        return len(text)

    def flush(self) -> None:
        """Make a message of the text since the last flush."""
        self._fetch()
        text, self._parts = "".join(self._parts), []
        if text:
            self._messages.send(None, "stream", {"name": self.name, "text": text})

    def restore(self) -> None:
        """Give the process back the file that it had before."""
        os.dup2(self._original, self._descriptor)
        os.close(self._original)

    def _fetch(self) -> None:
        descriptor = self._file.fileno()
        if (size := os.fstat(descriptor).st_size) > self._seen:
            found = _read(descriptor, size - self._seen, self._seen)
            self._seen = size
            self._parts.append(found.decode(errors="replace"))


def _read(descriptor: int, size: int, start: int) -> bytes:
    if sys.platform == "win32":
        # Reading ends where the file does, and there the next text has to go.
        os.lseek(descriptor, start, os.SEEK_SET)
        return os.read(descriptor, size)
    return os.pread(descriptor, size, start)


@contextmanager
def captured(messages: Messages) -> Iterator[None]:
    """Let everything that this process prints become messages, until the context ends."""
    kept = sys.stdout, sys.stderr
    for stream in kept:
        stream.flush()
    with ExitStack() as place:
        for descriptor, name in ((1, "stdout"), (2, "stderr")):
            stream = _Stream(messages, name, descriptor, place.enter_context(TemporaryFile()))
            place.callback(stream.restore)
            setattr(sys, name, stream)
        try:
            yield
        finally:
            sys.stdout, sys.stderr = kept
