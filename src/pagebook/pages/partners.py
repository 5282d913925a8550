"""Partner countries come into the book and leave it: rows, narrative, contents, page; no code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pagebook.data import Package
from pagebook.data.codes import ISO3
from pagebook.data.editing import Cells, rows_of_table, with_rows, without_rows
from pagebook.data.nearest import suggestion
from pagebook.errors import ParameterError
from pagebook.pages.journal import write_together
from pagebook.pages.templates import COUNTRY
from pagebook.project import Book

__all__ = ["Partner", "add_partner", "remove_partner", "slug_of"]

_PAGES = f"chapters/{COUNTRY.folder}"


@dataclass(frozen=True)
class Partner:
    """What must be known of a country before it can have a page.

    Attributes:
        code: ISO 3166-1 alpha-3.
        name: Its name, as a heading has it.
        source: The source that tells of the partnership, `source_id` or `source_id#locator`.
        joined: The year in which it joined; None where no source tells.
        in_text: Its name inside a sentence, such as `the Kyrgyz Republic`; by default the name.
        status: One of the values of `countries.status`.
        un_subregion: Its region in the book's grouping; blank where it is not known.
        wb_region: Its region at the World Bank.
        income_group: Its income group at the World Bank.
    """

    code: str
    name: str
    source: str
    joined: int | None = None
    in_text: str = ""
    status: str = "active"
    un_subregion: str = ""
    wb_region: str = ""
    income_group: str = ""


def slug_of(name: str) -> str:
    """Return the name as it stands in an address: lower case, no accents, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))


def add_partner(book: Book, partner: Partner) -> list[Path]:
    """Write what a new country needs, all of it or nothing; return the files.

    Raises:
        ParameterError: The code is none, the country is in the book already, or the source is not.
    """
    package = Package.load(book.data)
    _require_new(book, package, partner)
    contents = {
        book.data / package.tables[name].path: with_rows(package.tables[name], book.data, [row])
        for name, row in _rows(book, package, partner)
    }
    slug = slug_of(partner.name)
    contents[book.chapters / "narratives" / f"{slug}.md"] = _narrative(partner)
    contents[book.toc] = _with_entry(book.toc.read_text("utf-8"), f"{_PAGES}/{slug}")
    write_together(book, {path: text.encode("utf-8") for path, text in contents.items()})
    return list(contents)


def remove_partner(book: Book, code: str) -> list[Path]:
    """Take out what `add_partner` put in; return the files that were changed or deleted.

    Rows of other tables are the record of somebody's work: while there are any, nothing is taken out. What
    the book knows of the country as one of the world's (statistics, its place on the map) stays.

    Raises:
        ParameterError: The country is not in the book, or the record of the programme has rows of it.
    """
    package = Package.load(book.data)
    rows = {row["country"]: row for row in rows_of_table(package.tables["countries"], book.data)}
    if code not in rows:
        raise ParameterError(f"no country {code!r} in the book; {suggestion(code, set(rows))}")
    held = {name: number for name, number in _mentions(book, package, code) if name not in _OWN}
    record = [f"{name} ({held[name]})" for name in held if package.tables[name].path.startswith("programme/")]
    if record:
        raise ParameterError(f"{code} has rows in {', '.join(record)}; take them out first")
    slug = rows[code]["slug"]
    # What other tables point to must stay.
    own = {name: key for name, key in _OWN.items() if name != "areas" or not held}
    contents = {
        book.data / spec.path: without_rows(spec, book.data, partial(_is, key, code))
        for spec, key in ((package.tables[name], key) for name, key in own.items())
    }
    contents[book.toc] = _without_entry(book.toc.read_text("utf-8"), f"{_PAGES}/{slug}")
    changed = [path for path, text in contents.items() if path.read_text("utf-8") != text]
    write_together(book, {path: text.encode("utf-8") for path, text in contents.items()})
    page = book.chapters / COUNTRY.folder
    made = (book.chapters / "narratives" / f"{slug}.md", page / f"{slug}.ipynb", page / f"{slug}.record.json")
    gone = [path for path in made if path.exists()]
    for path in gone:
        path.unlink()
    return [*changed, *gone]


# The tables that a partnership itself needs, by the column that holds the country's code.
_OWN: Mapping[str, str] = {"areas": "area", "countries": "country", "engagements": "country"}


