"""The benchmark: `python tests/benchmarks/run.py` prints medians and ratios, and writes them as JSON.

Every way works on a copy of the book, one after the other, so that ratios hold within one run. It asserts
nothing: how fast a machine is, is no property of the code.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from measuring import call, peak_memory, seconds_of

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
PAGEBOOK = (sys.executable, "-m", "pagebook.cli")
SUBSET = 2
COUNTRIES = 22


def main() -> None:
    """Time every way and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each way is timed")
    parser.add_argument("--json", type=Path, help="where the numbers go")
    parser.add_argument("--quick", action="store_true", help="without the full compilation")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="pages at a time")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        results = measure(_copy(Path(folder)), options.rounds, options.jobs, quick=options.quick)
    print(table(results))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def measure(book: Path, rounds: int, jobs: int, *, quick: bool) -> dict[str, object]:
    """Return the seconds of each way, all rounds, with the machine and its load before and after."""
    rows = (book / "data/reference/countries.csv").read_text(encoding="utf-8").splitlines()[1:]
    countries = ",".join(row.partition(",")[0] for row in rows)
    run = (*PAGEBOOK, "run", "--book", str(book), "--only", countries, "--jobs", str(jobs))
    apart = HERE / "apart.py"
    ways: dict[str, Callable[[], object]] = {
        LOOP: lambda: call(sys.executable, apart, "loop", book, 1, *countries.split(",")[:SUBSET]),
        KERNEL: lambda: call(*run, "--engine", "kernel"),
        WARM: lambda: call(*run, "--engine", "warm"),
        PLAIN: lambda: call(sys.executable, apart, "plain", book, jobs, *countries.split(",")),
        HELP: lambda: call(*PAGEBOOK, "--help"),
    }
    load = os.getloadavg()
    seconds = {name: [seconds_of(way) for _ in range(rounds)] for name, way in ways.items()}
    seconds[LOOP] = [value * COUNTRIES / SUBSET for value in seconds[LOOP]]
    if not quick:
        seconds |= _builds(book, rounds)
    with peak_memory() as peak:
        ways[WARM]()
    machine = {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.system()}
    loads = {"before": load, "after": os.getloadavg()}
    return {"seconds": seconds, "peak_pss_mib": peak[0], "machine": machine, "load": loads, "jobs": jobs}


LOOP = f"papermill in a loop ({SUBSET} pages, times {COUNTRIES / SUBSET})"
KERNEL = "pagebook run --engine kernel"
WARM = "pagebook run"
PLAIN = "the same cells as plain Python, in warm processes"
HELP = "pagebook --help"
FULL = "pagebook build, only compiling, from nothing"
NOTHING = "pagebook build, nothing changed"
ONE = "pagebook build, one value changed"


def _builds(book: Path, rounds: int) -> dict[str, list[float]]:
    build = (*PAGEBOOK, "build", "--book", str(book))
    call(*build)
    full = [seconds_of(lambda: (shutil.rmtree(book / "_build"), call(*build))) for _ in range(rounds)]
    nothing = [seconds_of(lambda: call(*build)) for _ in range(rounds)]
    one = []
    for number in range(rounds):
        _change(book / "data/indicators/indicators.csv", number)
        one.append(seconds_of(lambda: call(*build)))
    return {FULL: full, NOTHING: nothing, ONE: one}


def _change(path: Path, number: int) -> None:
    """Give the last row that has a value of Peru another value."""
    lines = path.read_text(encoding="utf-8").splitlines()
    at = max(place for place, line in enumerate(lines) if line.startswith("PER,"))
    area, indicator, year, value, source = lines[at].split(",")
    lines[at] = ",".join([area, indicator, year, f"{float(value) * 1.01 + number:.6g}", source])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _copy(folder: Path) -> Path:
    for name in ("data", "chapters"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("_config.yml", "_toc.yml"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def table(results: dict) -> str:
    """Return the numbers as a Markdown table: median seconds and how much faster than the loop."""
    medians = {name: median(values) for name, values in results["seconds"].items()}
    pages = (LOOP, KERNEL, WARM, PLAIN)
    lines = ["| way | seconds, median | lowest–highest | loop's time / its time |", "|---|---|---|---|"]
    for name, values in results["seconds"].items():
        ratio = f"{medians[LOOP] / medians[name]:.1f}" if name in pages else ""
        lines.append(f"| {name} | {medians[name]:.2f} | {min(values):.2f}–{max(values):.2f} | {ratio} |")
    load = results["load"]
    return "\n".join(
        [
            *lines,
            "",
            f"{WARM} / {PLAIN}: {medians[WARM] / medians[PLAIN]:.2f}",
            f"peak PSS of all processes of {WARM}: {results['peak_pss_mib']:.0f} MiB",
            f"cores: {results['machine']['cores']}; load before and after: {load['before'][0]:.1f}, "
            f"{load['after'][0]:.1f}",
        ]
    )


if __name__ == "__main__":
    main()
