"""What the log says of a scene that is not as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff
from importlib.metadata import version

from briefing.model.shown import Shown, read_shown
from briefing.report.sight import sentences
from briefing.testing.goldens import Compared

MOST = 60
"""Lines of a difference, after which only their number is told."""


def told(layers: Mapping[str, Compared], pictures: Mapping[str, Compared]) -> list[str]:
    """What is the matter with a scene: in sentences, then line by line in its words, then with its pictures; nothing
    where all is as accepted. `layers` are its text layers by name, `pictures` by theme."""
    all_of_it = {**layers, **{f"picture in {theme}": picture for theme, picture in pictures.items()}}
    if all_of_it and all(
        layer.golden is None and not layer.trouble and not layer.is_fine for layer in all_of_it.values()
    ):
        return ["there is no snapshot yet"]
    return [
        *_troubles(all_of_it),
        *meant(layers.get("meaning")),
        *_words(layers.get("words")),
        *_pictures(layers, pictures),
    ]


def _troubles(layers: Mapping[str, Compared]) -> Iterator[str]:
    for name, layer in layers.items():
        if layer.trouble:
            yield f"the golden {name} can't be used: {layer.trouble} ({layer.file})"
        elif layer.golden is None and not layer.is_fine:
            yield f"there is no golden {name} yet"


def meant(layer: Compared | None) -> list[str]:
    """What changed, in sentences."""
    if layer is None or layer.is_fine or layer.golden is None or layer.trouble:
        return []
    try:
        old = read_shown(layer.golden)
    except ValueError as error:
        return [f"the golden meaning can't be read: {error} ({layer.file})"]
    return sentences(old, _found(layer)) or ["the golden meaning is written otherwise, and says the same"]


def _found(layer: Compared) -> Shown:
    return read_shown(layer.found)


def _words(layer: Compared | None) -> list[str]:
    if layer is None or layer.is_fine or layer.golden is None or layer.trouble:
        return []
    lines = word_lines(layer.golden, layer.found)
    return lines if len(lines) <= MOST else [*lines[:MOST], f"… and {len(lines) - MOST} more lines"]


def word_lines(golden: str, found: str) -> list[str]:
    """The lines that differ, pane by pane: `-` as accepted, `+` as found."""
    old, new = _panes(golden), _panes(found)
    lines: list[str] = []
    for head in dict.fromkeys([*old, *new]):
        before, after = old.get(head, []), new.get(head, [])
        if before != after:
            lines += [head, *list(unified_diff(before, after, n=1, lineterm=""))[2:]]
    return lines or ["the golden words are written otherwise, and say the same"]


def _panes(words: str) -> dict[str, list[str]]:
    """The lines of each pane by its name, which its head begins with; its focus may change."""
    panes: dict[str, list[str]] = {}
    name = ""
    for line in words.splitlines():
        if line.startswith("== "):
            name = line.partition(",")[0]
            while name in panes:
                name += "'"
            panes[name] = [line]
        else:
            panes.setdefault(name, []).append(line)
    return {name: _trimmed(lines) for name, lines in panes.items()}


def _trimmed(lines: list[str]) -> list[str]:
    return lines[:-1] if lines and not lines[-1] else lines


def _pictures(layers: Mapping[str, Compared], pictures: Mapping[str, Compared]) -> Iterator[str]:
    differing = [
        theme for theme, one in pictures.items() if not one.is_fine and one.golden is not None and not one.trouble
    ]
    if not differing:
        return
    names = _and(differing)
    if any(not layer.is_fine for layer in layers.values()):
        yield f"with this the picture changed in {names}"
    elif layers:
        yield (
            f"what is said and the roles of its styles are the same; the picture in {names} is another: a theme that"
            f" changed, or another release of a library (here are textual {version('textual')}, rich {version('rich')})"
        )
    else:
        for theme in differing:
            lines = _rows(pictures[theme])
            yield f"the picture in {theme} is another, in {lines}; the layers `meaning` and `words` would tell what"


def _rows(picture: Compared) -> str:
    """Which lines of the screen are other ones in a picture; it has a line of its file for each."""
    old, new = ((text or "").splitlines() for text in (picture.golden, picture.found))
    head = next((number for number, line in enumerate(new) if line.startswith("<g transform")), 0) + 2
    rows = [number - head + 1 for number, (was, now) in enumerate(zip(old, new, strict=False)) if was != now]
    rows = [row for row in rows if row > 0]
    if len(old) != len(new) or not rows:
        return "its size or its frame"
    return f"line {rows[0]}" if len(rows) == 1 else f"{len(rows)} lines, the first is line {rows[0]}"


def _and(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
