"""A terminal for a command: what it prints is read, and what it asks is answered, as a person would."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

_SOURCE = Path(__file__).resolve().parents[2] / "src"
# The command must own its terminal, so that Ctrl-C reaches it as a key.
_OWNING = (
    "import fcntl, os, sys, termios\n"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
    "os.execv(sys.argv[1], sys.argv[1:])"
)
_COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """A command that runs in a terminal of 80 columns."""

    def __init__(self, *arguments: str, before: tuple[str, ...] = ("-m", "pagebook.cli"), **env: str) -> None:
        self._own, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
        known = {**os.environ, "TERM": "dumb", "PYTHONPATH": str(_SOURCE), "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-c", _OWNING, sys.executable, *before, *arguments]
        self.process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env={**known, **env}, start_new_session=True
        )
        os.close(theirs)
        self.raw = ""
        self._read = 0

    @property
    def text(self) -> str:
        """All that was printed until now, without colours."""
        return _COLOUR.sub("", self.raw).replace("\r\n", "\n").replace("\r", "")

    def until(self, *wanted: str, seconds: float = 60) -> str:
        """Wait until one of some texts was printed since the last call; return what was printed up to it."""
        end = time.monotonic() + seconds
        while True:
            new = self.text[self._read :]
            places = [(new.index(one) + len(one)) for one in wanted if one in new]
            if places:
                self._read += min(places)
                return new[: min(places)]
            assert self._more(end), f"{wanted} did not come; there was: {new}"

    def answer(self, line: str) -> None:
        """Type a line."""
        os.write(self._own, f"{line}\n".encode())

    def press(self, key: str) -> None:
        """Press a key, such as Ctrl-C."""
        os.write(self._own, key.encode())

    def end(self, seconds: float = 60) -> tuple[int, str]:
        """Wait for the end; return the exit code and what was printed since the last call."""
        end = time.monotonic() + seconds
        while self._more(end):
            pass
        code = self.process.wait(seconds)
        self.close()
        return code, self.text[self._read :]

    def kill(self) -> None:
        """Kill the command as it is."""
        if self.process.poll() is None:
            self.process.kill()
        self.close()

    def close(self) -> None:
        """Shut the terminal; a command that still runs in it is hung up."""
        if self._own >= 0:
            os.close(self._own)
            self._own = -1
        self.process.wait(60)

    def _more(self, end: float) -> bool:
        """Read what is printed; return whether there can be more."""
        assert time.monotonic() < end, f"the command does not answer; there was: {self.text[self._read :]}"
        if select.select([self._own], [], [], 0.2)[0]:
            try:
                new = os.read(self._own, 65536)
            except OSError:
                return False
            self.raw += new.decode("utf-8", "replace")
            return bool(new)
        return True
