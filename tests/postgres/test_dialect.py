"""Asker in the words of SQLite, as PostgreSQL takes them."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.postgres.connection import sendable
from briefing.postgres.dialect import as_asked


@pytest.mark.parametrize(
    ("sql", "values", "asked", "given"),
    [
        ("a = ? AND b = ?", (1, 2), "a = $1 AND b = $2", (1, 2)),
        ("a = ?1 AND b = ?1 OR c = ?2", [1, 2], "a = $1 AND b = $1 OR c = $2", (1, 2)),
        ("a = ?2 AND b = ?1", (1, 2), "a = $1 AND b = $2", (2, 1)),
        ("a = :one OR b = :one AND c = :two", {"one": 1, "two": 2}, "a = $1 OR b = $1 AND c = $2", (1, 2)),
        ("a = '?' || ':one' || '100 %'", (), "a = '?' || ':one' || '100 %'", ()),
        ("a = '''?' AND b = ?", (1,), "a = '''?' AND b = $1", (1,)),
        ("x::text", (), "x::text", ()),
        ("FROM a INDEXED BY a_b WHERE c % 2", (), "FROM a WHERE c % 2", ()),
        ("LIMIT -1", (), "LIMIT ALL", ()),
        ("LIMIT 5", (), "LIMIT 5", ()),
        ("LIMIT ?", (-1,), "LIMIT nullif(greatest($1, -1), -1)", (-1,)),
        ("LIMIT :most", {"most": 3}, "LIMIT nullif(greatest($1, -1), -1)", (3,)),
        ("day + 1721424.5", (), "day + 1721424.5::double precision", ()),
        (
            "a = ? AND w @@ CAST(? AS tsquery) AND b = ?",
            (1, "'a%':*", 3),
            "a = $1 AND w @@ CAST(E'''a%'':*' AS tsquery) AND b = $2",
            (1, 3),
        ),
        ("w @@ CAST(? AS tsquery)", (r"'\1 $1'",), r"w @@ CAST(E'''\\1 $1''' AS tsquery)", ()),
        ("a IN (SELECT value FROM json_each(?))", ("[]",), "a = ANY (ARRAY(SELECT value FROM each_of($1)))", ("[]",)),
        ("a NOT IN (SELECT value FROM json_each(?))", ("[]",), "a NOT IN (SELECT value FROM each_of($1))", ("[]",)),
        ("FROM json_each(?)", ("[]",), "FROM each_of($1)", ("[]",)),
        ("group_concat(a, ?)", (" ",), "string_agg(a, $1)", (" ",)),
    ],
)
def test_what_is_spelled_otherwise_is_turned(sql: str, values: Any, asked: str, given: Any) -> None:
    assert as_asked(sql, values) == (asked, given)


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("plain", "plain"),
        ("a\0b", "a\ufffdb"),
        ("half \ud83d", "half \ufffd"),
        ('["\\u0000"]', '["\\ufffd"]'),
        ('["\\\\u0000"]', '["\\\\u0000"]'),
        ('["\\ud83d\\ude00"]', '["\\ud83d\\ude00"]'),
        ('["\\ud83d", "\\ude00"]', '["\\ufffd", "\\ufffd"]'),
        ('["\\u00e9"]', '["\\u00e9"]'),
    ],
)
def test_what_postgresql_has_no_text_for_is_sent_as_a_sign_of_that(text: str, sent: str) -> None:
    assert sendable(text) == sent
