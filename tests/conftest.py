"""What all tests share: where the real book is."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def book_root() -> Path:
    """Return the folder of the real book, the one that this repository publishes."""
    return Path(__file__).resolve().parents[1]
