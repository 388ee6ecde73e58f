"""The reference of the format says all of it, says nothing else, and what it says is so."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest

from briefing.check.explain import FILE, explanations, files_of
from briefing.check.reference import as_page, as_text, hover
from briefing.check.topics import Section, find, of_row, offered, sections
from briefing.cli.explain import printed
from briefing.model.brief import Registry
from briefing.model.when import parse_when
from briefing.parse.brief import read_brief
from briefing.parse.fields import FIELDS, OWNERS, Field, ValueKind
from briefing.parse.names import RegistryNames
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode, compose
from briefing.ui.pages.pen import event_mark, kind_glyph, question_mark
from tests.check.desk import problems
from tests.test_house import ROOT

STORIES = {
    f"{id_}.yaml": f"title: {title}\nbody: |\n  They met.\n"
    for id_, title in (
        ("putin-proposes-istanbul", "Putin proposes Istanbul"),
        ("antalya-nato", "NATO in Antalya"),
        ("dolmabahce-delegations", "Two hours at Dolmabahçe"),
    )
}
"""What the examples refer to beside the sample desk's registry."""

KEYS = [one for one in sections() if one.rows]
EXAMPLES = [(one, text) for one in sections() for text in one.examples]


def titled(section: Section) -> str:
    return section.title


def named(row: Field) -> str:
    return f"{row.owner}.{row.key}"


# complete, both ways


def test_every_key_is_explained_once_and_nothing_else_is() -> None:
    assert sorted(named(row) for one in KEYS for row in one.rows) == sorted(map(named, FIELDS))
    told = [topic for one in KEYS for topic in one.topics]
    assert sorted(told) == sorted(set(told))
    assert set(told) <= set(map(named, FIELDS))
    assert all(one.rows for one in sections() if one.level == 3 and "." in one.topics[0])


def test_every_kind_of_entry_has_a_chapter_in_the_order_of_the_table() -> None:
    assert [one.owner for one in sections() if one.owner] == list(OWNERS)
    for one in sections():
        if one.owner:
            assert one.text.count("{keys}") == 1
            bare = OWNERS[one.owner].bare
            text = " ".join(one.text.split())
            assert not bare or re.search(rf"As plain text it is (an `id`, else a|its) `{bare}`", text)


def test_every_kind_of_value_is_told_of() -> None:
    told = " ".join(as_text(of_row(row)) for row in FIELDS)
    for kind in get_args(ValueKind):
        assert any(row.kind == kind for row in FIELDS), kind
    for value in (one for one in sections() if one.level == 3 and not one.rows):
        assert value.topics[0] in told, value.title


@pytest.mark.parametrize("row", [row for row in FIELDS if row.choices], ids=named)
def test_every_word_that_a_key_allows_is_explained(row: Field) -> None:
    words = of_row(row).words
    assert tuple(word.word for word in words) == row.choices
    assert not {other for word in words for other in word.same} & set(row.choices)
    for word in words:
        assert word.means or word.sign
        assert of_row(row) in find(word.word)
        assert all(map(find, word.same))


@pytest.mark.parametrize("section", KEYS, ids=titled)
def test_a_key_has_an_example_and_what_it_does_on_screen(section: Section) -> None:
    told = [part for part in section.text.split("\n\n") if part.startswith("**On screen:** ")]
    assert len(told) == 1
    assert told[0].endswith(".")
    assert len(section.examples) == 1


# true


@pytest.mark.parametrize(("section", "example"), EXAMPLES, ids=[one.title for one, _text in EXAMPLES])
def test_an_example_is_read_without_a_problem(section: Section, example: str, tmp_path: Path) -> None:
    files = {
        file: text if file.startswith(("actors", "places")) else whole(text) for file, text in files_of(example).items()
    }
    found = problems(tmp_path, STORIES | files)
    assert [one for one in found if one.severity != "info" and one.span.file in files] == []


def whole(example: str) -> str:
    """A brief of what an example shows of one."""
    title = "" if re.search(r"^title:", example, re.MULTILINE) else "title: Talks\n"
    body = "" if re.search(r"^body:", example, re.MULTILINE) else "body: |\n  They met.\n"
    return f"{title}{example}{body}"


@pytest.mark.parametrize("section", KEYS, ids=titled)
def test_an_example_has_what_it_is_an_example_of(section: Section) -> None:
    said: set[str] = set()
    for file, text in files_of(section.examples[0]).items():
        node, _problems = compose(text)
        owner = {"actors.yaml": "registry actor", "places.yaml": "registry venue"}.get(file, "brief")
        values = [value for _key, value in node.value] if owner != "brief" and isinstance(node, MappingNode) else [node]
        for value in values:
            said |= keys_of(value, owner)
    assert said & set(section.topics)


def keys_of(node: Node | None, owner: str) -> set[str]:
    """The keys of the table that an entry says, a text as the key that it stands for."""
    if isinstance(node, ScalarNode):
        return {f"{owner}.{OWNERS[owner].bare}"}
    if not isinstance(node, MappingNode):
        return set()
    said = set()
    for key, value in node.value:
        row = OWNERS[owner].fields[key.value]
        said.add(f"{owner}.{row.key}")
        items = value.value if row.of and isinstance(value, SequenceNode) else []
        said |= {name for item in items for name in keys_of(item, row.of)}
    return said


