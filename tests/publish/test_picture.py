"""Static pictures say what they show, and can stand side by side."""

import json
from dataclasses import replace
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import pytest

from pagebook.figures.stored import MIME
from pagebook.publish.chart import Chart, read_chart
from pagebook.publish.picture import ROOM_PX, WIDTH_PX, draw

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def chart(figure) -> Chart:
    """Return the figure's chart."""
    return read_chart(figure(title="A < B & C", finding="It </desc> grew.")._repr_mimebundle_()[MIME])


def test_a_picture_has_a_title_and_says_what_it_shows(chart, tmp_path):
    """Assistive software reads title and finding of a picture; it is a column wide, with room beside it."""
    root = ElementTree.fromstring(draw(chart, "peru-co2", tmp_path))

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "peru-co2-svg-title peru-co2-svg-desc"
    assert [(child.tag, child.get("id"), child.text) for child in root[:2]] == [
        (f"{SVG}title", "peru-co2-svg-title", "A < B & C"),
        (f"{SVG}desc", "peru-co2-svg-desc", "It </desc> grew."),
    ]
    assert abs(float(root.get("width")) - WIDTH_PX - 2 * ROOM_PX) < 1
    assert root.get("viewBox").startswith(f"-{ROOM_PX} 0 ")


def test_marks_of_a_picture_are_not_described_one_by_one(figure, tmp_path):
    """A picture has no tooltips and no description of each mark; data are drawn whatever their names."""
    frame = pd.DataFrame({"tooltip": ["container", "kept"], "width": [1, 2]})
    bars = alt.Chart(frame).mark_bar(tooltip=True).encode(x="tooltip:N", y="width:Q", tooltip="width:Q")
    picture = draw(read_chart(figure(chart=bars).spec), "label", tmp_path)

    root = ElementTree.fromstring(picture)

    described = [element.tag for element in root.iter() if "aria-label" in element.attrib]
    texts = {element.text for element in root.iter(f"{SVG}text")}
    marks = [
        path for group in root.iter(f"{SVG}g") if "mark-rect" in group.get("class", "") for path in group
    ]
    assert described == []
    assert texts >= {"container", "kept"}
    assert len(marks) == len(frame)


def test_texts_are_measured_in_one_font_and_name_the_charts_own(chart, tmp_path):
    """Which of the fonts that a chart names a system has, moves nothing; the picture names them all."""
    told = json.loads(chart.specification)
    fonts = ('"DejaVu Serif", serif', "Nowhere & Co")
    changed = [json.dumps({**told, "config": {**told["config"], "font": font}}) for font in fonts]

    pictures = [draw(replace(chart, specification=text), "label", tmp_path) for text in changed]

    found = [
        {element.get("font-family") for element in ElementTree.fromstring(picture).iter()} - {None}
        for picture in pictures
    ]
    assert found == [{fonts[0]}, {fonts[1]}]
    plain = ["&quot;DejaVu Serif&quot;, serif", "Nowhere &amp; Co"]
    assert pictures[0].replace(plain[0], "") == pictures[1].replace(plain[1], "")


def test_ids_of_two_pictures_do_not_meet_and_references_hold(chart, tmp_path):
    """Pictures of two figures share no id; each reference inside a picture finds its target there."""
    pictures = [draw(chart, label, tmp_path) for label in ("peru-co2", "kenya-co2")]

    ids = [
        {element.get("id") for element in ElementTree.fromstring(picture).iter()} - {None}
        for picture in pictures
    ]

    assert ids[0].isdisjoint(ids[1])
    for known, picture in zip(ids, pictures, strict=True):
        values = [
            value for element in ElementTree.fromstring(picture).iter() for value in element.attrib.values()
        ]
        assert {value[5:-1] for value in values if value.startswith("url(#")} <= known


def test_a_picture_is_drawn_once(chart, tmp_path):
    """The drawing is kept by what it is drawn from, whatever its label."""
    draw(chart, "peru-co2", tmp_path)
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}

    draw(chart, "kenya-co2", tmp_path)

    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == kept
    assert len(kept) == 1


def test_a_picture_does_not_depend_on_what_was_drawn_before(chart, tmp_path):
    """The same chart drawn again after itself, with no kept drawing, has the same bytes.

    A clipped mark has an id, which the drawing library counts on from picture to picture.
    """
    told = json.loads(chart.specification)
    clipped = replace(chart, specification=json.dumps({**told, "mark": {"type": "line", "clip": True}}))

    first, second = (draw(clipped, "peru-co2", tmp_path / folder) for folder in ("one", "two"))

    assert "url(#" in first
    assert first == second


@pytest.mark.parametrize(
    ("angle", "side", "room"),
    [(0, "top", (0, 0)), (-90, "top", (ROOM_PX, 0)), (-90, "bottom", (0, ROOM_PX))],
    ids=["flat", "upright above", "upright below"],
)
def test_upright_labels_have_room_where_they_grow(figure, tmp_path, angle, side, room):
    """Letters wider than those of the drawing reach further where a label stands upright."""
    axis = alt.Axis(labelAngle=angle, orient=side, title=None)
    bars = alt.Chart(pd.DataFrame({"a": ["one", "two"], "b": [1, 2]})).mark_bar()
    shown = figure(chart=bars.encode(x=alt.X("a:N", axis=axis), y=alt.Y("b:Q", title=None)))

    root = ElementTree.fromstring(draw(read_chart(shown.spec), "label", tmp_path))

    plain = ElementTree.fromstring(next(tmp_path.glob("*.svg")).read_text("utf-8"))
    _, top, _, height = map(float, root.get("viewBox").split())
    assert (-top, height - float(plain.get("height")) + top) == room
