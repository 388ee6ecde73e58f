"""The problem list: rows by file, the worst first, the line behind the marked one, and a sentence where none is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len

from briefing.model.names import one_line
from briefing.model.nouns import counted
from briefing.model.problem import Problem
from briefing.model.value import dataclass
from briefing.parse.registry_name import is_registry
from briefing.report.problems.frame import fix_of, frame_of, safe
from briefing.report.wrap import breaks
from briefing.ui.glyphs import glyph
from briefing.ui.item import Item
from briefing.ui.sheet import Para, Piece, Sheet

_SHOWN = {
    "error": ("error", "problem", "open"),
    "warning": ("warning", "warning", "accent"),
    "info": ("hint", "hint", "soft"),
}
"""Severity → its word, its glyph and its ink."""
_MOST = 3  # lines of a text that is read aloud


@dataclass(frozen=True, slots=True)
class ProblemList:
    """The rows, and the problem of each that can be chosen, by its key."""

    items: tuple[Item, ...]
    problems: dict[str, Problem]


def listing(problems: Iterable[Problem], hints: bool, in_words: bool, passed: str = "") -> ProblemList:
    """Problems under the names of their files: files with errors first, and in a file the errors; hints when wanted.
    What was passed over, in words, comes last.

    `in_words` is for a linear screen, where a word says what the glyph does.
    """
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        if hints or problem.severity != "info":
            by_file.setdefault(problem.span.file, []).append(problem)
    items: list[Item] = []
    placed: dict[str, Problem] = {}
    worst = {file: max(problem.rank for problem in found) for file, found in by_file.items()}
    for file in sorted(by_file, key=lambda name: (-worst[name], not is_registry(name), name)):
        members = sorted(by_file[file], key=lambda one: (-one.rank, one.span))
        items.append(Item(one_line(file), attributes="w", count=str(len(members))))
        for problem in members:
            key = _key_of(problem, placed)
            placed[key] = problem
            items.append(_item(problem, key, in_words))
    if items and passed:
        items.append(Item(passed, attributes="w"))
    return ProblemList(tuple(items), placed)


def _key_of(problem: Problem, taken: dict[str, Problem]) -> str:
    """What a row is known by when the file was saved and its lines have moved: the file, and what is said of it."""
    number = 0
    while (key := f"{problem.span.file}\n{problem.code} {number} {problem.message}") in taken:
        number += 1
    return key


def _item(problem: Problem, key: str, in_words: bool) -> Item:
    word, name, ink = _SHOWN[problem.severity]
    at = f"{problem.span.line}:{problem.span.column}" if problem.span.line else ""
    return Item(
        title=_title(problem, in_words),
        key=key,
        glyph="" if in_words else glyph(name),
        glyph_ink=ink,
        facts=" · ".join(part for part in ("" if in_words else word, at, problem.code) if part),
    )


def _title(problem: Problem, in_words: bool) -> str:
    message = safe(problem.message)
    return f"{_SHOWN[problem.severity][0]}: {message}" if in_words else message


def behind(problem: Problem, lines: Sequence[str], width: int, in_words: bool) -> list[tuple[Piece, ...]]:
    """The line of a problem with the culprit underlined, and the fix; in words, what would be read aloud of them."""
    fix = fix_of(problem, "briefing check")
    title = _title(problem, in_words)
    spans = breaks(title, width)
    rest = title[spans[2][0] :] if len(spans) > 2 else ""  # a row shows two lines of it
    if in_words:
        return list(_said(problem, lines, (f"… {rest}" if rest else "", fix), width))
    number = str(problem.span.line)
    margin = "  " + " " * len(number)
    drawn: list[tuple[Piece, ...]] = []
    for row, (start, end) in enumerate(breaks(rest, width - 2) if rest else ()):
        drawn.append((Piece("  " if row else "… "), Piece(rest[start:end], "text", "w")))
    frame = frame_of(problem, lines, max(width - len(margin) - 3, 8))
    if frame:
        ink = _SHOWN[problem.severity][2]
        drawn.append(
            (
                Piece(f"  {number} │ ", "faint"),
                *_of_a_file(frame.head, "soft"),
                *_of_a_file(frame.culprit, "text", "bu"),
                *_of_a_file(frame.rest, "soft"),
            )
        )
        drawn.append((Piece(f"{margin} │ ", "faint"), Piece(" " * frame.before + "^" * frame.under, ink, "b")))
    if fix:
        for row, (start, end) in enumerate(breaks(fix, max(width - len(margin) - 3, 8))[:_MOST]):
            drawn.append((Piece(f"{margin} {' ' if row else '='} ", "faint"), *_of_a_file(fix[start:end], "text")))
    return drawn


def _of_a_file(text: str, ink: str, attributes: str = "") -> tuple[Piece, ...]:
    """What stands in a file stays as written; an ellipsis where it is cut is ours."""
    kept = text.removeprefix("…")
    ours = Piece("…", ink, attributes)
    piece = Piece(kept.removesuffix("…"), ink, f"{attributes}w")
    return (*[ours] * (kept != text), piece, *[ours] * kept.endswith("…"))


def _said(problem: Problem, lines: Sequence[str], others: tuple[str, ...], width: int) -> Iterator[tuple[Piece, ...]]:
    frame = frame_of(problem, lines, 3 * width)
    told = [f"line {problem.span.line}: {frame.text.strip()}"] if frame else []
    if frame and frame.culprit.strip() not in ("", frame.text.strip()):
        told.append(f"it is about: {frame.culprit.strip()}")
    for text in (others[0], *told, *others[1:]):
        for start, end in breaks(text, width)[:_MOST] if text else ():
            yield (Piece(text[start:end], "soft", "w"),)


def nearest_left(before: Sequence[str], marked: str, left: Iterable[str]) -> str:
    """The marked row's key, if it is still there; else that of the next one below it, else of the next one above."""
    still = set(left)
    if not marked or marked in still:
        return marked
    at = before.index(marked) if marked in before else 0
    return next((key for key in (*before[at:], *reversed(before[:at])) if key in still), "")


