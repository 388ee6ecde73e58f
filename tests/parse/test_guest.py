"""Markdown of other tools, read in place."""

from __future__ import annotations

import pytest

from briefing.model.brief import Brief, Registry
from briefing.parse.brief import read_brief
from briefing.parse.names import RegistryNames
from briefing.parse.read_table import NO_TABLE, ReadTable, read_table

_NAMES = RegistryNames(Registry())
TABLE = b"""[read]
authors = "actors"
people = "actors"
excerpt = "summary"
categories = "tags"
location = "venues"
bare = true
ignore = ["status", "drafts/", "notes/old.md", "README.md"]
[read.params]
byline = "actors"
"""


def guest(text: str, file: str = "notes/a-note.md", table: ReadTable | None = None) -> Brief:
    return read_brief(text.encode(), file, Registry(), _NAMES, read_table(TABLE)[0] if table is None else table)


def actors(brief: Brief) -> list[str]:
    return [actor.name for actor in brief.actors]


def test_keys_of_theirs_fill_those_of_a_brief_and_the_others_are_no_mistake() -> None:
    brief = guest(
        "---\nlayout: post\ntitle: Bread is dear\nauthors: [Anna Berg, Bo Ek]\npeople: Cem Öz; Dora Qvist\n"
        "excerpt: |\n  Flour\n  rises.\ncategories: prices\ntags: a, b c\nlocation: Berlin, Germany\nstatus: settled\n"
        "weird: {deep: [1, {x: y}]}\n---\nAnna Berg saw Öz in Berlin, Germany.\n"
    )
    assert brief.is_guest
    assert brief.problems == ()
    assert (brief.title, brief.summary, brief.status) == ("Bread is dear", "Flour rises.", "")
    assert actors(brief) == ["Anna Berg", "Bo Ek", "Cem Öz", "Dora Qvist"]
    assert brief.tags == ("a", "b c", "prices")
    assert [venue.name for venue in brief.venues] == ["Berlin, Germany"]
    assert [mention.key for mention in brief.mentions] == ["anna-berg", "cem-oz", "berlin-germany"]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Anna Berg", ["Anna Berg"]),
        ("[[Anna Berg]]", ["Anna Berg"]),
        ('["[[Anna Berg]]", "[[People/Bo Ek|Bo]]"]', ["Anna Berg", "Bo Ek"]),
        ("\n  - [[Anna Berg]]\n  - [[Bo Ek]]", ["Anna Berg", "Bo Ek"]),
        ("{name: Anna Berg, email: a@example.org}", ["Anna Berg"]),
        ("[{name: Anna Berg, kind: person}, {title: Bo Ek}]", ["Anna Berg", "Bo Ek"]),
        ("Anna Berg <a@example.org>, [Bo Ek](https://example.org/bo)", ["Anna Berg", "Bo Ek"]),
        ("[anna, anna, 山田太郎, محمد علي]", ["anna", "山田太郎", "محمد علي"]),
        ("", []), ("[]", []), ("null", []), ("true", []), ("{url: x}", []), ("[https://example.org/]", []),
    ],
)  # fmt: skip
def test_people_as_others_write_them(value: str, names: list[str]) -> None:
    brief = guest(f"---\nauthors: {value}\n---\nText.\n")
    assert actors(brief) == names
    assert brief.problems == ()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-07-16", "2026-07-16"),
        ("2026-07-16 05:08:11 +0000", "2026-07-16"),
        ("2026-07-16T05:08:11.123Z", "2026-07-16"),
        ("Thu, 16 Jul 2026 12:00:00 GMT", "2026-07-16"),
        ("16.07.2026", "2026-07-16"),
        ("July 16, 2026", "2026-07-16"),
        ("20260716", "2026-07-16"),
        ("2026/07/16", "2026-07-16"),
        ("2026-7-16", "2026-07-16"),
        ("[2026-07-16]", "2026-07-16"),
        ("someday", ""),
        ("04/05/2026", ""),
        ("", ""),
    ],
)
def test_any_form_of_a_date(written: str, day: str) -> None:
    brief = guest(f"---\ndate: {written}\n---\nText.\n")
    assert (str(brief.date.first) if brief.date else "") == day
    assert brief.problems == ()


