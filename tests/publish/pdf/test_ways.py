"""Two places of a book that lead to each other do so in its PDF, as places and not as addresses."""

from io import BytesIO

import pikepdf
import pytest
import typst

from pagebook.errors import BuildError
from pagebook.publish.pdf.drawing import FONTS
from pagebook.publish.pdf.typeset import TEMPLATE, packed

_PAGES = """
#import "/template/links.typ": way
#set page(width: 300pt, height: 200pt, margin: 50pt, numbering: "i")
#set text(font: "Source Sans 3", size: 10pt)
#way(from: "from", to: "to", up: 20pt, "there")
#pagebreak()
#v(40pt)
#way(from: "{name}", to: "from", "back")
#link("https://example.org", "away")
"""


def _set(tmp_path, name):
    (tmp_path / "template").symlink_to(TEMPLATE)
    (tmp_path / "main.typ").write_text(_PAGES.replace("{name}", name), "utf-8")
    data = typst.compile(
        tmp_path / "main.typ", root=tmp_path, font_paths=[FONTS], ignore_system_fonts=True, format="pdf"
    )
    return pikepdf.open(BytesIO(packed(data)))


def test_each_of_two_links_leads_to_where_the_other_one_is(tmp_path):
    """Both say the page, and lead above the other link by as much as it tells, but not off the page."""
    pdf = _set(tmp_path, "to")

    there, back, away = (link for page in pdf.pages for link in page.Annots)
    assert [str(link.Contents) for link in (there, back)] == ["page ii", "page i"]
    assert [link.Dest[0].objgen for link in (there, back)] == [
        pdf.pages[1].obj.objgen,
        pdf.pages[0].obj.objgen,
    ]
    assert float(there.Dest[3]) == pytest.approx(float(back.Rect[3]) + 10, abs=0.01)
    assert float(back.Dest[3]) == pytest.approx(min(float(there.Rect[3]) + 20 + 10, 200), abs=0.01)
    assert [("/A" in link) for link in (there, back, away)] == [False, False, True]
    assert str(away.A.URI) == "https://example.org"


def test_a_link_to_what_is_nowhere_fails(tmp_path):
    """A way whose other end is missing is told by its name."""
    with pytest.raises(BuildError, match=r"nowhere in it: to$"):
        _set(tmp_path, "elsewhere")
