"""The reference of the format: a topic as `briefing explain` tells it, all of them as `docs/format.md`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from briefing.check.topics import Section, of_row, sections, topics
from briefing.model.nouns import an
from briefing.parse.fields import OWNERS, Field, ValueKind

_TAKES: dict[ValueKind, tuple[str, str]] = {
    "text": ("a text", "a list of texts"),
    "id": ("an [id](id)", "a list of [ids](id)"),
    "reference": ("the [id or name](reference) of {}", "a list of [ids or names](reference) of {}"),
    "when": ("a [date](when)", ""),
    "url": ("an [address](url)", ""),
    "country": ("a [country's code](country)", ""),
    "latitude": ("[degrees](degrees)", ""),
    "longitude": ("[degrees](degrees)", ""),
    "wikidata": ("an item of [Wikidata](wikidata)", ""),
    "geonames": ("a number of [GeoNames](geonames)", ""),
    "choice": ("one of these", ""),
    "entry": ("", "a list, each plain text or a [mapping](entry) with the keys of {}"),
    "overrides": ("a mapping of names to ids", ""),
    "body": ("a text in Markdown", ""),
}
"""What stands behind a key, by the table's kind of value: one of it, and a list."""

_MADE = "<!-- Made by `python -m briefing.check.reference`; the prose is in `check/reference.md`. -->"
_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()]+)\)")
_VERBATIM = re.compile(r"(^```.*?^```$|`[^`\n]+`)", re.MULTILINE | re.DOTALL)


def as_text(section: Section) -> str:
    """A section as Markdown for a terminal: what it tells of leads, and where to read on comes last."""
    others: dict[str, None] = {}

    def without(text: str, topic: str) -> str:
        if topic in topics() and topic not in section.topics and not section.owner:
            others[topic] = None
        return text

    said = _linked(f"{_head(section)}\n\n{_said(section)}", without)
    return f"{said}\n\nMore: `briefing explain {' '.join(others)}`" if others else said


def as_page() -> str:
    """All of it as a page of Markdown: `docs/format.md`."""
    first, *others = sections()
    parts = [f"# {first.title}", _MADE, first.text, _contents(others)]
    for one in others:
        parts += [f"{'#' * one.level} {_title(one)}", _with_codes(_said(one, _help(one)))]
    return "\n\n".join([_linked(part, _on_page) for part in parts]) + "\n"


def overview() -> str:
    """What can be asked for, as Markdown for a terminal."""
    keys = [(one.name, " ".join(one.fields)) for one in OWNERS.values() if not one.name.startswith("registry")]
    keys.append(("registry", "was, and the keys of actor and venue that are so in every story"))
    values = [one.topics[0] for one in sections() if one.level == 3 and not one.rows]
    free = [(one.topics[0], one.title) for one in sections() if one.level == 2 and one.topics and not one.owner]
    return "\n\n".join(
        (
            "`briefing explain TOPIC` says what a key takes, what it is for, and what it does on screen: `status`, or"
            " `event.status`; a word such as `overtaken`; a code such as `B131`.",
            *("## Kinds of entry, and their keys", _table(keys)),
            *("## What stands behind a key", " ".join(values)),
            *("## To begin with", _table(free)),
        )
    )


def hover(row: Field) -> str:
    """What a key is for, in a few sentences of Markdown: for an editor, which shows words and examples itself."""
    return _linked(f"{row.help}\n\n{of_row(row).prose}", lambda text, _topic: text)


# a section


def _head(section: Section) -> str:
    """What a section tells of: the keys that it explains, each with what it is."""
    rows = _own(section)
    if not rows:
        return f"**{section.title if section.level == 2 else section.topics[0]}**"
    owners: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        owners.setdefault((row.key, _low(row.help)), []).append(row.owner)
    return "\\\n".join([f"**{key}**, of {_owners(names)}: {help_}" for (key, help_), names in owners.items()])


def _help(section: Section) -> str:
    helps = dict.fromkeys((row.key, row.help) for row in _own(section))
    if len({help_ for _key, help_ in helps}) < 2:
        return " ".join([help_ for _key, help_ in helps][:1])
    return " ".join([f"`{key}`: {_low(help_)}." for key, help_ in helps])


