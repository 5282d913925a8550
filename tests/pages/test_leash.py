"""The leash: what runs on it ends with whoever holds it."""

import os
import subprocess
import sys
import time
from pathlib import Path

from pagebook.pages.leash import run_leashed

HOLD = """
import os, sys
from pathlib import Path
from pagebook.pages.leash import run_leashed
code = "import subprocess; subprocess.Popen(['sleep', '60']).wait()"
run_leashed(code, folder=Path(sys.argv[1]), environment=os.environ)
"""


def _working_in(folder: Path) -> list[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == folder:
                found.append((process / "comm").read_text().strip())
        except OSError:
            continue
    return found


def _until(condition, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_what_was_printed_comes_back(tmp_path):
    """Code runs in its folder with its arguments and environment; streams and exit code are told."""
    code = "import os, sys; print(os.getcwd(), sys.argv[1:], os.environ['OWN']); sys.exit('wrong')"

    done = run_leashed(code, "a", "b", folder=tmp_path, environment={"OWN": "ü"})

    assert (done.returncode, done.stdout, done.stderr) == (1, f"{tmp_path} ['a', 'b'] ü\n", "wrong\n")


def test_nothing_outlives_the_holder(tmp_path):
    """When the holder is killed, the process and what it started end."""
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], env=dict(os.environ))
    assert _until(lambda: "sleep" in _working_in(tmp_path))

    holder.kill()
    holder.wait()

    assert _until(lambda: _working_in(tmp_path) == [])
