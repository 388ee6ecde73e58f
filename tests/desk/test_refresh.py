"""The index follows the files: after any history it says what a new one would."""

from __future__ import annotations

import contextlib
import itertools
import os
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.desk import identifying, refresh
from briefing.desk.desk import Desk
from briefing.model.files import read
from briefing.model.views import Story
from tests.desk.conftest import ENGINE, Write, text_of
from tests.hostile import TIMES

Open = Callable[..., Desk]


def answers(desk: Desk) -> dict[str, Any]:
    """Everything that a desk can say."""
    said: dict[str, Any] = {
        "counts": desk.counts(),
        "stories": desk.stories(),
        "actors": desk.actors(),
        "venues": desk.venues(),
        "questions": desk.questions(),
        "timeline": desk.timeline(),
        "problems": desk.problems(),
    }
    for row in desk.stories():
        said[f"story {row.id}"] = desk.page("story", row.id)
        said[f"source {row.id}"] = desk.source_of(row.id)
    said |= {f"actor {row.key}": desk.page("actor", row.key) for row in desk.actors()}
    said |= {f"venue {row.key}": desk.page("venue", row.key) for row in desk.venues()}
    said |= {f"question {row.key}": desk.page("question", row.key) for row in desk.questions()}
    return said | INSIDE(desk)


TABLES = (
    "files", "briefs", "documents", "problems", "follows", "anchors", "variants", "portraits", "tokens", "identities",
    "castings", "roles", "events", "participants", "questions", "subjects", "settled", "texts",
)  # fmt: skip
"""Those of which as many rows are in every index of the same files."""


