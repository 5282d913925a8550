"""A bulk file as large as the World Bank's: what is mapped is read, in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

import pytest

from pagebook.update.areas import COUNTRIES
from pagebook.update.findings import Findings
from pagebook.update.reading import read_files

SERIES, AREAS, YEARS = 1_500, 266, range(1965, 2025)

# The memory of a process can be asked for by itself alone.
READ = """
import json, resource, sys
from pathlib import Path
from pagebook.project import Book
from pagebook.update.findings import Findings
from pagebook.update.mapping import declared
from pagebook.update.reading import read_files
mapped = declared(Book(Path(sys.argv[1])))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
read_files(mapped, [Path(sys.argv[2])], Findings())
print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before))
"""


@pytest.fixture(scope="module")
def bulk(mapped, tmp_path_factory) -> Path:
    """Return a bulk file of 1,500 series, 266 areas and 60 years, in which 27 series are mapped."""
    units = {part.codes[0]: part.unit for part in mapped.parts("world-bank")}
    areas = [*sorted(COUNTRIES), *["AFE"] * (AREAS - len(COUNTRIES))]
    cells = ",".join(f'"{year}.123456"' for year in YEARS)
    others = {f"XX.{place:04}.ZS": "Something else" for place in range(SERIES - len(units))}
    tail = [f'"Name ({name})","{code}",{cells}\n' for code, name in {**units, **others}.items()]
    path = tmp_path_factory.mktemp("bulk") / "WDICSV.csv"
    with path.open("w", encoding="utf-8") as file:
        years = ",".join(f'"{year}"' for year in YEARS)
        file.write(f'"Country Name","Country Code","Indicator Name","Indicator Code",{years}\n')
        for area in areas:
            file.writelines(f'"Name, of it","{area}",{rest}' for rest in tail)
    return path


def test_of_a_bulk_file_only_what_is_mapped_is_looked_at(mapped, bulk):
    """Of 399,000 lines 7,000 are mapped: the others are split into cells, and nothing of ours is called."""
    found, calls = Findings(), Counter[str]()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            calls[frame.f_code.co_name] += 1

    # Counted, not timed: a busy machine is slower, and calls no more functions.
    sys.setprofile(count)
    try:
        read = read_files(mapped, [bulk], found)
    finally:
        sys.setprofile(None)

    values = read.gathered.values
    cells = sum(map(len, values.values()))
    assert found.refused == []
    assert set(values) == set(mapped.parts("world-bank"))
    assert {len(one) for one in values.values()} == {len(COUNTRIES) * 35}
    # One generator yields the lines; all else is called for cells that are wanted.
    assert [name for name, times in calls.items() if times >= SERIES * AREAS] == ["rows_of", "__hash__"]
    assert calls.total() < SERIES * AREAS + 20 * cells


def test_a_bulk_file_is_never_in_memory(book_root, bulk):
    """What is kept of a file of a quarter of a gigabyte is less than a third of its size."""
    pytest.importorskip("resource")

    command = [sys.executable, "-c", READ, str(book_root), str(bulk)]
    grown = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    assert bulk.stat().st_size > 250e6
    assert grown * 1024 < bulk.stat().st_size / 3
