"""One slip of the hand in a good brief is either harmless or told where it was made.

Seeded edits are made in good briefs, one in each. What a mutant says is compared with what the brief said. A mutant
that nothing new is told about, within one line of the edit, must be of one of the kinds of `Silent`: in the others a
rule could have seen it.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import pytest

from briefing.check.checker import check, facts, is_sound
from briefing.check.rule import Around
from briefing.config.paths import shipped
from briefing.model.brief import Brief
from briefing.model.problem import Problem
from briefing.parse.brief import read_brief, read_text
from briefing.parse.fields import OWNERS, Owner
from briefing.parse.names import RegistryNames
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode, compose
from briefing.parse.registry import read_registry
from briefing.parse.split import split
from briefing.parse.text import Text, decode
from tests.parse.test_brief import FULL

SEED = 20250516
EACH = 320
"""So many mutants are made of each brief."""
CHOSEN = ("istanbul-talks.yaml", "razoni-sails.yaml", "grain-deal-ends.yaml", "hague-five-per-cent.yaml")
TOLD, EXACT = 0.38, 0.96
"""The least share of mutants that is told, and of those told, the share whose place is on the very line."""
TODAY = date(2025, 5, 16)

SAME = "the same data"
SILENT = {
    "text": "A text says something else: the edit lies in a text, a name, a comment or the body; all else is the same.",
    "value": "A date, a number, an address, a country or an entry's own id became another one that can be right.",
    "less": "A line with a whole optional value or item was deleted or made a comment: nothing says it was there.",
    "order": "Two neighbouring lines changed places: the author says what comes first, and what is of which list.",
}
"""The kinds of edits that no rule can see, and why."""
TEXTS = frozenset({"text", "body"})
VALUES = frozenset({"when", "url", "id", "country", "latitude", "longitude", "wikidata", "geonames"})
PLACES = frozenset({"span", "title_span", "follows_spans", "problems", "blocks", "mentions", "words", "file"})


class Edited(NamedTuple):
    """A mutant: the first and the last of its lines that the edit touches (from 1), where it lies in the good text
    (`start` to `end`), and of what sort it is.
    """

    text: str
    first: int
    last: int
    start: int
    end: int
    sort: str


class Good:
    """A good brief with what is known of it: its data, its problems, and which of its characters are of which kind."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.brief, found = looked_at(file, text)
        self.data = data_of(self.brief)
        self.told = Counter((one.code, one.message) for one in found)
        self.kinds = kinds_of(file, text)


@cache
def samples() -> tuple[dict[str, str], RegistryNames]:
    root = shipped("briefs")
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(root.glob("*.yaml"))}
    registry = read_registry({name: files.pop(name).encode() for name in ("actors.yaml", "places.yaml")})
    return files, RegistryNames(registry)


@cache
def desk() -> Around:
    files, names = samples()
    known = [facts(read_brief(text.encode(), file, names.registry, names)) for file, text in files.items()]
    return Around(names.registry, {one.id: one for one in known}, TODAY)


def looked_at(file: str, text: str) -> tuple[Brief, tuple[Problem, ...]]:
    """A brief, and everything that is the matter with it; a sparing look is not to miss any of it but hints."""
    names = samples()[1]
    shown = decode(text.encode(), file)
    brief = read_text(shown, names.registry, names)
    found = check(brief, shown, desk())
    if any(problem.severity != "info" for problem in found):
        assert not is_sound(read_text(shown, names.registry, names, is_sparing=True), shown, desk()), text
    return brief, found


# what a brief says


def data_of(value: Any) -> Any:
    """A value without its places."""
    if is_dataclass(value):
        return {one.name: data_of(getattr(value, one.name)) for one in fields(value) if one.name not in PLACES}
    return [data_of(one) for one in value] if isinstance(value, tuple) else value


