"""Show the compiled book on this machine only, and compile it again when a source changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeAlias

from pagebook.errors import PagebookError
from pagebook.pages.templates import TEMPLATES
from pagebook.project import Book

__all__ = ["HOST", "BookServer", "serve", "snapshot"]

HOST = "127.0.0.1"
"""The loopback address: nobody else's machine can ask."""

Snapshot: TypeAlias = dict[Path, tuple[int, int]]

_INTERVAL_S = 1.0
_SOURCES = ("_config.yml", "_toc.yml", "chapters", "data")
# The last ones hold the pages that a build writes itself: they would call for another build.
_IGNORED = frozenset({".ipynb_checkpoints", "__pycache__", *(one.folder for one in TEMPLATES)})


class BookServer(ThreadingHTTPServer):
    """Serves one folder on the loopback address, and nothing above it."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int = 0) -> None:
        """Open the port (0: any that is free); `address` then tells where to look."""
        super().__init__((HOST, port), partial(_Handler, directory=str(folder)))

    @property
    def address(self) -> str:
        """Where a browser finds the book."""
        return f"http://{HOST}:{self.server_port}/"


class _Handler(SimpleHTTPRequestHandler):
    def send_head(self) -> Any:
        """Answer only what is asked of this very host, about a file inside the folder."""
        # A page from elsewhere may name its own host and point that name at this machine.
        host = (self.headers.get("Host") or "").rpartition(":")[0]
        if host not in (HOST, "localhost"):
            self.send_error(HTTPStatus.FORBIDDEN, "this server answers to 127.0.0.1 and localhost only")
            return None
        # A link inside the folder may lead out of it; the path alone does not tell.
        if not Path(self.translate_path(self.path)).resolve().is_relative_to(Path(self.directory).resolve()):
            self.send_error(HTTPStatus.NOT_FOUND, "no such page")
            return None
        return super().send_head()

    def list_directory(self, path: Any) -> None:
        """Refuse to list folders; the book has its own contents."""
        self.send_error(HTTPStatus.NOT_FOUND, "no such page")

    def end_headers(self) -> None:
        """Have the browser ask again each time, as the book changes under it."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet: the terminal is for what happens to the book."""


def serve(
    book: Book,
    rebuild: Callable[[], Path],
    notify: Callable[[str], None],
    *,
    port: int = 8000,
    watched: Iterable[Path] = (),
) -> None:
    """Build the book, serve it until interrupted, and build again when a source changes.

    A build that fails is told to `notify`; the pages of the last good one stay.

    Args:
        book: The book.
        rebuild: Builds the book and returns the folder of its HTML.
        notify: Receives lines for people: the address, and what happened.
        port: Port on the loopback address; 0 takes any that is free.
        watched: Files and folders to watch besides configuration, contents, chapters and data.

    Raises:
        PagebookError: The first build failed.
    """
    sources = [*(book.root / name for name in _SOURCES), *watched]
    seen = snapshot(sources)
    with BookServer(rebuild(), port) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        notify(f"serving {server.address} (stop with Ctrl-C)")
        with suppress(KeyboardInterrupt):
            _watch(sources, seen, rebuild, notify)
        server.shutdown()
        thread.join()


def snapshot(sources: Iterable[Path]) -> Snapshot:
    """Return size and time of every source in files and folders; two are equal when nothing changed."""
    files: Snapshot = {}
    for source in sources:
        for path in [source, *sorted(source.rglob("*"))] if source.is_dir() else [source]:
            # An editor may take a file away between listing and asking.
            with suppress(FileNotFoundError):
                if path.is_file() and _IGNORED.isdisjoint(path.parts):
                    files[path] = (path.stat().st_mtime_ns, path.stat().st_size)
    return files


def _watch(
    sources: list[Path], seen: Snapshot, rebuild: Callable[[], Path], notify: Callable[[str], None]
) -> None:
    pause = threading.Event()
    while True:
        pause.wait(_INTERVAL_S)
        # Taken before building, so that an edit made while the book is being built is not lost.
        now = snapshot(sources)
        if now == seen:
            continue
        seen = now
        try:
            rebuild()
            notify("rebuilt")
        except PagebookError as error:
            notify(str(error))
