"""A small registry, and short ways to read a brief against it."""

from __future__ import annotations

from briefing.model.brief import Brief
from briefing.parse.brief import read_brief
from briefing.parse.names import RegistryNames
from briefing.parse.registry import read_registry

ACTORS = """
volodymyr-zelensky: {name: Volodymyr Zelensky, kind: person, country: UA, position: President, weak: [Zelensky]}
vladimir-putin: {name: Vladimir Putin, kind: person, country: RU, weak: [Putin]}
recep-tayyip-erdogan: {name: Recep Tayyip Erdoğan, kind: person, country: TR, weak: [Erdoğan]}
hakan-fidan: {name: Hakan Fidan, kind: person, country: TR, weak: [Fidan]}
andrij-yermak: {name: Andrij Yermak, kind: person, weak: [Yermak], was: [andrii-yermak]}
vladimir-medinsky: {name: Vladimir Medinsky, kind: person, weak: [Medinsky]}
mark-rutte: {name: Mark Rutte, kind: person, weak: [Rutte]}
boris-johnson: {name: Boris Johnson, kind: person, weak: [Johnson]}
mike-johnson: {name: Mike Johnson, kind: person, weak: [Johnson]}
turkey: {name: Turkey, kind: state, country: TR, aliases: [Türkiye], weak: [Turkish, Ankara]}
ukraine: {name: Ukraine, kind: state, country: UA, weak: [Kyiv, Ukrainian]}
russia: {name: Russia, kind: state, country: RU, aliases: [Russian Federation], weak: [Moscow, the Kremlin, Russian]}
united-states: {name: United States, kind: state, country: US, weak: [Washington, American]}
nato: {name: NATO, kind: organisation, aliases: [North Atlantic Treaty Organization]}
moscow-times: {name: The Moscow Times, kind: organisation}
"""
PLACES = """
istanbul: {name: Istanbul, kind: city, country: TR, lat: 41.0082, lon: 28.9784, was: [constantinople]}
ankara: {name: Ankara, country: TR}
antalya: {name: Antalya, country: TR}
moscow: {name: Moscow, country: RU}
kyiv: {name: Kyiv, country: UA}
washington: {name: Washington, country: US}
the-hague: {name: The Hague, country: NL}
"""
FILES = {"actors.yaml": ACTORS.encode(), "places.yaml": PLACES.encode()}
REGISTRY = read_registry(FILES)
NAMES = RegistryNames(REGISTRY)


def read(text: str | bytes, file: str = "talks.yaml") -> Brief:
    """A brief read against the small registry."""
    data = text.encode() if isinstance(text, str) else text
    return read_brief(data, file, REGISTRY, NAMES)


def read_text(body: str, head: str = "title: T\n") -> Brief:
    """A brief with this body."""
    lines = "".join(f"  {line}\n" if line else "\n" for line in body.split("\n"))
    return read(f"{head}body: |\n{lines}")


def codes(brief: Brief) -> list[str]:
    """The codes of what is wrong, in the order of the file."""
    return [problem.code for problem in brief.problems]


def mentioned(brief: Brief) -> list[tuple[str, str]]:
    """(text, key) of each mention."""
    return [(brief.blocks[m.block].text[m.start : m.end], m.key if m.listed else f"({m.key})") for m in brief.mentions]


def problem_at(text: str, brief: Brief, index: int = 0) -> tuple[str, str]:
    """A problem's code, and the text of the file that its span covers (its first line)."""
    problem = brief.problems[index]
    lines = text.split("\n")
    span = problem.span
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    return problem.code, line[span.column - 1 : end]