def inside(desk: Desk) -> dict[str, Any]:
    """What is in the index, that a desk does not say."""
    return {
        "texts": desk._read(words_of_texts),
        "names found": desk._read(
            lambda db: sorted(
                row[0]
                for row in db.execute(
                    "SELECT id FROM briefs WHERE number IN (SELECT rowid FROM texts('anna OR talks'))"
                )
            )
        ),
        "rows": desk._read(
            lambda db: {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
        ),
    }


def words_of_texts(db: sqlite3.Connection) -> list[Any]:
    """The full text, word by word: where each stands."""
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab (main, texts, instance)")
    return db.execute(
        "SELECT b.id, w.col, w.offset, w.term FROM words AS w LEFT JOIN briefs AS b ON b.number = w.doc"
        " ORDER BY 1, 2, 3"
    ).fetchall()


def inside_of_published(desk: Desk) -> dict[str, Any]:
    """The same of a published desk."""
    from briefing.postgres.tables import tables

    words = "SELECT b.id, t.length, t.words::text, t.notes::text FROM texts AS t JOIN briefs AS b ON b.number = t.brief"
    return {
        "texts": desk._read(lambda db: sorted(db.execute(words).fetchall())),
        "frequencies": desk._read(lambda db: sorted(db.execute("SELECT word, briefs FROM frequencies").fetchall())),
        "totals": desk._read(lambda db: db.execute("SELECT briefs, words FROM totals").fetchall()),
        "rows": desk._read(
            lambda db: {
                name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in TABLES if name in tables()
            }
        ),
    }


INSIDE = inside if ENGINE == "sqlite" else inside_of_published
SEEDS = 12 if ENGINE == "sqlite" or TIMES > 1 else 1


class Author:
    """Edits a desk at random, with names that merge and part."""

    NAMES = ("Anna Alt", "Anna Neu", "Boris Bo", "Clara", "Kursk", "NATO", "Russia")

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)

    def step(self) -> None:
        what = self.chance.random()
        paths = sorted(self.folder.rglob("*.yaml"))
        briefs = [path for path in paths if path.name not in ("actors.yaml", "places.yaml")]
        if what < 0.12 and briefs:
            self.chance.choice(briefs).unlink()
        elif what < 0.2 and briefs:
            path = self.chance.choice(briefs)
            path.rename(path.with_name(f"{self.chance.choice('abcdefgh')}.yaml"))
        elif what < 0.3:
            self.registry()
        else:
            folder = self.folder / self.chance.choice(("", "x", "y"))
            folder.mkdir(exist_ok=True)
            (folder / f"{self.chance.choice('abcdefgh')}.yaml").write_text(self.brief())

    def registry(self) -> None:
        facts = [
            "russia: {name: Russia, kind: state, wikidata: Q159}",
            "nato: {name: NATO, kind: organisation}",
            "anna: {name: Anna Alt, kind: person, was: [a1]}",
            "boris: {name: Boris Bo, wikidata: Q7, position: Envoy}",
        ]
        (self.folder / "actors.yaml").write_text("\n".join(self.chance.sample(facts, self.chance.randrange(5))) + "\n")
        places = ["kursk: {name: Kursk, country: RU}", "ankara: {name: Ankara, country: TR}"]
        (self.folder / "places.yaml").write_text("\n".join(self.chance.sample(places, self.chance.randrange(3))) + "\n")

    def some(self, choices: tuple[Any, ...], most: int = 3) -> list[Any]:
        return self.chance.sample(choices, self.chance.randrange(min(most, len(choices)) + 1))

    def actor(self, name: str) -> Any:
        facts: dict[str, Any] = {"name": name}
        for key, values in (
            ("id", ("a1", "b1", "clara")),
            ("kind", ("person", "state")),
            ("wikidata", ("Q7", "Q159")),
            ("position", ("Envoy", "Minister")),
            ("note", ("Came late.", "Left early.")),
            ("country", ("RU", "TR")),
            ("for", ("nato", "russia")),
            ("role", ("host", "guest")),
        ):
            if self.chance.random() < 0.2:
                facts[key] = self.chance.choice(values)
        if self.chance.random() < 0.2:
            facts["aliases"] = [*self.some(self.NAMES, 1), *self.some(("the parliament",))]
        return facts if len(facts) > 1 else name

    def brief(self) -> str:
        actors = [self.actor(name) for name in self.some(self.NAMES)]
        venues = [
            {"name": name, "country": self.chance.choice(("RU", "TR"))} if self.chance.random() < 0.3 else name
            for name in self.some(("Kursk", "Ankara", "Boris Bo"))
        ]
        ids = ("anna", "a1", "b1", "clara", "nato", "russia", "anna-alt")
        keys: dict[str, Any] = {"title": f"Story {self.chance.randrange(99)}", "actors": actors, "venues": venues}
        if self.chance.random() < 0.7:
            keys["date"] = self.chance.choice(("2025-05-01", "2025-05-02", "May 2025"))
        if self.chance.random() < 0.2:
            keys["id"] = self.chance.choice(("a", "b", "talks"))
        keys["follows"] = self.some(("a", "b", "c", "talks"), 2)
        keys["events"] = [
            {"id": name, "name": name.title(), "who": self.some(ids), "where": self.chance.choice(("kursk", "ankara")),
             "status": "held"}
            for name in self.some(("talks", "summit"))
        ]  # fmt: skip
        keys["questions"] = [
            {"ask": f"Will {name} come?", "about": self.some(ids), "status": "answered", "answer": "Yes.",
             "answered_by": self.chance.choice(("a", "b", "talks", "summit"))}
            if self.chance.random() < 0.4 else f"Will {name} come?"
            for name in self.some(self.NAMES)
        ]  # fmt: skip
        body = " ".join(f"Then {name} spoke of it." for name in self.chance.choices(self.NAMES, k=4))
        return text_of(**{key: value for key, value in keys.items() if value}, body=body)


class Killed(Exception):
    pass


