"""Texts as YAML writes them in quotes."""

from __future__ import annotations

from typing import Any

from briefing.parse.characters import CURLS, PROSE_QUOTES


def quoted(text: str) -> str:
    """The text as a double-quoted YAML scalar."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def without_curls(text: str) -> str:
    """The text without the curly quotation marks that someone put around it in place of straight ones."""
    closing = "\uff02" if text[:1] == "\uff02" else CURLS.get(text[:1], "")
    if len(text) < 3 or text[-1] not in f"{closing}\"'" or not closing or text[0] in PROSE_QUOTES:
        return text
    return text if set(text[1:-1]) & {text[0], text[-1]} else text[1:-1]


def has_odd_quotes(text: str) -> bool:
    """Whether a text begins or ends with a quotation mark that has no partner in it."""
    if without_curls(text) != text or not set("\"'“”„‘’‚«»‹›") & {text[:1], text[-1:]}:
        return False
    is_single = bool(set("'‘’‚«»‹›") & {text[:1], text[-1:]})
    return is_single or text.count('"') % 2 == 1 or sum(map(text.count, "“”„")) % 2 == 1


def quote(text: str) -> str:
    """The text in the quotes in which it needs no backslash, if there are such."""
    return f"'{text}'" if ('"' in text or "\\" in text) and "'" not in text else quoted(text)


def scalar(text: str) -> str:
    """A text of one line, not empty, as the value of a key: in quotes where YAML reads it as something else, or as
    nothing that is text."""
    import yaml

    try:
        node: Any = yaml.compose(f"title: {text}\n", Loader=yaml.CSafeLoader)
        value = node.value[0][1]
        is_same = value.value == text and not value.style and not value.tag.endswith(":null")
    except (yaml.YAMLError, AttributeError, TypeError, IndexError):
        is_same = False
    return text if is_same and text[0].isalnum() else quoted(text)
