"""The pass over all drafts that nobody has decided: shown one by one, each decision written at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from pagebook.data import Field, TableSpec
from pagebook.data.cells import TRUTH
from pagebook.data.editing import Cells
from pagebook.data.nearest import suggestion
from pagebook.errors import LockedError, ReviewError
from pagebook.ingest.entry import Entry
from pagebook.review.candidate import compose, key_of_match, proposed, taken
from pagebook.review.commit import commit, save, take_back
from pagebook.review.desk import Desk, Item, key_told
from pagebook.review.rows import RowsInMemory
from pagebook.review.showing import Screen, differing
from pagebook.review.words import copied, own_words

__all__ = ["Session"]

_LEGEND = "[a]ccept [e]dit [m]erge [r]eject [s]kip [b]ack [q]uit, ? for help"


class Session:
    """One pass; where it ends, the next one goes on.

    Args:
        desk: The desk.
        screen: Where the reviewer reads and answers.

    Attributes:
        desk: The desk as it is by now.
    """

    def __init__(self, desk: Desk, screen: Screen) -> None:
        self.desk = desk
        self._screen = screen
        # Rows that belong together are asked about one after the other.
        items = dict.fromkeys(one for item in desk.items() for one in desk.group(item))
        self._queue = [item for item in items if desk.standing(item) == "open"]
        self._at, self._visited = 0, list[int]()
        self._commands: Mapping[str, Callable[[Item, str], bool]] = {
            "a": self._accept,
            "e": self._edit,
            "m": self._merge,
            "r": self._reject,
            "s": self._skip,
            "b": self._back,
            "q": self._quit,
        }

    def run(self) -> None:
        """Ask about each draft until all are decided, or nobody answers any more."""
        returned = False
        while self._at < len(self._queue):
            here, item = self._at, self._queue[self._at]
            if returned or self.desk.standing(item) == "open":
                try:
                    self._decided(item)
                except EOFError:
                    return
                returned = self._at < here
                if returned:
                    continue
                self._visited.append(here)
            self._at, returned = here + 1, False

    def _decided(self, item: Item) -> None:
        """Ask about a draft until there is a decision, or the reviewer turns to another."""
        self._show(item)
        while True:
            self._screen.say(_LEGEND, "dim")
            word, _, rest = self._screen.ask(">").partition(" ")
            command = self._commands.get(word.casefold())
            if command is None:
                self._screen.help()
            elif word.casefold() not in "aemr" or self._is_open(item):
                try:
                    if command(item, rest.strip()):
                        return
                except (ReviewError, LockedError) as error:
                    self._screen.problems(getattr(error, "problems", [error]))

    def _show(self, item: Item) -> None:
        entry = self.desk.entry(item)
        spec, there = self._spec(entry), self._there(entry)
        state = f"{entry.draft.state} ({entry.match})" if entry.match else entry.draft.state
        standing = self.desk.standing(item)
        head = f"{item.document}, {entry.draft.place}: {entry.draft.table}, {state}"
        head += f", {self._at + 1} of {len(self._queue)}"
        self._screen.draft(head, entry, spec, proposed(self.desk, item), there)
        if standing != "open":
            key = f" as {key_told(entry.written.key)}" if entry.written else ""
            self._screen.say(f"decided: {standing}{key}", "green")
        for column, cell in entry.cells.items():
            self._warn(item, column, cell)

    def _accept(self, item: Item, _rest: str) -> bool:
        entry = self.desk.entry(item)
        spec = self._spec(entry)
        # What names a row comes first, as its key follows from it.
        for one in sorted(spec.fields, key=lambda one: one.name in spec.primary_key):
            row = proposed(self.desk, item)
            needed = one.required or one.name in spec.primary_key
            if needed and not row[one.name] and one.name not in entry.owners:
                self._hint(one)
                if not (cell := self._screen.ask(f"{one.name} ({one.title}):")):
                    self._screen.say(f"not accepted: {one.name} is blank")
                    return False
                self._write_cell(item, one.name, cell)
        entry = self.desk.entry(item)
        return self._decide(item, replace(entry, decision="accept"))

    def _merge(self, item: Item, rest: str) -> bool:
        entry = self.desk.entry(item)
        match = rest or entry.match or self._screen.ask("key of the row to merge into:")
        entry = replace(entry, match=match, decision="merge")
        spec, there = self._spec(entry), self._there(entry)
        if there is None:
            known = [key_told(key) for key in self._rows(spec)]
            self._screen.say(f"! {spec.name} has no row {match!r}; {suggestion(match, known)}", "red")
            return False
        different = differing(spec, entry.cells, there)
        for number, name in enumerate(different, start=1):
            self._screen.say(f"  {number} {name}: {there[name] or '(blank)'} -> {entry.cells[name]}")
        if different:
            self._screen.say("take cells from the draft by number or name; none: only the citation", "dim")
        told = taken(self._screen.ask("take:")) if different else []
        names = [
            different[int(one) - 1] if one.isdigit() and 0 < int(one) <= len(different) else one
            for one in told
        ]
        return self._decide(item, replace(entry, take="; ".join(names)))

    def _reject(self, item: Item, _rest: str) -> bool:
        return self._decide(item, replace(self.desk.entry(item), decision="reject"))

    def _edit(self, item: Item, rest: str) -> bool:
        entry = self.desk.entry(item)
        name, given, cell = (part.strip() for part in (rest or self._screen.ask("cell:")).partition("="))
        field = self._spec(entry).by_name.get(name)
        if field is None:
            self._screen.say(f"! no cell {name!r}; {suggestion(name, list(entry.cells))}", "red")
            return False
        if not given:
            self._hint(field)
            cell = self._screen.ask(f"{name}:", entry.cells[name])
        if cell:
            self._write_cell(item, name, "" if cell == "-" else cell)
            self._show(item)
        return False

    def _skip(self, _item: Item, _rest: str) -> bool:
        return True

    def _back(self, _item: Item, _rest: str) -> bool:
        if not self._visited:
            self._screen.say("this is the first one")
            return False
        self._at = self._visited.pop()
        return True

    def _quit(self, _item: Item, _rest: str) -> bool:
        raise EOFError

    def _is_open(self, item: Item) -> bool:
        """Return whether a draft can be decided; one that was is taken back first, if the reviewer agrees."""
        standing = self.desk.standing(item)
        if standing == "open":
            return True
        if self._screen.ask(f"it is {standing}; take that back first? [y/n]").casefold() != "y":
            return False
        try:
            if standing == "written":
                self.desk = take_back(self.desk, item)
            else:
                self._keep(item, replace(self.desk.entry(item), decision=""))
        except (ReviewError, LockedError) as error:
            self._screen.problems(getattr(error, "problems", [error]))
            return False
        return self.desk.standing(item) == "open"

    def _decide(self, item: Item, entry: Entry) -> bool:
        desk = self.desk.having(item, entry)
        if ready := desk.ready(item):
            self.desk = commit(desk, ready, [item.document])
            self._screen.say(f"written: {', '.join(self._written(one) for one in ready)}", "green")
            return True
        accepted = [one for one in desk.group(item) if desk.standing(one) == "accepted"]
        if faults := compose(desk, accepted).faults:
            raise ReviewError(faults)
        self.desk = save(desk, [item.document])
        if accepted:
            self._screen.say("kept; written together with the rows that belong to it", "green")
        return True

    def _write_cell(self, item: Item, name: str, cell: str) -> None:
        entry = self.desk.entry(item)
        self._keep(item, replace(entry, cells={**entry.cells, name: cell}))
        self._warn(item, name, cell)

    def _keep(self, item: Item, entry: Entry) -> None:
        self.desk = self.desk.having(item, entry)
        self.desk = save(self.desk, [item.document])

    def _hint(self, field: Field) -> None:
        """Say what a cell may hold, where that is one of a few things."""
        allowed = [*TRUTH] if field.type == "boolean" else field.constraints.get("enum", ())
        if allowed:
            self._screen.say(f"one of {', '.join(map(str, allowed))}", "dim")

    def _warn(self, item: Item, column: str, cell: str) -> None:
        spec = self._spec(self.desk.entry(item))
        if own_words(spec, column) and (words := copied(cell, self.desk.evidence(item))):
            self._screen.say(f"! {column}: the document's own words: “{words}”; say it in yours", "red")

    def _written(self, item: Item) -> str:
        entry = self.desk.entry(item)
        return f"{entry.draft.table} {key_told(entry.written.key) if entry.written else ''}"

    def _spec(self, entry: Entry) -> TableSpec:
        return self.desk.package.tables[entry.draft.table]

    def _there(self, entry: Entry) -> Cells | None:
        spec = self._spec(entry)
        return self._rows(spec).get(key_of_match(spec, entry)) if entry.match else None

    def _rows(self, spec: TableSpec) -> Mapping[tuple[str, ...], Cells]:
        return RowsInMemory(self.desk.package, self.desk.book.data).of(spec)
