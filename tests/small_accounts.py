"""One invented country as an input-output table, in our layout and in that of pymrio, for any small book."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

__all__ = ["PYMRIO", "SmallAccounts", "resource"]

SAVED = Path(__file__).parent / "data" / "inputoutput"
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


def resource(real: Path) -> dict:
    """Return what the real descriptor says of the table of tables, without its ways to other tables."""
    package = json.loads((real / "data" / "datapackage.json").read_text("utf-8"))
    (found,) = (one for one in package["resources"] if one["name"] == "io_tables")
    del found["schema"]["foreignKeys"]
    for field in found["schema"]["fields"]:
        field.get("list", {}).pop("reference", None)
    return found


class SmallAccounts:
    """The rows and files of input-output tables of a book, whose descriptor has the table of tables."""

    def __init__(self, real: Path, data: Path) -> None:
        self.folder = data / "inputoutput"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.columns = [field["name"] for field in resource(real)["schema"]["fields"]]
        self.rows({})

    def rows(self, *changes: dict[str, str]) -> None:
        """Write the rows, each with some cells changed."""
        with (self.folder / "io_tables.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, self.columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(ROW | change for change in changes)

    def own(self, **changes: Callable[[list[str]], list[str] | None]) -> Path:
        """Write the table in our layout; a change gets a file's lines and returns others, or none."""
        target = self.folder / "north-2020"
        target.mkdir(exist_ok=True)
        for name, lines in FILES.items():
            told = changes.get(name.removesuffix(".csv"), list)(list(lines))
            if told is not None:
                (target / name).write_text("\n".join(told) + "\n", encoding="utf-8")
        return target

    def saved(self, kind: str, folder: str = "north-2020") -> Path:
        """Copy a table that pymrio saved: its `flows` or its `coefficients`."""
        shutil.copytree(SAVED / f"pymrio_{kind}", self.folder / folder)
        return self.folder / folder
