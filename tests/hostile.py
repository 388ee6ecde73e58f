"""Desks whose every text was written by somebody who means harm: made from the table of the format, so that a new key
is among them by itself."""

from __future__ import annotations

import os
import re
from pathlib import Path
from random import Random

from briefing.parse.fields import FIELDS, OWNERS, Field

TIMES = int(os.environ.get("HARD", "1"))
"""How often what has seeds is tried: `make hard` sets it."""

ATOMS = [
    *map(chr, range(32)), *map(chr, range(127, 160)),  # C0, DEL, C1
    "\x1b[31m", "\x1b[2J", "\x1b]0;owned\x07", "\x1b]52;c;b3duZWQ=\x1b\\", "\x1b]8;;file:///etc/passwd\x1b\\",
    "\x1bP1$r0m\x1b\\", "\x1b_owned\x1b\\", "\x1b^owned\x1b\\", "\x1bXowned\x1b\\", "\x1b[6n", "\x1b[?1049l", "\x1bc",
    "\x9b31m", "\x9d0;owned\x9c", "\x90q\x9c",
    "\u202e", "\u202d", "\u202a", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f", "\u061c",
    "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u180e", "\u2028", "\u2029",
    "\ud800", "\udfff", "\udc9b", "\U000e0041", "\U000e0001", "\ufe0f", "\ufffe", "\uffff", "\U0010ffff",
    "[@click=app.quit]", "[/]", "[red]", "[b", "[/b]]", "[link=file:///etc/passwd]", "$text", "{0}", "%s", "\\", "`",
    "::error::owned", "##[add-mask]owned", "\r\n::stop-commands::x\r\n", "&#27;[31m", "&#x9b;31m", "&#8238;",
    "<script>", "</text>", "javascript:alert(1)", "[[", "]]", "](javascript:x)", "../../../etc/passwd",
    "e" + "\u0301" * 40, "王", "مرحبا", "שלום", "👩\u200d👩\u200d👧", "\u0eb3", "\u115f", "\u3164",
]  # fmt: skip
"""What has steered a terminal, broken markup, or hidden and turned round text somewhere."""

OWNED = ("\x1b", "\x9b", "\x9d", "\x90", "\x07", "\x08", "\x00", "\x7f", "\x0e")
SAFE_SEQUENCE = re.compile(r"\x1b\[[0-9;]*m")


def steering(text: str, allowed: str = "\n\t") -> set[str]:
    """What of a text would steer a terminal, turn round what follows, or is no character."""
    return {
        char
        for char in text
        if (char < " " or "\x7f" <= char <= "\x9f" or "\u202a" <= char <= "\u202e" or "\ud800" <= char <= "\udfff"
            or "\u2066" <= char <= "\u2069" or "\U000e0000" <= char <= "\U000e007f" or char in "\u2028\u2029")
        and char not in allowed
    }  # fmt: skip


def payload(chance: Random, word: str) -> str:
    """A text around a word, at most once in many with ten thousand marks on a letter."""
    parts = [chance.choice(ATOMS) for _ in range(chance.randint(1, 4))]
    if chance.random() < 0.02:
        parts.append("o" + "\u0301" * 10_000)
    chance.shuffle(parts)
    at = chance.randint(0, len(parts))
    return "".join([*parts[:at], word, *parts[at:]])


def scalar(text: str) -> str:
    """A text in double quotes, as YAML writes what cannot stand for itself."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08x}" for c in text) + '"'


def value(row: Field, chance: Random, is_valid: bool) -> str:
    """A value of a field in YAML: hostile where it is a text, and everywhere if it is not to be valid."""
    if row.kind in ("text", "body") or (not is_valid and row.kind not in ("entry", "overrides")):
        texts = [scalar(payload(chance, row.key)) for _ in range(2 if row.many else 1)]
        return f"[{', '.join(texts)}]" if row.many else texts[0]
    if row.kind == "entry":
        return f"[{', '.join(entry(row.of, chance, is_valid) for _ in range(2))}]"
    if row.kind == "overrides":
        return f"{{{scalar(payload(chance, 'name'))}: {scalar(payload(chance, 'id'))}}}"
    if row.kind == "reference":
        key = "a1" if "actor" in row.refers else "v1" if "venue" in row.refers else scalar(payload(chance, "ref"))
        return f"[{key}]" if row.many else key
    return f"[{row.example}]" if row.many and not row.example.startswith("[") else row.example


def entry(owner: str, chance: Random, is_valid: bool) -> str:
    """An entry with all its keys, and one that nobody knows."""
    pairs = [
        f"{row.key}: {value(row, chance, is_valid)}"
        for row in OWNERS[owner].fields.values()
        if row.key not in ("id", "was")
    ]
    return f"{{{', '.join([*pairs, f'x-{owner[0]}: {scalar(payload(chance, owner))}'])}}}"


def brief(chance: Random, is_valid: bool) -> str:
    """A brief with every key of the format."""
    lines = [
        f"{row.key}: {value(row, chance, is_valid)}"
        for row in FIELDS
        if row.owner == "brief" and row.key not in ("body", "id", "mentions" if is_valid else "")
    ]
    unknown = [f"{scalar(payload(chance, 'key'))}: {scalar(payload(chance, 'value'))}"] * (not is_valid)
    words = re.sub(r"[\r\n\x85\u2028\u2029]", " ", "".join(payload(chance, f" word{n} ") for n in range(30)))
    parts = [f"A1 met A2 in V1. {words}", f"## {words[:90]}", f"- {words[:60]}", f"> {words[60:120]}"]
    parts += [f"| a | {words[:20]} |\n  |---|---|\n  | {words[-40:]} | c |", f"    code {words[:80]}"]
    parts += [f"[{words[:30]}](https://example.org/{words[:9]})", f"![{words[:9]}]({words[9:19]})", f"[[{words[:20]}]]"]
    body = "\n\n  ".join(parts)
    return "\n".join([*lines, "x-own: " + scalar(payload(chance, "own")), *unknown, "body: |", f"  {body}", ""])


def name(chance: Random, number: int) -> str:
    """A file's name that the system takes."""
    text = payload(chance, f"s{number}").replace("/", "").replace("\0", "").encode("utf-8", "ignore").decode()
    return f"{text.lstrip('.')[:60]}{number}.yaml"


def write_desk(root: Path, seed: int) -> Path:
    """A hostile desk in a folder that is made."""
    chance = Random(seed)
    root.mkdir(parents=True)
    for file, owner, keys in (("actors", "registry actor", ("a1", "a2")), ("places", "registry venue", ("v1", "v2"))):
        entries = [f"{key}: {entry(owner, chance, is_valid=True)}" for key in keys]
        entries.append(f"{scalar(payload(chance, 'id'))}: {entry(owner, chance, is_valid=False)}")
        (root / f"{file}.yaml").write_text("\n".join(entries), encoding="utf-8")
    for number in range(4):
        text = brief(chance, is_valid=number != 3)
        (root / name(chance, number)).write_bytes(text.encode("utf-8", "surrogatepass"))
    (root / "plain.yaml").write_text("title: Plain\ndate: 2025-05-16\nactors: [a1, a2]\nbody: |\n  A1 and V1.\n")
    return root
