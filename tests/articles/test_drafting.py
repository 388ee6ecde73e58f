"""Briefs that are made of articles: what the article says, and whom the registry knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.articles.article import Article
from briefing.articles.drafting import brief_of
from briefing.articles.prose import Prose
from briefing.model.brief import Brief
from briefing.model.names import one_line
from briefing.parse.brief import read_brief
from tests.check.desk import problems
from tests.parse.desk import NAMES, REGISTRY


def brief(body: str, **more: Any) -> tuple[str, Brief]:
    article = Article(**{"title": "T", "body": body, "origin": "https://example.org/1", "source": "The Post"} | more)
    text = brief_of(article, REGISTRY, NAMES, "t.yaml")
    return text, read_brief(text.encode(), "t.yaml", REGISTRY, NAMES)


def named(body: str) -> tuple[list[str], list[str]]:
    _text, one = brief(body)
    return [actor.key for actor in one.actors], [venue.key for venue in one.venues]


def test_what_the_article_says_is_where_the_format_has_it() -> None:
    text, _one = brief(
        "Words.",
        title="Talks: a start",
        address="https://example.org/1",
        date="2025-05-15",
        summary="Short.",
        tags=("a", "b: c"),
    )
    assert text == (
        'title: "Talks: a start"\nsummary: Short.\ndate: 2025-05-15\ntags:\n  - a\n  - "b: c"\nsources:\n'
        "  - name: The Post\n    url: https://example.org/1\n    published: 2025-05-15\n\nbody: |\n  Words.\n"
    )


def test_what_is_only_likely_is_marked() -> None:
    guesses = {"title": "the first line", "date": "no date was found", "body": "a guess", "sources": "so it says"}
    text, one = brief("Words.", origin="a.html", address="https://example.org/1", guesses=guesses)
    assert text.count("# draft:") == 4
    assert "title: T  # draft: the first line\n# draft: no date was found\n" in text
    assert "url: https://example.org/1  # draft: so it says" in text
    assert "x-from: a.html" in text
    assert one.problems == ()


def test_words_of_writers_are_the_article_s(tmp_path: Path) -> None:
    text, _one = brief(
        "TK Maxx asks: why???", title="The TODO list", summary="TBD, they say.", source="XXX", guesses={"body": "so"}
    )
    assert "body: |  # briefing: ignore B305  # draft: so\n" in text
    assert problems(tmp_path, {"t.yaml": text}) == ()


def test_a_text_may_begin_with_blanks(tmp_path: Path) -> None:
    text, one = brief("    x = 1\n\nWords.\n  More.", source="a.md")
    assert "body: |2\n" in text
    assert [(block.kind, block.text) for block in one.blocks] == [("code", "x = 1"), ("paragraph", "Words. More.")]
    assert problems(tmp_path, {"t.yaml": text}) == ()


@pytest.mark.parametrize(
    ("body", "actors", "venues"),
    [
        ("Vladimir Putin and Hakan Fidan met in Antalya.", ["vladimir-putin", "hakan-fidan"], ["antalya"]),
        ("Putin and Fidan met.", [], []),  # a surname alone is nobody's
        ("Moscow rejects it.", [], []),  # nor is a capital a place that something is in
        ("Russia says no: Moscow rejects it.", ["russia"], []),
        ("They met in Moscow.", [], ["moscow"]),
        ("The envoys of Türkiye met in Ankara, and Ankara is glad.", ["turkey"], ["ankara"]),
        ("The Moscow Times says so.", ["moscow-times"], []),
        ("`NATO` is code, and NATOX is none.", [], []),
        ("Nobody of note.", [], []),
    ],
)
def test_who_is_known_is_listed_and_nobody_else(body: str, actors: list[str], venues: list[str]) -> None:
    assert named(body) == (actors, venues)


def test_a_name_that_two_may_have_is_left_to_the_author() -> None:
    text, one = brief("Boris Johnson saw Mike Johnson; Johnson said nothing.")
    assert [actor.key for actor in one.actors] == ["boris-johnson", "mike-johnson"]
    assert "mentions:\n  Johnson: none  # draft: `Johnson` may mean `boris-johnson` or `mike-johnson`" in text
    assert one.problems == ()
    text, one = brief(
        "Boris Johnson saw Mike Johnson; Johnson said nothing. Boris came, Mike went, and both Johnsons left."
    )
    assert [problem.code for problem in one.problems] == []


@pytest.mark.parametrize(
    "body", ["\tx = 1\n\nWords.", "Hard  \nbreak.", "a\n\n\n\nb", "- a\n\n\tb", "| a | b |\n|---|---|\n| 1 | 2 |"]
)
def test_markdown_stays_as_it_is(body: str, tmp_path: Path) -> None:
    text, _one = brief(body, source="a.md")
    lines = [line.removeprefix("  ") for line in text.partition("\nbody: |")[2].split("\n")[1:-1]]
    assert lines == body.split("\n")
    assert problems(tmp_path, {"t.yaml": text}) == ()


@given(
    st.fixed_dictionaries(
        {
            "title": st.text(min_size=1).filter(one_line),
            "summary": st.text(),
            "source": st.text(min_size=1).filter(one_line),
            "tags": st.lists(st.text(min_size=1).filter(one_line), max_size=2).map(tuple),
        }
    ),
    st.lists(st.text(min_size=1), min_size=1, max_size=3),
)
def test_whatever_an_article_says_is_read_back(said: dict[str, Any], texts: list[str]) -> None:
    prose = Prose()
    for text in texts:
        prose.say(text)
    body = prose.body()
    if not body:
        return
    said = {key: tuple(map(one_line, value)) if key == "tags" else one_line(value) for key, value in said.items()}
    _text, one = brief(body, **said)
    assert (one.title, one.summary, one.sources[0].name, one.tags) == tuple(
        said[key] for key in ("title", "summary", "source", "tags")
    )
    words = [" ".join(filter(None, map(one_line, text.split("\n")))) for text in texts]
    assert [block.text for block in one.blocks] == [text for text in words if text]
