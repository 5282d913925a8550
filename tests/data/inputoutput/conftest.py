"""A data package with nothing but input-output tables: one invented country in two layouts."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from pagebook.data import Tables
from pagebook.project import Book

SAVED = Path(__file__).parent
ROW = {
    "table": "north-2020",
    "name": "North, 2020",
    "area": "NOR",
    "year": "2020",
    "layout": "sectors",
    "folder": "north-2020",
    "money": "million pesos",
    "tolerance": "0.000001",
    "households": "households",
    "labour_income": "Wages",
    "sources": "office#p. 3",
}
PYMRIO = {"layout": "pymrio", "region": "north", "factors": "factor_inputs", "taxes": "Taxes on inputs"}
FILES = {
    "sectors.csv": [
        "sector,name,output,imported_inputs,taxes_on_inputs,Wages,Profits",
        "farming,Farming,133,9,6.6,43.4,29",
        "industry,Industry,352,44,17.6,72.2,48.2",
        "services,Services,319,21,16,106.2,70.8",
    ],
    "flows.csv": [
        "sector,farming,industry,services",
        "farming,20,35,5",
        "industry,15,90,40",
        "services,10,45,60",
    ],
    "final_demand.csv": [
        "sector,households,investment,exports",
        "farming,50,5,18",
        "industry,60,70,77",
        "services,140,30,34",
    ],
    "imported_flows.csv": [
        "sector,farming,industry,services",
        "farming,3,10,2",
        "industry,4,28,9",
        "services,2,6,10",
    ],
    "imported_final_demand.csv": [
        "sector,households,investment",
        "farming,12,1",
        "industry,25,18",
        "services,9,3",
    ],
    "satellites.csv": [
        "satellite,label,unit,farming,industry,services",
        'jobs_all,"Jobs, all",thousand persons,120,80,150',
        'co2_air,"CO2, air",Mt,3.5,20,4',
    ],
}


def _descriptor(real: Path) -> dict:
    """Return the real descriptor with the table of tables alone, which points to no other."""
    package = json.loads((real / "data" / "datapackage.json").read_text("utf-8"))
    (resource,) = (one for one in package["resources"] if one["name"] == "io_tables")
    del resource["schema"]["foreignKeys"]
    for field in resource["schema"]["fields"]:
        field.get("list", {}).pop("reference", None)
    return {**package, "resources": [resource]}


@pytest.fixture
def world(book_root, tmp_path) -> SimpleNamespace:
    """Return a book and what makes tables in it: `rows`, `own`, `saved`, and `tables` to read them."""
    root = tmp_path / "book"
    folder = root / "data" / "inputoutput"
    folder.mkdir(parents=True)
    (root / "_config.yml").write_text("title: A book\n")
    descriptor = _descriptor(book_root)
    (root / "data" / "datapackage.json").write_text(json.dumps(descriptor))
    columns = [field["name"] for field in descriptor["resources"][0]["schema"]["fields"]]

    def rows(*changes: dict[str, str]) -> None:
        with (folder / "io_tables.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(ROW | change for change in changes)

    def own(**changes: Callable[[list[str]], list[str] | None]) -> Path:
        """Write the table in our layout; a change gets a file's lines and returns others, or none."""
        target = folder / "north-2020"
        target.mkdir(exist_ok=True)
        for name, lines in FILES.items():
            told = changes.get(name.removesuffix(".csv"), list)(list(lines))
            if told is not None:
                (target / name).write_text("\n".join(told) + "\n", encoding="utf-8")
        return target

    def saved(kind: str) -> Path:
        """Copy a table that pymrio saved."""
        shutil.copytree(SAVED / f"pymrio_{kind}", folder / "north-2020")
        return folder / "north-2020"

    rows({})
    return SimpleNamespace(
        book=Book(root), rows=rows, own=own, saved=saved, tables=lambda: Tables(root / "data"), PYMRIO=PYMRIO
    )
