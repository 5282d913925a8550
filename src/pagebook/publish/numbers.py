"""Figures and tables are numbered within their page, so that a page does not change when another one does.

Sphinx numbers through the whole book, and loads every page of it for that. Here each page tells its numbered
parts when it is read, and only then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import TypeAlias, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector

__all__ = ["NumberedParts", "add_page_numbers", "numbered"]

Parts: TypeAlias = Mapping[str, list[str]]
Numbers: TypeAlias = dict[str, dict[str, tuple[int, ...]]]


def add_page_numbers(app: Sphinx) -> None:
    """Number within pages, and let Sphinx number no figures."""
    numbering = _Numbering()
    app.add_env_collector(NumberedParts)
    app.connect("env-get-updated", numbering.hold, priority=400)
    # After Sphinx has numbered sections (500).
    app.connect("env-get-updated", numbering.number, priority=600)


def numbered(parts: Parts) -> Numbers:
    """Return the numbers of a page's parts, which count from 1 for each kind: kind → label → number."""
    return {
        kind: {label: (place,) for place, label in enumerate(labels, start=1)}
        for kind, labels in parts.items()
    }


class NumberedParts(EnvironmentCollector):
    """Keeps for each page the labels of what has a number, by kind, in the page's order."""

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Keep what a page that was just read holds."""
        found: dict[str, list[str]] = {}
        for kind, label in _labels(app.env, doctree):
            found.setdefault(kind, []).append(label)
        _parts(app.env)[app.env.docname] = found

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a page that is gone or will be read again."""
        _parts(env).pop(docname, None)

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: Set[str], other: BuildEnvironment
    ) -> None:
        """Take over what another process has read."""
        _parts(env).update({name: _parts(other)[name] for name in docnames})


class _Numbering:
    """The numbers of one build."""

    def __init__(self) -> None:
        self._before: dict[str, Numbers] = {}
        self._wanted = False

    def hold(self, app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
        self._before, self._wanted = env.toc_fignumbers, env.config.numfig
        # Sphinx must not walk through all pages; what it would come to is not what pages show.
        env.config.numfig = False
        return ()

    def number(self, app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
        env.config.numfig = self._wanted
        known = {name: numbered(parts) for name, parts in sorted(_parts(env).items()) if parts}
        env.toc_fignumbers = known if self._wanted else {}
        names = self._before.keys() | env.toc_fignumbers.keys()
        return sorted(name for name in names if self._before.get(name) != env.toc_fignumbers.get(name))


def _parts(env: BuildEnvironment) -> dict[str, Parts]:
    # Kept with the pages, from one build to the next.
    if not hasattr(env, "pagebook_parts"):
        env.pagebook_parts = {}  # type: ignore[attr-defined]
    parts: dict[str, Parts] = env.pagebook_parts  # type: ignore[attr-defined]
    return parts


def _labels(env: BuildEnvironment, doctree: nodes.document) -> Iterator[tuple[str, str]]:
    standard = cast(StandardDomain, env.get_domain("std"))
    for node in doctree.findall(nodes.Element):
        kind = None if isinstance(node, nodes.section) else _kind(env, standard, node)
        if kind and node["ids"]:
            yield kind, node["ids"][0]


def _kind(env: BuildEnvironment, standard: StandardDomain, node: nodes.Element) -> str | None:
    kinds = (
        domain.get_enumerable_node_type(node)
        for domain in env.domains.values()
        # What has no caption has no number.
        if domain is not standard or standard.get_numfig_title(node)
    )
    return next((kind for kind in kinds if kind), None)
