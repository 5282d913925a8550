"""The process that compiles: `python -m pagebook.publish.process` waits for one order and runs Sphinx.

Sphinx with the book's extensions takes longer to import than a changed page takes to write. A process that
has imported all of it waits on its standard input for the order, one line of JSON; the end of the input means
that there is none. It leads a process group of its own.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

from jupyter_book.config import get_default_sphinx_config  # type: ignore[import-untyped]
from jupyter_book.sphinx import build_sphinx  # type: ignore[import-untyped]
from sphinx.application import builtin_extensions
from sphinx_external_toc.parsing import MalformedError, parse_toc_yaml

from pagebook.pages.family import end_own_family
from pagebook.publish.compile import Order
from pagebook.publish.forking import processes

__all__ = ["main"]

# What Sphinx imports later, when it has read the configuration.
_EXTENSIONS = (
    *builtin_extensions,
    *get_default_sphinx_config()["extensions"],
    "pagebook.publish.extension",
    "pagebook.publish.renderer",
)

# How many objects are made before Python looks for rings of dead ones. Documents are trees whose nodes know
# their parents: at Python's own 700, two fifths of a build went into walking live trees.
_OBJECTS_BETWEEN_SEARCHES = 500_000


def main() -> int:
    """Import, wait, compile; return what the process exits with."""
    gc.set_threshold(_OBJECTS_BETWEEN_SEARCHES, 10, 10)
    for name in _EXTENSIONS:
        import_module(name)
    # What is imported lives to the end; a forked process would only copy it by looking at it.
    gc.freeze()
    line = sys.stdin.readline()
    if not line:
        # The one who started us learnt that there is nothing to compile.
        return 0
    Thread(target=_stop_with_the_caller, daemon=True).start()
    return _compile(json.loads(line))


def _stop_with_the_caller() -> None:
    """Wait for the end of our input, which comes when the caller dies, however it dies."""
    # Else we would write on into a book that nobody holds the lock of.
    while os.read(sys.stdin.fileno(), 1):
        pass
    end_own_family(gently=False)


def _compile(order: Order) -> int:
    root = Path(order["root"])
    if not _contents_are_sound(root / "_toc.yml"):
        return 1
    # What `jupyter-book build -W -n --keep-going` calls, and with the same; its command line cannot pass on
    # the number of processes, nor write beside the pages that are being read.
    result = build_sphinx(
        root,
        Path(order["folder"]),
        noconfig=True,
        path_config=root / "_config.yml",
        confoverrides=_overrides(root, order["press"]),
        doctreedir=Path(order["doctrees"]),
        freshenv=order["fresh"],
        force_all=order["fresh"],
        builder=order["builder"],
        jobs=processes(order["jobs"]),
        warningiserror=True,
        keep_going=True,
        quiet=True,
    )
    # An exception is returned, not raised; Sphinx has printed it.
    return result if isinstance(result, int) else 1


def _overrides(root: Path, press: list[str]) -> dict[str, Any]:
    toc = (root / "_toc.yml").as_posix()
    told = {"external_toc_path": toc, "latex_individualpages": False, "nitpicky": True}
    # Where nothing is asked for, the HTML is that of a plain `jupyter-book build`, down to its build info.
    return told | ({"pagebook_press": press} if press else {})


def _contents_are_sound(toc: Path) -> bool:
    try:
        parse_toc_yaml(toc)
    except MalformedError as error:
        print(f"{toc}: {error}", file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # To take a book's documents apart again at the end takes a noticeable time, and there is nothing to tidy.
    os._exit(code)