def counts(problems: Iterable[Problem]) -> dict[str, int]:
    """How many problems there are of each severity."""
    found = dict.fromkeys(_SHOWN, 0)
    for problem in problems:
        found[problem.severity] += 1
    return found


def summed_up(numbers: dict[str, int], width: int, in_words: bool) -> tuple[Piece, ...]:
    """`! 2 errors  ▲ 1 warning`, without the words where room is short; hints are told by the key that shows them."""
    counts = [(_SHOWN[severity], numbers[severity]) for severity in ("error", "warning") if numbers[severity]]
    if in_words:
        return (Piece(" · ".join(counted(count, word) for (word, _name, _ink), count in counts), "soft"),)
    for is_long in (True, False):
        pieces: list[Piece] = []
        for (word, name, ink), count in counts:
            number = counted(count, word) if is_long else str(count)
            pieces += (Piece("  " if pieces else ""), Piece(f"{glyph(name)} ", ink, "b"), Piece(number, "soft"))
        if sum(cell_len(piece.text) for piece in pieces) <= width:
            break
    return tuple(pieces)


def told_sheet(text: str) -> Sheet:
    """A sentence in place of rows."""
    return Sheet((Para((Piece(text, "soft"),)),))


def nothing_sheet(files: int, hints: int, hints_key: str, is_checking: bool, passed: str = "") -> Sheet:
    """What stands in place of rows: that nothing is wrong, or that it is too early to say; and what was passed over."""
    if is_checking:
        return told_sheet("Nothing so far. The check is under way …")
    where = f"in {counted(files, 'file')}" if files else "on this desk"
    paras = [Para((Piece("All is well: ", "text", "b"), Piece(f"nothing is wrong {where}.", "text")))]
    if hints:
        told = f"{counted(hints, 'hint')} for who wants to go further: "
        go_on = (Piece(told, "soft"), Piece(hints_key, "accent", "b"))
        paras.append(Para((*go_on, Piece(f" shows {'it' if hints == 1 else 'them'}.", "soft")), space=1))
    if passed:
        paras.append(Para((Piece(f"{passed}.", "soft", "w"),), space=1))
    return Sheet(tuple(paras))
