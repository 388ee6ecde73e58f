"""Desks to test and to measure with: briefs of about 5 KB, the same for the same seed."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

FIRST = [
    "Ada",
    "Boris",
    "Chandra",
    "Dimitri",
    "Elena",
    "Farid",
    "Grace",
    "Hana",
    "Igor",
    "Jana",
    "Kofi",
    "Lena",
    "Marek",
    "Nadia",
    "Omar",
    "Petra",
    "Rosa",
]
LAST = [
    "Abbas",
    "Bauer",
    "Costa",
    "Dvorak",
    "Eriksen",
    "Fischer",
    "Garcia",
    "Haddad",
    "Ivanov",
    "Jensen",
    "Kovacs",
    "Lopez",
    "Moreau",
    "Novak",
]
WORDS = [
    "the",
    "talks",
    "were",
    "held",
    "behind",
    "closed",
    "doors",
    "while",
    "envoys",
    "waited",
    "for",
    "word",
    "from",
    "their",
    "capitals",
    "and",
    "nobody",
    "in",
    "the",
    "room",
    "could",
    "say",
    "whether",
    "a",
    "truce",
    "would",
    "come",
    "before",
    "winter",
    "or",
    "after",
    "it",
    "as",
    "prices",
    "rose",
    "and",
    "grain",
    "stayed",
    "in",
    "port",
]


def people(count: int) -> list[str]:
    """So many different names of persons."""
    return [f"{FIRST[at % len(FIRST)]} {surname(at)}" for at in range(count)]


def surname(at: int) -> str:
    return f"{LAST[at % len(LAST)]}{''.join(chr(97 + int(digit)) for digit in str(at))}"


def registry(folder: Path, actors: int = 40, venues: int = 20) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f"actor-{at}: {{name: {name}, kind: person, weak: [{surname(at)}]}}" for at, name in enumerate(people(actors))
    ]
    (folder / "actors.yaml").write_text("\n".join(lines) + "\n")
    lines = [f"venue-{at}: {{name: Town{at}, country: {('TR', 'DE', 'GB')[at % 3]}}}" for at in range(venues)]
    (folder / "places.yaml").write_text("\n".join(lines) + "\n")


def brief(number: int, size: int = 5000, actors: int = 40, venues: int = 20, total: int = 0) -> str:
    """A brief with 7 registry actors, a local one, 3 venues, an event, 2 questions and about 30 mentions."""
    chance = random.Random(number)
    cast = chance.sample(range(actors), min(7, actors))
    places = chance.sample(range(venues), min(3, venues))
    names = people(actors)
    local = f"Local {surname(chance.randrange(max(1, total // 5 or 20)))}"
    day = date(2020, 1, 1) + timedelta(days=chance.randrange(2000))
    spoken = [*(names[at] for at in cast), *(surname(at) for at in cast), *(f"Town{at}" for at in places), local]
    paragraphs: list[str] = []
    length = 0
    while length < size - 900:
        sentences = []
        for _ in range(4):
            words = chance.choices(WORDS, k=chance.randrange(12, 24))
            if chance.random() < 0.45:
                words.insert(chance.randrange(1, len(words)), chance.choice(spoken))
            sentence = " ".join(words)
            sentences.append(sentence[0].upper() + sentence[1:])
        text = ". ".join(sentences) + "."
        paragraphs.append(text)
        length += len(text)
    body = "\n\n".join(f"  {text}" for text in paragraphs)
    listed = ", ".join(f"{{id: actor-{at}, role: envoy}}" for at in cast)
    met = ", ".join(f"actor-{at}" for at in cast[:3])
    return f"""title: Story {number} of {day.isoformat()}
date: {day.isoformat()}
summary: A summary of story {number}.
status: developing
actors: [{listed}, {{name: {local}, kind: person}}]
venues: [{", ".join(f"venue-{at}" for at in places)}]
events:
  - {{name: Meeting {number % 50}, when: {day.isoformat()}, where: venue-{places[0]}, who: [{met}], status: held}}
questions:
  - What comes after meeting {number}?
  - ask: "Will {names[cast[0]]} sign?"
    about: [actor-{cast[1]}]
    due: {(day + timedelta(days=9)).isoformat()}
body: |
{body}
"""


def desk(folder: Path, count: int, size: int = 5000, actors: int = 40, venues: int = 20) -> Path:
    registry(folder, actors, venues)
    for number in range(count):
        part = folder / f"{number // 100:03}"
        part.mkdir(exist_ok=True)
        (part / f"story-{number}.yaml").write_text(brief(number, size, actors, venues, count))
    return folder
