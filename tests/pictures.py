"""The pictures of the pages, made by the program itself: `python -m tests.pictures docs`."""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path

from briefing.ui.scene import Scene, take, take_layers

ROOT = Path(__file__).parent.parent
DAY = date(2025, 5, 16)
PICTURES = {
    "wide": Scene(ROOT / "briefs", DAY, "istanbul-talks", keys=("]",) * 11 + ("ctrl+d", "ctrl+u")),
    "narrow": Scene(
        ROOT / "briefs", DAY, "istanbul-talks", keys=("]", "ctrl+d", "ctrl+u"), size=(40, 24), theme="paper"
    ),
    "map": Scene(ROOT / "briefs", DAY, keys=("6", "j", "j", "j", "j"), size=(110, 34)),
}
"""What the pages show, by the file's name."""

THEMES = ("ink", "paper")
SIZE = (100, 28)
_WIDE, _HIGH = f"{SIZE[0] * 12.2:g}", f"{SIZE[1] * 24.4:g}"  # by the cells of `ui/svg.py`
LASTS = 3.0
"""How long a step of the tour stands, in seconds."""
_FIND = ("2", "/", "d", "e", "l", "e", "g")
TOUR: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("the stories of a desk", ()),
    ("] ] ]  from name to name", ("]", "]", "]")),
    ("⏎  all that is known of it", ("]", "]", "]", "enter")),
    ("2  everybody", ("2",)),
    ("/ deleg  who led a delegation?", _FIND),
    ("⏎  whom he met, and where", (*_FIND, "enter")),
    ("4  what is still open", ("4",)),
    ("5  what happened, and what is to come", ("5",)),
    ("6  where", ("6", "j", "j", "j", "j")),
)
"""The steps of the moving picture: what stands above each, and its keys from a fresh start."""


def moving(frames: Sequence[str]) -> str:
    """Pictures of one size as one that goes through them: a line that several show one after the other is there once.

    Where a reader wants nothing to move, it stays at the first.
    """
    lines = [frame.splitlines() for frame in frames]
    spans: dict[tuple[int, int], None] = {}
    drawn = []
    for number in range(5, max(map(len, lines))):  # those before are the window's, the last two close it
        column = [frame[number] if number < len(frame) - 2 else "" for frame in lines]
        drawn += _stretches(column, spans)
    titles = _stretches([frame[3] for frame in lines], spans)
    first = lines[0]
    [(ground, _times)] = Counter(re.findall(r'fill="(#\w{6})"/>', frames[0])).most_common(1)
    under = f'<rect y="1.5" width="{_WIDE}" height="{_HIGH}" fill="{ground}"/>'  # between lines the window would show
    body = [*first[:1], _style(spans, len(frames)), *first[1:3], *titles, *first[4:6], under, *drawn, *first[-2:]]
    return "\n".join(body) + "\n"


def _stretches(column: Sequence[str], spans: dict[tuple[int, int], None]) -> list[str]:
    """The different lines of a row of the screen, each with the steps at which it is seen."""
    found, begin = [], 0
    for at in range(1, len(column) + 1):
        if at == len(column) or column[at] != column[begin]:
            span = (begin, at)
            if column[begin].startswith("<g"):
                return []  # opens what all stand in
            if span == (0, len(column)):
                found.append(column[begin])
            elif column[begin]:
                spans[span] = None
                found.append(f'<g class="s{begin}-{at}">{column[begin]}</g>')
            begin = at
    return found


def _style(spans: dict[tuple[int, int], None], count: int) -> str:
    rules = []
    for begin, end in spans:
        name, start, stop = f"s{begin}-{end}", 100 * begin / count, 100 * end / count
        seen = f"{start:.2f}%{{visibility:visible}}{stop:.2f}%{{visibility:hidden}}"
        before = "" if begin == 0 else "0%{visibility:hidden}"
        after = "100%{visibility:hidden}" if end < count else "100%{visibility:visible}"
        seen = seen if end < count else f"{start:.2f}%{{visibility:visible}}"
        still = "visible" if begin == 0 else "hidden"
        rules.append(f".{name}{{visibility:{still};animation:{name} {count * LASTS:g}s step-end infinite}}")
        rules.append(f"@keyframes {name}{{{before}{seen}{after}}}")
    stays = "@media (prefers-reduced-motion:reduce){g{animation:none!important}}"
    return f"<style>{''.join(rules)}{stays}</style>"


def tour() -> dict[str, str]:
    """The moving picture in each of its themes."""
    frames: dict[str, list[str]] = {theme: [] for theme in THEMES}
    with tempfile.TemporaryDirectory() as cache:
        for says, keys in TOUR:
            made = take_layers(Scene(ROOT / "briefs", DAY, keys=keys, size=SIZE), THEMES, Path(cache))
            for theme in THEMES:
                frames[theme].append(made.pictures[theme].svg.replace(">briefing</text>", f">{escape(says)}</text>", 1))
    return {theme: moving(each) for theme, each in frames.items()}


def main(where: Path) -> None:
    for name, scene in PICTURES.items():
        (where / f"{name}.svg").write_text(take(scene).svg, encoding="utf-8")
    for theme, picture in tour().items():
        (where / f"tour-{theme}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