@pytest.mark.parametrize("is_interrupted", [False, True])
@pytest.mark.parametrize("seed", range(SEEDS))
def test_after_any_edits_the_index_is_what_a_new_one_would_be(
    seed: int, is_interrupted: bool, open_desk: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a reading takes many transactions, some with who is who left open, and is stopped or killed."""
    author = Author(folder, seed)
    desk = open_desk("kept")
    if is_interrupted:
        monkeypatch.setattr(refresh, "BATCH", 2)
        monkeypatch.setattr(refresh, "FURTHER", 2)
    for round_ in range(6):
        for _ in range(author.chance.randrange(1, 6)):
            author.step()
        if is_interrupted:
            _interrupt(desk, author.chance)
        desk.refresh()
        fresh = open_desk(f"fresh-{round_}")
        fresh.refresh()
        kept, new = answers(desk), answers(fresh)
        assert kept.keys() == new.keys()
        assert {key: (kept[key], new[key]) for key in new if kept[key] != new[key]} == {}
        assert not desk.refresh()


def _interrupt(desk: Desk, chance: random.Random) -> None:
    last, is_killed = chance.randrange(1, 6), chance.random() < 0.5

    def progress(done: int, of: int) -> None:
        if is_killed and done >= last:
            raise Killed

    with contextlib.suppress(Killed):
        desk.refresh(progress, lambda: chance.random() < 0.2)


@pytest.mark.parametrize("count", [40, 160])
def test_a_long_reading_looks_at_each_portrait_a_few_times(
    count: int, open_desk: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where everybody has a name in common: were all resolved with each transaction, it would be the square."""
    monkeypatch.setattr(refresh, "BATCH", 4)
    monkeypatch.setattr(refresh, "FURTHER", 4)
    looked_at: list[int] = []
    identify = identifying._identify
    monkeypatch.setattr(
        identifying, "_identify", lambda db, portraits: (looked_at.append(len(portraits)), identify(db, portraits))[1]
    )
    for number in range(count):
        actor = {"name": f"Member {number}", "aliases": ["the parliament"], "kind": "person"}
        (folder / f"{number:03}.yaml").write_text(text_of(title=f"Story {number}", actors=[actor]))
    desk = open_desk()
    desk.refresh()
    assert [row.stories for row in desk.actors() if row.stories] == [count]
    assert count <= sum(looked_at) <= 4 * count
    looked_at.clear()
    (folder / "000.yaml").write_text(text_of(title="Story 0", actors=[{**actor, "name": "Member 0", "note": "New."}]))
    desk.refresh()
    assert looked_at == []  # another note is no other person


@pytest.mark.of_sqlite("counts the steps of SQLite")
def test_a_saved_file_costs_the_same_on_a_large_desk(
    open_desk: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where every story tells of the same actors, with a note and a position of its own; in steps of the database."""
    monkeypatch.setattr("briefing.desk.glance.TRUSTED_AFTER_NS", 0)
    anna = {"name": "Anna Alt", "kind": "person", "aliases": ["the parliament"]}

    def write(number: int, said: str) -> None:
        actors = ["zelensky", {**anna, "note": f"Note {said}.", "position": f"Position {said}"}]
        asked: list[Any] = [f"Will {number} come?"]
        if number % 10 == 7:  # some ask what an earlier one did, and know
            asked.append({"ask": f"Will {number - 1} come?", "status": "answered", "answer": "Yes."})
        about = {"title": f"Story {said}", "date": "2025-05-01", "actors": actors, "questions": asked}
        (folder / f"{number:04}.yaml").write_text(text_of("Anna Alt and Zelensky came.", **about))

    steps: list[int] = []
    for count in (50, 400):
        for number in range(count):
            write(number, str(number))
        desk = open_desk()
        desk.refresh()
        write(7, f"7 of {count}")
        taken = 0

        def step() -> int:
            nonlocal taken
            taken += 1
            return 0

        desk._store.connection().set_progress_handler(step, 10)
        desk.refresh(only=["0007.yaml"])
        desk._store.connection().set_progress_handler(None, 10)
        steps.append(taken)
        found = {row.key: (row.stories, row.mentions, row.position) for row in desk.actors() if row.stories}
        assert found == {
            "anna-alt": (count, count, "Position 0"),
            "zelensky": (count, count, "President"),
        }
    assert steps[1] < 1.2 * steps[0]


def test_only_what_changed_is_read(open_desk: Open, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        write(name)
    desk = open_desk()
    assert desk.refresh().added == ("a", "b", "c")
    read: list[str] = []
    parse = desk._reader().parse

    def note(data: bytes, path: str, *rest: Any) -> Any:
        read.append(path)
        return parse(data, path, *rest)

    monkeypatch.setattr(desk._reader(), "parse", note)
    assert not desk.refresh()
    write("b", title="New")
    (desk.root / "c.yaml").unlink()
    found = desk.refresh()
    assert (found.changed, found.added, found.removed, found.registry_changed) == (("b",), (), ("c",), False)
    assert read == ["b.yaml"]


def test_a_touched_file_is_not_read_again(open_desk: Open, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("a")
    desk = open_desk()
    desk.refresh()
    monkeypatch.setattr(desk._reader(), "parse", None)
    os.utime(path, ns=(1, 1))
    assert not desk.refresh()
    monkeypatch.setattr("briefing.desk.glance.TRUSTED_AFTER_NS", 0)
    assert not desk.refresh()

    def refuse(file: Any, *rest: Any) -> Any:
        assert str(file) != str(path)  # old enough to be trusted, it is not even opened
        return open(file, *rest)

    monkeypatch.setattr("briefing.desk.reading.open", refuse, raising=False)
    assert not desk.refresh()


def test_a_quick_second_edit_of_the_same_size_is_seen(open_desk: Open, write: Write) -> None:
    path = write("a", title="One")
    status = path.stat()
    desk = open_desk()
    desk.refresh()
    path.write_text(path.read_text().replace("One", "Two"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert desk.refresh().changed == ("a",)


def test_another_text_of_the_same_size_and_time_is_seen_however_old_it_says_it_is(
    open_desk: Open, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.desk.glance.TRUSTED_AFTER_NS", 0)
    path = write("a", title="One")
    os.utime(path, ns=(1, 1))
    desk = open_desk()
    desk.refresh()
    beside = path.with_name("b.tmp")
    beside.write_text(path.read_text().replace("One", "Two"))
    os.utime(beside, ns=(1, 1))
    beside.replace(path)
    assert desk.refresh().changed == ("a",)


@pytest.mark.of_sqlite("all files are published, and not some")
def test_named_files_alone_are_looked_at(open_desk: Open, write: Write) -> None:
    write("a")
    write("b")
    desk = open_desk()
    desk.refresh()
    write("a", title="New")
    write("b", title="New")
    write("c")
    found = desk.refresh(only=["a.yaml", "c.yaml", "gone.yaml", "../outside.yaml", "actors.yaml"])
    assert (found.changed, found.added, found.removed) == (("a",), ("c",), ())
    (desk.root / "a.yaml").unlink()
    assert desk.refresh(only={"a.yaml"}).removed == ("a",)
    assert desk.refresh().changed == ("b",)


def test_a_changed_registry_is_applied_to_every_brief(open_desk: Open, write: Write, folder: Path) -> None:
    write("a", actors=["Sam Roe"], body="Sam Roe spoke.")
    desk = open_desk()
    desk.refresh()
    assert [row.key for row in desk.actors() if row.stories] == ["sam-roe"]
    with open(folder / "actors.yaml", "a") as file:
        file.write("roe: {name: Sam Roe, kind: person}\n")
    found = desk.refresh(only=["actors.yaml"])
    assert found.registry_changed
    assert found.changed == ("a",)
    assert [row.key for row in desk.actors() if row.stories] == ["roe"]


def test_registry_problems_are_told(open_desk: Open, folder: Path) -> None:
    (folder / "actors.yaml").write_text("russia: {name: Russia, kind: castle}\n")
    desk = open_desk()
    problems = desk.refresh().problems
    assert [problem.span.file for problem in problems] == ["actors.yaml"]
    assert desk.problems() == problems
    assert desk.refresh().problems == problems


def test_broken_yaml_keeps_the_last_good_version(open_desk: Open, write: Write) -> None:
    path = write("a", title="Good", actors=["zelensky"], body="Zelensky spoke.")
    desk = open_desk()
    desk.refresh()
    good = path.read_text()
    for _ in range(2):
        path.write_text(good.replace("- zelensky", "- [zelensky").replace("Good", "Bad"))
        assert desk.refresh().changed == ("a",)
        page = desk.page("story", "a")
        assert isinstance(page, Story)
        assert (page.brief.title, len(page.brief.mentions)) == ("Good", 1)
        assert page.line_problem
        assert page.line_problem.code.startswith("B0")
        assert page.brief.problems[0] == page.line_problem
        assert desk.stories()[0].problem == page.line_problem.message
        assert desk.counts().problems == 1
        with open(desk.root / "actors.yaml", "a") as file:  # the good version is linked anew when the registry changes
            file.write("sam: {name: Sam Roe}\n")
    path.write_text(good.replace("Good", "Mended"))
    desk.refresh()
    assert (desk.stories()[0].title, desk.stories()[0].problem) == ("Mended", "")


GOOD = "title: Good\ndate: 2025-05-01\nbody: |\n  Kept words.\n"


@pytest.mark.parametrize(
    "broken",
    [
        b"", b"\n \n", b"\0\0\0", b"# a comment\n", b"title: Live\n", b"title: Live\nbody: |\n",
        b"body: |\n  New words.\n", GOOD.encode()[:36], GOOD.encode()[:20], b"hello", b"- a\n",
        GOOD.replace("Kept", "K\xe9pt").encode("latin-1"),
        b"title: T\nactors: " + b"[" * 50_000, GOOD.encode() + b"  x" * 1_500_000, GOOD.encode("utf-16"),
    ],
    ids=itertools.count(),
)  # fmt: skip
def test_whatever_broke_a_file_its_last_good_version_stays(open_desk: Open, folder: Path, broken: bytes) -> None:
    path = folder / "a.yaml"
    path.write_text(GOOD)
    desk = open_desk()
    desk.refresh()
    path.write_bytes(broken)
    desk.refresh()
    page = desk.page("story", "a")
    assert isinstance(page, Story)
    assert (page.brief.title, page.brief.blocks[0].text) == ("Good", "Kept words.")
    assert page.line_problem
    path.write_text(GOOD.replace("Kept", "Mended"))
    desk.refresh()
    page = desk.page("story", "a")
    assert isinstance(page, Story)
    assert (page.brief.blocks[0].text, page.line_problem) == ("Mended words.", None)


def test_a_markdown_brief_that_lost_its_text_stays_and_a_note_never_was_one(open_desk: Open, folder: Path) -> None:
    (folder / "a.md").write_text("---\ntitle: Good\n---\n\nKept words.\n")
    (folder / "note.md").write_text("Only a note.\n")
    desk = open_desk()
    desk.refresh()
    for name in ("a.md", "note.md"):
        (folder / name).write_text("\n")
    desk.refresh()
    assert [row.title for row in desk.stories()] == ["Good"]
    (folder / "a.md").write_text("A note now.\n")
    desk.refresh()
    assert desk.stories() == ()


def test_a_brief_that_never_was_whole_is_shown_as_far_as_it_is(open_desk: Open, folder: Path) -> None:
    path = folder / "a.yaml"
    desk = open_desk()
    for title in ("One", "Two"):
        path.write_text(f"title: {title}\n")
        desk.refresh()
        assert [row.title for row in desk.stories()] == [title]


def test_a_mistake_that_leaves_the_brief_readable_shows_the_new_version(open_desk: Open, write: Write) -> None:
    path = write("a", title="Good")
    desk = open_desk()
    desk.refresh()
    write("a", title="New", status="unheard of")
    desk.refresh()
    assert desk.stories()[0].title == "New"
    assert desk.stories()[0].problem
    path.write_text("title: Newer\nbody: |\n  One.\nTwo lost its indentation.\n")
    desk.refresh()
    page = desk.page("story", "a")
    assert isinstance(page, Story)
    assert page.brief.title == "Newer"
    assert page.line_problem
    assert "Two lost" in " ".join(block.text for block in page.brief.blocks)


def test_a_new_broken_brief_is_listed_with_what_could_be_read(open_desk: Open, folder: Path) -> None:
    (folder / "a.yaml").write_text("title: [Broken\nbody: |\n  Text.\n")
    (folder / "b.yaml").write_bytes(b"\xff\xfe\x00 nonsense")
    (folder / "c.yaml").write_bytes(b"")
    (folder / "d.yaml").write_text('title: "half \\ud800 pair"\nbody: |\n  Text.\n')
    desk = open_desk()
    desk.refresh()
    assert [row.id for row in desk.stories()] == ["a", "b", "c", "d"]
    assert all(row.problem for row in desk.stories()[:3])
    assert all(desk.page("story", row.id) for row in desk.stories())


def test_markdown_without_front_matter_is_no_brief(open_desk: Open, folder: Path) -> None:
    (folder / "README.md").write_text("# A desk\n")
    (folder / "story.md").write_text("---\ntitle: In Markdown\n---\nText.\n")
    desk = open_desk()
    assert desk.refresh().added == ("story",)
    (folder / "story.md").write_text("Text.\n")
    assert desk.refresh().removed == ("story",)
    assert desk.stories() == ()


def test_a_file_that_cannot_be_read_keeps_its_story(
    open_desk: Open, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("a", title="Good")
    desk = open_desk()
    desk.refresh()

    def refuse(file: Any, *rest: Any) -> Any:
        if str(file) == str(path):
            raise PermissionError(13, "Permission denied")
        return read(file, *rest)

    monkeypatch.setattr("briefing.desk.reading.read", refuse)
    write("a", title="Better")
    problems = desk.refresh().problems
    assert [problem.message for problem in problems] == ["cannot be read: Permission denied"]
    assert desk.stories()[0].title == "Good"
    assert desk.stories()[0].problem
    monkeypatch.undo()
    desk.refresh()
    assert (desk.stories()[0].title, desk.stories()[0].problem) == ("Better", "")


def test_a_root_that_vanishes_takes_nothing_with_it(open_desk: Open, write: Write, folder: Path) -> None:
    write("a")
    desk = open_desk()
    desk.refresh()
    folder.rename(folder.with_name("elsewhere"))
    found = desk.refresh()
    assert not found
    assert found.problems
    assert [row.id for row in desk.stories()] == ["a"]
    folder.with_name("elsewhere").rename(folder)
    assert not desk.refresh()


def test_progress_is_told_and_work_can_be_cancelled(open_desk: Open, write: Write) -> None:
    for name in "abcde":
        write(name)
    desk = open_desk()
    told: list[tuple[int, int]] = []
    found = desk.refresh(lambda done, of: told.append((done, of)), lambda: len(told) == 2)
    assert found.cancelled
    assert told == [(1, 5), (2, 5)]
    assert found.added == ("a", "b")
    assert not desk.is_indexed
    rest = desk.refresh()
    assert (rest.added, rest.cancelled, desk.is_indexed) == (("c", "d", "e"), False, True)


def test_a_changed_date_changes_who_is_the_newest(open_desk: Open, write: Write) -> None:
    write("a", date="2025-05-01", actors=[{"name": "Sam Roe", "position": "Envoy"}])
    write("b", date="2025-05-02", actors=[{"name": "Sam Roe", "position": "Minister"}])
    desk = open_desk()
    desk.refresh()
    assert [row.position for row in desk.actors() if row.key == "sam-roe"] == ["Minister"]
    write("a", date="2025-05-03", actors=[{"name": "Sam Roe", "position": "Envoy"}])
    desk.refresh()
    assert [row.position for row in desk.actors() if row.key == "sam-roe"] == ["Envoy"]


@pytest.mark.parametrize("names", ["abc", "cba", "bca"])
def test_on_one_day_the_order_of_the_edits_does_not_count(names: str, open_desk: Open, write: Write) -> None:
    desk = open_desk()
    for name in names:
        write(name, date="2025-05-01", actors=[{"id": "erdogan", "position": f"Position {name}", "for": "nato"}])
        desk.refresh()
    assert [row.position for row in desk.actors() if row.key == "erdogan"] == ["Position a"]


def test_what_another_process_wrote_is_news_on_the_screen(write: Write, open_desk: Callable[..., Desk]) -> None:
    write("talks", title="Talks", body="They met.")
    one, other = open_desk(), open_desk()
    assert one.refresh().added == ("talks",)
    assert not one.refresh()
    other.refresh()
    write("talks", title="Talks again", body="They met.")
    assert one.refresh(only=["talks.yaml"]).changed == ("talks",)
    found = other.refresh(only=["talks.yaml"])
    assert found.elsewhere
    assert found


def test_what_another_process_writes_meanwhile_is_news_too(write: Write, open_desk: Callable[..., Desk]) -> None:
    write("talks", title="Talks", body="They met.")
    one, other = open_desk(), open_desk()
    one.refresh()
    other.refresh()
    write("talks", title="Talks again", body="They met.")
    done: list[bool] = []

    def meanwhile() -> bool:
        if not done:
            done.append(bool(one.refresh(only=["talks.yaml"])))
        return False

    assert other.refresh(cancelled=meanwhile, only=["talks.yaml"])
    assert done == [True]


def test_a_file_that_another_process_lost_and_found_meanwhile_is_there(write: Write, open_desk: Open) -> None:
    """One that is as the index had it is read again where the index has it no more."""
    talks = write("talks", title="Talks", body="They met.")
    one, other = open_desk(), open_desk()
    one.refresh()
    data = talks.read_bytes()
    talks.write_bytes(data)
    os.utime(talks, (1, 1))
    done: list[bool] = []

    def meanwhile(_read: int, _of: int) -> None:
        if not done:
            talks.unlink()
            done.append(bool(other.refresh().removed))
            talks.write_bytes(data)

    one.refresh(progress=meanwhile)
    assert done == [True]
    assert [row.title for row in one.stories()] == ["Talks"]


def test_a_file_that_is_back_before_its_loss_is_written_stays(write: Write, open_desk: Open) -> None:
    talks, dinner = write("talks", title="Talks"), write("dinner", title="Dinner")
    one, other = open_desk(), open_desk()
    one.refresh()
    data = talks.read_bytes()
    talks.unlink()
    write("dinner", title="Supper")
    done: list[bool] = []

    def meanwhile(_read: int, _of: int) -> None:
        if not done:
            talks.write_bytes(data)
            other.refresh()
            done.append(True)

    assert one.refresh(progress=meanwhile).removed == ()
    assert done == [True]
    assert sorted(row.title for row in one.stories()) == ["Supper", "Talks"]
    talks.unlink()
    dinner.unlink()
    assert set(one.refresh().removed) == {"talks", "dinner"}


@pytest.mark.parametrize("is_before_the_briefs", [True, False])
def test_a_registry_that_another_process_read_meanwhile_stays(
    is_before_the_briefs: bool, write: Write, open_desk: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("talks", title="Talks", actors=["nato"])
    one, other = open_desk(), open_desk()
    one.refresh()
    write("talks", title="Talks again", actors=["nato"])
    actors = folder / "actors.yaml"
    text = actors.read_text()
    actors.write_text(f"{text}# changed\n")
    done: list[bool] = []

    def meanwhile(*_: Any) -> None:
        if not done:
            done.append(False)
            actors.write_text(text.replace("name: NATO", "name: Alliance"))
            other.refresh()
            done.append(True)

    whole = refresh.read_registry

    def read_registry(root: Path) -> Any:
        found = whole(root)
        meanwhile()
        return found

    if is_before_the_briefs:
        monkeypatch.setattr(refresh, "read_registry", read_registry)
        found = one.refresh()
    else:
        found = one.refresh(progress=meanwhile)
    assert done == [False, True]
    assert found.registry_changed
    assert not found.cancelled
    assert [row.name for row in one.actors() if row.key == "nato"] == ["Alliance"]
    assert one.counts() == other.counts()
    assert not other.refresh().changed
