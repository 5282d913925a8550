"""What a page of the web and a chapter of the PDF say, so that the two can be compared."""

import re
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from bs4 import BeautifulSoup, Tag
from pypdfium2 import PdfDocument

# What stands in the HTML and is not on paper, each with the reason.
ASIDE = {
    "script, style, noscript": "no reader sees it",
    "nav, .toctree-wrapper": "ways about the web pages; the PDF has contents, outline and page numbers",
    ".headerlink": "the sign that links to a heading or figure",
    ".visually-hidden": "the name of a field of the explorer",
    ".pb-explorer": "a form: nobody can choose on paper; the example below it is an ordinary figure",
    ".pb-levers": "a form as well: on paper a sentence leads to the figure of what it shows at first",
    ".pb-live, .pb-static": "the chart itself",
    ".pb-cite": "each figure's citation and BibTeX entry, to copy; the imprint says how to cite the book",
    ".pb-download, .pb-zip": "files beside the page",
    ".pb-spark svg": "a line as small as a word; its words stand beside it",
    ":not(.pb-faces) > .pb-origin": "how many rows a section or a page read of the data package, no facts",
}

# Columns of data tables whose text is the address that the source's name links to on paper.
FOLDED = frozenset({"Address", "Address of the source", "Addresses of the sources"})

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)*")
_VALUE = re.compile(r"−?\d[\d,]*(?:\.\d+)?|–")
_ADDRESS = re.compile(r"https?://\S+")
# Signs that say nothing, and the one that the reader of PDFs puts for a hyphen at the end of a line.
_SILENT = re.compile(r"[\s\u00ad\u200b\u2060]+")
_HYPHEN = "\ufffe"


@dataclass(frozen=True)
class Words:
    """What a page of the web says.

    Attributes:
        title: Its heading.
        findings: The text alternatives of its figures.
        rows: The rows of their data tables, without the addresses of the sources, each in the ways that paper
            may tell it. Where there are numbers for many years, each with its year: on paper every column is
            a series of years with their values.
        numbers: Every number in its text.
        addresses: What the folded columns hold.
    """

    title: str
    findings: list[str]
    rows: list[tuple[str, ...]]
    numbers: set[str]
    addresses: set[str]


def joined(text: str) -> str:
    """Return a text without what differs by where lines break."""
    return _SILENT.sub("", text.replace(_HYPHEN, "-"))


def numbers(text: str) -> set[str]:
    """Return the numbers in a text, as they are written."""
    return {found.rstrip(",") for found in _NUMBER.findall(text.replace(_HYPHEN, "-"))}


def unprinted(wanted: set[str], text: str) -> list[str]:
    """Return the numbers that a text lacks; the mark of a note may stand right behind one, as in 2012¹."""
    lacking = sorted(wanted - numbers(text))
    return [
        one for one in lacking if not re.search(rf"(?<![\d,.]){re.escape(one)}\.?\d{{1,3}}(?![\d,])", text)
    ]


def said_on(page: Path) -> Words:
    """Return what a page of the web says."""
    article = BeautifulSoup(page.read_text("utf-8"), "html.parser").select_one("article.bd-article")
    for aside in ASIDE:
        for part in article.select(aside):
            part.decompose()
    rows, addresses = [], set()
    for table in article.select(".pb-data table"):
        told, folded = _rows(table)
        rows += told
        addresses |= folded
    return Words(
        title=" ".join(article.h1.get_text().split()),
        findings=[part.get_text() for part in article.select(".pb-description p")],
        rows=rows,
        numbers=numbers(_ADDRESS.sub(" ", article.get_text(" "))),
        addresses=addresses,
    )


def chapters(pdf: Path) -> dict[str, str]:
    """Return the text of each chapter of the PDF by its title, by the outline; of each part as well."""
    with PdfDocument(pdf) as document:
        marks = [
            (mark.level, mark.get_title(), mark.get_dest().get_index())
            for mark in document.get_toc(max_depth=15)
        ]
        texts = [page.get_textpage().get_text_range() for page in document]
    found = {}
    # A chapter that has its part's title comes after it.
    for depth in (0, 1):
        starts = [(title, first) for level, title, first in marks if level <= depth]
        ends = [first for _, first in starts[1:]] + [len(texts)]
        found |= {
            title: "\n".join(texts[first:end])
            for (title, first), end in zip(starts, ends, strict=True)
            if end > first
        }
    return found


def targets(pdf: Path) -> set[str]:
    """Return the addresses that the PDF links to."""
    with pikepdf.open(pdf) as document:
        actions = (note.get("/A") for page in document.pages for note in page.get("/Annots", []))
        return {str(action.URI) for action in actions if action is not None and "/URI" in action}


def _rows(table: Tag) -> tuple[list[tuple[str, ...]], set[str]]:
    folded = {n for n, head in enumerate(table.select("thead th")) if head.get_text() in FOLDED}
    rows, addresses = [], set()
    table_rows = [
        [cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.select("tbody tr")
    ]
    former = ""
    # A column that holds nothing is not printed.
    folded_or_empty = folded | {
        n for n, cells in enumerate(zip(*table_rows, strict=True)) if {*cells} == {"–"}
    }
    for cells in table_rows:
        told = [cell for n, cell in enumerate(cells) if n not in folded_or_empty]
        # A first cell that row after row has in common may be printed once, as their head.
        rows.append(("".join(told), *(["".join(told[1:])] if cells[0] == former else [])))
        former = cells[0]
        addresses |= {one for n in folded for one in cells[n].split("; ") if one.startswith("http")}
    return (_series(table_rows) if _are_series(table, table_rows) else rows), addresses


def _are_series(table: Tag, rows: list[list[str]]) -> bool:
    """Return whether a table has a row for each of many years, and numbers only."""
    years = [cells[0] for cells in rows]
    values = {cell for cells in rows for cell in cells[1:]}
    many = len(set(years)) == len(years) >= 8
    return table.th.get_text() == "Year" and many and all(_VALUE.fullmatch(value) for value in values)


def _series(rows: list[list[str]]) -> list[tuple[str]]:
    """Return each number with its year; and how each column begins, so that none is taken for another one.

    No more of a column is together for certain: it may go on on another page.
    """
    columns = range(1, len(rows[0]))
    starts = ["".join(f"{cells[0]}{cells[column]}" for cells in rows[:3]) for column in columns]
    return [
        (told,) for told in starts + [f"{cells[0]}{cells[column]}" for cells in rows for column in columns]
    ]
