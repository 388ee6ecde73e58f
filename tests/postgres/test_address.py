"""What an address means, and what of it is ever shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.model.published import is_address
from briefing.postgres.address import AddressError, address_of


@pytest.mark.parametrize(
    ("text", "shown", "name", "place"),
    [
        (
            "postgresql://ann:secret@db.example:5433/news?schema=ukraine&sslmode=verify-full",
            "postgresql://db.example:5433/news?schema=ukraine", "ukraine", "the database `news` at db.example:5433",
        ),
        ("postgres://db.example/news", "postgresql://db.example/news", "news", "the database `news` at db.example"),
        ("postgresql:///?service=archive", "postgresql:///?service=archive", "archive", "the database at archive"),
        ("postgresql://[::1]/x", "postgresql://[::1]/x", "x", "the database `x` at [::1]"),
        ("postgresql://ann@[fe80::1]:5/x", "postgresql://[fe80::1]:5/x", "x", "the database `x` at [fe80::1]:5"),
        (
            "postgresql://ann:secret@a.example:5432,b.example/x", "postgresql://a.example:5432,b.example/x", "x",
            "the database `x` at a.example:5432 or b.example",
        ),
        (
            "postgresql:///x?host=a.example,b.example&port=5433", "postgresql://a.example:5433,b.example:5433/x", "x",
            "the database `x` at a.example:5433 or b.example:5433",
        ),
        (
            "postgresql:///x?hostaddr=10.0.0.1&user=ann&password=secret", "postgresql://10.0.0.1/x", "x",
            "the database `x` at 10.0.0.1",
        ),
        (
            "postgresql://%2Frun%2Fpg:5433/a%20b%25", "postgresql:///a%20b%25?host=%2Frun%2Fpg", "a b%",
            "the database `a b%` at this machine:5433",
        ),
        (
            "postgresql:///news?host=/run/pg&password=secret", "postgresql:///news?host=%2Frun%2Fpg", "news",
            "the database `news` at this machine",
        ),
        ("postgresql://", "postgresql:///", "desk", "the database at this machine"),
    ],
)  # fmt: skip
def test_what_is_shown_has_no_user_and_no_password(text: str, shown: str, name: str, place: str) -> None:
    address = address_of(text)
    assert (address.shown, address.name, address.place) == (shown, name, place)
    assert "secret" not in f"{address.shown}{address.root}{address.place}{address!r}"
    assert address_of(address.whole).schema == address.schema


def test_marks_are_of_one_desk_whoever_reads_it() -> None:
    roots = [
        address_of(f"postgresql://{user}db.example/news{rest}").root
        for user in ("", "ann@", "ben:x@")
        for rest in ("", "?schema=briefing", "?sslmode=require")
    ]
    assert len(set(roots)) == 1
    assert roots[0].is_absolute()
    others = [
        address_of(f"postgresql://db.example{rest}").root
        for rest in ("/news?schema=other", "/other", ":5433/news", "/")
    ]
    assert len({*roots, *others}) == 5


@pytest.mark.parametrize(
    ("text", "environ", "asks"),
    [
        ("postgresql://db.example/news", {}, True),
        ("postgresql:///news", {"PGHOST": "db.example"}, True),
        ("postgresql:///news?host=db.example", {}, True),
        ("postgresql://db.example/news?sslmode=disable", {}, False),
        ("postgresql://db.example/news", {"PGSSLMODE": "verify-full"}, False),
        ("postgresql:///?service=unknown", {}, False),
        ("postgresql:///?service=archive", {}, True),
        ("postgresql:///?service=plain", {}, False),
        ("postgresql:///?service=near", {}, False),
        ("postgresql://db.example/?service=near", {}, True),
        ("postgresql:///news", {"PGSERVICE": "archive"}, True),
        ("postgresql:///news?hostaddr=10.0.0.1", {}, True),
        ("postgresql://localhost/news?hostaddr=10.0.0.1", {}, True),
        ("postgresql:///news", {"PGHOSTADDR": "10.0.0.1"}, True),
        ("postgresql://localhost,db.example/news", {}, True),
        ("postgresql://localhost:1,127.0.0.1:2/news", {}, False),
        ("postgresql://localhost/news", {}, False),
        ("postgresql://127.0.0.1/news", {}, False),
        ("postgresql://[::1]/news", {}, False),
        ("postgresql:///news", {}, False),
        ("postgresql:///news?host=/run/postgresql", {}, False),
    ],
)
def test_off_this_machine_it_is_encrypted_unless_something_else_is_said(
    text: str, environ: dict[str, str], asks: bool, tmp_path: Path
) -> None:
    services = "# ours\n[archive]\nhost=db.example\n[plain]\nhost=db.example\nsslmode=disable\n[near]\nhost=localhost\n"
    (tmp_path / ".pg_service.conf").write_text(services)
    environ = {**environ, "HOME": str(tmp_path)}
    assert ("sslmode=require" in address_of(text).parameters(environ)) is asks


def test_what_is_for_the_server_comes_to_it_as_it_was_written() -> None:
    """A blank is `%20` there, and `+` is itself."""
    sent = address_of("postgresql://h/x?options=-c%20a%3Db&password=a+b%26c&schema=y").parameters({})
    assert sent.endswith("&options=-c%20a%3Db&password=a%2Bb%26c")


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://h:port/x",
        "postgresql://h/x?schema=Robert');--",
        "postgresql://h/x?schema=",
        "postgresql://[h/x",
        "postgresql://Robert:1/2@h/x",
        "postgresql://Robert:1#2@h/x",
        "postgresql://Robert:1?a=2@h#/x",
        "postgresql://a:1,b:Robert/x",
        "postgresql://h%1b]0;Robert/x",
        "postgresql://h/Robert%0a",
        "postgresql://h/x?service=%e2%80%aeRobert",
        "postgresql://h/x?schema=pg_temp",
        "postgresql://h/x?schema=information_schema",
    ],
)
def test_an_address_that_is_none_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(AddressError) as refused:
        address_of(text)
    assert str(refused.value).startswith(("the address of a desk ", "a schema is named with"))
    assert "Robert" not in str(refused.value)


@pytest.mark.parametrize("text", ["postgresql", "./postgresql:/x", "mysql://x/y", "", "postgres:/x", str(Path("a/b"))])
def test_everything_else_is_a_folder(text: str) -> None:
    assert not is_address(text)
