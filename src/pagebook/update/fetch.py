"""Fetch series from publishers: by https alone, from the host that the table names, with limits."""

from __future__ import annotations

import re
import ssl
import urllib.request
from collections.abc import Sequence
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from time import monotonic
from typing import IO
from urllib.parse import quote, urlsplit, urlunsplit

from pagebook.errors import ParameterError
from pagebook.update.mapping import Declared

__all__ = ["LARGEST", "SECONDS", "addresses", "fetch"]

LARGEST = 256 * 2**20
"""Bytes that one answer may have."""

SECONDS = 60
"""How long a publisher may be silent."""

_PATIENCE = 10
"""How many times as long a whole answer may take."""

_CHUNK = 1 << 16


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirection only on the host that was asked, and only to https."""

    # The arguments are those of the standard library.
    def redirect_request(  # noqa: PLR0917
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        asked, new = urlsplit(req.full_url), urlsplit(newurl)
        if (new.scheme, new.netloc) != (asked.scheme, asked.netloc):
            raise ParameterError(
                f"{asked.netloc} sends on to {new.scheme}://{new.netloc}, which is not followed"
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def addresses(declared: Declared, wanted: Sequence[str], base: str = "") -> dict[str, str]:
    """Return the addresses to fetch, each with the name of the file that it becomes.

    Args:
        declared: What the tables declare.
        wanted: Data sets, indicators or codes of series.
        base: Stands for scheme and host of every address, for tests.

    Raises:
        ParameterError: Nothing that can be fetched has such a name.
    """
    found: dict[str, str] = {}
    unknown = []
    for name in wanted:
        before = len(found)
        known = False
        for series in declared.series:
            codes = {code for part in series.parts for code in part.codes}
            template = declared.datasets[series.dataset].fetch
            if name in {series.dataset, series.indicator, *codes} and template:
                known = True
                for address in [series.address] if series.address else sorted(codes):
                    url = _based(template.replace("{series}", quote(address, safe="")), base)
                    found[url] = f"{series.dataset}-{re.sub('[^A-Za-z0-9_.-]', '_', address)}"
        if len(found) == before and not known:
            unknown.append(name)
    if unknown:
        raise ParameterError(f"nothing that can be fetched is called {', '.join(map(repr, unknown))}")
    return found


def fetch(
    url: str, path: Path, *, largest: int = LARGEST, seconds: float = SECONDS, test: bool = False
) -> None:
    """Write what a publisher answers into a file.

    Args:
        url: The address; https, unless a test asks its own machine.
        path: The file.
        largest: Bytes that the answer may have.
        seconds: How long the publisher may be silent.
        test: Whether http on this machine is let through.

    Raises:
        ParameterError: The address is not https, or the answer is an error, too large, late, or elsewhere.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" and not (test and parts.hostname == "127.0.0.1"):
        raise ParameterError(f"{url}: only https is fetched")
    opener = urllib.request.build_opener(
        _SameHost(), urllib.request.HTTPSHandler(context=ssl.create_default_context())
    )
    request = urllib.request.Request(url, headers={"User-Agent": "pagebook", "Accept": "*/*"})
    try:
        with opener.open(request, timeout=seconds) as answer, path.open("xb") as file:
            _copy(answer, file, largest, monotonic() + _PATIENCE * seconds)
    except (OSError, HTTPException) as error:
        raise ParameterError(f"{url}: cannot be fetched: {error}") from error


def _copy(answer: IO[bytes], file: IO[bytes], largest: int, until: float) -> None:
    size = 0
    while chunk := answer.read(_CHUNK):
        size += len(chunk)
        if size > largest:
            raise OSError(f"the answer is larger than {largest:,} bytes")
        if monotonic() > until:
            raise TimeoutError("the answer takes too long")
        file.write(chunk)


def _based(url: str, base: str) -> str:
    if not base:
        return url
    parts, own = urlsplit(url), urlsplit(base)
    return urlunsplit((own.scheme, own.netloc, parts.path, parts.query, ""))
