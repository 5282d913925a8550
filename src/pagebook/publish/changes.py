"""Which pages must be read or written again, beyond those that Sphinx finds by itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Set
from hashlib import sha256
from pathlib import Path

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

__all__ = ["add_changes"]


def add_changes(app: Sphinx) -> None:
    """Have pages read when their content changed, and all of them written when what they share did."""
    app.connect("env-get-outdated", _read_by_content)
    # After figures are numbered (`pagebook.publish.numbers`).
    app.connect("env-get-updated", _write_all, priority=700)


def _read_by_content(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Return pages with other content than when they were read, even where the file has an older time."""
    before: dict[str, str] = getattr(env, "pagebook_contents", {})
    now = {name: sha256(Path(env.doc2path(name)).read_bytes()).hexdigest() for name in env.found_docs}
    env.pagebook_contents = now  # type: ignore[attr-defined]
    return [name for name, content in now.items() if before.get(name, content) != content]


def _write_all(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return every page when something changed that pages say of one another; Sphinx does not look for that.

    Each page carries the contents of the book, and the titles of the page before it and of the one after it.
    """
    before = getattr(env, "pagebook_shared", None)
    now = sha256(json.dumps(list(_shared(env)), sort_keys=True).encode()).hexdigest()
    env.pagebook_shared = now  # type: ignore[attr-defined]
    return [] if before in (None, now) else sorted(env.found_docs)


def _shared(env: BuildEnvironment) -> Iterator[object]:
    for name in sorted(env.found_docs):
        yield name, env.titles[name].pformat(), env.longtitles[name].pformat()
        yield [node.pformat() for node in env.tocs[name].findall(addnodes.toctree)]
        slugs = env.metadata[name].get("myst_slugs", {})
        # Not the line, which moves with what stands above.
        yield sorted((slug, list(map(str, place[1:]))) for slug, place in slugs.items())
    standard = env.get_domain("std").data
    yield [{label: list(map(str, place)) for label, place in standard[kind].items()} for kind in _LABELS]
    yield str(sorted(env.toc_fignumbers.items())), str(sorted(env.toc_secnumbers.items()))


_LABELS = ("labels", "anonlabels")
