"""A desk of Markdown that another tool is for: links, back links, ids, and the table `[read]`."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from briefing.desk.checking import Checker
from briefing.desk.desk import Desk
from briefing.desk.scan import LEFT_OUT, NO_FRONT_MATTER, OTHER_YAML, is_story, survey
from briefing.model.clock import Clock
from briefing.model.place import Place
from briefing.model.views import Story
from briefing.parse.read_table import read_table
from briefing.ui.pages.margin import margin_sheet
from briefing.ui.pages.pen import Pen

TODAY = date(2026, 7, 20)
Vault = Callable[[Mapping[str, str]], Desk]
TABLE = '[read]\nbare = true\npeople = "actors"\n'
NOTES = {
    "briefing.toml": TABLE,
    "Bread.md": "---\naliases: [Bread price, Brot]\npeople: [Anna Berg]\n---\nSee [[Other#part]], [[People/Cem|him]],"
    " [x](sub/deep%20one.md#y), ![[brot]], [[Nowhere]] and [out](https://example.org/Other.md).\n",
    "Other.md": "---\ndate: 2026-07-01\n---\n[[Brot|The bread]], [Bread](./Bread.md), [[Cem Öz]], [[Anna Berg]].\n",
    "People/Cem.md": "# Cem Öz\n\nHe paid the [[bread price]].\n",
    "sub/deep one.md": "[up](../Bread.md) and [root](/Other) and [[other]] and [no](/none) and [p](../p.jpg)\n",
    "wiki/bread/index.md": "One of two: [[sub/deep one]].\n",
    "wiki/corn/index.md": "[Bread](../bread/), [Corn](.).\n",
}


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened: list[Desk] = []

    def make(files: Mapping[str, str]) -> Desk:
        for name, text in files.items():
            path = tmp_path / "vault" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            os.utime(path, (1, 1))
        desk = Desk(tmp_path / "vault", tmp_path / "cache", Clock.on(TODAY))
        opened.append(desk)
        desk.refresh()
        return desk

    yield make
    for desk in opened:
        desk.close()


def story(desk: Desk, key: str) -> Story:
    page = desk.page("story", key)
    assert isinstance(page, Story)
    return page


def test_links_lead_to_the_note_of_that_name_alias_or_file(vault: Vault) -> None:
    desk = vault(NOTES)
    links = {
        row.id: {written: link.id for written, link in story(desk, row.id).links.items()} for row in desk.stories()
    }
    assert links == {
        "Bread": {"Other#part": "Other", "People/Cem": "Cem", "./sub/deep one.md": "deep one"},
        "Other": {"Brot": "Bread", "./Bread.md": "Bread", "Cem Öz": "Cem"},
        "Cem": {"bread price": "Bread"},
        "deep one": {"../Bread.md": "Bread", "/Other": "Other", "other": "Other"},
        "bread": {"sub/deep one": "deep one"},
        "corn": {"../bread/": "bread"},
    }


def test_links_back_stand_in_the_margin_by_their_dates(vault: Vault) -> None:
    desk = vault(NOTES)
    back = {row.id: [link.id for link in story(desk, row.id).linked_from] for row in desk.stories()}
    assert back == {
        "Bread": ["Other", "Cem", "deep one"],
        "Other": ["Bread", "deep one"],
        "Cem": ["Other", "Bread"],
        "deep one": ["Bread", "bread"],
        "bread": ["corn"],
        "corn": [],
    }
    margin = margin_sheet(story(desk, "Other"), Pen(TODAY))
    texts = ["".join(piece.text for piece in para.pieces) for para in margin.paras]
    assert texts[texts.index("LINKED FROM") + 1 :] == ["Bread", "deep one"]


def test_a_link_to_somebody_whom_another_note_lists_is_a_mention(vault: Vault) -> None:
    page = story(vault(NOTES), "Other")
    (mention,) = page.brief.mentions
    block = page.brief.blocks[mention.block]
    assert (mention.key, block.text[mention.start : mention.end]) == ("anna-berg", "Anna Berg")
    assert page.names["anna-berg"].name == "Anna Berg"


def test_a_link_follows_what_it_leads_to(vault: Vault) -> None:
    desk = vault(NOTES)
    (desk.root / "Bread.md").unlink()
    (desk.root / "Rolls.md").write_text("---\naliases: [Brot]\n---\n")
    desk.refresh()
    assert {written: link.id for written, link in story(desk, "Other").links.items()} == {
        "Brot": "Rolls", "Cem Öz": "Cem", "./Bread.md": "bread",
    }  # fmt: skip
    assert [link.id for link in story(desk, "Rolls").linked_from] == ["Other"]


def test_a_brief_is_linked_to_by_its_file_too(vault: Vault) -> None:
    desk = vault(
        {
            "a.yaml": "title: Prices\nid: prices\nbody: |\n  See [[b]] and [the talks](sub/c.md).\n",
            "b.yaml": "title: Bread\nid: bread\nbody: |\n  See [[a]].\n",
            "sub/c.md": "---\ntitle: Talks\n---\n[up](../b.yaml)\n",
        }
    )
    links = {row.id: sorted(link.id for link in story(desk, row.id).links.values()) for row in desk.stories()}
    assert links == {"prices": ["bread", "c"], "bread": ["prices"], "c": ["bread"]}
    assert Checker(desk.root, TODAY).check().problems == ()
    (desk.root / "a.yaml").write_text("title: Prices\nbody: |\n  See [[Brot]] and [gone](gone.md).\n")
    assert [problem.code for problem in Checker(desk.root, TODAY).check().problems] == ["B207"]


def test_no_guest_is_broken_and_what_cannot_be_read_is(vault: Vault) -> None:
    desk = vault(
        {
            "briefing.toml": TABLE,
            "a/Note.md": "---\nevents: nonsense\nquestions: {a: b}\nstatus: [x]\nfollows: gone\nmentions: 3\n---\n\n",
            "b/Note.md": "---\ntitle: {{title}}\nid: Note\n---\n",
            "c/Note.md": "---\nactors: [a, b, {x: y}, []]\nvenues: {lat: 1}\nsources: 1\nupdates: []\n---\n",
            "head.md": "+++\ntitle = \n+++\nText.\n",
        }
    )
    assert [row.id for row in desk.stories()] == ["head", "Note", "Note~2", "Note~3"]
    assert [(row.id, bool(row.problem)) for row in desk.stories() if row.problem] == [("head", True)]
    assert desk.counts().problems == 1
    found = Checker(desk.root, TODAY).check()
    assert [(one.span.file, one.code) for one in found.problems if one.severity == "error"] == [("head.md", "B034")]
    assert not list(Checker(desk.root, TODAY).fix(guesses=True))


def test_a_table_that_changes_has_all_read_again(vault: Vault) -> None:
    desk = vault(
        {"briefing.toml": TABLE, "a.md": "---\npeople: [Anna Berg]\nplace: Kyiv\n---\nText.\n", "b.md": "B.\n"}
    )
    assert [row.name for row in desk.actors()] == ["Anna Berg"]
    assert desk.refresh().changed == ()
    (desk.root / "briefing.toml").write_text('[read]\nplace = "venues"\n')
    desk.refresh()
    assert [row.name for row in desk.actors()] == []
    assert [row.name for row in desk.venues()] == ["Kyiv"]
    assert [row.id for row in desk.stories()] == ["a"]
    (desk.root / "briefing.toml").write_text('[read]\nbare = true\nignore = ["a.md"]\nx = "y"\n')
    desk.refresh()
    assert [row.id for row in desk.stories()] == ["b"]
    assert [(one.code, one.span.file, one.span.line) for one in desk.problems()] == [("B034", "briefing.toml", 4)]
    (desk.root / "briefing.toml").unlink()
    desk.refresh()
    assert [row.id for row in desk.stories()] == ["a"]
    assert desk.problems()[0].code == "B101"


def test_what_is_passed_over_is_told(tmp_path: Path) -> None:
    for name, text in {
        "_config.yml": "title: A site\n", "a.md": "---\ntitle: A\n---\n", "b.yaml": "title: B\nbody: |\n  B.\n",
        "README.md": "# Read me\n", "drafts/c.md": "---\ntitle: C\n---\n", "_data/x.yaml": "- 1\n",
    }.items():  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    (tmp_path / "briefing.toml").write_text('[read]\nignore = ["drafts/"]\n')
    found = survey(tmp_path)
    assert found.briefs == ["a.md", "b.yaml"]
    passed = {why: paths for why, paths in found.passed.items() if why in (NO_FRONT_MATTER, OTHER_YAML, LEFT_OUT)}
    assert passed == {
        NO_FRONT_MATTER: ["README.md"], OTHER_YAML: ["_config.yml", "_data/x.yaml"], LEFT_OUT: ["drafts/c.md"],
    }  # fmt: skip


def test_briefs_beside_guests_are_checked_as_ever_and_keep_their_ids(vault: Vault) -> None:
    desk = vault(
        {
            "briefing.toml": TABLE,
            "a/talks.md": "Text.\n",
            "talks.yaml": "title: Talks\nquestoins: [Why?]\nbody: |\n  See [[natoo]].\n",
        }
    )
    assert desk.story_in("talks.yaml") == "talks"
    assert desk.story_in("a/talks.md") == "talks~2"
    assert {one.code for one in Checker(desk.root, TODAY).check().problems} == {"B101", "B207"}


def test_without_a_date_notes_come_last_and_as_people_count(vault: Vault) -> None:
    files = {f"note {number}.md": "x\n" for number in (10, 9, 1)}
    desk = vault({"briefing.toml": TABLE, "old.md": "---\ndate: 1999\n---\n", "2026-07-01 new.md": "x\n", **files})
    names = ["2026-07-01 new", "old", "note 1", "note 9", "note 10"]
    assert [row.id for row in desk.stories()] == names
    assert [row.id for row in desk.newest(1)] == names[:1]
    assert [row.id for row in desk.newest(4)] == names[:4]


def test_what_is_no_head_is_seen_in_bounded_time() -> None:
    begin = time.perf_counter()
    for line in (b"a: b\r\n", b"a: b\n  c\n", b"+++\n", b"{\n", b"a:\r"):
        is_story("a.md", line * 50_000, read_table(b"[read]\n")[0])
    assert time.perf_counter() - begin < 2


def test_a_place_of_a_note_is_found_by_its_id(vault: Vault) -> None:
    assert vault(NOTES).find("deep one") == Place.to("story", "deep one")