def _require_new(book: Book, package: Package, partner: Partner) -> None:
    rows = rows_of_table(package.tables["countries"], book.data)
    sources = {row["source"] for row in rows_of_table(package.tables["sources"], book.data)}
    source, slug = partner.source.partition("#")[0], slug_of(partner.name)
    problems = []
    if partner.code not in ISO3:
        problems.append(f"{partner.code!r} is no code of ISO 3166-1; {suggestion(partner.code, ISO3)}")
    if partner.code in {row["country"] for row in rows}:
        problems.append(f"{partner.code} is in the book already")
    if slug in {row["slug"] for row in rows} and partner.code not in {row["country"] for row in rows}:
        problems.append(f"another country has the address {slug!r}")
    if not slug:
        problems.append(f"no address can be made of the name {partner.name!r}; write it in Latin letters")
    for table, column, value in _chosen(partner):
        allowed = package.tables[table].by_name[column].constraints.get("enum", ())
        if value and value not in allowed:
            problems.append(f"{table}.{column} is never {value!r}; it is one of {', '.join(allowed)}")
    if source not in sources:
        problems.append(f"sources has no {source!r}; {suggestion(source, sources)}")
    if problems:
        raise ParameterError("\n".join(problems))


def _chosen(partner: Partner) -> Iterator[tuple[str, str, str]]:
    """Yield the table, the column and the value of what is one of a few."""
    yield "countries", "status", partner.status
    yield "areas", "income_group", partner.income_group


def _rows(book: Book, package: Package, partner: Partner) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the table and the cells of each row that a partnership needs."""
    areas = {row["area"] for row in rows_of_table(package.tables["areas"], book.data)}
    joined = "" if partner.joined is None else str(partner.joined)
    if partner.code not in areas:
        yield (
            "areas",
            {
                "area": partner.code,
                "name": partner.name,
                "kind": "country",
                "un_subregion": partner.un_subregion,
                "wb_region": partner.wb_region,
                "income_group": partner.income_group,
            },
        )
    yield (
        "countries",
        {
            "country": partner.code,
            "slug": slug_of(partner.name),
            "name": partner.name,
            "name_in_text": partner.in_text or partner.name,
            "joined_year": joined,
            "status": partner.status,
            "sources": partner.source,
        },
    )
    engagement = {"engagement": partner.code, "country": partner.code, "joined_year": joined}
    yield "engagements", {**engagement, "sources": partner.source}


def _is(key: str, code: str, row: Cells) -> bool:
    return row[key] == code


def _narrative(partner: Partner) -> str:
    """Return the first sentence of a narrative, tied to the row that it rests on."""
    name = partner.in_text or partner.name
    subject = f"{name[:1].upper()}{name[1:]}"
    row = f"row:countries/{partner.code}"
    if partner.joined is None:
        return f"{subject} is [a partner country of PAGE]({row}).\n"
    return f"{subject} [joined PAGE in {{value:joined_year}}]({row}).\n"


def _mentions(book: Book, package: Package, code: str) -> Iterator[tuple[str, int]]:
    """Yield the tables that have rows of a country, and how many."""
    for name, spec in package.tables.items():
        keys = {key.fields[0] for key in spec.foreign_keys if key.resource in ("areas", "countries")}
        lists = {f.name for f in spec.fields if f.list and f.list.resource in ("areas", "countries")}
        if keys or lists:
            rows = rows_of_table(spec, book.data)
            number = sum(
                any(row[key] == code for key in keys) or any(code in row[key].split("; ") for key in lists)
                for row in rows
            )
            if number:
                yield name, number


def _with_entry(contents: str, entry: str) -> str:
    """Return the table of contents with one more country, in the order of the alphabet.

    The text is changed, not read and written anew: comments and form stay.
    """
    lines = contents.splitlines(keepends=True)
    places = [at for at, line in enumerate(lines) if _entry(line).startswith(f"{_PAGES}/")]
    if not places:
        raise ParameterError(f"_toc.yml lists no page below {_PAGES}; add the first one by hand")
    before = [at for at in places if _entry(lines[at]) > entry]
    at = before[0] if before else places[-1] + 1
    lines.insert(at, lines[places[0]].replace(_entry(lines[places[0]]), entry))
    return "".join(lines)


def _without_entry(contents: str, entry: str) -> str:
    return "".join(line for line in contents.splitlines(keepends=True) if _entry(line) != entry)


def _entry(line: str) -> str:
    """Return the document that a line of the contents names, empty for none."""
    found = re.fullmatch(
        r"\s*-\s+file:\s*[\"']?(?P<entry>[^\"'#\s]+?)(?:\.ipynb)?[\"']?\s*(?:#.*)?", line.rstrip("\n")
    )
    return found["entry"] if found else ""
