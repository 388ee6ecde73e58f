"""Runs commands without all that Windows has not, in a process that it was taken from. Prints what came of them."""

from __future__ import annotations

import importlib.util
import json
import os
import select
import signal
import sys

MODULES = (
    "fcntl",
    "termios",
    "tty",
    "pty",
    "pwd",
    "grp",
    "resource",
    "curses",
    "readline",
    "syslog",
    "_posixsubprocess",
)
NAMES = (
    "fork", "forkpty", "openpty", "mkfifo", "readv", "writev", "pread", "uname", "sched_getaffinity", "killpg",
    "geteuid", "getpgid", "getsid", "setsid", "chown", "fchmod", "fchown", "statvfs", "nice", "wait3", "WNOHANG",
    "register_at_fork", "O_NONBLOCK", "O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC", "posix_fadvise", "sysconf",
)  # fmt: skip
SIGNALS = ("SIGHUP", "SIGQUIT", "SIGTSTP", "SIGCONT", "SIGWINCH", "SIGPIPE", "SIGKILL", "SIGUSR1", "SIGALRM", "SIGSTOP")


def take_away() -> None:
    """Make this process as poor as one on Windows."""
    import _signal
    import subprocess  # which chose its way by what there is

    assert subprocess.run
    for module in MODULES:
        if module != "_posixsubprocess":
            sys.modules[module] = None  # type: ignore[assignment]
    for where, names in ((os, NAMES), (signal, SIGNALS), (_signal, SIGNALS), (select, ("poll", "epoll"))):
        for name in names:
            if hasattr(where, name):
                delattr(where, name)


def main() -> None:
    lines: list[list[str]] = json.loads(sys.argv[1])
    assert importlib.util.find_spec("briefing")
    if sys.argv[2] == "poorer":
        import multiprocessing  # noqa: F401

        take_away()
    from click.testing import CliRunner

    from briefing.cli.group import group

    answers = []
    for words in lines:
        result = CliRunner().invoke(group, words)
        fault = repr(result.exception) if result.exception and not isinstance(result.exception, SystemExit) else ""
        answers.append([words[0], result.exit_code, result.output, fault])
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
