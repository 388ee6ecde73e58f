"""Desks of all forms: there and back again is the same, byte by byte, and nothing else is said than before."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.desk.registry.files import DeskFiles
from briefing.desk.registry.journal import Journal
from briefing.desk.registry.merge import merge
from briefing.desk.registry.promote import promote
from briefing.desk.registry.rename import rename
from briefing.desk.registry.split import split, tellings
from briefing.desk.registry.steps import Impossible
from briefing.desk.scan import scan
from tests.desk.registry.conftest import problems_in, put_in_place, texts_in

IDS = ["ann", "ann-lee", "lee", "q", "north-union", "north", "x1", "po-lan"]
NAMES = ["Ann Alvarez", "Ann-Marie Lee", "Leeman Group", "Qandil", "Northern Union", "Norte", "Xavier One", "Po Lan"]
OWN = ["Ida Nobody", "Ивана Новак", "Nobody & Sons"]


def quoted(rng: random.Random, text: str) -> str:
    return rng.choice([text, text, f'"{text}"', f"'{text}'"])


def registry(rng: random.Random) -> Iterator[str]:
    for key, name in zip(IDS, NAMES, strict=True):
        head = rng.choice([f"{key}:", f'"{key}":', f"{key} :"])
        facts = rng.choice([[], ["kind: person"], ["kind: group", "country: FR"]])
        side = [f"for: {quoted(rng, rng.choice(IDS))}"] if rng.random() < 0.3 else []
        rows = [f"name: {name}", *facts, *side]
        comment = rng.choice(["", "   # ann and lee, and q"])
        yield rng.choice(
            [
                f"{head} {name}{comment}\n",
                f"{head} {{{', '.join(rows)}}}{comment}\n",
                f"{head}\n  {{{', '.join(rows)}}}\n",
                head + comment + "".join(f"\n  {row}" for row in rows) + f"{comment}\n",
                head + "".join(f"\n    {row}" for row in rows) + "\n    was:\n    - " + f"{key}-old\n",
                head + "".join(f"\n  {row}" for row in rows) + f"\n  was: [{key}-old]\n\n",
            ]
        )


def entries(rng: random.Random) -> Iterator[tuple[str, str]]:
    for key in rng.sample(IDS, rng.randint(2, 6)):
        role = rng.choice(["", "", ", role: of lee and q"])
        name = NAMES[IDS.index(key)]
        written = rng.choice([key, key, name, f"{key}-old"]) if not role else key
        yield key, (f"{{id: {quoted(rng, key)}{role}}}" if role else quoted(rng, written))
    if rng.random() < 0.6:
        own = rng.choice(OWN)
        yield own, rng.choice([quoted(rng, own), f"{{name: {own}, kind: person, role: guest}}"])


def brief(rng: random.Random, number: int) -> str:
    listed = dict(entries(rng))
    keys = [key for key in listed if key in IDS]
    if rng.random() < 0.5:
        actors = f"actors: [{', '.join(listed.values())}]\n"
    else:
        actors = "actors:\n" + "".join(f"  - {one}{rng.choice(['', '  # lee?'])}\n" for one in listed.values())
    some = ", ".join(quoted(rng, key) for key in rng.sample(keys, min(2, len(keys))))
    links = " ".join(rng.choice([f"[[{key}]]", f"[[{key}|he]]", f"[[ {key} ]]", f"`[[{key}]]`", key]) for key in keys)
    text = (
        f"title: Story {number} of ann\n# about q, lee\n{actors}"
        f"events:\n  - {{name: Talks, who: [{some}], when: 2025-05-0{number % 9 + 1}, status: held}}\n"
        f"questions: [{{ask: Will lee?, about: [{some}]}}]\n"
        f"claims:\n  - say: q says so.\n    by: {quoted(rng, keys[0])}\n"
    )
    follows = f"follows: [s{number - 1}]\n" if number else ""
    body = f"Of ann and lee: {links} and ann.\n\nMore of [[s{max(number - 1, 0)}]], ann-lee."
    return text + follows, body  # type: ignore[return-value]


def desk(rng: random.Random, root: Path) -> Path:
    root.mkdir()
    actors = "".join(registry(rng))
    half = actors.rstrip("\n") if rng.random() < 0.3 else actors
    (root / "actors.yaml").write_text(half)
    for number in range(5):
        head, body = brief(rng, number)
        if rng.random() < 0.3:
            data = f"---\n{head}---\n{body}\n"
            name = f"s{number}.md"
        else:
            data = head + "body: |\n" + "".join(f"  {line}\n" if line else "\n" for line in body.split("\n"))
            name = f"s{number}.yaml"
        data = data.replace("\n", "\r\n") if rng.random() < 0.2 else data
        (root / name).write_bytes(data.encode())
    return root


def meaning(root: Path) -> dict[str, list[tuple[str, str, str]]]:
    """What each brief names, place by place."""
    files = DeskFiles(root)
    return {
        stat.path: [(use.where.partition(".")[0], use.kind, use.key) for use in files.uses(stat.path).uses]
        for stat in scan(root)
    }


@pytest.mark.parametrize("seed", range(40))
def test_renamed_and_back(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    root = desk(rng, tmp_path / "desk")
    before, wrong, meant = texts_in(root), problems_in(root), meaning(root)
    old = rng.choice(IDS)
    files = put_in_place(DeskFiles(root), rename(DeskFiles(root), old, "brand-new"))
    assert problems_in(root) == wrong
    now = {
        file: [(where, kind, old if key == "brand-new" else key) for where, kind, key in uses]
        for file, uses in meaning(root).items()
    }
    assert now == meant
    assert files.key_of(old) == "brand-new"
    put_in_place(files, rename(files, "brand-new", old))
    assert texts_in(root) == before


@pytest.mark.parametrize("seed", range(40))
def test_merged_promoted_split_and_undone(tmp_path: Path, seed: int) -> None:
    rng = random.Random(1000 + seed)
    root = desk(rng, tmp_path / "desk")
    journal = Journal(root, tmp_path / "state")
    states, wrong = [texts_in(root)], problems_in(root)
    for _ in range(4):
        files = DeskFiles(root)
        try:
            match rng.randrange(3):
                case 0:
                    plan = merge(files, *rng.sample(IDS, 2))
                case 1:
                    plan = promote(files, rng.choice(OWN))
                case _:
                    key = rng.choice(IDS)
                    stories = [one.story for one in tellings(files, key)]
                    plan = split(files, key, f"{key}-2", stories[: len(stories) // 2 + 1])
        except Impossible:
            continue
        journal.carry_out(plan.title, [*plan.steps(files)])
        states.append(texts_in(root))
        grave = [one for one in problems_in(root) if one[1] != "info" and one not in wrong]
        assert grave == [], plan.title
    for before in states[-2::-1]:
        journal.undo()
        assert texts_in(root) == before
