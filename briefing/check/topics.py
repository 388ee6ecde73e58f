"""What an author can ask about: every kind of entry, key and value of the format, with the prose that explains it.

The facts are those of `parse/fields.py`, the prose is in `reference.md`, which nothing loads but what prints it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from briefing.model.nouns import an
from briefing.model.value import dataclass
from briefing.parse.fields import FIELDS, OWNERS, Field

_HEADING = re.compile(r"^(###?) (.+)\n(?:<!-- (.+) -->\n)?", re.MULTILINE)
_EXAMPLE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_WORD = re.compile(r"^\| `([^`]+)` \|([^|]*)\|(.*)\|$", re.MULTILINE)
_SAME = re.compile(r" ?\(not: ([^()]+)\)")


@dataclass(frozen=True, slots=True)
class AllowedWord:
    """A word that a key allows: the glyph or the figure beside it, what it means, and what else people write for it."""

    word: str
    sign: str
    means: str
    same: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of the reference: a chapter (`level` 2), of free text or of a kind of entry (`owner`), or a part of one.

    `topics` are what it is asked for by, its own first, and `rows` the keys of the table that it explains. `text` is
    Markdown, in which the target of a link is a topic.
    """

    level: int
    title: str
    topics: tuple[str, ...]
    text: str
    rows: tuple[Field, ...] = ()
    owner: str = ""

    @property
    def words(self) -> tuple[AllowedWord, ...]:
        """The words that its keys allow, where those are few."""
        return tuple(map(_word, _WORD.findall(self.text))) if self.rows and self.rows[0].choices else ()

    @property
    def examples(self) -> tuple[str, ...]:
        """What it shows in YAML."""
        return tuple(_EXAMPLE.findall(self.text))

    @property
    def prose(self) -> str:
        """Its text without examples and tables."""
        parts = _EXAMPLE.sub("", self.text).split("\n\n")
        return "\n\n".join([part.strip() for part in parts if part.strip() and not part.startswith("|")])


@cache
def sections() -> tuple[Section, ...]:
    """All of them in the order of the page; the first is what stands above the chapters."""
    text = (Path(__file__).parent / "reference.md").read_text(encoding="utf-8")
    head, *parts = _HEADING.split(text)
    title, _line, opening = head.partition("-->")[2].strip().partition("\n")
    rows = zip(parts[::4], parts[1::4], parts[2::4], parts[3::4], strict=True)
    made = [_section(len(marks), title, names or "", content.strip()) for marks, title, names, content in rows]
    return (Section(1, title.removeprefix("# "), (), opening.strip()), *made)


@cache
def topics() -> Mapping[str, tuple[Section, ...]]:
    """Everything that can be asked for, in lower case, with what tells of it.

    A key is there as `event.status`, as `events.status`, and as `status` of whatever has it. A word that a key allows,
    and any other word for it, leads to that key.
    """
    found: dict[str, dict[str, Section]] = {}

    def add(name: str, section: Section) -> None:
        found.setdefault(name.lower(), {})[section.title] = section

    for one in sorted(sections(), key=lambda section: bool(section.rows)):  # what is general first
        for name in (*one.topics, *[name for row in one.rows for name in _names(row)]):
            add(name, one)
    words = [(word, one) for one in sections() for word in one.words]
    for word, one in words:
        add(word.word, one)
    known = set(found)
    for name, one in [(name, one) for word, one in words for name in word.same]:
        if name not in known:
            add(name, one)
    return {name: tuple(several.values()) for name, several in found.items()}


def find(asked: str) -> tuple[Section, ...]:
    """What tells of a topic, in whatever spelling: `event.status`, `Event Status`; empty where nothing does."""
    plain = " ".join(asked.lower().split())
    owner, _blank, key = plain.rpartition(" ")
    return topics().get(plain) or topics().get(f"{owner}.{key}", ())


def of_row(row: Field) -> Section:
    """The section that explains a key."""
    return topics()[f"{row.owner}.{row.key}"][0]


def offered() -> Iterator[tuple[str, str]]:
    """What can be asked for without a blank in it, each once, with a few words on it."""
    found = {name: one.title for one in sections() if not one.rows for name in one.topics[:1]}
    for row in FIELDS:
        found.setdefault(row.key, row.help)
        found[f"{row.owner}.{row.key}"] = row.help
    for word in [word for one in sections() for word in one.words]:
        found.setdefault(word.word, word.means)
    return ((name, says) for name, says in found.items() if " " not in name)


def _section(level: int, title: str, names: str, text: str) -> Section:
    if level == 2 and title in OWNERS:
        wider = title.partition(" ")[0]  # `registry` for `registry actor`
        return Section(level, an(OWNERS[title].noun).capitalize(), (title, wider), text, owner=title)
    topics = tuple([name.strip() for name in (title if level == 3 else names).split(",") if name.strip()])
    return Section(
        level=level, title=title, topics=topics, text=text, rows=tuple([row for row in FIELDS if _topic(row) in topics])
    )


def _topic(row: Field) -> str:
    """What a key is explained as. One of the registry is explained as that of a brief, where a brief has it."""
    own = row.owner.removeprefix("registry ")
    return f"{own if row.key in OWNERS[own].fields else row.owner}.{row.key}"


def _names(row: Field) -> Iterator[str]:
    yield from (row.key, f"{row.owner}.{row.key}")
    yield from (f"{other.key}.{row.key}" for other in FIELDS if other.of == row.owner)


def _word(row: tuple[str, str, str]) -> AllowedWord:
    word, sign, means = row
    same = _SAME.search(means)
    return AllowedWord(word, sign.strip(), _SAME.sub("", means).strip(), tuple(same[1].split(", ")) if same else ())
