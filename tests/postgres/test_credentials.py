"""A password comes to the server in each of the usual ways, and stands in nothing that the program writes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from briefing.config.paths import shipped
from tests.postgres.server import Server
from tests.postgres.strict import PASSWORD
from tests.terminal import Terminal, environ, reader

WRONG = "wr0ng pass"


@pytest.fixture(scope="module")
def filled(strict: Server, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The server that asks for a password, with a desk in it."""
    publisher = tmp_path_factory.mktemp("publisher")
    address, _none = _ways(publisher, strict.port, PASSWORD)["address"]
    published = _run(["publish", address, "--desk", str(shipped("briefs"))], publisher, {})
    assert published.stdout == f"postgresql://127.0.0.1:{strict.port}/ours?schema=ukraine has 18 stories\n"
    _assert_nowhere([PASSWORD], published.stderr, publisher)
    return strict


def _ways(home: Path, port: int, password: str) -> dict[str, tuple[str, dict[str, str]]]:
    """The address and the variables of each way to give a password."""
    rest = f"127.0.0.1:{port}/ours?schema=ukraine"
    with_backslashes = password.replace("\\", "\\\\").replace(":", "\\:")
    (home / "pgpass").write_text(f"127.0.0.1:{port}:ours:ann:{with_backslashes}\n")
    (home / "pgpass").chmod(0o600)
    (home / "services").write_text(
        f"[archive]\nhost=127.0.0.1\nport={port}\ndbname=ours\nuser=ann\npassword={password}\n"
    )
    return {
        "address": (f"postgresql://ann:{quote(password, safe='')}@{rest}", {}),
        "option": (f"postgresql://ann@{rest}&password={quote(password, safe='')}", {}),
        "variable": (f"postgresql://ann@{rest}", {"PGPASSWORD": password}),
        "file": (f"postgresql://ann@{rest}", {"PGPASSFILE": str(home / "pgpass")}),
        "service": (
            "postgresql:///?service=archive&schema=ukraine",
            {"PGSERVICEFILE": str(home / "services")},
        ),
    }


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def _run(words: list[str], home: Path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefing", *words]
    return subprocess.run(
        command, env=environ(home, **variables), cwd=home, capture_output=True, text=True, check=False, timeout=60
    )


def _forms(password: str) -> list[bytes]:
    """How a password may be written."""
    return [form.encode() for form in {password, quote(password), quote(password, safe=""), password.split()[0]}]


def _assert_nowhere(secrets: list[str], written: str, home: Path) -> None:
    """That a password is in nothing that was written, but in the files that it was read from."""
    files = {file: file.read_bytes() for file in home.rglob("*") if file.is_file()}
    for name in ("pgpass", "services"):
        files.pop(home / name, None)
    assert len(files) > 1
    for form in (form for secret in secrets for form in _forms(secret)):
        assert form.decode() not in written
        assert [str(file) for file, found in files.items() if form in found or form.decode() in str(file)] == []


ASKED = [
    "list", "search ceasefire --format json", "export --to jsonl -o export.jsonl", "note alaska-summit Seen.",
    "state export -o marks.jsonl", "digest", "doctor", "mcp", "snapshot -o frame.svg", "show no-such-thing",
]  # fmt: skip
"""What is asked of a published desk, each in a process of its own that has the address in its environment."""


@pytest.mark.parametrize("way", ["address", "option", "variable", "file", "service"])
def test_a_password_is_taken_in_each_way_and_a_wrong_one_is_told(filled: Server, home: Path, way: str) -> None:
    address, variables = _ways(home, filled.port, PASSWORD)[way]
    asked = _run(["tag", "hot", "alaska-summit", "--desk", address], home, variables)
    assert asked.returncode == 0, asked.stderr
    written = asked.stdout + asked.stderr
    address, wrong = _ways(home, filled.port, WRONG)[way]
    refused = _run(["list", "--desk", address], home, wrong)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "does not let us in: the user or the password is wrong" in refused.stderr
    assert "ann" not in refused.stderr
    _assert_nowhere([PASSWORD, WRONG], written + refused.stderr, home)


def test_no_command_and_no_reader_keeps_it(filled: Server, home: Path) -> None:
    address, _none = _ways(home, filled.port, PASSWORD)["address"]
    named, written = {"BRIEFING_DESK": address}, ""
    for line in ASKED:
        done = _run(line.split(), home, named)
        assert "Traceback" not in done.stderr, line
        written += done.stdout + done.stderr
    assert "alaska-summit" in written
    assert "Zelensky" in (home / "frame.svg").read_text()
    with Terminal(reader(address), environ(home), size=(100, 30), folder=home) as terminal:
        terminal.until_shown("Zelensky")
        for key in ("2", "1", "6", "1", "*", "p", "s"):
            terminal.type(key)
            terminal.settle()
        terminal.type("\x1b")
        terminal.settle()
        seen = terminal.bytes.decode(errors="replace") + " ".join(terminal.screen.display)
        terminal.type("q")
        terminal.settle()
        terminal.type("q")
        assert terminal.end() == 0
        written += seen + terminal.bytes.decode(errors="replace")
    assert list(home.rglob("*.sqlite"))
    _assert_nowhere([PASSWORD], written, home)
