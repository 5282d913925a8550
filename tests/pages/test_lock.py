"""The lock: one process writes at a time, and a dead one stops nobody."""

import multiprocessing
import os
import socket
import subprocess
import sys
import time

import pytest

from pagebook.errors import LockedError
from pagebook.pages.lock import LOCK, writing
from pagebook.pages.write import WriteError

HOLDER = """
import sys, time
from pathlib import Path
from pagebook.pages.lock import writing
from pagebook.project import find_book
with writing(find_book(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(book):
    """Yield another process that holds the book's lock."""
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(book.root)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_a_second_writer_is_refused_and_told_who_writes(book, holder):
    """The message names process and machine."""
    with pytest.raises(LockedError) as caught, writing(book):
        pass

    assert str(caught.value) == (
        f"{book.root} is being written by process {holder.pid} on {socket.gethostname()} (-c {book.root}); "
        "wait until it ends, or end it, and run this again"
    )


def test_the_lock_of_a_killed_process_stops_nobody(book, holder):
    """A lock file that a dead process left behind is taken over."""
    holder.kill()
    holder.wait()
    assert str(holder.pid) in (book.root / LOCK).read_text()

    with writing(book):
        held_by = (book.root / LOCK).read_text()

    assert held_by.startswith(f"\nprocess {os.getpid()} on ")


def test_a_second_writer_may_wait(book, holder):
    """It hears who writes, and has the lock as soon as that one is gone."""
    heard = []

    def end(name: str) -> None:
        heard.append(name)
        holder.kill()

    with writing(book, wait=end):
        held_by = (book.root / LOCK).read_text()

    assert heard == [f"process {holder.pid} on {socket.gethostname()} (-c {book.root})"]
    assert held_by.startswith(f"\nprocess {os.getpid()} on ")


def test_a_process_forked_meanwhile_does_not_keep_the_lock(book):
    """What an executor forks while the book is written inherits the open file, but not the lock."""
    context = multiprocessing.get_context("fork")
    with writing(book):
        forked = context.Process(target=time.sleep, args=(60,))
        forked.start()
    call = [sys.executable, "-c", HOLDER.replace("time.sleep(60)", "pass"), str(book.root)]

    done = subprocess.run(call, capture_output=True, check=False)
    forked.kill()
    forked.join()

    assert (done.returncode, done.stdout) == (0, b"held\n")


def test_the_lock_is_empty_afterwards(book):
    """Nobody is named while nobody writes, even after a failure."""
    with pytest.raises(KeyError), writing(book):
        raise KeyError

    assert (book.root / LOCK).read_text() == ""


def test_the_holder_may_take_it_again(book):
    """A build holds the lock while the run inside it takes it too; it is free only after the build."""
    with writing(book):
        with writing(book):
            pass
        assert str(os.getpid()) in (book.root / LOCK).read_text()


def test_a_book_that_cannot_be_written_to_is_named(book):
    """When the lock file has no place, the message says so and nothing changes."""
    (book.root / LOCK).mkdir()

    with pytest.raises(WriteError) as caught, writing(book):
        pass

    assert str(caught.value) == f"cannot write in {book.root}: Is a directory; nothing was changed"
