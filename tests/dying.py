"""The command line, killed by its own hand at a given moment of its writing."""

DIES = """
import os, pathlib, signal, sys
left = int(sys.argv.pop(1))
def dying(call):
    def counted(*arguments):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments)
    return counted
os.fsync = dying(os.fsync)
pathlib.Path.replace, pathlib.Path.rename = dying(pathlib.Path.replace), dying(pathlib.Path.rename)
from pagebook.cli import main
sys.exit(main())
"""
"""Program for `python -c`; its first argument is how often it may sync a file or give it its name."""
