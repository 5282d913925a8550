"""Execution: papermill runs one notebook, and whatever goes wrong comes back as a `PageError`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import prepare_notebook_metadata, raise_for_execution_errors
from papermill.parameterize import parameterize_notebook
from papermill.version import version as papermill_version

from pagebook.errors import PageError
from pagebook.pages.child import note
from pagebook.pages.engine import ENGINE, WarmEngine
from pagebook.pages.notebooks import KERNEL, cell_position, prepare
from pagebook.pages.plan import Page

__all__ = ["Settings", "execute"]

# Installing the package registers the engine as well; a copy that is only on the path has it here.
papermill_engines.register(ENGINE, WarmEngine)
_ENGINES = {"warm": ENGINE, "kernel": None}
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Settings:
    """How notebooks are run.

    Attributes:
        timeout: Seconds that one cell may take.
        engine: `warm`, in a process forked from one that has loaded the library; `kernel`, in a standard
            kernel; or the name of another papermill engine.
        page_timeout: Seconds that one page may take; None for any.
        memory: MiB that one page may take on top of what the library takes; None for any.
        profile: Whether to find out where the time goes.
    """

    timeout: int = 300
    engine: str = "warm"
    page_timeout: int | None = None
    memory: int | None = None
    profile: bool = False


@dataclass
class _Place:
    """The cell that runs at the moment."""

    cell: NotebookNode | None = field(default=None)

    def enter(self, cell: NotebookNode, **_: Any) -> None:
        self.cell = cell
        note(cell_position(cell))


def execute(page: Page, notebook: NotebookNode, settings: Settings) -> NotebookNode:
    """Return a notebook with its outputs after running it from a fresh start.

    The kernel works in the template's folder, as JupyterLab's does, and is gone when this returns or raises.

    Raises:
        PageError: A cell raised or took too long, or the kernel died or did not start.
    """
    place = _Place()
    try:
        return _papermill(page, notebook, settings, place)
    except PapermillExecutionError as error:
        cause = f"{error.ename}: {error.evalue}".rstrip(": ")
        if error.ename == "MemoryError" and settings.memory:
            cause = f"{cause}; --memory gives the page more than {settings.memory} MiB"
        raise _failure(page, place, cause, _plain("\n".join(error.traceback))) from error
    except CellTimeoutError as error:
        cause = f"took more than {settings.timeout} s and was stopped; --timeout gives a cell more time"
        raise _failure(page, place, cause) from error
    except DeadKernelError as error:
        cause = "the kernel died: out of memory, a crash in a library, or an exit"
        raise _failure(page, place, cause) from error
    except Exception as error:
        # Kernels can fail to start in many ways, each with its own exception; none may stop the other pages.
        raise _failure(page, place, f"{type(error).__name__}: {error}") from error
    finally:
        note(None)


def _papermill(page: Page, notebook: NotebookNode, settings: Settings, place: _Place) -> NotebookNode:
    """Do what `papermill.execute_notebook` does with a notebook in memory that is to stay there.

    That writes the notebook as text and checks it twice on the way in and once on the way out.
    """
    engine = _ENGINES.get(settings.engine, settings.engine)
    executed: NotebookNode = papermill_engines.execute_notebook_with_engine(
        engine,
        _parameterized(prepare(notebook), dict(page.parameters), engine),
        kernel_name=KERNEL["name"],
        progress_bar=False,
        execution_timeout=settings.timeout,
        # Papermill's own `cwd` would move this whole process; the client moves only the kernel.
        resources={"metadata": {"path": str(page.template.parent)}},
        shutdown_kernel="immediate",
        # Kernels warn on start of unencrypted loopback sockets; that is no news to whoever runs a book.
        extra_arguments=["--log-level=ERROR"],
        on_cell_execute=place.enter,
    )
    raise_for_execution_errors(executed, None)
    return executed


def _parameterized(notebook: NotebookNode, parameters: dict[str, Any], engine: str | None) -> NotebookNode:
    """Return the notebook with papermill's metadata and, where there are any, its cell of parameters."""
    notebook.metadata["papermill"] = {
        "default_parameters": {},
        "parameters": {},
        "environment_variables": {},
        "version": papermill_version,
    }
    for cell in notebook.cells:
        cell.metadata.setdefault("tags", [])
    if parameters:
        notebook = parameterize_notebook(
            notebook, parameters, kernel_name=KERNEL["name"], language=KERNEL["language"], engine_name=engine
        )
    prepared: NotebookNode = prepare_notebook_metadata(notebook, None, None)
    return prepared


def _failure(page: Page, place: _Place, cause: str, traceback: str = "") -> PageError:
    position = None if place.cell is None else cell_position(place.cell)
    return PageError(page.key, relative_name(page.template), position, cause, traceback)


def relative_name(template: Path) -> str:
    """Return a notebook's name as messages give it, such as `chapters/country.ipynb`."""
    return "/".join(template.parts[-2:])


def _plain(text: str) -> str:
    return _COLOUR.sub("", text)
