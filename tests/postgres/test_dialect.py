"""Asker in the words of SQLite, as PostgreSQL takes them."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.postgres.connection import sendable
from briefing.postgres.dialect import as_asked


@pytest.mark.parametrize(
    ("sql", "values", "asked", "given"),
    [
        ("a = ? AND b = ?", (1, 2), "a = %(v1)s AND b = %(v2)s", {"v1": 1, "v2": 2}),
        ("a = ?1 AND b = ?1 OR c = ?2", [1, 2], "a = %(v1)s AND b = %(v1)s OR c = %(v2)s", {"v1": 1, "v2": 2}),
        ("a = :one", {"one": 1}, "a = %(one)s", {"one": 1}),
        ("a = '?' || ':one' || '100 %'", (), "a = '?' || ':one' || '100 %%'", None),
        ("a = '''?' AND b = ?", (1,), "a = '''?' AND b = %(v1)s", {"v1": 1}),
        ("x::text", (), "x::text", None),
        ("FROM a INDEXED BY a_b WHERE c % 2", (), "FROM a WHERE c %% 2", None),
        ("LIMIT -1", (), "LIMIT ALL", None),
        ("LIMIT 5", (), "LIMIT 5", None),
        ("LIMIT ?", (-1,), "LIMIT nullif(greatest(%(v1)s, -1), -1)", {"v1": -1}),
        ("LIMIT :most", {"most": 3}, "LIMIT nullif(greatest(%(most)s, -1), -1)", {"most": 3}),
        ("day + 1721424.5", (), "day + 1721424.5::double precision", None),
        ("w @@ CAST(? AS tsquery)", ("'a%':*",), "w @@ CAST(E'''a%%'':*' AS tsquery)", {"v1": "'a%':*"}),
        (
            "a IN (SELECT value FROM json_each(?))",
            ("[]",),
            "a = ANY (ARRAY(SELECT value FROM each_of(%(v1)s)))",
            {"v1": "[]"},
        ),
        (
            "a NOT IN (SELECT value FROM json_each(?))",
            ("[]",),
            "a NOT IN (SELECT value FROM each_of(%(v1)s))",
            {"v1": "[]"},
        ),
        ("FROM json_each(?)", ("[]",), "FROM each_of(%(v1)s)", {"v1": "[]"}),
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
