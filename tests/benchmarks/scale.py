"""How the cost grows: `python tests/benchmarks/scale.py` prints a table for 22, 64 and 200 countries.

For each number of countries a book is made from the real one (`wide.py`), with as many rows for each country
as the largest one has. Each step of making it (`phases.py`) runs in a process of its own. It asserts nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from measuring import call, peak_memory
from wide import make

from pagebook.project import Book

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
Numbers = dict[str, float]


def main() -> None:
    """Measure each size and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--countries", default="22,64,200", help="sizes, with commas between")
    parser.add_argument("--rows", type=int, default=2_000_000, help="observations of the largest size")
    parser.add_argument("--jobs", type=int, default=2, help="pages at a time")
    parser.add_argument("--compile", action="store_true", help="compile each book as well")
    parser.add_argument("--json", type=Path, help="where the numbers go")
    options = parser.parse_args()
    sizes = [int(size) for size in options.countries.split(",")]
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            make(Book(ROOT), Path(folder), size, options.rows // max(sizes))
            found.append(measure(Path(folder), size, options.jobs, compiling=options.compile))
        if options.json:
            options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(table(found))
    print(f"\n{options.jobs} jobs, {os.cpu_count()} cores, load at the end {os.getloadavg()[0]:.1f}")


def measure(book: Path, countries: int, jobs: int, *, compiling: bool) -> dict[str, Numbers]:
    """Return what each step took; the steps before the pages first with nothing kept, then again."""

    def step(name: str) -> Numbers:
        return json.loads(call(sys.executable, HERE / "phases.py", name, book, jobs))

    with (book / "data/indicators/indicators.csv").open("rb") as file:
        rows = sum(1 for _ in file) - 1
    found = {"size": {"countries": countries, "rows": rows}}
    found |= {"check": step("check"), "check again": step("check")}
    found |= {"warm": step("warm"), "warm again": step("warm")}
    with peak_memory() as peak:
        found["pages"] = step("pages")
    found["peak"] = {"pss_mib": peak[0]}
    return found | ({"compile": step("compile")} if compiling else {})


def table(found: list[dict[str, Numbers]]) -> str:
    """Return the numbers as a Markdown table."""
    head = "| countries | rows | check s (again) | check MiB | warm-up s (again) | pages s | ms/page | ratio "
    head += "| CPU ms/page | ratio | peak PSS MiB | compile s | CPU ms/page | ratio | peak PSS MiB |"
    first = found[0]
    lines = [head, "|---" * 15 + "|"]
    for one in found:
        page, cpu = one["pages"]["ms_per_page"], _cpu(one)
        cells = [
            f"{one['size']['countries']}",
            f"{one['size']['rows']:,}",
            f"{one['check']['seconds']:.1f} ({one['check again']['seconds']:.1f})",
            f"{one['check']['peak_rss_mib']:.0f}",
            f"{one['warm']['seconds']:.1f} ({one['warm again']['seconds']:.1f})",
            f"{one['pages']['seconds']:.1f}",
            f"{page:.0f}",
            f"{page / first['pages']['ms_per_page']:.2f}",
            f"{cpu:.0f}",
            f"{cpu / _cpu(first):.2f}",
            f"{one['peak']['pss_mib']:.0f}",
            *(_compiled(one, first) if "compile" in one else ["–"] * 4),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _compiled(one: dict[str, Numbers], first: dict[str, Numbers]) -> list[str]:
    cpu, least = (each["compile"]["cpu_seconds"] / each["compile"]["pages"] * 1000 for each in (one, first))
    step = one["compile"]
    return [f"{step['seconds']:.1f}", f"{cpu:.0f}", f"{cpu / least:.2f}", f"{step['pss_mib']:.0f}"]


def _cpu(one: dict[str, Numbers]) -> float:
    """Return the processors' milliseconds for a page, without those that warming up takes."""
    spent = one["pages"]["cpu_seconds"] - one["warm again"]["cpu_seconds"]
    return spent * 1000 / one["size"]["countries"]


if __name__ == "__main__":
    main()