def differences(one: Any, other: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of the values that are not the same."""
    if one == other:
        return
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for key, value in one.items():
            yield from differences(value, other[key], (*path, key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (a, b) in enumerate(zip(one, other, strict=True)):
            yield from differences(a, b, (*path, str(number)))
    else:
        yield path


def kinds_of(file: str, text: str) -> list[str]:
    """For each character of a good brief what it belongs to: a value's kind, `name`, `body`, `comment` or nothing."""
    shown = Text(text, file)
    kinds = [""] * (len(text) + 1)

    def paint(start: int, end: int, kind: str) -> None:
        kinds[start : end + 1] = [kind] * (end + 1 - start)

    def offset(mark: Any) -> int:
        return shown.starts[mark.line] + mark.column

    def walk(node: Node, owner: Owner | None, kind: str) -> None:
        if isinstance(node, ScalarNode):
            paint(offset(node.start_mark), offset(node.end_mark), kind)
        elif isinstance(node, SequenceNode):
            for item in node.value:
                walk(item, owner, kind)
        elif isinstance(node, MappingNode) and owner is not None:
            for key, value in node.value:
                row = owner.fields[key.value]
                inner = OWNERS[row.of] if row.kind == "entry" else None
                if row.kind == "overrides":
                    for name, _target in value.value:
                        walk(name, None, "name")
                else:
                    walk(value, inner, "name" if row.kind == "entry" or row.key == "name" else row.kind)

    parts = split(shown)
    node, _second = compose(parts.head)
    assert node is not None
    walk(node, OWNERS["brief"], "")
    for line, start in zip(shown.lines, shown.starts, strict=True):
        at = line.find(" #") + 1 or (0 if line.startswith("#") else -1)
        if at >= 0 and not any(kinds[start + at : start + len(line)]):
            paint(start + at, start + len(line), "comment")
    assert parts.body
    paint(shown.starts[parts.body[0].number - 1], len(text), "body")
    return kinds


# edits


def one_edit(good: Good, dice: random.Random) -> Edited | None:
    """A slip of the hand somewhere in a brief; None where this slip cannot be made."""
    text = good.text
    sort = dice.choice(SORTS)
    if sort in LINES:
        return of_lines(text, sort, dice)
    wanted = LETTERS.get(sort)
    places = [at for at, char in enumerate(text) if wanted is None or char in wanted]
    if sort == "drop a dash":
        places = [at for at in places if text[text.rfind("\n", 0, at) + 1 : at].strip() == ""]
    if not places:
        return None
    at = dice.choice(places)
    char = text[at]
    instead = {
        "delete": "", "double": char * 2, "insert": char + dice.choice("aeXz 0:-'\"[]{}#,\n"),
        "swap": text[at + 1 : at + 2] + char,
        "curly": dice.choice("“”’"), "wide": "\uff1a", "tab": "\t", "no-break": "\u00a0",
    }.get(sort, "")  # fmt: skip
    length = 2 if sort == "swap" else 1
    changed = text[:at] + instead + text[at + length :]
    if changed == text:
        return None
    line = text.count("\n", 0, at) + 1
    start = at + 1 if sort == "insert" else at
    return Edited(changed, line, line + instead.count("\n"), start, at + length - 1 if length > 1 else start, sort)


def of_lines(text: str, sort: str, dice: random.Random) -> Edited | None:
    lines = text.split("\n")[:-1]
    at = dice.randrange(len(lines) - 1)
    start = sum(len(line) + 1 for line in lines[:at])
    end = start + len(lines[at]) - 1
    touched = at + 1, at + 1
    if sort == "delete a line":
        touched = max(at, 1), at + 1
        del lines[at]
    elif sort == "double a line":
        touched = at + 1, at + 2
        lines.insert(at, lines[at])
    elif sort == "swap lines":
        touched = at + 1, at + 2
        end += len(lines[at + 1]) + 1
        lines[at : at + 2] = lines[at + 1], lines[at]
    elif sort == "indent":
        lines[at] = " " + lines[at]
        end = start
    elif lines[at].startswith(" "):
        lines[at] = lines[at][1:]
        end = start
    changed = "".join(f"{line}\n" for line in lines)
    return None if changed == text else Edited(changed, *touched, start, max(end, start), sort)


LINES = ("delete a line", "double a line", "swap lines", "indent", "outdent")
LETTERS = {
    "drop a quote": "\"'", "drop a bracket": "[]{}", "drop a colon": ":", "drop a dash": "-",
    "curly": "\"'", "wide": ":", "tab": " ", "no-break": " ",
}  # fmt: skip
SORTS = (*LINES, *LETTERS, "delete", "double", "insert", "swap", "delete", "double", "insert", "swap")


# judgement


def judged(good: Good, edited: Edited) -> tuple[str, int]:
    """What became of an edit: `SAME`, a kind of `SILENT`, `told`, or why it is bad; and how far away it was told."""
    brief, found = looked_at(good.file, edited.text)
    new = Counter((one.code, one.message) for one in found) - good.told
    lines = [one.span.line for one in found if (one.code, one.message) in new]
    away = min((max(edited.first - line, line - edited.last, 0) for line in lines), default=-1)
    if 0 <= away <= 1:
        return "told", away
    paths = list(differences(good.data, data_of(brief)))
    if not paths and blocks(brief) == blocks(good.brief):
        return SAME, away
    return silent(good, edited, paths) or ("far" if away > 1 else "unseen"), away


def blocks(brief: Brief) -> list[str]:
    return [block.text for block in brief.blocks]


def silent(good: Good, edited: Edited, paths: list[tuple[str, ...]]) -> str:
    """The kind of an edit that no rule can see, or nothing."""
    kinds = set(good.kinds[edited.start : edited.end + 1]) - {""}
    if kinds <= {"body", "comment"} and not paths and kinds:
        return "text"
    if edited.text.split("\n")[edited.last - 1].lstrip().startswith("#"):
        return "less"
    if edited.sort in ("delete a line", "swap lines") and is_whole(good, edited):
        return "less" if edited.sort == "delete a line" else "order"
    if kinds & VALUES and len(kinds) == 1:
        return "value"
    if kinds & {"text", "name"} and len(kinds) == 1 and are_of_one(paths, kinds.pop()):
        return "text"
    return ""


def are_of_one(paths: list[tuple[str, ...]], kind: str) -> bool:
    """Whether the values that changed are one text, or the one entry that is known by it."""
    if kind == "name":
        return len({path[:2] for path in paths}) <= 1 and not any(path[-1] in ("actors", "venues") for path in paths)
    values = {path[:-1] if path[-1].isdigit() else path for path in paths if path[-1] != "key"}
    return len(values) <= 1 and all(len(path) > 1 or path[0] in ("title", "summary", "tags") for path in values)


def is_whole(good: Good, edited: Edited) -> bool:
    """Whether each line of the edit is a whole value or item."""
    lines = good.text[edited.start : edited.end + 1].split("\n")
    return all(line.lstrip().startswith("-") or ": " in line or line.endswith(":") for line in lines)


@pytest.mark.parametrize("file", ["full.yaml", *CHOSEN])
def test_a_slip_is_harmless_or_told_where_it_was_made(file: str) -> None:
    good = Good(file, FULL if file == "full.yaml" else samples()[0][file])
    dice = random.Random(f"{SEED} {file}")
    became: Counter[str] = Counter()
    lines: Counter[int] = Counter()
    bad: list[str] = []
    while became.total() < EACH:
        edited = one_edit(good, dice)
        if edited is None:
            continue
        what, away = judged(good, edited)
        became[what] += 1
        if what == "told":
            lines[away] += 1
        elif what not in (SAME, *SILENT):
            shown = edited.text.split("\n")[edited.first - 1 : edited.last]
            bad.append(f"{what}: {edited.sort} at {file}:{edited.first}: {shown}")
    exact = lines[0] / lines.total()
    print(f"{file}: {dict(became)}; of those told, {exact:.1%} at the exact line")
    assert bad == []
    assert became["told"] >= EACH * TOLD
    assert exact >= EXACT
