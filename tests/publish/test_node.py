"""Builders other than HTML say in words what a chart shows."""

import subprocess
import sys

from bs4 import BeautifulSoup


def _build(book, builder):
    program = "from jupyter_book.cli.main import main; main()"
    options = ["--builder", "custom", "--custom-builder", builder]
    subprocess.run(
        [sys.executable, "-c", program, "build", book.root, *options], check=True, capture_output=True
    )
    return book.root / "_build" / builder


def test_plain_text_says_what_the_chart_says(small_book):
    """Title, caption and finding stand in the text."""
    text = (_build(small_book, "text") / "chapters/countries/peru.txt").read_text("utf-8")

    assert (
        "**Emissions of CO₂**\n\nMillion tonnes, 2020–2021.\n\nEmissions were 1,234.5 Mt in 2020.\n" in text
    )


def test_an_e_book_shows_the_picture_and_runs_nothing(small_book):
    """Its pages hold the picture and the table, no script of ours and no files to take away."""
    folder = _build(small_book, "epub")

    page = BeautifulSoup((folder / "chapters/countries/peru.xhtml").read_text("utf-8"), "html.parser")
    files = sorted(path.name for path in folder.glob("_figures/chapters/countries/**/*") if path.is_file())
    assert page.select_one("figure img")["src"] == "../../_figures/chapters/countries/peru/co2.svg"
    assert page.select("figure .pb-live, figure a[download], .pb-downloads, script") == []
    assert files == ["co2.svg", "co2.svg", "second.svg"]
