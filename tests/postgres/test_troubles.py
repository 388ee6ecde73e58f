"""Whatever is the matter with a server or with what was said of it is one sentence, and nothing of it is a secret."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from briefing.cli import main
from briefing.desk.away import Away
from briefing.postgres.address import address_of
from briefing.postgres.connection import connect
from briefing.postgres.troubles import said
from tests.postgres.server import Server, every_programs, free_port
from tests.postgres.strict import PASSWORD, RULES, settled


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One with a certificate that it made itself, which speaks German where it can."""
    if shutil.which("openssl") is None:
        pytest.skip("there is nothing here that makes a certificate")
    folder = tmp_path_factory.mktemp("certificate")
    for name in ("own", "other"):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-keyout", folder / f"{name}.key", "-out", folder / f"{name}.crt"],
            check=True, capture_output=True,
        )  # fmt: skip
    for found in reversed(every_programs()):  # those of the wheel know nothing of TLS
        for language in ("de_DE.utf8", "C"):
            one = Server(found, "ssl=on", f"lc_messages={language}", port=free_port(), rules=RULES)
            try:
                one.put("server.key", (folder / "own.key").read_text())
                one.put("server.crt", (folder / "own.crt").read_text())
                if one.start():
                    shutil.copy(folder / "own.crt", one.folder)
                    shutil.copy(folder / "other.crt", one.folder)
                    yield settled(one)
                    return
            finally:
                one.end()
    pytest.skip("no PostgreSQL can be had here that encrypts")


def _told(address: str) -> str:
    """What is told of an address that nobody can be asked at."""
    with pytest.raises(Away) as away:
        connect(address_of(address)).close()
    told = str(away.value)
    assert not [secret for secret in ("s3cret", "wr0ng", "ann", "eve", "pg_hba", "\n") if secret in told]
    return told


WRONG = [
    ("ann:wr0ng@HOST/postgres", "HERE does not let us in: the user or the password is wrong"),
    ("ann@HOST/postgres", "HERE does not let us in without a password"),
    ("eve@HOST/postgres", "HERE does not let us in from here"),
    ("kim@HOST/postgres", "HERE does not let us in from here"),
    ("ben@HOST/postgres?sslmode=foo", "PostgreSQL does not know what is said for postgresql://HOST/postgres: look"),
    ("ben@HOST/postgres?foo=bar", "PostgreSQL does not know what is said for postgresql://HOST/postgres: look"),
    ("ben@127.0.0.1:99999/postgres", "PostgreSQL does not know what is said for postgresql://127.0.0.1:99999/postgres"),
    ("ben@HOST/postgres?target_session_attrs=standby", "HERE is not of the kind that target_session_attrs asks for"),
    ("ben@no-such-host.invalid/x", "no machine is called `no-such-host.invalid`"),
    ("ben@127.0.0.1:1/x", "the database `x` at 127.0.0.1:1 does not answer: no server runs there"),
    ("ben@127.0.0.1:1,127.0.0.1:2/x", "the database `x` at 127.0.0.1:1 or 127.0.0.1:2 does not answer: no server runs"),
    ("ben@[::1]:1/x", "the database `x` at [::1]:1 does not answer"),
    ("/x?host=%2Fno%20where", "the database `x` at this machine does not answer: no server runs there"),
    ("/?service=nowhere", "no service `nowhere` is defined"),
]  # fmt: skip


@pytest.mark.parametrize(("address", "told"), WRONG)
def test_what_is_wrong_with_an_address_is_told(strict: Server, address: str, told: str) -> None:
    host = f"127.0.0.1:{strict.port}"
    here = f"the database `postgres` at {host}"
    assert _told(f"postgresql://{address}".replace("HOST", host)).startswith(
        told.replace("HOST", host).replace("HERE", here)
    )


def test_a_database_that_is_not_there_or_not_for_us_is_told(strict: Server) -> None:
    host = f"127.0.0.1:{strict.port}"
    assert _told(f"postgresql://ben@{host}/none") == f"there is no such user or database at postgresql://{host}/none"
    closed = f"the database `news` at {host} does not let us in: we may not use it"
    assert _told(f"postgresql://ann:{quote(PASSWORD, safe='')}@{host}/news") == closed
    assert _told(f"postgresql://ben@{host}/news") == closed


def test_where_nobody_encrypts_and_that_is_asked_for(strict: Server) -> None:
    host = f"127.0.0.1:{strict.port}"
    assert "takes no encrypted connection" in _told(f"postgresql://ben@{host}/postgres?sslmode=require")


def test_a_certificate_is_looked_at_when_that_is_asked_for(encrypted: Server) -> None:
    host, folder = f"127.0.0.1:{encrypted.port}/postgres", encrypted.folder
    for mode in ("require", "verify-ca"):
        connect(address_of(f"postgresql://tom@{host}?sslmode={mode}&sslrootcert={folder}/own.crt")).close()
    with_root = f"postgresql://tom@{host}?sslmode=verify-full&sslrootcert={folder}"
    assert "is not one that we trust, or is missing" in _told(f"{with_root}/other.crt")
    assert "is that of a machine of another name" in _told(f"{with_root}/own.crt")
    assert "names for the database `postgres`" in _told(f"{with_root}/nothing.crt")
    assert "does not let us in from here" in _told(f"postgresql://tom@{host}?sslmode=disable")


@pytest.mark.parametrize(("address", "told"), WRONG[:4])
def test_in_whatever_language_a_server_says_so(encrypted: Server, address: str, told: str) -> None:
    host = f"127.0.0.1:{encrypted.port}"
    here = f"the database `postgres` at {host}"
    assert _told(f"postgresql://{address}".replace("HOST", host)).startswith(told.replace("HERE", here))


FAILED = 'connection failed: connection to server at "127.0.0.1", port 1 failed: '


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("FATAL:  Datenbank »news« existiert nicht", "HERE is not there, or we may not use it"),
        ("FATAL:  Datenbank »news« existiert nicht\nFATAL:  zweimal", "HERE is not there, or we may not use it"),
        ('ВАЖНО:  нет доступа к базе "news"', "HERE is not there, or we may not use it"),
        (
            "FATAL:  kein pg_hba.conf-Eintrag für Datenbank »news«",
            "HERE does not let us in from here",
        ),
        ("FATAL:  Rolle »newsroom« existiert nicht", "HERE does not let us in"),
        ("could not receive data from server: Software caused connection abort", "HERE does not answer"),
    ],
)
def test_words_of_another_language_are_not_taken_for_silence(text: str, told: str) -> None:
    from psycopg import OperationalError

    address = address_of("postgresql://ann:s3cret@127.0.0.1:1/news")
    assert said(OperationalError(f"{FAILED}{text}"), address) == told.replace("HERE", address.place)


def test_who_takes_a_call_and_says_nothing_is_told(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"postgresql://ann:s3cret@127.0.0.1:{silent.getsockname()[1]}/x?connect_timeout=2"
        begun = time.monotonic()
        with pytest.raises(SystemExit) as ended:
            main(["list", "--desk", address])
    assert ended.value.code == 2
    assert time.monotonic() - begun < 5
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert "does not answer" in said
