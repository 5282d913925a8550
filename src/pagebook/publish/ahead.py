"""Pictures and the bundle of Vega are made while Sphinx reads, as far as it may use more than one process."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from pagebook.errors import BuildError
from pagebook.figures.stored import MIME
from pagebook.publish.assets import bundle_path, install_bundle, keep_bundle, pictures_folder
from pagebook.publish.chart import Chart, read_chart
from pagebook.publish.forking import cores, forks, start
from pagebook.publish.pdf.drawing import keep_all
from pagebook.publish.picture import keep_drawn
from pagebook.publish.pressing import asked_for
from pagebook.publish.preview import keep_preview

__all__ = ["Ahead", "add_work_ahead", "charts_of"]


def add_work_ahead(app: Sphinx) -> None:
    """Have the charts of the pages that Sphinx reads drawn meanwhile."""
    ahead = Ahead()
    app.connect("env-before-read-docs", ahead.begin)
    app.connect("write-started", ahead.complete)
    app.connect("build-finished", ahead.stop)


class Ahead:
    """The processes that draw."""

    def __init__(self) -> None:
        self._drawers: list[BaseProcess] = []

    def begin(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Start drawing the charts of pages that are about to be read."""
        if not forks(app) or app.builder.format not in ("html", "typst"):
            return
        paths = [path for name in docnames if (path := Path(env.doc2path(name))).suffix == ".ipynb"]
        shares, folder = _shares(paths, cores(app)), pictures_folder(app)
        if app.builder.format == "html":
            self._drawers += [start(_draw, share, app.config.project, folder) for share in shares]
        if asked_for(app):
            # Never in one process: with the fonts of one kind, the library would draw the other differently.
            self._drawers += [start(_draw_for_paper, share, folder) for share in shares]
        if app.builder.format == "html":
            self._drawers.append(start(keep_bundle, bundle_path(app)))

    def complete(self, app: Sphinx, *_: object) -> None:
        """Wait until all is drawn; what failed is tried again, and told, when its page is written."""
        self._wait()
        if app.builder.format == "html":
            install_bundle(app)

    def stop(self, *_: object) -> None:
        """End what a build that failed has left behind."""
        for drawer in self._drawers:
            drawer.terminate()
        self._wait()

    def _wait(self) -> None:
        while self._drawers:
            self._drawers.pop().join()


def charts_of(notebook: Path) -> Iterator[Chart]:
    """Yield each chart in a notebook, as far as it can be read."""
    try:
        told = json.loads(notebook.read_bytes())
    except ValueError:
        # MyST-NB says so, with the name of the page.
        return
    outputs = [output for cell in told.get("cells", ()) for output in cell.get("outputs", ())]
    bundles: Iterable[object] = (output.get("data", {}).get(MIME) for output in outputs)
    for bundle in bundles:
        if isinstance(bundle, dict):
            try:
                yield read_chart(bundle)
            except BuildError:
                # The renderer says so, with page and line.
                continue


def _shares(notebooks: Iterable[Path], number: int) -> list[list[Path]]:
    """Return notebooks in as many shares, about equal in bytes: some are full of charts, some have none."""
    shares: list[tuple[int, list[Path]]] = [(0, []) for _ in range(number)]
    sizes = [(path.stat().st_size, path) for path in notebooks]
    for size, path in sorted(sizes, reverse=True):
        least = min(range(number), key=lambda share: shares[share][0])
        shares[least] = shares[least][0] + size, [*shares[least][1], path]
    return [share for _, share in shares if share]


def _draw(notebooks: Iterable[Path], book: str, folder: Path) -> None:
    for notebook in notebooks:
        charts = list(charts_of(notebook))
        keep_drawn([chart.specification for chart in charts], folder)
        for chart in charts[:1]:
            keep_preview(chart, book, folder)


def _draw_for_paper(notebooks: Iterable[Path], folder: Path) -> None:
    for notebook in notebooks:
        keep_all([chart.specification for chart in charts_of(notebook)], folder)
