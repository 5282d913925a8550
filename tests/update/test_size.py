"""A bulk file as large as the World Bank's: what is mapped is read, in seconds, with little memory."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from time import process_time

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


def test_a_bulk_file_is_read_in_little_more_than_its_lines_take(mapped, bulk):
    """Of 399,000 lines 7,000 are mapped: to use them costs no more than to split all into cells."""
    found = Findings()
    began = process_time()
    with bulk.open(encoding="utf-8", newline="") as file:
        lines = sum(1 for _ in csv.reader(file))
    apart, began = process_time() - began, process_time()

    read = read_files(mapped, [bulk], found)

    seconds = process_time() - began
    assert found.refused == []
    assert lines == SERIES * AREAS + 1
    assert set(read.gathered.values) == set(mapped.parts("world-bank"))
    assert {len(values) for values in read.gathered.values.values()} == {len(COUNTRIES) * 35}
    assert seconds < 3 * apart


def test_a_bulk_file_is_never_in_memory(book_root, bulk):
    """What is kept of a file of a quarter of a gigabyte is less than a third of its size."""
    pytest.importorskip("resource")

    command = [sys.executable, "-c", READ, str(book_root), str(bulk)]
    grown = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    assert bulk.stat().st_size > 250e6
    assert grown * 1024 < bulk.stat().st_size / 3