@pytest.mark.parametrize(
    ("file", "text", "id_", "title", "day"),
    [
        ("a/Note 2.md", "Text.", "Note 2", "Note 2", ""),
        ("_posts/2026-07-16-bread-is-dear.md", "Text.", "2026-07-16-bread-is-dear", "bread is dear", "2026-07-16"),
        ("daily/2026-07-16.md", "Text.", "2026-07-16", "2026-07-16", "2026-07-16"),
        ("20260716 会談.markdown", "Text.", "20260716 会談", "会談", "2026-07-16"),
        ("content/posts/bread/index.md", "# Bread\n\nText.", "bread", "Bread", ""),
        ("content/posts/2026-07-16-bread/index.md", "Text.", "2026-07-16-bread", "bread", "2026-07-16"),
        ("content/posts/_index.md", "Text.", "posts", "posts", ""),
        ("index.md", "Text.", "index", "index", ""),
        ("_index.md", "---\ntitle: Home\n---\n", "_index", "Home", ""),
        ("a.md", "---\ntags: x\n---\n\nText.\n\n## Later\n", "a", "Later", ""),
        ("a.md", "---\nid: other-id\n---\nText.\n", "other-id", "a", ""),
        ("a.md", "---\nid: No id!\n---\nText.\n", "a", "a", ""),
        ("a.md", "", "a", "a", ""),
        ("2026-99-99-a.md", "", "2026-99-99-a", "a", ""),
        ("journals/2026_07_16.md", "- item", "2026_07_16", "2026_07_16", "2026-07-16"),
        ("2026_07_16 talks.md", "x", "2026_07_16 talks", "talks", "2026-07-16"),
        ("202607161030 Idea.md", "x", "202607161030 Idea", "Idea", "2026-07-16"),
        ("20260716103000.md", "x", "20260716103000", "20260716103000", "2026-07-16"),
        ("2026-07-16T10.30 call.md", "x", "2026-07-16T10.30 call", "call", "2026-07-16"),
        ("2026-07-16 1030 buses.md", "x", "2026-07-16 1030 buses", "1030 buses", "2026-07-16"),
        ("20260716103.md", "x", "20260716103", "20260716103", ""),
        ("2026_07-16.md", "x", "2026_07-16", "2026_07-16", ""),
        ("202607161030x.md", "x", "202607161030x", "202607161030x", ""),
    ],
)
def test_what_a_file_is_called_where_it_does_not_say(file: str, text: str, id_: str, title: str, day: str) -> None:
    brief = guest(text, file)
    assert (brief.id, brief.title, str(brief.date.first) if brief.date else "") == (id_, title, day)


def test_other_names_of_a_note() -> None:
    brief = guest(
        '---\naliases: [Brot, "the price, of bread", /2020/01/old-bread/, ""]\nalias: Pain\n---\n', table=NO_TABLE
    )
    assert brief.aliases == ("Brot", "the price, of bread", "old-bread", "Pain")


def test_a_heading_that_is_the_title_is_not_said_twice() -> None:
    for head in ("", "---\ntitle: Bread  is dear\n---\n"):
        brief = guest(f"{head}# Bread is *dear*\n\nSee [[one]].\n\nAnd [[two]].\n", "x.md")
        assert [block.text for block in brief.blocks] == ["See one.", "And two."]
        assert [pointer.id for pointer in brief.pointers] == ["one", "two"]
    other = guest("---\ntitle: Bread\n---\n# Prices\n\nText.\n")
    assert [block.text for block in other.blocks] == ["Prices", "Text."]


