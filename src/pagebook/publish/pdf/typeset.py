"""Typst as a library: fonts of the package only, accessible PDF, a date that does not depend on the clock."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import typst

from pagebook.errors import BuildError
from pagebook.publish.files import write_whole
from pagebook.publish.pdf.drawing import FONTS

__all__ = ["TEMPLATE", "typeset"]

TEMPLATE = Path(str(files("pagebook.publish.pdf"))) / "template"


def typeset(main: Path, pdf: Path, root: Path) -> None:
    """Set a document as PDF.

    Raises:
        BuildError: Typst failed or warned.
    """
    try:
        compiler = typst.Compiler(
            str(main), root=str(root), font_paths=[str(FONTS)], ignore_system_fonts=True
        )
        data, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError as error:
        raise BuildError("\n".join(map(str, (error.message, *error.hints, *error.trace)))) from error
    if warnings:
        raise BuildError("\n".join(warning.message for warning in warnings))
    write_whole(pdf, data)
