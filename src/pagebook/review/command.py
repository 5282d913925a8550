"""What `pagebook review` does: the pass in a terminal, decisions from the sheets, and how far all is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pagebook.review.commit import commit, require_sound
from pagebook.review.desk import Desk, Standing
from pagebook.review.session import Session
from pagebook.review.showing import Screen

__all__ = ["apply_sheets", "how_far", "left_open", "pass_over"]

_COLUMNS: dict[str, tuple[Standing, ...]] = {
    "open": ("open",),
    "accepted": ("accepted",),
    "rejected": ("rejected", "rejected with its owner"),
    "written": ("written",),
    "same": ("same",),
}


def pass_over(desk: Desk, screen: Screen) -> None:
    """Ask about each open draft.

    Raises:
        ReviewError: The data have problems already.
    """
    require_sound(desk)
    if ready := desk.all_ready():
        told = f"{len(ready)} decided in the sheets and not written: pagebook review --apply writes them"
        screen.say(told, "yellow")
    session = Session(desk, screen)
    try:
        session.run()
    finally:
        screen.say("")
        for line in left_open(session.desk):
            screen.say(line)


def apply_sheets(desk: Desk) -> Iterator[str]:
    """Write what was decided in the sheets, all of it or nothing; yield lines that tell what was done.

    Raises:
        ReviewError: Something is wrong with the drafts or with the data before; nothing is written.
        WriteError: A file cannot be written.
    """
    require_sound(desk)
    yield from _too_late(desk)
    ready = desk.all_ready()
    desk = commit(desk, ready, desk.documents)
    counts: Counter[tuple[str, str]] = Counter()
    for item in ready:
        entry = desk.entry(item)
        merged = entry.written is not None and bool(entry.written.before)
        counts[entry.draft.table, "merged" if merged else "new"] += 1
    for (table, how), number in sorted(counts.items()):
        yield f"{desk.book.data.name}/{desk.package.tables[table].path}: {number} {how}"
    if not ready:
        yield "nothing to write: no draft is newly decided"
    yield from left_open(desk)


def _too_late(desk: Desk) -> Iterator[str]:
    """Yield lines about cells that were changed in a sheet after their row had been written."""
    for item in desk.items():
        entry = desk.entry(item)
        spec = desk.package.tables[entry.draft.table]
        if entry.written and not entry.written.before:
            after, keys = entry.written.after, (*spec.primary_key, *entry.owners)
            told = [name for name in spec.columns if name not in keys and entry.cells[name] != after[name]]
            if told:
                where = f"the row is written; change {desk.book.data.name}/{spec.path}"
                yield f"{desk.place(item)}: {', '.join(told)}: not taken, as {where}"


def left_open(desk: Desk) -> Iterator[str]:
    """Yield lines that tell what is not written yet, and what comes next."""
    for item, still in desk.waiting():
        names = ", ".join(f"{one.name} ({desk.place(one)})" for one in still)
        yield f"waiting: {item.name} ({desk.place(item)}) is written together with {names}"
    number = sum(desk.standing(item) == "open" for item in desk.items())
    if number:
        yield f"{number} undecided; pagebook review goes on with them"
    else:
        yield "every draft is decided; pagebook check and pagebook build come next"


def how_far(desk: Desk) -> tuple[list[str], list[list[str]]]:
    """Return the head and the rows of a table that tells how many drafts stand how."""
    counts: Counter[tuple[str, str, Standing]] = Counter()
    for item in desk.items():
        counts[item.document, desk.entry(item).draft.table, desk.standing(item)] += 1
    places = sorted({(document, table) for document, table, _ in counts})
    rows = [
        [*place, *(str(sum(counts[*place, one] for one in told)) for told in _COLUMNS.values())]
        for place in places
    ]
    return ["document", "table", *_COLUMNS], rows
