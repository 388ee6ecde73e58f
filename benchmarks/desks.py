"""Made-up desks of any size, the same on every run."""

from __future__ import annotations

import random
from pathlib import Path

WORDS = """
envoys met again today while the ministers argued over a draft that no side would sign before the weekend and aides
spoke of progress on prisoners grain ports borders observers money winter elections patience
""".split()

RICH = (
    "{0}, *{1}* and **{2}**, said [[{6}]] of [{3}](https://example.org/talks). {4}; `{5}` is left.",
    "## {0}\n\n{1} with [[{6}|an envoy]], {2}.\n\n- {3}\n- **{4}** of late\n- {5}",
    "> {0} {1},\n> *{2}* {3}.\n\n{4} {5}.",
    "1. {0}\n2. {1} [{2}](https://example.org/2)\n3. {3}\n\n---\n\n{4} *{5}*.",
)
"""What a paragraph becomes in a rich body: its words in six parts, and an actor's id."""


def write_desk(folder: Path, briefs: int, size: int = 3000, is_rich: bool = False) -> None:
    """A registry of 300 persons and 100 places, and briefs with bodies of about `size` characters: plain paragraphs, or
    the headings, lists, quotes, emphasis, code and links of a hand that likes Markdown."""
    chance = random.Random(briefs)
    folder.mkdir(parents=True, exist_ok=True)
    people = [(f"person-{n}", f"{_word(chance)} {_word(chance)}{n}") for n in range(300)]
    places = [(f"place-{n}", f"{_word(chance)}{n} City") for n in range(100)]
    (folder / "actors.yaml").write_text(
        "".join(f"{key}: {{name: {name}, kind: person, weak: [{name.split()[1]}]}}\n" for key, name in people)
    )
    (folder / "places.yaml").write_text(
        "".join(f"{key}: {{name: {name}, country: TR, lat: 41.0, lon: 29.0}}\n" for key, name in places)
    )
    for number in range(briefs):
        (folder / f"story-{number:06}.yaml").write_text(brief(number, people, places, chance, size, is_rich))


def brief(
    number: int,
    people: list[tuple[str, str]],
    places: list[tuple[str, str]],
    chance: random.Random,
    size: int = 3000,
    is_rich: bool = False,
) -> str:
    """One brief's text."""
    cast, venues = chance.sample(people, 8), chance.sample(places, 3)
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < size:
        words = chance.choices(WORDS, k=60)
        words[chance.randrange(60)] = chance.choice(cast)[1]
        words[chance.randrange(60)] = chance.choice(venues)[1]
        if is_rich:
            lines = RICH[len(paragraphs) % len(RICH)].format(*_parts(words), cast[0][0])
            paragraphs.append("".join(f"  {line}\n" if line else "\n" for line in lines.split("\n")))
        else:
            paragraphs.append(f"  {_sentence(words)}.\n")
    day = f"{2000 + number % 25}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    lines = [
        f"title: Story {number} of the {chance.choice(WORDS)} and the {chance.choice(WORDS)}",
        f"date: {day}",
        "status: settled",
        "actors:",
        *(f"  - {{id: {key}, role: envoy}}" for key, _name in cast),
        "venues:",
        *(f"  - {key}" for key, _name in venues),
        "events:",
        f"  - {{id: meeting-{number}, name: Meeting {number}, when: {day}, where: {venues[0][0]},",
        f"     who: [{cast[0][0]}, {cast[1][0]}], status: held}}",
        "questions:",
        f"  - Will they meet again after {day}?",
        "body: |",
        "\n".join(paragraphs),
    ]
    return "\n".join(lines)


def _parts(words: list[str]) -> list[str]:
    return [_sentence(words[at : at + 10]) for at in range(0, 60, 10)]


def _sentence(words: list[str]) -> str:
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


def _word(chance: random.Random) -> str:
    return "".join(chance.choice("bdfgklmnprstv") + chance.choice("aeiou") for _ in range(3)).capitalize()
