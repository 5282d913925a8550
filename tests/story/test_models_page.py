"""The registry of models says who uses what, at which stage, and what goes in and comes out."""

import csv
import re

import pytest

from pagebook.data import Tables
from pagebook.story.models_page import ModelsPage


@pytest.fixture(scope="module")
def page(book_root) -> ModelsPage:
    """Return the chapter of the real book."""
    return ModelsPage(Tables(book_root / "data"))


@pytest.fixture(scope="module")
def uses(book_root) -> list[dict[str, str]]:
    """Return the uses of models as the file has them."""
    with (book_root / "data" / "programme" / "model_use.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def plain(markdown: str) -> str:
    """Return Markdown without the backslashes that escape its data."""
    return re.sub(r"\\(.)", r"\1", markdown)


def test_every_model_and_every_use_is_in_the_registry(page, uses):
    """Nothing is left out: each model's name, each use with its status."""
    told = plain(page.registry().markdown)

    assert told.count("{dropdown}") == len(page.models)
    assert [row["status"] for row in uses if row["status"].rstrip(".") not in told] == []


def test_the_registry_says_what_goes_in_and_comes_out(page):
    """T21 stands with its users, what comes out, and its sources."""
    blocks = plain(page.registry().markdown).split(":::{dropdown} ")
    morocco = next(block for block in blocks if block.startswith("Just Transition Assessment Model, Morocco"))

    assert morocco.startswith("Just Transition Assessment Model, Morocco (JTAM) – Morocco (in preparation)")
    assert "*Goes in:* national economic, sector and labour data" in morocco
    assert "*Comes out:* jobs, growth, greenhouse gases and social equity." in morocco
    assert "*Built by:* ILO, Institute of Economic Structures Research (GWS)" in morocco
    assert "PAGE Trust Fund, lines 401, 405, 407, 409, 411" in morocco


def test_items_that_are_lists_themselves_stay_apart(page):
    """Semicolons divide inputs of which one has a comma or an `and` of its own."""
    told = plain(page.registry().markdown)

    assert "*Goes in:* views of small firms, government, employers and workers; sector data." in told


def test_the_counts_by_stage_are_those_of_the_file(page, uses):
    """The opening counts each use once."""
    stages = page.substitutions()["stages"]

    for stage in {row["stage"] for row in uses}:
        assert f"{sum(row['stage'] == stage for row in uses)} {stage}" in stages


def test_the_grid_has_a_mark_for_each_use_of_what_calculates(page, uses, book_root):
    """Assessments and guides are left to the registry; models and measures are all there."""
    with (book_root / "data" / "programme" / "models.csv").open(encoding="utf-8", newline="") as stream:
        kinds = {row["model"]: row["kind"] for row in csv.DictReader(stream)}
    calculating = {"model", "scenario study", "software", "measurement framework", "statistical method"}
    wanted = sorted((row["model"], row["area"]) for row in uses if kinds[row["model"]] in calculating)

    table = page.grid().table

    assert sorted(zip(table["model"], table["area"], strict=True)) == wanted
    assert table["source"].all()


def test_stages_differ_by_mark(page):
    """Colour is never alone: each stage has its own shape and its word in the legend."""
    layers = page.grid().spec["layer"]
    shapes = next(
        layer["encoding"]["shape"]["scale"] for layer in layers if "shape" in layer.get("encoding", {})
    )

    assert len(set(shapes["range"])) == len(shapes["domain"]) > 2


def test_the_finding_names_the_models_of_more_than_one_country(page):
    """The text alternative says what the picture shows."""
    assert "T21 model (Mongolia, Peru and Senegal)" in page.grid().finding


def test_every_word_of_the_prose_has_a_value(page, book_root):
    """The chapter names only substitutions that the page computes."""
    source = (book_root / "chapters" / "models.ipynb").read_text("utf-8")
    named = {part.split("}}")[0].strip() for part in source.split("{{")[1:]}

    assert named <= set(page.substitutions())


def test_hostile_text_is_shown_as_text(changed):
    """A model's name is data."""
    tables = changed("programme/models.csv", {"model": "t21"}, name="T21 <b>x</b> {{ name }} ::: ```")

    told = ModelsPage(tables).registry().markdown

    assert "T21 <b>x</b> {{ name }} ::: ```" in plain(told)
    assert "<b>" not in told
    assert "{{ name }}" not in told
