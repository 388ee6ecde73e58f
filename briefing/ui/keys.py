"""How keys are written, and which of them a terminal can send."""

from __future__ import annotations

import re
from collections.abc import Iterable

FUNCTION = tuple(f"f{number}" for number in range(1, 25))
MOVING = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete")
NAMED = ("enter", "escape", "tab", "space", "backspace", *MOVING, *FUNCTION)
"""Keys with a name; every other key is written as the character that it types."""

_ALIASES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "bs": "backspace",
    "spacebar": "space",
}
_MODIFIERS = {"ctrl": "ctrl", "control": "ctrl", "c": "ctrl", "shift": "shift", "alt": "alt", "option": "alt"}
_KEPT_BY_WINDOWS = ("cmd", "command", "super", "win", "meta", "hyper")
_SAME = {"i": "tab", "m": "enter", "h": "backspace", "[": "escape"}
"""What a terminal sends for these with ctrl: the same bytes as for another key (ECMA-48's C0 controls)."""
_SIGNS = {"enter": "⏎", "escape": "esc", "backspace": "⌫", "up": "↑", "down": "↓", "left": "←", "right": "→"}
_WORDS = {"⏎": "enter", "esc": "escape", "⌫": "backspace", "↑": "up", "↓": "down", "←": "left", "→": "right"}


_JOINERS = ("\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH JOINER}")
"""What is typed inside a word of Persian or an emoji, and is no key by itself."""


class KeyRefused(Exception):
    """A key that is unknown or that no terminal sends; the message says so, and what to write instead."""


def read_keys(text: str) -> str:
    """A key, or a sequence of keys, as the table of commands writes it: a space between the keys of a sequence.

    Two characters that are no key's name are a sequence as well (`gg`). Raises `KeyRefused`.
    """
    if text and not text.strip():
        raise KeyRefused("the space bar is written `space`")
    parts = text.split()
    if len(parts) == 1 and len(text) == 2 and text.lower() not in _ALIASES and text.lower() not in NAMED:
        parts = list(text)
    return " ".join(_read_key(part) for part in parts)


def typed(keys: str | Iterable[str]) -> tuple[str, ...]:
    """Keys to be typed, one after the other: as the config file names them, and text in single quotes letter by letter.

    `2 / 'deleg' enter` is read word by word; words may also come one by one. Raises `KeyRefused`.
    """
    found: list[str] = []
    for word in re.findall(r"'[^']*'|\S+", keys) if isinstance(keys, str) else keys:
        if len(word) > 1 and word[0] == word[-1] == "'":
            found += ["space" if char == " " else char for char in word[1:-1]]
            continue
        if word in _JOINERS:
            found.append(word)
            continue
        try:
            found += read_keys(word).split()
        except KeyRefused as error:
            raise KeyRefused(f"{error}; text to be typed stands in single quotes") from None
    return tuple(found)


def doubt(keys: str) -> str:
    """Why a key may not arrive though a terminal can send it, as a sentence without its subject; else empty."""
    if "ctrl+s" in keys.split() or "ctrl+q" in keys.split():
        return "may not arrive: many terminals stop and restart their output with it"
    if "ctrl+z" in keys.split():
        return "may not arrive: it is what suspends a program"
    return ""


def label(keys: str) -> str:
    """A key as the bars and the help show it: `⏎`, `ctrl+d`, `gg`."""
    parts = keys.split(" ")
    signs = [_SIGNS.get(part, part) for part in parts]
    return "".join(signs) if all(len(sign) == 1 for sign in signs) else ",".join(signs)


def plain(label: str) -> str:
    """A label in words instead of signs: `enter` for `⏎`."""
    return " ".join(
        " ".join(_WORDS[sign] for sign in word) if all(sign in _WORDS for sign in word) else _WORDS.get(word, word)
        for word in label.split(" ")
    )


def _read_key(text: str) -> str:
    *modifiers, key = _parts(text)
    found = [_modifier(word, text) for word in modifiers]
    key = _name(key, text)
    if found:
        _check(found, key, text)
    if not found and len(key) > 1 and key not in NAMED:
        raise KeyRefused(_unknown(key, text))
    return "+".join([*sorted(set(found)), key])


def _parts(text: str) -> list[str]:
    """`ctrl+shift+x` at its plus signs; a plus sign at the end is the key itself."""
    if len(text) == 1:
        return [text]
    if text.endswith("++"):
        return [*text[:-2].split("+"), "+"]
    return text.split("+")


def _modifier(word: str, text: str) -> str:
    low = word.lower()
    if low in _KEPT_BY_WINDOWS:
        raise KeyRefused(f"`{text}` never arrives: `{word}` is the window system's own")
    if low not in _MODIFIERS:
        from briefing.model.likeness import nearest

        meant = nearest(low, _MODIFIERS)
        raise KeyRefused(
            f"unknown key `{text}`: there is no `{word}`"
            + (f"; did you mean `{meant}`?" if meant else "; a key can be held with ctrl, alt or shift")
        )
    return _MODIFIERS[low]


def _name(key: str, text: str) -> str:
    if len(key) == 1 and key.isprintable():
        return key
    low = key.lower()
    low = _ALIASES.get(low, low)
    if low in NAMED:
        return low
    raise KeyRefused(_unknown(key, text))


def _unknown(key: str, text: str) -> str:
    import unicodedata

    try:
        character = unicodedata.lookup(key.replace("_", " ").upper())
    except KeyError:
        from briefing.model.likeness import nearest

        meant = nearest(key, (*NAMED, *_ALIASES))
        return f"unknown key `{text}`" + (
            f"; did you mean `{text.replace(key, _ALIASES.get(meant, meant))}`?"
            if meant
            else "; the keys of a sequence are written with a space between"
            if "+" not in text
            else ""
        )
    return f"unknown key `{text}`; write `{character}`"


def _check(modifiers: list[str], key: str, text: str) -> None:
    """Refuse what does not reach a program in every terminal."""
    ctrl, shift, alt = ("ctrl" in modifiers, "shift" in modifiers, "alt" in modifiers)
    if ctrl and key.lower() in _SAME:
        raise KeyRefused(
            f"terminals send the same for `{text}` and `{_SAME[key.lower()]}`; write `{_SAME[key.lower()]}`"
        )
    if ctrl and key == "c":
        raise KeyRefused("`ctrl+c` is kept: it copies what is selected, and says how to quit")
    if ctrl and len(key) == 1 and (shift or key.isupper()) and key.isalpha():
        raise KeyRefused(f"terminals send the same for `{text}` and `ctrl+{key.lower()}`; write `ctrl+{key.lower()}`")
    if ctrl and key.isdigit():
        raise KeyRefused(f"`{text}` never arrives: terminals have no ctrl with a digit")
    if ctrl and len(key) == 1 and not (key.isascii() and key.isalpha()):
        raise KeyRefused(f"`{text}` does not arrive from every terminal; use ctrl with a letter")
    if shift and len(key) == 1:
        better = f"`{key.upper()}`" if key.upper() != key.lower() else "the character that shift makes of it"
        raise KeyRefused(f"unknown key `{text}`; write {better}")
    if alt and (ctrl or shift):
        raise KeyRefused(f"`{text}` does not arrive from every terminal; use alt alone")
    if key in ("enter", "escape", "space", "backspace", "tab") and not (modifiers == ["shift"] and key == "tab"):
        raise KeyRefused(f"most terminals send the same for `{text}` and `{key}`; write `{key}`")
