"""What stands at a place of a file that is being typed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.lsp.cursor import cursor_at
from briefing.parse.text import Text
from tests.test_house import ROOT

KEY, VALUE, ITEM, LINK = "key", "value", "item", "link"
A, R, M = "a.yaml", "actors.yaml", "a.md"
CASES = [
    ("ti^", A, (KEY, "brief", "", "ti")),
    ("title: x\n^", A, (KEY, "brief", "", "")),
    ("sta^tus: x\n", A, (KEY, "brief", "", "status")),
    ("title: x\nstatus: de^v # c\n", A, (VALUE, "brief", "status", "dev")),
    ("title: x\nactors:\n  - ^\n", A, (ITEM, "actor", "actors", "")),
    ("actors:\n  - na^to # c\n", A, (ITEM, "actor", "actors", "nato")),
    ('actors:\n  - "Volo^dymyr"\n', A, (ITEM, "actor", "actors", "Volodymyr")),
    ("actors:\n  - id: na^to # c\n", A, (VALUE, "actor", "id", "nato")),
    ("actors:\n  - id: nato\n    ro^\n", A, (KEY, "actor", "", "ro")),
    ("actors:\n- id: nato\n  for: uk^\n", A, (VALUE, "actor", "for", "uk")),
    ("actors:\n  - name: X\n    aliases:\n      - Y\n    ^\n", A, (KEY, "actor", "", "")),
    ("actors: [nato, tu^rkey, x]\n", A, (ITEM, "actor", "actors", "turkey")),
    ("actors:\n  - {id: nato, ro^}\n", A, (KEY, "actor", "", "ro")),
    ("actors:\n  - {id: nato, role: host, for: ^}\n", A, (VALUE, "actor", "for", "")),
    ("events:\n  - {id: a, who: [x,\n     y, z^]}\n", A, (VALUE, "event", "who", "z")),
    ("events:\n  - name: x\n    who:\n      - na^\n", A, (VALUE, "event", "who", "na")),
    ("questions:\n  - ask: a\n    hypotheses:\n      - likelihood: v^\n", A, (VALUE, "hypothesis", "likelihood", "v")),
    ("questions:\n  - ask: a\n    about: [^", A, (VALUE, "question", "about", "")),
    ("mentions:\n  Washington: un^\n", A, (VALUE, "brief", "mentions", "un")),
    ("mentions: {Washington: un^}\n", A, (VALUE, "brief", "mentions", "un")),
    ("mentions:\n  Wash^\n", A, None),
    ("follows: ^\ntitle: x", A, (VALUE, "brief", "follows", "")),
    ("body: |\n  Hello [[na^\n", A, (LINK, "brief", "link", "na")),
    ("body: |\n  Hello [[na^to|NATO]] x\n", A, (LINK, "brief", "link", "nato")),
    ("body: |\n  [[a]] and [[b^\n", A, (LINK, "brief", "link", "b")),
    ("body: |\n  Hello [[nato|NA^TO]] x\n", A, None),
    ("body: |\n  status: de^\n", A, None),
    ("title: x # com^ment\n", A, None),
    ('title: "a # b^"\n', A, (VALUE, "brief", "title", "a # b")),
    ("summary: >-\n  status: te^xt\ntitle: x", A, None),
    ("---\ntitle: x\nstatus: ^\n---\nbody", M, (VALUE, "brief", "status", "")),
    ("---\ntitle: x\n---\nbody [[x^]]", M, (LINK, "brief", "link", "x")),
    ("russia:\n  na^\n", R, (KEY, "registry actor", "", "na")),
    ("russia: {name: x, for: nat^o}\n", R, (VALUE, "registry actor", "for", "nato")),
    ("russia: {name: x, ki^}\n", R, (KEY, "registry actor", "", "ki")),
    ("rus^sia: {name: x}\n", R, None),
    ("title: x\r\nstatus: de^\r\n", A, (VALUE, "brief", "status", "de")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "file", "what"), CASES)
def test_what_stands_there(text: str, file: str, what: tuple[str, ...] | None) -> None:
    offset = text.index("^")
    whole = text.replace("^", "")
    found = cursor_at(Text(whole, file), offset)
    shown = found and (found.what, found.owner.name, found.row.key if found.row else "", whole[found.start : found.end])
    assert shown == what
    if found:
        assert whole[found.start : offset] == found.typed


def test_the_keys_that_are_there() -> None:
    text = "title: x\nactors:\n  - id: nato\n    role: host\n    \nbody: |\n"
    found = cursor_at(Text(text, A), text.index("host\n    ") + 9)
    assert found is not None
    assert found.keys == {"id", "role"}
    found = cursor_at(Text(f"{text}\ns", A), 0)
    assert found is not None
    assert found.keys >= {"title", "actors"}


SAMPLE = (ROOT / "briefs" / "istanbul-talks.yaml").read_text(encoding="utf-8")[:6000]


@settings(max_examples=40)
@given(cut=st.integers(0, len(SAMPLE)), more=st.text(st.sampled_from("[]{}:,-'\"#|&*!\t\r\n \0a🕊"), max_size=8))
def test_nothing_that_is_typed_is_too_odd(cut: int, more: str) -> None:
    text = Text(SAMPLE[:cut] + more, A)
    found = cursor_at(text, len(text.text))
    if found is not None:
        assert 0 <= found.start <= len(text.text) <= found.end


def test_it_takes_no_longer_than_the_list_is_long() -> None:
    text = "actors:\n" + "  - {id: nato, role: host, for: [a, b]}\n" * 20_000 + "  - {id: x"
    begin = time.process_time()
    found = cursor_at(Text(text, A), len(text))
    assert found is not None
    assert found.typed == "x"
    assert time.process_time() - begin < 4