def test_heads_of_all_forms_say_the_same() -> None:
    heads = (
        "---\ntitle: Talks\ndate: 2026-07-16\ntags: [a, b]\nparams: {byline: Anna Berg}\n---\n",
        '+++\ntitle = "Talks"\ndate = 2026-07-16\ntags = ["a", "b"]\n[params]\nbyline = "Anna Berg"\n+++\n',
        '{\n"title": "Talks", "date": "2026-07-16", "tags": ["a", "b"],\n"params": {"byline": "Anna Berg"}\n}\n',
        "Title: Talks\nDate: 2026-07-16 10:20\nTags: a, b\nAuthors: Anna Berg\n\n",
        "\ufeff---\r\ntitle: Talks\r\ndate: 2026-07-16\r\ntags:\r\n- a\r\n- b\r\nauthors: Anna Berg\r\n...\r\n",
        "\n<!-- a note -->\n---\ntitle: Talks\ndate: 2026-07-16\ntags: a b\nauthors: Anna Berg\n---\n",
    )
    for head in heads:
        brief = guest(f"{head}\nText.\n")
        assert (brief.title, brief.tags, actors(brief)) == ("Talks", ("a", "b"), ["Anna Berg"]), head
        assert brief.date, head
        assert str(brief.date.first) == "2026-07-16"
        assert [block.text for block in brief.blocks] == ["Text."], head
        assert brief.problems == ()


@pytest.mark.parametrize(
    "text", ["---\n\nOne.\n\n---\n\nTwo.\n", "Note: this is no head.\n\nText.\n", "---\nOpen: x\n"]
)
def test_what_only_looks_like_a_head_is_text(text: str) -> None:
    brief = guest(text)
    assert brief.problems == ()
    assert any(block.text for block in brief.blocks)


def test_what_could_not_be_read_is_told_and_the_rest_is_read() -> None:
    brief = guest("+++\ntitle = 'Talks\n+++\n# Bread\n\nText.\n")
    assert [(one.code, one.severity, one.span.line) for one in brief.problems] == [("B034", "error", 2)]
    assert (brief.title, brief.blocks[0].text) == ("Bread", "Text.")
    brief = guest("---\ntitle: Talks: again\ntags: x\n---\nText.\n")
    assert [(one.code, one.severity, one.changes) for one in brief.problems] == [("B006", "warning", ())]
    assert (brief.title, brief.tags) == ("Talks: again", ("x",))


@pytest.mark.parametrize(
    ("head", "is_guest"),
    [
        ("title: T\nlayout: post", True),
        ("aliases: [x]", True),
        ("title: T\ncategories: x", True),
        ("title: T", False),
        ("tags: [x]\ndate: 2026-07-16", True),
        ("date: 2026-07-16\nquestions: [Why?]", False),
        ("titel: T\ndate: 2026-07-16", False),
        ("", False),
        ("title: T\nlayuot: post", False),
        ("title: T\nlayout: post\nactors: [NATO]", False),
        ("titel: T\nquestions: [Why?]\ncategories: x", False),
    ],
)
def test_whose_a_file_is_without_a_table(head: str, is_guest: bool) -> None:
    assert guest(f"---\n{head}\n---\nText.\n", table=NO_TABLE).is_guest == is_guest
    assert guest(f"---\n{head}\n---\nText.\n").is_guest
    assert not guest(f"{head}\nbody: |\n  Text.\n", "a.yaml").is_guest


def test_what_a_table_says() -> None:
    table, problems = read_table(TABLE)
    assert problems == ()
    assert table.target("Authors") == "actors"
    assert table.target("params.byline") == "actors"
    assert table.target("status") == table.target("author") == ""
    left = [path for path in ("drafts/a.md", "x/drafts/y/a.md", "notes/old.md", "x/notes/old.md", "x/README.md")
            if table.leaves_out(path)]  # fmt: skip
    assert left == ["drafts/a.md", "x/drafts/y/a.md", "notes/old.md", "x/README.md"]


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ('[read]\nbare = true\nauthors = "actor"\n', "`authors` can't fill `actor`; did you mean `actors`?", 3),
        ("[read]\nignore = 1\n", '`ignore` is a list of keys and files in quotes, like ["layout", "drafts/"]', 2),
        ('[read]\nbare = "no"\n', "`bare` is `true` or `false`", 2),
        ("[read]\nauthors = actors\n", "this cannot be read as TOML: Invalid value", 2),
    ],
)
def test_what_is_wrong_with_a_table(text: str, message: str, line: int) -> None:
    table, (problem,) = read_table(text.encode())
    assert table.is_given
    assert (problem.message, problem.span.line) == (message, line)


def test_other_settings_are_no_table() -> None:
    for text in (b"", b"# [read]\n", b"[reader]\nx = 1\n", b"broken ["):
        assert read_table(text) == (NO_TABLE, ())
