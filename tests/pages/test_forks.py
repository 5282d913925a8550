"""Forks: each call has a process of its own, and whatever becomes of that, the caller hears of it."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import wait
from pathlib import Path

import pytest
from tests.waiting import until

from pagebook.pages.child import note
from pagebook.pages.forks import Forks, ProcessDiedError
from pagebook.pages.nursery import Died, Limits


def _warm():
    os.environ["WARMED"] = "yes"


def _tell():
    return os.environ.get("WARMED"), os.getpid(), os.getppid()


def _fail(value):
    raise ValueError(value)


def _die(number):
    note("here")
    os.kill(os.getpid(), number)
    time.sleep(60)


def _sleep(seconds, marker=None):
    note("asleep")
    if marker:
        subprocess.Popen(["sleep", "600"], cwd=marker)
        Path(marker, "asleep").touch()
    time.sleep(seconds)


def _touch(path, seconds=0.0):
    path.touch()
    time.sleep(seconds)


def _fork_and_tell(pipe):
    # Not shut down: the process ends while its warm process runs, which may not hold it up.
    pipe.send(Forks(1, prepare=_warm).submit(_tell).result()[0])


def _alive(folder):
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str((process / "cwd").readlink()) == str(folder):
                found.append(int(process.name))
        except OSError:
            continue
    return found


def test_calls_share_one_warm_process_and_have_their_own():
    """What the warm process prepared is there, its children are all its own, and each differs."""
    with Forks(2, prepare=_warm) as forks:
        answers = [future.result() for future in [forks.submit(_tell) for _ in range(4)]]

    warmed, own, parents = zip(*answers, strict=True)
    assert warmed == ("yes",) * 4
    assert len(set(own)) == 4
    assert len(set(parents)) == 1
    assert os.getpid() not in parents


def test_an_exception_comes_back():
    """A call that raises fails alone, with its own exception; so does one whose result cannot go back."""
    with Forks(1, prepare=dict) as forks:
        failing, unsendable, fine = (
            forks.submit(_fail, "x"),
            forks.submit(memoryview, b"x"),
            forks.submit(_tell),
        )

        assert isinstance(failing.exception(), ValueError)
        assert str(unsendable.exception()).startswith("TypeError: cannot pickle")
        assert fine.result()[0] is None


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM])
def test_a_death_is_told_with_its_signal_and_place(number):
    """The error says by which signal the process ended and where it was; the next call runs."""
    with Forks(1, prepare=dict) as forks:
        dead, alive = forks.submit(_die, number), forks.submit(_tell)

        error = dead.exception()
        assert isinstance(error, ProcessDiedError)
        assert error.died == Died(143 if number == signal.SIGTERM else -number, "here", "")
        assert alive.result()[0] is None


@pytest.mark.parametrize(
    ("limits", "limit"), [(Limits(call=0.3), "call"), (Limits(step=0.3), "step")], ids=["call", "step"]
)
def test_a_call_has_its_limits(limits, limit, tmp_path):
    """A call that takes too long is ended with all that it started, and the error says which limit it was."""
    with Forks(1, prepare=dict, limits=limits) as forks:
        error = forks.submit(_sleep, 60, str(tmp_path)).exception()

    assert isinstance(error, ProcessDiedError)
    assert error.died.limit == limit
    assert error.died.note == "asleep"
    assert until(lambda: _alive(tmp_path) == [])


def test_leaving_with_an_exception_ends_everything_at_once(tmp_path):
    """Calls that run or wait are given up, and no process stays."""
    start = time.monotonic()

    with pytest.raises(KeyboardInterrupt), Forks(1, prepare=dict) as forks:
        running, waiting = forks.submit(_sleep, 60, str(tmp_path)), forks.submit(_tell)
        assert until((tmp_path / "asleep").exists)
        raise KeyboardInterrupt

    assert time.monotonic() - start < 30
    assert isinstance(running.exception(), ProcessDiedError)
    assert waiting.cancelled()
    assert until(lambda: _alive(tmp_path) == [])


def test_a_warm_process_that_is_killed_fails_its_calls(tmp_path):
    """When the warm process dies, its calls fail, their processes end, and new calls are refused."""
    forks = Forks(1, prepare=dict)
    running = forks.submit(_sleep, 60, str(tmp_path))
    assert until((tmp_path / "asleep").exists)

    forks._nursery.kill()

    assert str(running.exception(20)) == "the process that ran it was killed"
    assert until(lambda: _alive(tmp_path) == [])
    with pytest.raises(RuntimeError, match="after shutdown"):
        forks.submit(_tell)
    forks.shutdown()


def test_a_parent_that_is_killed_takes_all_with_it(tmp_path):
    """Nothing outlives the process that asked for the calls."""
    script = (
        "import sys, time\nfrom pagebook.pages.forks import Forks\n"
        f"sys.path.insert(0, {str(Path(__file__).parents[2])!r})\nfrom tests.pages.test_forks import _sleep\n"
        "if __name__ == '__main__':\n    forks = Forks(2, prepare=dict)\n"
        "    forks.submit(_sleep, 60, sys.argv[1])\n    time.sleep(60)"
    )
    # From a file, so that the warm process can import what is called.
    (tmp_path / "script.py").write_text(script)
    marker = tmp_path / "marker"
    marker.mkdir()
    command = [sys.executable, str(tmp_path / "script.py"), str(marker)]
    process = subprocess.Popen(command, cwd=marker, stderr=subprocess.DEVNULL)
    assert until((marker / "asleep").exists)

    process.kill()
    process.wait()

    assert until(lambda: _alive(marker) == [])


def test_nothing_is_called_after_shutdown():
    """A call that comes too late is refused."""
    forks = Forks(1, prepare=dict)
    forks.shutdown()

    with pytest.raises(RuntimeError, match="after shutdown"):
        forks.submit(_tell)


def test_a_call_that_was_cancelled_is_not_made(tmp_path):
    """A call that waits can be cancelled and then never runs; one that runs cannot; others go on."""
    first_seen, never = tmp_path / "first", tmp_path / "never"
    with Forks(1, prepare=dict) as forks:
        first, second = forks.submit(_touch, first_seen, 0.5), forks.submit(_touch, never)
        assert second.cancel()
        third = forks.submit(_tell)
        assert until(first_seen.exists)

        assert not first.cancel()
        assert third.result()[0] is None
        assert first.result() is None
        assert second.cancelled()

    assert not never.exists()


def test_shutting_down_can_cancel_what_waits(tmp_path):
    """As with other executors, the call that runs comes to its end, those that wait are cancelled."""
    seen, never = tmp_path / "seen", tmp_path / "never"
    forks = Forks(1, prepare=dict)
    running, *waiting = forks.submit(_touch, seen, 0.5), forks.submit(_touch, never), forks.submit(_tell)
    assert until(seen.exists)

    forks.shutdown(cancel_futures=True)

    assert running.result() is None
    assert wait(waiting, timeout=0).done == set(waiting)
    assert [future.cancelled() for future in waiting] == [True, True]
    assert not never.exists()


def test_shutting_down_without_waiting_makes_all_calls():
    """What was asked for before comes about, in the background."""
    forks = Forks(1, prepare=dict)
    futures = [forks.submit(_tell) for _ in range(3)]

    forks.shutdown(wait=False)

    assert [future.result(20)[0] for future in futures] == [None] * 3


def test_what_cannot_be_sent_fails_alone():
    """A call that has no form for `pickle` fails, and the next one runs."""
    with Forks(1, prepare=dict) as forks:
        unsendable, fine = forks.submit(len, memoryview(b"x")), forks.submit(_tell)

        assert isinstance(unsendable.exception(), TypeError)
        assert fine.result()[0] is None


def test_a_daemon_has_forks_as_well():
    """Processes that may have no children by multiprocessing's rules, as Dask's workers are, have forks."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    daemon = context.Process(target=_fork_and_tell, args=(theirs,), daemon=True)
    daemon.start()

    assert ours.poll(30)
    assert ours.recv() == "yes"
    daemon.join(30)
    assert daemon.exitcode == 0
