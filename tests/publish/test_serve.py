"""The local server answers this machine only, shows the book and nothing else, and follows changes."""

import http.client
import os
import signal
import threading

import pytest

from pagebook.errors import BuildError
from pagebook.publish.serve import BookServer, serve, snapshot


@pytest.fixture
def served(tmp_path):
    """Yield a running server of a folder with an index and a folder, beside a secret file."""
    (tmp_path / "secret.txt").write_text("secret")
    html = tmp_path / "html"
    (html / "sub").mkdir(parents=True)
    (html / "index.html").write_text("the book")
    (html / "out").symlink_to(tmp_path / "secret.txt")
    with BookServer(html) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _ask(server, path, host=None):
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{server.server_port}")
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body


def test_it_listens_on_the_loopback_address_only(served):
    """The socket is bound to 127.0.0.1, which no other machine can reach."""
    assert served.server_address[0] == "127.0.0.1"
    assert served.address == f"http://127.0.0.1:{served.server_port}/"


def test_it_shows_the_book(served):
    """The front page is served, and a browser is told to ask again."""
    assert _ask(served, "/") == (200, "the book")


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/sub/../../secret.txt", "/..%2fsecret.txt", "/out", "/sub/"],
)
def test_it_shows_nothing_else(served, path):
    """Ways out of the folder, links that lead out, and lists of files are not found."""
    status, body = _ask(served, path)

    assert status == 404
    assert "secret" not in body


def test_it_answers_to_its_own_name_only(served):
    """A page of another site that points its name at this machine gets nothing."""
    assert _ask(served, "/", host="evil.example:80")[0] == 403
    assert _ask(served, "/", host=f"localhost:{served.server_port}") == (200, "the book")


def test_a_snapshot_differs_when_a_source_changes(tmp_path):
    """New, changed and removed files are seen; an editor's checkpoint and a page that was built are not."""
    page = tmp_path / "chapters" / "a.md"
    page.parent.mkdir()
    page.write_text("one")
    before = snapshot([tmp_path])

    for made in (".ipynb_checkpoints", "countries", "scenarios"):
        (tmp_path / made).mkdir()
        (tmp_path / made / "a.md").write_text("x")
    unchanged = snapshot([tmp_path])
    page.write_text("three")
    changed = snapshot([tmp_path])
    page.unlink()

    assert unchanged == before
    assert changed != before
    assert snapshot([tmp_path]) == {}


def test_it_rebuilds_on_a_change_reports_failures_and_stops_at_an_interrupt(small_book):
    """The book is built, built again after an edit, a failure is told, and Ctrl-C ends it without a trace."""
    told, builds = [], []
    index = small_book.chapters / "index.md"

    def rebuild():
        builds.append(index.read_text("utf-8"))
        if "bad" in builds[-1]:
            raise BuildError("it is bad")
        return small_book.root

    def notify(line):
        told.append(line)
        if len(told) == 1:
            index.write_text("good edit", "utf-8")
        elif len(told) == 2:
            index.write_text("bad edit now", "utf-8")
        else:
            os.kill(os.getpid(), signal.SIGINT)

    serve(small_book, rebuild, notify, port=0)

    assert told[0].startswith("serving http://127.0.0.1:")
    assert told[1:] == ["rebuilt", "it is bad"]
    assert builds[1:] == ["good edit", "bad edit now"]
