"""Figures and tables are numbered within their page, so that a page does not change when another one does."""

from __future__ import annotations

from typing import TypeAlias

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

__all__ = ["add_page_numbers", "within_pages"]

Numbers: TypeAlias = dict[str, dict[str, dict[str, tuple[int, ...]]]]


def add_page_numbers(app: Sphinx) -> None:
    """Number within pages after Sphinx has numbered through the whole book."""
    # To find pages to write again, Sphinx compares with the numbers of the last build: it must find its own.
    app.connect("env-get-updated", _give_back, priority=400)
    app.connect("env-get-updated", _take_over, priority=600)


def within_pages(numbers: Numbers) -> Numbers:
    """Return the numbers that count from 1 on each page: page → kind → label → number."""
    return {
        page: {
            kind: {label: (place,) for place, label in enumerate(labels, start=1)}
            for kind, labels in kinds.items()
        }
        for page, kinds in numbers.items()
    }


def _give_back(app: Sphinx, env: BuildEnvironment) -> list[str]:
    env.toc_fignumbers = getattr(env, "pagebook_book_numbers", env.toc_fignumbers)
    return []


def _take_over(app: Sphinx, env: BuildEnvironment) -> list[str]:
    env.pagebook_book_numbers = env.toc_fignumbers  # type: ignore[attr-defined]
    env.toc_fignumbers = within_pages(env.toc_fignumbers)
    return []