def test_the_first_example_links_on_a_desk_of_its_own() -> None:
    [example] = find("first")[0].examples
    assert len(example.splitlines()) == 6
    brief = read_brief(example.encode(), FILE, Registry(), RegistryNames(Registry()))
    assert [mention.key for mention in brief.mentions] == ["turkey", "nato", "volodymyr-zelensky", "istanbul"]
    assert not brief.problems


DATES = re.findall(r"^\| `([^`]+)` \| (\S+) \| (\S+) \| (.+) \|$", find("date")[0].text, re.MULTILINE)


@pytest.mark.parametrize(("text", "first", "last", "shown"), DATES, ids=[date[0] for date in DATES])
def test_a_date_means_what_is_said_of_it(text: str, first: str, last: str, shown: str) -> None:
    when = parse_when(text)
    assert (str(when.first), str(when.last), when.display()) == (first, last, shown)


def test_the_glyphs_are_those_on_screen() -> None:
    def signs(topic: str) -> dict[str, str]:
        return {word.word: word.sign for word in find(topic)[0].words}

    assert signs("actor.kind") == {kind: kind_glyph(kind) for kind in signs("actor.kind")}
    assert signs("event.status") == {status: event_mark(status)[0] for status in signs("event.status")}
    assert signs("question.status") == {status: question_mark(status)[0] for status in signs("question.status")}
    assert set(signs("brief.status").values()) == {""}


def test_the_chances_of_the_likelihoods_follow_each_other() -> None:
    chances = [re.findall(r"\d+", word.sign) for word in find("likelihood")[0].words]
    assert chances[0][0] == "1"
    assert chances[-1][1] == "99"
    assert [one[1] for one in chances[:-1]] == [one[0] for one in chances[1:]]


# found


@pytest.mark.parametrize(
    ("asked", "first", "count"),
    [
        ("event.status", "event.status", 1),
        ("Event  Status", "event.status", 1),
        ("events.status", "event.status", 1),
        ("question status", "question.status", 1),
        ("status", "brief.status", 3),
        ("kind", "actor.kind", 2),
        ("name", "actor.name, venue.name", 3),
        ("country", "country", 3),
        ("when", "when, date, dates", 2),
        ("lon", "venue.lat, venue.lon", 1),
        ("latitude", "degrees, latitude, longitude", 1),
        ("actor", "An actor", 1),
        ("actors", "brief.actors", 1),
        ("source", "A source", 2),
        ("registry", "The registry", 3),
        ("registry actor.name", "actor.name, venue.name", 1),
        ("overtaken", "question.status", 1),
        ("almost no chance", "hypothesis.likelihood, claim.likelihood", 1),
        ("pending", "question.status", 1),
        ("F", "source.reliability", 1),
        ("nothing of it", "", 0),
        ("", "", 0),
    ],
)
def test_a_topic_is_found(asked: str, first: str, count: int) -> None:
    found = find(asked)
    assert [one.title for one in found[:1]] == ([first] if first else [])
    assert len(found) == count


def test_all_that_is_offered_is_found() -> None:
    names = [name for name, _says in offered()]
    assert len(names) == len(set(names))
    assert {"status", "event.status", "actor", "when", "overtaken", "yaml"} <= set(names)
    for name, says in offered():
        assert find(name), name
        assert says or name in find("likelihood")[0].text


# well printed


@pytest.mark.parametrize("section", sections()[1:], ids=titled)
def test_a_topic_is_one_screen_of_80_columns(section: Section) -> None:
    lines = list(printed([as_text(section)], 80))
    is_free = section.level == 2 and not section.owner
    assert len(lines) < (36 if is_free else 24)
    assert max(map(len, lines)) <= 80
    prose = [line for line in lines if not line.startswith("    ")]
    assert not [line for line in prose if "**" in line or "](" in line or "|---" in line]


@pytest.mark.parametrize("section", sections()[1:], ids=titled)
def test_where_to_read_on_can_be_copied(section: Section) -> None:
    *_text, last = as_text(section).split("\n\n")
    if last.startswith("More: "):
        words = last.removeprefix("More: `briefing explain ").removesuffix("`").split(" ")
        assert all(find(word) for word in words)
        assert not any(find(" ".join(pair)) for pair in pairwise(words))


def test_what_an_editor_shows_of_a_key_has_no_links_and_no_table() -> None:
    for row in FIELDS:
        assert hover(row).startswith(row.help)
        assert "On screen:" in hover(row)
        assert "](" not in hover(row)
        assert not re.search(r"^(\||```)", hover(row), re.MULTILINE)


# the page


def test_the_page_is_the_one_that_is_made() -> None:
    made = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    assert made == as_page(), "python -m briefing.check.reference > docs/format.md"


def test_every_link_of_the_page_leads_somewhere() -> None:
    page = as_page()
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    anchors = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
    assert len(anchors) == len(set(anchors))
    links = re.findall(r"\[[^\[\]]+\]\(([^()]+)\)", page)
    assert len(links) > 100
    codes = {f"rules.md#{code.lower()}" for code in explanations()}
    for link in links:
        assert link.removeprefix("#") in anchors or link in codes or link == "rules.md" or link.startswith("https://")


def test_every_code_that_it_names_is_one() -> None:
    assert set(re.findall(r"\bB\d{3}\b", as_page())) <= set(explanations())
