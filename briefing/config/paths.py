"""Where things lie: the XDG folders, the program's own themes, the sample desk."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

import briefing
from briefing.model.value import dataclass

if TYPE_CHECKING:
    from pathlib import Path

Kind = Literal["config", "cache", "state"]
NAME = "briefing"
_XDG = {"config": ".config", "cache": ".cache", "state": ".local/state"}
"""Where in the home they lie by the XDG base directory specification (0.8)."""
NOWHERE = "/nonexistent"
"""What stands for the home of those who have none, by the convention of Debian's `adduser`: nothing is there, and
nothing can be kept there."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The reader's folders. None of them need exist."""

    config: Path
    cache: Path
    state: Path

    @classmethod
    def find(cls, environ: Mapping[str, str]) -> Folders:
        """The folders that `XDG_…_HOME` name, else the platform's own."""
        from pathlib import Path

        return cls(*[Path(folder_of(which, environ)) for which in get_args(Kind)])


def folder_of(
    which: Literal["config", "cache", "state"], environ: Mapping[str, str], system: str = sys.platform
) -> str:
    """One of the `Folders`. A relative `XDG_…` path is ignored, as the XDG base directory specification asks."""
    named = environ.get(f"XDG_{which.upper()}_HOME", "")
    if os.path.isabs(named):
        return os.path.join(named, NAME)
    if system == "linux":  # as `platformdirs` has it, without what it loads: that took 7 ms of every start
        home = os.path.expanduser("~")
        return os.path.join(home, _XDG[which], NAME) if os.path.isabs(home) else os.path.join(NOWHERE, which, NAME)
    import platformdirs

    find = {
        "config": platformdirs.user_config_dir,
        "cache": platformdirs.user_cache_dir,
        "state": platformdirs.user_state_dir,
    }
    try:
        return find[which](NAME, appauthor=False)
    except RuntimeError:  # who runs it has no home, as in a container
        return os.path.join(NOWHERE, which, NAME)


def runtime(environ: Mapping[str, str]) -> Path:
    """The folder where processes of this user find each other: in what `XDG_RUNTIME_DIR` names, else where the system
    has that, else among temporary files. It need not exist, and who uses it sees that it is the user's alone.

    An editor may have been started from a menu and a reader over SSH, where the variable is not set.
    """
    from pathlib import Path

    user = os.geteuid() if hasattr(os, "geteuid") else 0
    for named in (environ.get("XDG_RUNTIME_DIR", ""), f"/run/user/{user}"):
        if os.path.isabs(named) and os.path.isdir(named):
            return Path(named) / NAME
    return Path(environ.get("TMPDIR") or "/tmp") / f"{NAME}-{user}"


def template() -> Path:
    """The folder that a new desk is a copy of."""
    from pathlib import Path

    return Path(briefing.__file__).parent / "data" / "desk"


SAMPLE_DAY = date(2025, 8, 18)
"""The day of the sample desk's last story: on a later one all that is open there would look forgotten."""


def shipped(name: str) -> Path:
    """A folder that ships with the program (`themes`, `briefs`): in the wheel, or beside the package in a checkout."""
    from pathlib import Path

    package = Path(briefing.__file__).parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
