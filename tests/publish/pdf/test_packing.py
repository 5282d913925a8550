"""PDFs are packed without a change to any of their objects."""

from io import BytesIO

import pikepdf
import pytest
import typst

from pagebook.errors import BuildError
from pagebook.publish.pdf.drawing import FONTS
from pagebook.publish.pdf.packing import packed
from pagebook.publish.pdf.typeset import STANDARDS


@pytest.fixture(scope="module")
def written() -> bytes:
    """Return a PDF as Typst writes it, of more objects than stand in one pack."""
    told = b'#set document(title: "endstream")\n#set text(font: "Source Sans 3")\n= One\n'
    pages = b"#for n in range(120) [#table(columns: 2, table.header[A][B], [#n], [endobj]) #pagebreak()]"
    compiler = typst.Compiler(told + pages, font_paths=[str(FONTS)], ignore_system_fonts=True)
    return compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=0)


def test_every_object_is_the_same_when_it_is_packed(written):
    """A packed PDF is sound and far smaller, and has each object under its number as it was."""
    small = packed(written)

    with pikepdf.open(BytesIO(written)) as before, pikepdf.open(BytesIO(small)) as after:
        numbers = range(1, len(before.objects) + 1)
        assert after.check_pdf_syntax() == []
        assert [_object(after, number) for number in numbers] == [
            _object(before, number) for number in numbers
        ]
        assert str(after.trailer.ID) == str(before.trailer.ID)
    assert (len(small) < len(written) / 2, len(numbers) > 800) == (True, True)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"startxref", b"startxxxx", "its table of objects is not where Typst puts it"),
        (b"\n2 0 obj", b"\n2 0 abj", "object 2 is not where Typst puts it"),
    ],
    ids=["table", "object"],
)
def test_a_file_of_another_form_is_refused(written, old, new, told):
    """What is not as Typst writes it is told, not packed by guess."""
    with pytest.raises(BuildError, match=told):
        packed(written.replace(old, new))


def _object(pdf: pikepdf.Pdf, number: int) -> tuple[bytes, bytes]:
    found = pdf.get_object(number, 0)
    return found.unparse(resolved=True), found.read_raw_bytes() if isinstance(found, pikepdf.Stream) else b""
