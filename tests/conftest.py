"""What all tests share: where the real book is, and an interrupt that works."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from pagebook.project import Book
from pagebook.publish.compile import compile_html


@pytest.fixture(scope="session")
def book_root() -> Path:
    """Return the folder of the real book, the one that this repository publishes."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def real_html(book_root, tmp_path_factory) -> Path:
    """Return the folder of the compiled real book, with its PDFs."""
    return compile_html(Book(book_root), out=tmp_path_factory.mktemp("real"), pdf=True)


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> Iterator[None]:
    """Let an interrupt reach the tests and the processes they start.

    A shell starts background jobs with the interrupt ignored, and children inherit that: tests that press
    Ctrl-C would wait for ever.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
