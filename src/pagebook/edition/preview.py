"""The page that tells people what an edition is, where to begin, and how to prove that it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from pagebook.edition.citing import Imprint
from pagebook.edition.contents import BOOK, HTML, PDFS
from pagebook.edition.manifest import MANIFEST, Manifest
from pagebook.edition.sizes import size_text

__all__ = ["PREVIEW", "preview_html"]

PREVIEW = "ro-crate-preview.html"
"""The name that the specification gives the page."""

_STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark;"
    "overflow-wrap:anywhere}"
    "td,th{text-align:left;padding:.15rem 1rem .15rem 0;vertical-align:top}"
)
_ROLES = {
    "input": "what the book is made from",
    "page": "pages as they were executed, with their records",
    "html": "the website, with the PDFs",
}


def preview_html(manifest: Manifest, imprint: Imprint) -> bytes:
    """Return the page; it calls for nothing from elsewhere and needs no script."""
    title = escape(imprint.name)
    authors = escape(", ".join(author["name"] for author in imprint.authors))
    return f"""\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><style>{_STYLE}</style></head>
<body>
<h1>{title}</h1>
<p>{escape(imprint.description)}</p>
<p>{authors}, {escape(manifest.edition["date"])}.</p>
<h2>Read</h2>
<ul>
{_lines(_links(manifest))}
</ul>
<h2>Cite</h2>
<p>{escape(imprint.credit)}</p>
<h2>Terms</h2>
<ul>
{_lines(_terms(imprint))}
</ul>
<h2>What is in here</h2>
<table>
<thead><tr><th scope="col">Part</th><th scope="col">Files</th><th scope="col">Size</th></tr></thead>
<tbody>
{_lines(_parts(manifest))}
</tbody>
</table>
<h2>Prove</h2>
<p><code>{MANIFEST}</code> has the SHA-256 of every file. <code>pagebook verify --hashes-only</code> compares
them; <code>pagebook verify</code> also makes the book anew from <code>{BOOK}/</code> and compares each byte.
{_installing(manifest)}</p>
</body>
</html>
""".encode()


def _installing(manifest: Manifest) -> str:
    """Return how to get the same versions, where the edition has what that takes."""
    if not {f"{BOOK}/constraints.txt", f"{BOOK}/pyproject.toml"} <= manifest.files.keys():
        return "The versions of Python and of all packages stand in the manifest."
    command = f"pip install -c {BOOK}/constraints.txt ./{BOOK}"
    return f"For the versions that it was made with: <code>{command}</code>."


def _links(manifest: Manifest) -> Iterator[str]:
    first = {f"{HTML}/index.html": "The book as a website", f"{PDFS}/book.pdf": "The book as PDF"}
    briefs = sorted(name for name in manifest.files if name.startswith(f"{PDFS}/briefs/"))
    for name, text in first.items():
        if name in manifest.files:
            yield f'<li><a href="{name}">{text}</a></li>'
    for name in briefs:
        named = name.rpartition("/")[2].removesuffix(".pdf").replace("-", " ").title()
        yield f'<li><a href="{escape(name)}">Brief: {escape(named)} (PDF)</a></li>'


def _terms(imprint: Imprint) -> Iterator[str]:
    for at, told in imprint.licences.items():
        link = f'<a href="{escape(at)}">{escape(at)}</a>' if at.startswith("https://") else escape(at)
        yield f"<li>{escape(told['description'])} {link}</li>"


def _parts(manifest: Manifest) -> Iterator[str]:
    for role, text in _ROLES.items():
        sizes = [entry.size for entry in manifest.files.values() if entry.role == role]
        if sizes:
            yield f"<tr><td>{text}</td><td>{len(sizes):,}</td><td>{size_text(sum(sizes))}</td></tr>"


def _lines(items: Iterator[str]) -> str:
    return "\n".join(items)
