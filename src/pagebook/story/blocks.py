"""The MyST blocks that a page is made of: lists, folded lists, cards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["bullets", "card", "directive", "folded", "grid", "quoted"]

# A list longer than this is folded, so that the page stays readable; its title says how long it is.
LONG = 8


def bullets(items: Iterable[str]) -> str:
    """Return a list of Markdown items, one line each."""
    return "\n".join(f"- {item}" for item in items)


def directive(name: str, argument: str, body: str, /, **options: str) -> str:
    """Return a MyST directive whose fence is longer than any fence in its body.

    Args:
        name: Name of the directive.
        argument: What follows the name, already escaped.
        body: Markdown.
        options: Options of the directive; underscores stand for hyphens.
    """
    inner = (len(run) for run in re.findall(r"^:{3,}", body, flags=re.MULTILINE))
    fence = ":" * (max(inner, default=2) + 1)
    lines = [f":{key.replace('_', '-')}: {value}" for key, value in options.items()]
    return "\n".join([f"{fence}{{{name}}} {argument}".rstrip(), *lines, "", body.strip(), fence])


def folded(title: str, items: Sequence[str]) -> str:
    """Return a list, folded under its title when it is long."""
    if len(items) <= LONG:
        return bullets(items)
    return directive("dropdown", title, bullets(items))


def card(title: str, body: str, kind: str) -> str:
    """Return a card for a grid; `kind` becomes its class, `pb-<kind>`, for the book's style sheet."""
    return directive("grid-item-card", title, body, class_card=f"pb-card pb-{kind}")


def grid(columns: str, cards: Iterable[str]) -> str:
    """Return cards in a grid, or nothing without cards.

    Args:
        columns: Cards a row on extra small, small, medium and large screens, such as `2 3 3 4`.
        cards: What `card` returned.
    """
    body = "\n\n".join(cards)
    return directive("grid", columns, body, gutter="2") if body else ""


def quoted(escaped: str) -> str:
    """Return escaped text between quotation marks, as a title is named in a sentence."""
    return f"“{escaped}”"
