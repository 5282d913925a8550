"""All files of an update, read one after the other; what is wrong in any of them is found in all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from pagebook.data.nearest import suggestion
from pagebook.errors import ParameterError
from pagebook.update.cells import Cell, cells_of, series_in
from pagebook.update.files import Publication, publications
from pagebook.update.findings import Finding, Findings
from pagebook.update.formats import Form, detect
from pagebook.update.gather import Gathered, gather
from pagebook.update.mapping import Declared, Part
from pagebook.update.worldbank import Pages, answer_cells, groups_of, read_answer

__all__ = ["FileRead", "Read", "editions_of", "read_files"]

_EDITION = "Last Updated Date"


@dataclass(frozen=True)
class FileRead:
    """What a file was.

    Attributes:
        name: Its name.
        form: Its form.
        series: The series in it that are mapped.
        others: Columns that are not mapped, where the file has columns.
    """

    name: str
    form: str
    series: tuple[str, ...]
    others: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return it as a JSON object."""
        return {"file": self.name, "form": self.form, "series": self.series, "not_mapped": self.others}


@dataclass
class Read:
    """What all files say.

    Attributes:
        gathered: The numbers.
        files: What each file was.
        editions: The editions that files tell of themselves, by data set.
        groups: Region and income group of countries, where the World Bank's list was among the files.
    """

    gathered: Gathered = field(default_factory=Gathered)
    files: list[FileRead] = field(default_factory=list)
    editions: dict[str, set[str]] = field(default_factory=dict)
    groups: dict[str, tuple[str, str]] = field(default_factory=dict)


def read_files(declared: Declared, files: Iterable[Path], found: Findings) -> Read:
    """Read the files of an update.

    Args:
        declared: What the tables declare.
        files: The files.
        found: What was found so far.
    """
    reader = _Reader(declared, found)
    for path in files:
        reader.read(path)
    return reader.end()


class _Reader:
    """Reads one file after the other."""

    def __init__(self, declared: Declared, found: Findings) -> None:
        self._declared, self._found = declared, found
        self._all, self._pages = Read(), Pages()

    def read(self, path: Path) -> None:
        """Read a file, or the files in a ZIP."""
        try:
            members = publications(path)
        except ParameterError as error:
            self._found.refuse(Finding(path.name, 0, "file", str(error)))
            return
        packed = bool(members and members[0].member)
        known = [(member, form) for member in members if (form := self._form(member, packed))]
        if (packed and not known) or not members:
            self._found.refuse(Finding(path.name, 0, "header", "no file in it is of a form that is known"))
        for member, form in known:
            try:
                self._read(member, form)
            except ParameterError as error:
                self._found.refuse(Finding(member.name, 0, "file", str(error)))
            except IndexError:
                self._found.refuse(Finding(member.name, 0, "file", "a row has fewer cells than the header"))

    def end(self) -> Read:
        """Return what all files say, after a look at what is missing."""
        for finding in self._pages.missing():
            self._found.refuse(finding)
        return self._all

    def _form(self, member: Publication, packed: bool) -> Form | None:
        try:
            form = detect(member.name, member.head())
        except ParameterError as error:
            self._found.refuse(Finding(member.name, 0, "file", str(error)))
            return None
        if isinstance(form, Form):
            return form
        # A ZIP holds lists of footnotes and the like beside the values.
        if not packed:
            self._found.refuse(form)
        return None

    def _read(self, member: Publication, form: Form) -> None:
        if form.name == "world-bank countries":
            with member.open() as file:
                self._all.groups |= groups_of(file, form)
            self._all.files.append(FileRead(member.name, form.name, ()))
            return
        scheme = "world-bank" if form.name == "world-bank api" else form.name
        parts, gathered = self._declared.parts(scheme), self._all.gathered
        with member.open() as file:
            edition, cells = self._cells(member.name, file, form, parts)
            gather(member.name, scheme, cells, self._found, gathered)
        told = [part for part, files in gathered.files.items() if member.name in files]
        self._note(member.name, form, told, parts)
        for part in told if edition else ():
            self._all.editions.setdefault(part.dataset, set()).add(edition)

    def _cells(
        self, name: str, file: TextIO, form: Form, parts: tuple[Part, ...]
    ) -> tuple[str, Iterable[Cell]]:
        """Return the edition that a file tells of itself, and its cells."""
        if form.name != "world-bank api":
            edition = (form.preamble or {}).get(_EDITION, "")
            return edition, cells_of(file, form, parts, self._declared.datasets)
        answer = read_answer(name, file)
        if isinstance(answer, Finding):
            self._found.refuse(answer)
            return "", ()
        self._pages.add(name, answer)
        return str(answer[0].get("lastupdated", "")), answer_cells(answer, parts)

    def _note(self, name: str, form: Form, told: list[Part], parts: tuple[Part, ...]) -> None:
        """Note what a file was, and refuse one that has nothing of what is mapped."""
        others = series_in(form, parts) if form.name == "owid" else ()
        series = sorted({part.codes[0] for part in told})
        self._all.files.append(FileRead(name, form.name, tuple(series), others))
        if not told and not any(finding.file == name for finding in self._found.refused):
            self._found.refuse(_unmapped(name, form, parts, others))


def _unmapped(name: str, form: Form, parts: tuple[Part, ...], others: tuple[str, ...]) -> Finding:
    known = sorted({code for part in parts for code in part.codes})
    expected = "declare it in data/indicators/series.csv"
    if others:
        message = f"no column is mapped: {', '.join(others)}"
        return Finding(
            name, form.before + 1, "series", message, f"{suggestion(others[0], known)}, or {expected}"
        )
    return Finding(name, 0, "series", f"it has no series of {form.name} that is mapped", expected)


def editions_of(read: Read, given: Mapping[str, str], found: Findings) -> dict[str, str]:
    """Return the edition of each data set: the one that was given, else the one that its files tell.

    Args:
        read: What the files say.
        given: Editions that were named, by data set; the one for all others under a blank.
        found: What was found so far.
    """
    editions = dict(given)
    for dataset, told in sorted(read.editions.items()):
        if dataset not in editions and "" not in editions:
            if len(told) > 1:
                message = f"the files are of several editions: {', '.join(sorted(told))}"
                found.refuse(Finding(dataset, 0, "edition", message, "take one after the other, or name one"))
            editions[dataset] = max(told)
    return editions
