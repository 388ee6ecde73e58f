"""What golden files are called: by what they show, in letters that every file system takes and tells apart."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from pathlib import Path

FOLDER = "__screens__"
"""The folder beside the tests; no other library looks into it for files of its own."""
LAYERS = {"meaning": "json", "words": "words", "picture": "svg"}
"""The layers of a scene, each with how the names of its files end; a picture's has the theme before that."""
_MOST = 80
"""Characters of a name; the path around it has to fit as well, in Windows 260 in all."""
_UNSAFE = re.compile(r"[^\w.=,\[\]-]+", re.ASCII)


def safe(text: str, is_name: bool = False) -> str:
    """A text as a part of a file's name. What is long, unsafe, or differs from another only by case (on most disks that
    is one name) is told by a digest of the whole; of Python's own names, `is_name`, the case stands.

    `people` stays, `2 / 'x'` becomes `2-x~3f1c8a02`.
    """
    outside = text if not is_name else text.partition("[")[2]
    shown = re.sub("-*([=,-])-*", r"\1", _UNSAFE.sub("-", text)).strip("-.")
    if shown == text and len(text) <= _MOST and outside == outside.lower():
        return text
    return f"{shown[: _MOST - 9].rstrip('-.')}~{sha256(text.encode()).hexdigest()[:8]}"


def label(
    size: tuple[int, int],
    *,
    desk: str = "",
    name: str = "",
    view: str | None = None,
    opened: str | None = None,
    keys: tuple[str, ...] = (),
    at: date | None = None,
    ascii: bool = False,
    linear: bool = False,
) -> str:
    """What a scene shows, as it is called in the log and, made `safe`, in a file's name; the theme is no part of it.
    `keys` are typed one after the other, those with names in brackets: `2/deleg<enter>`."""
    typed = "".join([key if len(key) == 1 and key != "<" else f"<{key}>" for key in keys])
    facts = {"desk": desk, "name": name, "view": view, "open": opened, "keys": typed, "at": at and at.isoformat()}
    parts = [f"{size[0]}x{size[1]}", *[f"{key}={value}" for key, value in facts.items() if value]]
    return ",".join([*parts, *["ascii"] * ascii, *["linear"] * linear])


def folder(test_file: Path, test: str) -> Path:
    """Where the goldens of one test are: `TestTalks.test_front[2]`, with its class and its parameters."""
    return test_file.parent / FOLDER / test_file.stem / safe(test, is_name=True)


def file_name(scene: str, layer: str, theme: str = "") -> str:
    """The file of a layer of a scene by its label."""
    return f"{safe(scene)}{f'-{safe(theme)}' if theme else ''}.{LAYERS[layer]}"
