"""Makes the package believe that it runs on another system: Python imports this first, in every process.

`PAGEBOOK_TEST_SYSTEM` names the system. Only the package's own modules are deceived, since the others chose
their ways for the system that is really there. To them the standard library's modules that differ from system
to system have what they have there, no less and no more, and fail where they fail there. Nobody can fork.

`PAGEBOOK_TEST_LOG` names a file that gets a line for each process: how it was called.
"""

import builtins
import os
import subprocess
import sys
from multiprocessing import connection, get_context
from pathlib import Path
from types import ModuleType

SYSTEM = os.environ["PAGEBOOK_TEST_SYSTEM"]
NO_WINDOWS_SIGNALS = """
    SIGALRM SIGCHLD SIGCONT SIGHUP SIGKILL SIGPIPE SIGPROF SIGQUIT SIGSTOP SIGTSTP SIGUSR1 SIGUSR2 SIGVTALRM
    ITIMER_PROF ITIMER_REAL ITIMER_VIRTUAL alarm getitimer pause pthread_kill pthread_sigmask setitimer
    siginterrupt sigpending sigwait
"""
NO_WINDOWS_OS = """
    O_CLOEXEC O_DIRECTORY O_NOFOLLOW O_NONBLOCK O_SYNC WNOHANG chown chroot ctermid fchdir fchown fork forkpty
    getegid geteuid getgid getgroups getloadavg getpgid getpgrp getpriority getresuid getsid getuid initgroups
    killpg lchown lockf mkfifo mknod nice openpty pathconf pipe2 posix_fadvise posix_spawn pread preadv pwrite
    pwritev register_at_fork sendfile setegid seteuid setgid setpgid setpgrp setpriority setsid setuid statvfs
    sync sysconf tcgetpgrp tcsetpgrp ttyname uname wait wait3 wait4 waitid
"""
NO_MAC_OS = "copy_file_range getrandom getresuid memfd_create pidfd_open posix_fadvise"
ONLY_LINUX = " ".join(name for name in dir(os) if name.startswith(("sched_", "SCHED_", "RWF_", "GRND_")))


class View(ModuleType):
    """A module as it is on the other system."""

    def __init__(self, real, without="", **instead):
        vars(self).update(_real=real, _without=frozenset(without.split()), **instead)

    def __getattr__(self, name):
        if name in self._without:
            raise AttributeError(f"module {self._real.__name__!r} has no attribute {name!r} on {SYSTEM}")
        return getattr(self._real, name)

    def __setattr__(self, name, value):
        setattr(self._real, name, value)


class StartupInfo:
    """What Windows is told of the handles that a new process gets."""

    def __init__(self, *, lpAttributeList):
        self.handles = lpAttributeList["handle_list"]


class WindowsPopen(subprocess.Popen):
    """Takes what Windows takes."""

    def __init__(self, args, *, startupinfo=None, creationflags=0, start_new_session=False, **more):
        assert not more.get("pass_fds"), "pass_fds not supported on Windows."
        if more.get("preexec_fn") is not None:
            raise ValueError("preexec_fn is not supported on Windows platforms")
        handles = startupinfo.handles if startupinfo else []
        assert all(os.get_inheritable(handle) for handle in handles)
        super().__init__(args, pass_fds=handles, **more)


def no_fork():
    """Fail, whoever asks."""
    raise OSError("nobody may fork here")


def only_spawn(method=None):
    """Return what starts processes, as far as Windows knows it."""
    if method not in (None, "spawn"):
        raise ValueError(f"cannot find context for {method!r}")
    return get_context("spawn")


def systems():
    """Return the modules that differ and those that are missing."""
    import multiprocessing
    import signal

    if SYSTEM == "darwin":
        return {"os": View(os, f"{NO_MAC_OS} {ONLY_LINUX}"), "sys": View(sys, platform=SYSTEM)}, set()
    pipes = View(connection, PipeConnection=connection.Connection)
    handles = {"name": "nt", "set_handle_inheritable": os.set_inheritable}
    started = {"Popen": WindowsPopen, "STARTUPINFO": StartupInfo, "CREATE_NEW_PROCESS_GROUP": 0x200}
    found = {
        "os": View(os, f"{NO_WINDOWS_OS} {ONLY_LINUX}", **handles),
        "sys": View(sys, platform=SYSTEM),
        "signal": View(signal, NO_WINDOWS_SIGNALS),
        "subprocess": View(subprocess, **started),
        "multiprocessing": View(multiprocessing, get_context=only_spawn, connection=pipes),
        "multiprocessing.connection": pipes,
    }
    return found, {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}


def deceive():
    """Give the package's modules the other system's modules from now on."""
    views, missing = systems()
    real = builtins.__import__

    def imported(name, globals=None, locals=None, fromlist=(), level=0):
        asker = (globals or {}).get("__name__", "")
        if level or not (asker == "pagebook" or asker.startswith("pagebook.")):
            return real(name, globals, locals, fromlist, level)
        if name.partition(".")[0] in missing:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        if name in views:
            return views[name if fromlist else name.partition(".")[0]]
        return real(name, globals, locals, fromlist, level)

    builtins.__import__ = imported
    os.fork = os.forkpty = no_fork


if log := os.environ.get("PAGEBOOK_TEST_LOG"):
    with Path(log).open("a", encoding="utf-8") as file:
        file.write(f"{' '.join(sys.orig_argv[1:])!r}\n")
deceive()
