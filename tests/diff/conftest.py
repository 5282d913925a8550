"""Two editions of the small book, equal until a test changes one."""

from pathlib import Path

import pytest
from tests.small_book import write_small_book


@pytest.fixture
def editions(book_root, tmp_path) -> tuple[Path, Path]:
    """Return the folders of two equal editions of the small book."""
    return tuple(write_small_book(book_root, tmp_path / name).root for name in ("old", "new"))
