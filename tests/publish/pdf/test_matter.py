"""What joins the chapters to a book says what configuration and data say."""

from types import SimpleNamespace

import pytest
from docutils import nodes

from pagebook.publish.pdf.matter import joined


@pytest.fixture
def app(tmp_path):
    """Return what is asked of Sphinx, for a book of two chapters without data."""
    titles = {"chapters/index": "A book", "chapters/peru": "Peru", "chapters/methods": 'Methods "so called"'}
    return SimpleNamespace(
        srcdir=str(tmp_path),
        env=SimpleNamespace(titles={name: nodes.title("", title) for name, title in titles.items()}),
        config=SimpleNamespace(
            root_doc="chapters/index",
            project="A book",
            author="The editors",
            pagebook_fingerprint="none",
            pagebook_base_url="https://example.org/page",
            html_theme_options={"extra_footer": "<p>Code under the <b>MIT</b> licence.</p>"},
        ),
    )


def test_the_book_is_joined_in_its_order(app):
    """Cover, imprint, contents, parts with their chapters, the list of figures; no index without data."""
    parts = [("Countries", ["chapters/peru"]), ("About", ["chapters/methods"])]
    facts = 'title: "A book", author: "The editors", edition: "", date: ""'

    told = list(joined(app, parts))

    assert told == [
        f"#show: book.with({facts})",
        f"#cover({facts}, names: ());",
        f'#imprint({facts}, address: "https://example.org/page/", licence: "Code under the MIT licence.", '
        'include "imprint.typ");',
        '#contents("Contents");',
        "#show: main-matter",
        '#chapter(name: "chapters/index:", title: "A book", part: "", base: 1, '
        'include "chapters/index.typ");',
        '#part(chapters: (("chapters/peru:", "Peru"),), "Countries");',
        '#chapter(name: "chapters/peru:", title: "Peru", part: "Countries", base: 2, '
        'include "chapters/peru.typ");',
        '#part(chapters: (("chapters/methods:", "Methods \\"so called\\""),), "About");',
        '#chapter(name: "chapters/methods:", title: "Methods \\"so called\\"", part: "About", base: 2, '
        'include "chapters/methods.typ");',
        '#list-of-figures("Figures and tables", (("chapters/index:", "A book"), ("chapters/peru:", "Peru"), '
        '("chapters/methods:", "Methods \\"so called\\"")));',
    ]


def test_the_cover_names_the_chapters_of_a_large_part(app):
    """A part with a chapter for each country lends the cover its names."""
    names = [f"chapters/{number}" for number in range(12)]
    app.env.titles |= {name: nodes.title("", f"Country {place}") for place, name in enumerate(names)}
    told = ", ".join(f'"Country {place}"' for place in range(12))

    cover = list(joined(app, [("Small", ["chapters/peru"]), ("Countries", names)]))[1]

    assert cover.endswith("names: (" + told + "));")
