"""Byte code, made once where the installer made none: uv leaves that to the first start, and then each part of the
program that is first used later would be compiled while somebody waits.

It is done by a process of its own, at the lowest priority, a while after the reader was opened. Where nothing can be
written, or nothing is to be, nothing is done, and whatever fails fails in silence: without byte code all goes on.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib.util import cache_from_source, find_spec
from pathlib import Path
from threading import Timer

_PACKAGES = ("briefing", "textual", "rich", "markdown_it", "click", "yaml", "watchfiles", "platformdirs")
_AFTER = 3.0
"""Seconds after which nobody waits for a first frame any more."""
_CODE = """\
import compileall, os, sys
if hasattr(os, "nice"):
    os.nice(19)
for folder in sys.argv[1:]:
    compileall.compile_dir(folder, quiet=2)
"""


def soon() -> Timer:
    """Make what is missing in a while. Whoever ends sooner cancels it."""
    timer = Timer(_AFTER, make_missing)
    timer.daemon = True
    timer.start()
    return timer


def make_missing(folders: Iterable[Path] | None = None) -> subprocess.Popen[bytes] | None:
    """Begin to compile the packages that lack byte code and can be written to; the process that does it, if there is
    one to do."""
    if sys.dont_write_bytecode or sys.pycache_prefix:
        return None
    try:
        wanted = [folder for folder in (_installed() if folders is None else folders) if _lacks(folder)]
        return _begin(wanted) if wanted else None
    except (OSError, ValueError, ImportError):
        return None


def _installed() -> list[Path]:
    specs = [find_spec(name) for name in _PACKAGES]
    return [Path(spec.origin).parent for spec in specs if spec and spec.origin]


def _lacks(folder: Path) -> bool:
    """Whether a file has no byte code yet, though it could be written. Data that only looks like a module has none."""
    if not os.access(folder, os.W_OK):
        return False
    return any(not os.path.exists(cache_from_source(str(file))) for file in folder.rglob("*.py"))


def _begin(folders: Sequence[Path]) -> subprocess.Popen[bytes]:
    nothing = subprocess.DEVNULL
    words = [sys.executable, "-I", "-S", "-c", _CODE, *map(str, folders)]
    return subprocess.Popen(words, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)
