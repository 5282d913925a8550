"""The papermill engine `pagebook`, as papermill's registry holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["ENGINE", "WarmEngine"]

ENGINE = "pagebook"
"""The name under which papermill knows the engine."""


class WarmEngine:
    """Runs a notebook in this process; see `pagebook.pages.shell`.

    Papermill loads the engines of all installed packages while it is itself half imported, so nothing here
    may import papermill before an engine is used.
    """

    @classmethod
    def execute_notebook(cls, nb: NotebookNode, kernel_name: str, **settings: Any) -> NotebookNode:
        """Return the notebook after running it, as papermill's engines do."""
        from pagebook.pages.shell import ShellEngine

        executed: NotebookNode = ShellEngine.execute_notebook(nb, kernel_name, **settings)
        return executed

    @classmethod
    def nb_kernel_name(cls, nb: NotebookNode, name: str | None = None) -> str:
        """Return the kernel that a notebook names, or another that is asked for."""
        from papermill.utils import nb_kernel_name

        return str(nb_kernel_name(nb, name))

    @classmethod
    def nb_language(cls, nb: NotebookNode, language: str | None = None) -> str:
        """Return the language that a notebook names, or another that is asked for."""
        from papermill.utils import nb_language

        return str(nb_language(nb, language))
