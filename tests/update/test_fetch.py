"""Fetching, from a publisher that runs on this machine; no test asks another."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pagebook.errors import ParameterError
from pagebook.update.command import Wanted, update_indicators
from pagebook.update.fetch import addresses, fetch

ENTRY = {
    "indicator": {"id": "SI.POV.GINI", "value": "Gini index"},
    "country": {"id": "PE", "value": "Peru"},
    "countryiso3code": "PER",
    "date": "2020",
    "value": 44.0,
}
ANSWER = [{"page": 1, "pages": 1, "per_page": 20000, "total": 1, "lastupdated": "2026-07-13"}, [ENTRY]]


class _Publisher(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        if self.path.startswith("/v2/country/all/indicator/SI.POV.GINI"):
            self._say(200, json.dumps(ANSWER).encode())
        elif self.path == "/large":
            self._say(200, b"x" * 5000)
        elif self.path == "/here":
            self._say(302, b"", "/large")
        elif self.path == "/elsewhere":
            self._say(302, b"", "http://localhost:9/large")
        elif self.path == "/file":
            self._say(302, b"", "file:///etc/hostname")
        else:
            self._say(404, b"no")

    def _say(self, code: int, content: bytes, to: str = "") -> None:
        self.send_response(code)
        if to:
            self.send_header("Location", to)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_words: object) -> None:
        """Say nothing: what was asked is kept in a list."""


@pytest.fixture
def publisher(monkeypatch) -> Iterator[str]:
    """Yield the address of a publisher on this machine."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    _Publisher.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), _Publisher) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_series_is_fetched_and_taken_in(book, publisher):
    """The address is built from the tables; the answer tells its edition, and the tables are written."""
    report = update_indicators(book, Wanted((), "2026-11-20", fetch=["gini"], base=publisher))

    assert report.found.refused == []
    assert _Publisher.asked == [
        "/v2/country/all/indicator/SI.POV.GINI?format=json&per_page=20000&date=1990:2050"
    ]
    assert [(r.area, r.year, r.after) for r in report.plan.comparisons[0].revised] == [("PER", 2020, 44.0)]
    assert "data/reference/sources.csv" in report.written


def test_addresses_are_those_of_the_tables(mapped):
    """A data set, an indicator or a series can be named; a file for several series is fetched once."""
    whole = addresses(mapped, ["owid-climatewatch", "ghg_waste"])
    palma = addresses(mapped, ["palma_ratio"])

    assert whole == {
        "https://ourworldindata.org/grapher/ghg-emissions-by-sector.csv?v=1&csvType=full": (
            "owid-climatewatch-ghg-emissions-by-sector"
        )
    }
    assert [url.split("/indicator/")[1].split("?")[0] for url in palma] == [
        "SI.DST.02ND.20",
        "SI.DST.10TH.10",
        "SI.DST.FRST.20",
    ]
    assert all(url.startswith("https://") for url in addresses(mapped, ["wdi", "ilostat", "owid-gcb"]))
    with pytest.raises(ParameterError, match="nothing that can be fetched is called 'nothing', 'un-sdg'"):
        addresses(mapped, ["nothing", "un-sdg"])


@pytest.mark.parametrize(
    "url", ["http://example.org/a.csv", "ftp://example.org/a.csv", "file:///etc/hostname"]
)
def test_nothing_but_https_is_fetched(tmp_path, url):
    """Other schemes are refused before anything is asked."""
    with pytest.raises(ParameterError, match="only https is fetched"):
        fetch(url, tmp_path / "a")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/elsewhere", r"sends on to http://localhost:9, which is not followed"),
        ("/file", "cannot be fetched: HTTP Error 302"),
        ("/large", "the answer is larger than 4,000 bytes"),
        ("/none", "cannot be fetched: HTTP Error 404: Not Found"),
    ],
)
def test_what_is_not_the_answer_is_refused(publisher, tmp_path, path, message):
    """Another host, another scheme, too much, or an error: each is said, and nothing of it is used."""
    with pytest.raises(ParameterError, match=message):
        fetch(publisher + path, tmp_path / "a", largest=4000, test=True)


def test_a_redirection_on_the_same_host_is_followed(publisher, tmp_path):
    """Publishers move files about on their own servers."""
    fetch(f"{publisher}/here", tmp_path / "a", test=True)

    assert (tmp_path / "a").read_bytes() == b"x" * 5000
    assert _Publisher.asked == ["/here", "/large"]
