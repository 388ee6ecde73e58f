"""A screen as an SVG picture, in a window: a line of the file for each line of the screen.

Every element says itself how it looks. Where styles have numbers, as in Rich's pictures, one new colour gives all
others other numbers, and a picture needs ids of its own on a page; here a word that changes is a line that changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby

from rich.cells import cell_len
from rich.color import blend_rgb
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import SVG_EXPORT_THEME, TerminalTheme

_CELL, _LINE, _TALL = 12.2, 24.4, 20.0  # pixels: a cell, a line, from its top to the foot of its letters
_LEFT, _TOP, _EDGE = 9.0, 41.0, 10.0  # pixels around the cells: to the left, for the window's head, to right and below
_FONT = "'Fira Code', FiraCode-Regular, 'DejaVu Sans Mono', Menlo, Consolas, monospace"


def svg(lines: Sequence[Sequence[Segment]], size: tuple[int, int], title: str) -> str:
    """The picture of lines of segments, `size` columns and rows."""
    columns, rows = size
    width, height = _number(columns * _CELL + _LEFT + _EDGE), _number(rows * _LINE + _TOP + _EDGE)
    name = escape(title)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">\n'
        f"<title>{name}</title>\n"
        f'<rect x="1" y="1" width="{_number(float(width) - 2)}" height="{_number(float(height) - 2)}" rx="8" '
        'fill="#292929" stroke="#fff" stroke-opacity=".35"/>\n'
        f'<text x="{_number(float(width) / 2)}" y="27" text-anchor="middle" fill="#c5c8c6" font-family="arial" '
        f'font-size="18" font-weight="bold">{name}</text>\n'
        '<g transform="translate(26,22)"><circle r="7" fill="#ff5f57"/><circle cx="22" r="7" fill="#febc2e"/>'
        '<circle cx="44" r="7" fill="#28c840"/></g>\n'
        f'<g transform="translate({_number(_LEFT)},{_number(_TOP)})" font-family="{_FONT}" font-size="20">\n'
    )
    drawn = [f"{''.join(_line(line, y))}\n" for y, line in enumerate(lines[:rows])]
    return f"{head}{''.join(drawn)}</g>\n</svg>\n"


def _line(segments: Sequence[Segment], y: int) -> Iterator[str]:
    """The grounds of a line, then what stands on them."""
    runs: list[tuple[str, Style, int, int]] = []
    at = 0
    for text, style, _control in segments:
        cells = cell_len(text)
        runs.append((text, style or Style.null(), at, cells))
        at += cells
    top, foot = _number(y * _LINE + 1.5), _number(y * _LINE + _TALL)
    for ground, stretch in groupby(runs, lambda run: _colours(run[1])[1]):
        same = [*stretch]
        left, wide = _number(same[0][2] * _CELL), _number(sum(run[3] for run in same) * _CELL)
        if ground:
            yield f'<rect x="{left}" y="{top}" width="{wide}" height="24.7" fill="{ground}"/>'
    for looks, stretch in groupby(runs, lambda run: _looks(run[1])):
        same = [*stretch]
        yield from _text("".join([run[0] for run in same]), same[0][2], foot, looks)


def _text(text: str, x: int, foot: str, looks: str) -> Iterator[str]:
    """A text at its cells. Rich gives it the width of its characters; a wide one has two cells, a mark none, so that
    wide and narrow letters stand apart, each at its place. Blanks at either end take no element, unless a line is drawn
    through or below them."""
    if "text-decoration" not in looks:
        bare = text.lstrip(" ")
        x += len(text) - len(bare)
        text = bare.rstrip(" ")
    if not text:
        return
    is_even = cell_len(text) == len(text)
    parts = (
        [text] if is_even else ["".join(part) for _wide, part in groupby(_letters(text), lambda one: cell_len(one) > 1)]
    )
    for part in parts:
        cells = cell_len(part)
        shown = escape(part, quote=False).replace(" ", "\N{NO-BREAK SPACE}")
        yield f'<text x="{_number(x * _CELL)}" y="{foot}" textLength="{_number(cells * _CELL)}"{looks}>{shown}</text>'
        x += cells


def _letters(text: str) -> list[str]:
    """The characters of a text, each with the marks that follow it."""
    letters: list[str] = []
    for char in text:
        if letters and not cell_len(char):
            letters[-1] += char
        else:
            letters.append(char)
    return letters


@lru_cache(1024)
def _looks(style: Style) -> str:
    """How a text looks, as attributes of its element."""
    lines = " ".join(
        [word for word, is_on in (("underline", style.underline), ("line-through", style.strike)) if is_on]
    )
    marks = [
        f' fill="{_colours(style)[0]}"',
        ' font-weight="bold"' if style.bold else "",
        ' font-style="italic"' if style.italic else "",
        f' text-decoration="{lines}"' if lines else "",
    ]
    return "".join(marks)


@lru_cache(1024)
def _colours(style: Style) -> tuple[str, str]:
    """The colours of a text and of its ground; none where the ground is the window's."""
    theme = SVG_EXPORT_THEME
    ink = _triplet(style, theme, is_ground=False)
    ground = _triplet(style, theme, is_ground=True)
    has_ground = style.bgcolor is not None and not style.bgcolor.is_default
    if style.reverse:
        ink, ground, has_ground = ground, ink, True
    if style.dim:
        ink = blend_rgb(ink, ground, 0.4)
    return ink.hex, ground.hex if has_ground else ""


def _triplet(style: Style, theme: TerminalTheme, is_ground: bool) -> ColorTriplet:
    colour = style.bgcolor if is_ground else style.color
    if colour is None or colour.is_default:
        return theme.background_color if is_ground else theme.foreground_color
    return colour.get_truecolor(theme, foreground=not is_ground)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
