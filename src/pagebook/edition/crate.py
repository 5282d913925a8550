"""The edition as an RO-Crate 1.2: what it is, who made it, from what, with what, and on which terms.

It is a list of plain objects, for which no library is needed; an independent one reads it in the tests. There
is no clock in it: freezing a book twice gives equal bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from pagebook.edition.citing import Imprint
from pagebook.edition.contents import BOOK, HTML, LIBRARY, PDFS
from pagebook.edition.manifest import MANIFEST, Entry, Manifest
from pagebook.edition.media import media_type

__all__ = ["CRATE", "crate_json"]

CRATE = "ro-crate-metadata.json"
"""The name that the specification gives the file."""

_SPECIFICATION = "https://w3id.org/ro/crate/1.2"
_ROOT, _RUN, _PROGRAM, _REVISION = "./", "#freezing", "#pagebook", "#revision"

# Folders that are described, each with what it is; a file belongs to the deepest that holds it.
_FOLDERS: Mapping[str, tuple[str, str]] = {
    BOOK: ("What the book is made from", "Configuration and papers; the book can be made anew from here."),
    f"{BOOK}/chapters": ("Chapters", "Templates, chapters, narratives, and the pages as they were executed."),
    f"{BOOK}/data": (
        "Data",
        "The data package: tables as CSV, and what they mean. Licences are named in it.",
    ),
    LIBRARY: ("The library", "The Python package that made the edition."),
    HTML: ("The book", "The book as a website, to be opened at index.html; no network is needed."),
    PDFS: ("The book as PDF", "The book and its briefs, to be printed; the pages offer them as well."),
}
_RESULTS = (HTML, PDFS)

Node = dict[str, Any]


def crate_json(manifest: Manifest, imprint: Imprint) -> bytes:
    """Return the metadata file of the crate.

    Args:
        manifest: All files but this one and the manifest itself.
        imprint: What the book says of itself.
    """
    graph = [
        {
            "@id": CRATE,
            "@type": "CreativeWork",
            "about": _ref(_ROOT),
            "conformsTo": _ref(_SPECIFICATION),
        },
        _root(manifest, imprint),
        *_folders(manifest, imprint),
        *(_file(name, entry) for name, entry in sorted(manifest.files.items())),
        {
            "@id": MANIFEST,
            "@type": "File",
            "name": "Manifest",
            "description": "Every file with its size and SHA-256; versions; the system it was made on.",
            "encodingFormat": media_type(MANIFEST),
        },
        *_run(manifest, imprint),
        *({"@id": at, "@type": "CreativeWork", **told} for at, told in imprint.licences.items()),
        *imprint.authors,
    ]
    content = {"@context": f"{_SPECIFICATION}/context", "@graph": graph}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _root(manifest: Manifest, imprint: Imprint) -> Node:
    top = [f"{name}/" for name in (BOOK, HTML) if _holds(manifest, name)]
    return {
        "@id": _ROOT,
        "@type": "Dataset",
        "name": imprint.name,
        "description": imprint.description,
        "datePublished": manifest.edition["date"],
        "version": manifest.edition["edition"],
        "license": [_ref(at) for at in imprint.licences],
        "author": [_ref(author["@id"]) for author in imprint.authors],
        "keywords": list(imprint.keywords),
        "creditText": imprint.credit,
        "hasPart": [_ref(name) for name in (*top, MANIFEST)],
        "mentions": _ref(_RUN),
    } | ({"url": imprint.address} if imprint.address else {})


def _folders(manifest: Manifest, imprint: Imprint) -> Iterator[Node]:
    present = [name for name in _FOLDERS if _holds(manifest, name)]
    for folder in present:
        name, description = _FOLDERS[folder]
        parts = [f"{other}/" for other in present if other != folder and _home(other) == folder]
        parts += [quote(file) for file in sorted(manifest.files) if _home(file) == folder]
        node: Node = {"@id": f"{folder}/", "@type": "Dataset", "name": name, "description": description}
        if folder == f"{BOOK}/data" and imprint.data_licences:
            node["license"] = [_ref(at) for at in imprint.data_licences]
        if folder == BOOK and manifest.revision:
            node["identifier"] = _ref(_REVISION)
        yield {**node, "hasPart": [_ref(part) for part in parts]}


def _file(name: str, entry: Entry) -> Node:
    return {
        "@id": quote(name),
        "@type": "File",
        "name": name.rpartition("/")[2],
        "encodingFormat": media_type(name),
        "contentSize": str(entry.size),
        "sha256": entry.sha256,
    }


def _run(manifest: Manifest, imprint: Imprint) -> Iterator[Node]:
    """Yield what was done, by which program, and with what under it."""
    made = [f"{name}/" for name in _FOLDERS if _holds(manifest, name)]
    packages = {name: told for name, told in manifest.versions.items() if name != "pagebook"}
    results = [name for name in made if name.removesuffix("/") in _RESULTS]
    yield {
        "@id": _RUN,
        "@type": "CreateAction",
        "name": f"Freezing the edition {manifest.edition['edition']}",
        "description": "Pages were executed on the data, and compiled to HTML and PDF.",
        "agent": [_ref(author["@id"]) for author in imprint.authors],
        "instrument": _ref(_PROGRAM),
        "object": [_ref(name) for name in made if name not in results],
        "result": [_ref(name) for name in results],
        "actionStatus": _ref("http://schema.org/CompletedActionStatus"),
    }
    yield {
        "@id": _PROGRAM,
        "@type": "SoftwareApplication",
        "name": "pagebook",
        "version": manifest.versions.get("pagebook", "unknown"),
        "operatingSystem": " ".join(manifest.system.values()),
        "softwareRequirements": [_ref(f"#{name}") for name in packages],
    }
    for name, version in packages.items():
        yield {"@id": f"#{name}", "@type": "SoftwareApplication", "name": name, "version": version}
    if manifest.revision:
        changed = ", with changes that were not committed" if manifest.revision.changed else ""
        told = {"propertyID": "git commit", "value": f"{manifest.revision.commit}{changed}"}
        yield {"@id": _REVISION, "@type": "PropertyValue", "name": "Revision of the book", **told}


def _home(name: str) -> str:
    """Return the deepest described folder above a file or a folder; nothing at the top."""
    above = name.rpartition("/")[0]
    return above if above in _FOLDERS or not above else _home(above)


def _holds(manifest: Manifest, folder: str) -> bool:
    return any(name.startswith(f"{folder}/") for name in manifest.files)


def _ref(at: str) -> dict[str, str]:
    return {"@id": at}
