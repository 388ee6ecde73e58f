"""Texts as YAML writes them in quotes."""

from __future__ import annotations


def quoted(text: str) -> str:
    """The text as a double-quoted YAML scalar."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def quote(text: str) -> str:
    """The text in the quotes in which it needs no backslash, if there are such."""
    return f"'{text}'" if ('"' in text or "\\" in text) and "'" not in text else quoted(text)
