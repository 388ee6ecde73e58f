"""What is made of files by their lines alone is what is made of them by who reads all of it, or nothing."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefing.desk.registry import plan
from briefing.desk.registry.files import DeskFiles
from briefing.desk.registry.finding import WordSearch
from briefing.desk.registry.plain import _KEYS, _LISTS, _LISTS_OF_IDS, _REFERENCES, Renamed, of_registry
from briefing.desk.registry.quick import quick_rename
from briefing.desk.registry.rename import rename
from briefing.desk.registry.steps import Impossible
from briefing.model.problem import Edit
from briefing.parse.fields import FIELDS, OWNERS
from tests.desk.registry.conftest import Make

SEEDS = int(os.environ.get("SEEDS", "800"))
PLAIN_NAMES = ["Old Board", "Ann Lee", "Émile Board", "City of Old", "New Board", "Harbour"]
WORDS = ["old-board", "ann-lee", "city", "port", "new", "Old Board", "New Board", "old-board-2", "x", "Ann Lee", "élan"]
TEXTS = [
    "Old Board", "of old-board and more", "the Old Board, again", "New Board", "Old-board", "envoy", "it's old",
    "old-board", "'old-board'", '"old-board"', "New  Board 2", "héllo", "10:30 a.m.", "a#b", "2025-05-15~", "-3.5",
]  # fmt: skip
LINES = [
    "[[old-board]] met.", "He of [[old-board|the board]], old-board and [[ann-lee]].", "[[ old-board ]] and [[x]].",
    "`[[old-board]]` is code.", "old-board alone", "- item\n\n      [[old-board]] in code?", "| [[old-board]] | x |",
    "[[Folder/old-board]]", "![[old-board]]", "[[old-board]](x)", "[a](old-board) and [[city]]", "<b>[[old-board]]</b>",
    "[[Old Board]] by name", "[[old-board-2]] and [[old-board#part]]", "$a$ [[old-board]] $b$", "\\[[old-board]]",
    "> [[old-board]] said", "1. [[old-board|]] no", "## [[old-board]]", "[[new-board]]", "{{x}} [[old-board]]",
    "[[x|old-board]]", "[[old-board]]: x", "[^1]: [[old-board]]", "~~~\n  [[old-board]]\n  ~~~", "[[old-board", "plain",
]  # fmt: skip


def some(rng: random.Random, of: Sequence[str], least: int = 0) -> list[str]:
    return rng.sample(of, rng.randint(least, 3))


def registry(rng: random.Random) -> str:
    rows = []
    for key, name in zip(["old-board", "ann-lee", "port", "old-board-2"], PLAIN_NAMES, strict=False):
        pairs = [f"name: {name}", *some(rng, ["kind: person", "weak: [Board]", "country: FR", 'note: "so, so"'])]
        pairs += rng.choices([[], [f"for: {rng.choice(WORDS[:4])}"], ['for: "old-board"']], [4, 1, 1])[0]
        comment = rng.choices(["", "  # so", "   # old-board"], [5, 2, 1])[0]
        rows.append(
            rng.choice(
                [
                    f"{key}: {name}{comment}\n",
                    f"{key}: {{{', '.join(pairs)}}}{comment}\n",
                    f"{key}: {{ {', '.join(pairs)}, }}\n",
                    f"{key}:\n  {{{', '.join(pairs)}}}{comment}\n",
                    f"{key}:{comment}\n" + "".join(f"  {pair}{comment}\n" for pair in pairs) + rng.choice(["", "\n"]),
                    f"{key}:\n" + "".join(f"    {pair}\n" for pair in pairs),
                ]
            )
        )
    rng.shuffle(rows)
    return "".join(rows)


def value(rng: random.Random, is_name: bool) -> str:
    if is_name or rng.random() < 0.1:
        return rng.choice(TEXTS) if rng.random() < 0.2 else rng.choice(["Talks", "envoy", "it's old", "10:30", "a#b"])
    return rng.choice(WORDS) if rng.random() < 0.1 else rng.choice(["old-board", "ann-lee", "old-board-2", "city"])


def entry(rng: random.Random, row: str) -> str:
    fields = list(OWNERS[row.removesuffix("s")].fields.values())
    pairs = {}
    for field in rng.sample(fields, min(len(fields), rng.randint(1, 4))):
        if field.kind == "entry":
            continue
        of_ids = field.kind == "reference" or (field.key == "id" and row in ("actors", "venues"))
        values = [value(rng, not of_ids) for _ in range(rng.randint(1, 3))]
        pairs[field.key] = f"[{', '.join(values)}]" if field.many or rng.random() < 0.1 else values[0]
    if not pairs or rng.random() < 0.4:
        return f"  - {value(rng, row not in ('actors', 'venues'))}\n"
    if rng.random() < 0.5:
        join = ",\n     " if rng.random() < 0.3 else ", "
        return f"  - {{{join.join(f'{key}: {value}' for key, value in pairs.items())}}}\n"
    return "  - " + "    ".join(f"{key}: {value}{rng.choice(['', '', '   # so'])}\n" for key, value in pairs.items())


def brief(rng: random.Random) -> tuple[str, str]:
    parts = [f"title: {rng.choice(TEXTS[:6])}\n", rng.choice(["", "summary: >-\n  Of old-board.\n  And more.\n"])]
    for row in some(rng, _LISTS, 1):
        if row in ("actors", "venues") and rng.random() < 0.3:
            parts.append(f"{row}: [{', '.join(value(rng, False) for _ in range(3))}]\n")
        else:
            parts.append(f"{row}:\n" + "".join(entry(rng, row) for _ in range(rng.randint(1, 3))))
    parts += rng.choices(
        ["", "mentions:\n  the board: old-board\n", "follows: [old-board]\n", "\n# so\n"], [5, 1, 1, 1]
    )
    body = "\n\n".join(
        [
            "Text.",
            *(rng.choice(LINES[:2]) if rng.random() < 0.7 else rng.choice(LINES) for _ in range(rng.randint(0, 2))),
        ]
    )
    if rng.random() < 0.3:
        return ".md", f"---\n{''.join(parts)}---\n{body}\n"
    return ".yaml", "".join(parts) + "body: |\n" + "".join(f"  {one}\n" if one else "\n" for one in body.split("\n"))


REGISTRY = "old-board: {name: Old Board}\nann-lee: Ann Lee\nold-board-2: Second\n"
PLACES = "city: {name: City, country: TR}\nquay: Quay\n"
RENAMED = Renamed("old-board", "new-board", "actor")


def edits(root: Path, texts: dict[str, str], old: str = "old-board") -> dict[str, list[tuple[int, int, str]]] | str:
    """What a reading of all makes of files, as stretches of each; or why it refuses."""
    files = DeskFiles(root, {file: text.encode() for file, text in texts.items()})
    try:
        made = rename(files, old, "new-board").edits
    except Impossible as error:
        return str(error)

    def place(file: str, edit: Edit) -> tuple[int, int, str]:
        text, span = files.text(file), edit.span
        return text.offset(span.line, span.column), text.offset(span.end_line, span.end_column), edit.text

    return {file: sorted(place(file, edit) for edit in some) for file, some in made.items()}


def test_of_a_brief_it_is_what_a_reading_of_all_makes_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "_places", lambda *_: None)
    places_in = Renamed.places
    monkeypatch.setattr(Renamed, "places", lambda *_: None)
    told: Counter[int] = Counter()
    for seed in range(SEEDS):
        ending, text = brief(random.Random(seed))
        if (places := places_in(RENAMED, text, ending == ".md")) is None:
            continue
        made = edits(tmp_path, {"actors.yaml": REGISTRY, "places.yaml": PLACES, f"s{ending}": text})
        expected = [(at, at + 9, "new-board") for at in places]
        assert not isinstance(made, str), (seed, made, text)
        assert made.get(f"s{ending}", []) == expected, (seed, text)
        told[len(expected)] += 1
    assert min(told[0], told[1], told[2], told[3]) > SEEDS / 100, told


def test_of_a_registry_it_is_what_a_reading_of_all_makes_of_it(tmp_path: Path) -> None:
    told = 0
    for seed in range(SEEDS // 3):
        texts = {"actors.yaml": registry(random.Random(seed)), "places.yaml": PLACES}
        found = of_registry(texts, {"actors.yaml": "actor", "places.yaml": "venue"}, "old-board", "new-board")
        if found is None:
            continue
        assert found.kind == "actor"
        assert {file: sorted(some) for file, some in found.edits.items()} == edits(tmp_path, texts), texts
        told += 1
    assert told > SEEDS / 10


def test_the_keys_are_those_of_the_format() -> None:
    brief = OWNERS["brief"].fields
    assert {*_KEYS, "body"} == {*brief}
    assert {*_LISTS} == {row.key for row in brief.values() if row.kind == "entry"}
    for kind, keys in _REFERENCES.items():
        assert {*keys} == {row.key for row in FIELDS if kind in row.refers}
        assert {*keys} & {*_LISTS_OF_IDS} == {row.key for row in FIELDS if kind in row.refers and row.many}


def test_a_desk_is_renamed_without_a_parser(desk: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    brief = "title: T{}\nactors:\n  - old-board\nbody: |\n  Of [[old-board]].\n"
    files = desk({"actors.yaml": REGISTRY, "places.yaml": PLACES} | {f"s{n}.yaml": brief.format(n) for n in range(3)})
    made = quick_rename(files.root, "old-board", "new-board", WordSearch(files.root, ["old-board", "new-board"]))
    assert made is not None
    assert made == sorted(rename(files, "old-board", "new-board").steps(files))
    assert len(made) == 4
    (files.root / "s1.yaml").write_text(brief.format(1).replace("  - old", "   - old"))
    search = WordSearch(files.root, ["old-board", "new-board"])
    assert quick_rename(files.root, "old-board", "new-board", search) is None
    assert sorted(search.files()) == ["s0.yaml", "s1.yaml", "s2.yaml"]
    mixed = rename(DeskFiles(files.root, search=search), "old-board", "new-board")
    monkeypatch.setattr(Renamed, "places", lambda *_: None)
    assert mixed == rename(DeskFiles(files.root), "old-board", "new-board")
    (files.root / "briefing.toml").write_text("[read]\nbare = true\n")
    assert quick_rename(files.root, "old-board", "new-board", search) is None