def _own(section: Section) -> list[Field]:
    """The keys that stand above a section: without those of the registry that it explains as well."""
    return [row for row in section.rows if f"{row.owner}.{row.key}" in section.topics]


def _said(section: Section, lead: str = "") -> str:
    """What a section says: a first sentence, what its keys take, its text, and the keys of a kind of entry."""
    if section.owner:
        return section.text.replace("{keys}", _keys(section.owner))
    rows = _own(section)
    takes = dict.fromkeys([f"Takes {_takes(row)}{', and is required' * row.required}." for row in rows])
    begin = " ".join([part for part in (lead, *takes) if part])
    gap = "\n\n" if lead or section.text[0] in "|`*" else " "
    return f"{begin}{gap}{section.text}" if begin else section.text


def _takes(row: Field) -> str:
    if row.refers == ("story",):
        return "the [id](id) of a story, or a list of such ids"
    things = [f"{noun}s" for noun in row.refers] if row.many else [an(noun) for noun in row.refers]
    if row.of:
        things = [f"[{an(OWNERS[row.of].noun)}]({row.of})"]
    return _TAKES[row.kind][row.many].format(_either(things))


def _keys(owner: str) -> str:
    """The keys of a kind of entry."""
    fields = OWNERS[owner].fields.values()
    rows = [(f"[`{row.key}`]({owner}.{row.key})", row.help + " Required." * row.required) for row in fields]
    return _table(rows, "key")


def _table(rows: Iterable[Sequence[str]], head: str = "") -> str:
    """A table of two columns."""
    return "\n".join([f"| {head} | |", "|---|---|", *[f"| {' | '.join(row)} |" for row in rows]])


# the page


def _contents(others: Iterable[Section]) -> str:
    """What there is, in three lines."""
    chapters = [one for one in others if one.level == 2]
    kinds = (
        ("To begin with", [one for one in chapters if one.topics and not one.owner]),
        ("What stands behind a key", [one for one in others if one.level == 3 and not one.rows]),
        ("All keys of", [one for one in chapters if one.owner]),
    )
    lists = [(title, [f"[{_title(one)}](#{_anchor(one)})" for one in found]) for title, found in kinds]
    return "\n".join([f"- {title}: {' · '.join(links)}" for title, links in lists])


def _title(section: Section) -> str:
    """A heading of the page."""
    if section.rows:
        return ", ".join([f"`{topic}`" for topic in section.topics])
    return section.title if section.level == 2 else section.topics[0]


def _anchor(section: Section) -> str:
    """What GitHub makes of a heading, to link to it."""
    return re.sub(r"[^\w\- ]", "", _title(section).lower()).replace(" ", "-")


def _on_page(text: str, topic: str) -> str:
    found = topics().get(topic)
    return f"[{text}](#{_anchor(found[0])})" if found else f"[{text}]({topic})"


def _linked(text: str, link: Callable[[str, str], str]) -> str:
    return _LINK.sub(lambda found: link(found[1], found[2]), text)


def _with_codes(text: str) -> str:
    """The codes of problems as links to the page that explains them; those in code stay."""

    def link(code: re.Match[str]) -> str:
        return f"[{code[0]}](rules.md#{code[0].lower()})"

    parts = _VERBATIM.split(text)
    parts[::2] = [re.sub(r"\bB\d{3}\b", link, part) for part in parts[::2]]
    return "".join(parts)


# words


def _owners(names: Iterable[str]) -> str:
    """`an actor or a venue`, `an actor or a venue of the registry`."""
    nouns = [an(name.removeprefix("registry ")) for name in names]
    return _either(nouns) + (" of the registry" if any(name.startswith("registry") for name in names) else "")


def _either(nouns: Sequence[str]) -> str:
    return " or ".join([part for part in (", ".join(nouns[:-1]), *nouns[-1:]) if part])


def _low(sentence: str) -> str:
    """A sentence as a part of another."""
    return f"{sentence[0].lower()}{sentence[1:]}".removesuffix(".")


if __name__ == "__main__":
    print(as_page(), end="")
