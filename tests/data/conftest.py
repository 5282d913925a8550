"""A small book with a small data package, whole and sound, that tests then damage."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pagebook.data import check_data
from pagebook.project import Book

FILES = {
    "sources.csv": (
        "source,kind,title,year,url\n"
        "ilo-2025,document,ILO report,2025,\n"
        "page-peru,web page,PAGE in Peru,,https://un-page.org/countries/peru\n"
    ),
    "areas.csv": "area,name,kind\nGLOBAL,Global,programme\nPER,Peru,country\nSEN,Senegal,country\n",
    "targets.csv": "target,goal\n8.5,8\n12.1,12\n",
    "events.csv": (
        "event,area,title,start,end,online,sessions,parent,from_areas,sources\n"
        "per-2017-forum,PER,Green industry forum,2017-11-14,2017-11-15,false,2,,PER; SEN,page-peru\n"
        "per-2017-talk,PER,Talk at the forum,2017-11-14,,,,per-2017-forum,,ilo-2025#line 44; page-peru\n"
        'sen-2018-course,SEN,"Course, with ""quotes""",2018-02-01,2018-02-28,true,,,SEN,ilo-2025#p. 3\n'
    ),
    "participation.csv": (
        "event,group,total,qualifier,men,women\n"
        "per-2017-forum,all,20,exact,9,11\n"
        "sen-2018-course,all,80,more than,50,40\n"
    ),
    "catalogue.csv": "indicator,unit\naccess,% of people\nco2,Mt\n",
    "indicators.csv": (
        "area,indicator,year,value\nPER,access,2014,96.5\nPER,co2,2014,55.1\nPER,co2,2015,53\nSEN,co2,2014,-0.25\n"
    ),
}


def field(name: str, kind: str = "string", **more: object) -> dict[str, object]:
    """Return the description of a column."""
    base: dict[str, object] = {
        "name": name,
        "type": kind,
        "title": name.title(),
        "description": f"The {name}.",
    }
    return base | ({"unit": "number"} if kind in ("integer", "number") else {}) | more


def key(name: str, resource: str, other: str) -> dict[str, object]:
    """Return a foreign key."""
    return {"fields": [name], "reference": {"resource": resource, "fields": [other]}}


def resource(
    name: str, fields: list[dict[str, object]], primary: list[str], **more: object
) -> dict[str, object]:
    """Return the description of a table; keyword `keys` holds its foreign keys."""
    keys = more.pop("keys", [])
    schema = {"fields": fields, "primaryKey": primary, "foreignKeys": keys}
    about = {
        "title": name.title(),
        "description": f"All {name}.",
        "sources": [],
        "licenses": [{"title": "CC BY 4.0"}],
    }
    return {"name": name, "path": f"{name}.csv", **about, **more, "schema": schema}


def small_descriptor() -> dict[str, object]:
    """Return the descriptor of the small package."""
    required = {"constraints": {"required": True}}
    bounds = {"by": "indicator", "resource": "catalogue", "unit": "unit"}
    limits = {"bounds": {"% of people": {"minimum": 0, "maximum": 100}}}
    areas_list = {"delimiter": "; ", "reference": {"resource": "areas", "field": "area"}}
    citations = {"delimiter": "; ", "citation": True, "reference": {"resource": "sources", "field": "source"}}
    kinds = {"constraints": {"enum": ["country", "programme"]}}
    resources = [
        resource(
            "sources",
            [
                field("source"),
                field("kind"),
                field("title", **required),
                field("year", "integer", constraints={"minimum": 1900, "maximum": 2100}),
                field("url", format="uri"),
            ],
            ["source"],
        ),
        resource(
            "areas",
            [field("area"), field("name", constraints={"unique": True}), field("kind", **kinds)],
            ["area"],
            rules=[
                {
                    "kind": "codes",
                    "column": "area",
                    "codes": "ISO 3166-1 alpha-3",
                    "when": {"kind": ["country"]},
                }
            ],
        ),
        resource(
            "targets",
            [field("target", constraints={"pattern": "[0-9]+[.].+"}), field("goal", "integer")],
            ["goal", "target"],
            rules=[
                {"kind": "codes", "column": "target", "codes": "SDG targets"},
                {"kind": "prefix", "column": "target", "of": "goal", "separator": "."},
            ],
        ),
        resource(
            "events",
            [
                field("event", constraints={"pattern": "[a-z0-9-]+"}),
                field("area", **required),
                field("title", **required),
                field("start", "date"),
                field("end", "date"),
                field("online", "boolean", trueValues=["true"], falseValues=["false"]),
                field("sessions", "integer", constraints={"minimum": 1}),
                field("parent"),
                field("from_areas", list=areas_list),
                field("sources", list=citations, **required),
            ],
            ["event"],
            keys=[key("area", "areas", "area"), key("parent", "", "event")],
            rules=[
                {"kind": "ordered", "columns": ["start", "end"]},
                {"kind": "tree", "column": "parent"},
                {"kind": "distinct", "columns": ["area", "start", "title"]},
            ],
        ),
        resource(
            "participation",
            [
                field("event"),
                field("group"),
                field("total", "integer"),
                field("qualifier"),
                field("men", "integer"),
                field("women", "integer"),
            ],
            ["event", "group"],
            keys=[key("event", "events", "event")],
            rules=[
                {"kind": "some", "columns": ["total", "men", "women"]},
                {
                    "kind": "parts",
                    "whole": "total",
                    "parts": ["men", "women"],
                    "unless": {"qualifier": ["more than"]},
                },
            ],
        ),
        resource("catalogue", [field("indicator"), field("unit", **required)], ["indicator"]),
        resource(
            "indicators",
            [
                field("area"),
                field("indicator"),
                field("year", "integer"),
                field("value", "number", **required),
            ],
            ["area", "indicator", "year"],
            keys=[key("area", "areas", "area"), key("indicator", "catalogue", "indicator")],
            rules=[{"kind": "bounds", "columns": ["value"], **bounds, **limits}],
        ),
    ]
    return {
        "name": "small",
        "title": "A small package",
        "description": "Two countries.",
        "version": "1",
        "licenses": [{"name": "CC-BY-4.0", "title": "CC BY 4.0"}],
        "contributors": [{"title": "The editors"}],
        "conventions": ["A blank cell is a missing value."],
        "resources": resources,
    }


class SmallBook:
    """A book in a temporary folder whose files a test changes one by one."""

    def __init__(self, root: Path) -> None:
        self.book = Book(root)
        self.data = root / "data"
        self.data.mkdir()
        (root / "_config.yml").write_text("title: Small\n")
        for name, text in FILES.items():
            self.write(name, text)
        self.describe(small_descriptor())

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file of the data folder as it stands, without changing line ends."""
        raw = content if isinstance(content, bytes) else content.encode()
        (self.data / name).write_bytes(raw)

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands once in a file."""
        text = (self.data / name).read_bytes().decode()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def describe(self, descriptor: object) -> None:
        """Write the descriptor."""
        self.write("datapackage.json", json.dumps(descriptor))

    def check(self) -> list[str]:
        """Return the problems as people see them."""
        return [str(problem) for problem in check_data(self.book)]


@pytest.fixture
def small(tmp_path: Path) -> SmallBook:
    """A small sound book."""
    return SmallBook(tmp_path)


@pytest.fixture
def descriptor() -> Callable[[], dict[str, object]]:
    """The maker of the small book's descriptor."""
    return small_descriptor
