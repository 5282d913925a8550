"""Typst as a library: fonts of the package only, accessible PDF, a date that does not depend on the clock."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import typst

from pagebook.errors import BuildError
from pagebook.publish.files import write_whole
from pagebook.publish.pdf.drawing import FONTS
from pagebook.publish.pdf.kept import Kept, made_of
from pagebook.publish.pdf.problems import located
from pagebook.publish.pdf.sheet import Sheet
from pagebook.publish.pdf.ways import lead

if TYPE_CHECKING:
    # Known to its types only.
    from typst import PDFStandard

__all__ = ["STANDARDS", "TEMPLATE", "created", "packed", "typeset"]

TEMPLATE = Path(str(files("pagebook.publish.pdf"))) / "template"

STANDARDS: list[PDFStandard] = ["ua-1", "a-2a"]
"""What the PDFs conform to."""


def typeset(sheet: Sheet, root: Path, folder: Path, date: str = "", kept: Path | None = None) -> None:
    """Set a document as PDF, unless it is kept; the former PDF stays whole until the new one is.

    Args:
        sheet: The document.
        root: The folder with all that it reads.
        folder: The folder that the PDF goes into.
        date: Day of the edition.
        kept: Where PDFs are kept, if they are.

    Raises:
        BuildError: Typst failed or warned, or the environment names a day that is none.
    """
    time = created(date)
    if kept is None:
        write_whole(folder / sheet.pdf, _set(root / sheet.main, root, time))
        return
    former = Kept(kept / Path(sheet.pdf).with_suffix(""))
    key = made_of(root / sheet.main, root, str(time))
    data = former.get(key)
    if data is None:
        data = _set(root / sheet.main, root, time)
        former.put(key, data)
    write_whole(folder / sheet.pdf, data)


def _set(main: Path, root: Path, time: int) -> bytes:
    try:
        compiler = typst.Compiler(
            str(main), root=str(root), font_paths=[str(FONTS)], ignore_system_fonts=True
        )
        data, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS, timestamp=time)
    except typst.TypstError as error:
        raise BuildError(_told(error, root)) from error
    if warnings:
        raise BuildError("\n".join(_told(warning, root) for warning in warnings))
    assert isinstance(data, bytes)
    return packed(data)


def packed(data: bytes) -> bytes:
    """Return a PDF with its ways made links, its objects packed, and a name made of its content.

    The structure of a book is tens of thousands of small objects, which Typst writes out one by one:
    packed, the file has less than a third of the size.
    """
    packed = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        lead(pdf)
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


def created(date: str) -> int:
    """Return the seconds that the PDF names as its time: SOURCE_DATE_EPOCH, else the beginning of a day.

    Raises:
        BuildError: SOURCE_DATE_EPOCH is no number of seconds.
    """
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told is None:
        return int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp()) if date else 0
    if not told.isdecimal():
        raise BuildError(f"SOURCE_DATE_EPOCH is {told!r}; it must be a whole number of seconds since 1970")
    return int(told)


def _told(finding: typst.TypstError | typst.TypstWarning, root: Path) -> str:
    files = {path.relative_to(root).as_posix(): path for path in root.rglob("*.typ")}
    pages = {name: path.read_text("utf-8") for name, path in files.items()}
    return located(finding.message, finding.hints, finding.diagnostic, pages)
