from __future__ import annotations

from threading import Event, Thread
from typing import Any

import pytest

from briefing.desk.registry import finding, plan
from briefing.desk.registry.files import DeskFiles
from briefing.desk.registry.finding import WordSearch
from briefing.desk.registry.plain import Renamed
from briefing.desk.registry.refs import refs
from briefing.desk.registry.rename import rename
from briefing.desk.registry.steps import Impossible
from briefing.model import halves
from briefing.parse.text import Text
from briefing.parse.uses import UsesOfFile, uses_in
from tests.desk.registry.conftest import Make, problems_in, put_in_place, texts_in

ACTORS = """\
# who is who: russia and others
russia:   # the state
  {name: Russia, kind: state, country: RU, weak: [Moscow]}
putin:
  name: Vladimir Putin   # of russia
  kind: person
  for: russia
nato: NATO
russia-today: {name: Russia Today, kind: organisation, for: "russia"}
"""
BRIEF = """\
title: russia talks   # russia in a comment
follows: [earlier]
actors:
  - russia
  - {id: 'putin', for: russia, role: "guest of russia"}
  - "russia-today"
venues: []
events:
  - {name: Talks, who: [russia, putin,russia-today], when: 2025-05-01, status: held}
questions:
  - ask: Will russia come?
    about: [ "russia" , nato ]
    answered_by: earlier
claims:
  - {say: russia says so, by: russia}
mentions:
  the bear: russia
body: |
  [[russia]] met [[russia|russia]] and `[[russia]]`, [[russia-today]];
  see [[earlier]] and [[ russia | the bear ]].
"""


def test_every_place_follows_and_nothing_else_changes(desk: Make) -> None:
    files = desk({"actors.yaml": ACTORS, "a/talks.yaml": BRIEF, "earlier.yaml": "title: E\nbody: |\n  russia.\n"})
    before = problems_in(files.root)
    after = put_in_place(files, rename(files, "russia", "rossiya"))
    texts = texts_in(files.root)
    assert texts["earlier.yaml"] == "title: E\nbody: |\n  russia.\n"
    assert texts["actors.yaml"] == (
        ACTORS.replace("russia:   #", "rossiya:   #")
        .replace("weak: [Moscow]}", "weak: [Moscow], was: [russia]}")
        .replace("for: russia\n", "for: rossiya\n")
        .replace('for: "russia"', 'for: "rossiya"')
    )
    expected = BRIEF
    for old, new in [
        ("  - russia\n", "  - rossiya\n"), ("for: russia,", "for: rossiya,"), ("[russia, putin", "[rossiya, putin"),
        ('[ "russia" ,', '[ "rossiya" ,'), ("by: russia", "by: rossiya"), ("bear: russia", "bear: rossiya"),
        ("[[russia]] met [[russia|russia]]", "[[rossiya]] met [[rossiya|russia]]"), ("[[ russia |", "[[ rossiya |"),
    ]:  # fmt: skip
        expected = expected.replace(old, new)
    assert texts["a/talks.yaml"] == expected
    assert problems_in(files.root) == before
    assert after.key_of("russia") == "rossiya"


@pytest.mark.parametrize(
    "entry",
    [
        "old: Old Name\n",
        "old: Old Name",
        "old:   Old, Name: no\n".replace(": no", ""),
        "old: 'Old'   # a comment\n",
        "old: {name: Old}\n",
        "old: { name: Old , }\n",
        "old:\n  name: Old\n",
        "old:\n  name: Old",
        "old:\n    name: Old  # so\n    kind: person   # and so\n\n# after\n",
        "old:\n  name: Old\n  aliases:\n    - Other\n    - Third  # so\nnext: Next\n",
        "old:\n  name: Old\n  note: |\n    Many words\n    in lines\n\nnext: Next\n",
        "old:\n  name: Old\n  was: [older]\n",
        "old:\n  name: Old\n  was:\n    - older   # once\n    - oldest\n  kind: person\n",
        "old:\n  name: Old\n  was:\n  - older",
        "old: {name: Old, was: [older, oldest], kind: person}\n",
        "old: {was: [older], name: Old}\n",
        "{old: Old, next: Next}\n",
        '{"old": {"name": "Old"},\n "next": "Next"}\n',
        "'old': Old\n",
        "old:\r\n  name: Old\r\n  kind: person\r\n",
        "old: Old\r\nnext: Next\r\n",
        "\ufeffold: Old\n",
        "next: Next\nold:\n  {name: Old,\n   kind: person}\n",
    ],
)
def test_back_again_is_as_it_was(desk: Make, entry: str) -> None:
    brief = 'title: T\nactors: [old, "old"]\nbody: |\n  [[old]] and [[old|him]].\n'
    files = desk({"actors.yaml": entry, "t.yaml": brief})
    before, wrong = texts_in(files.root), problems_in(files.root)
    files = put_in_place(files, rename(files, "old", "brand-new"))
    assert files.key_of("old") == "brand-new"
    assert "old" in files.registry.actors["brand-new"].was
    assert problems_in(files.root) == wrong
    assert "[[brand-new]]" in texts_in(files.root)["t.yaml"]
    put_in_place(files, rename(files, "brand-new", "old"))
    assert texts_in(files.root) == before


def test_a_story_with_an_id_keeps_its_file_and_one_without_is_moved(desk: Make) -> None:
    files = desk(
        {
            "actors.yaml": "nato: NATO\n",
            "one.yaml": "title: One\nid: first\nbody: |\n  Text.\n",
            "in/two.yaml": "title: Two\nfollows: first\nbody: |\n  See [[first|that]] and [[two]].\n",
            "three.md": "---\ntitle: Three\nfollows: [two, first]\n---\nSee [[two]].\n",
        }
    )
    before, wrong = texts_in(files.root), problems_in(files.root)
    files = put_in_place(files, rename(files, "first", "opening"))
    texts = texts_in(files.root)
    assert "id: opening" in texts["one.yaml"]
    assert "follows: opening" in texts["in/two.yaml"]
    assert "[[opening|that]]" in texts["in/two.yaml"]
    assert "follows: [two, opening]" in texts["three.md"]
    files = put_in_place(files, rename(files, "two", "second"))
    texts = texts_in(files.root)
    assert "in/two.yaml" not in texts
    assert "[[second]]." in texts["in/second.yaml"]
    assert "follows: [second, opening]" in texts["three.md"]
    assert "[[second]]" in texts["three.md"]
    assert [one[:2] for one in problems_in(files.root)] == [one[:2] for one in wrong]
    files = put_in_place(files, rename(files, "second", "two"))
    put_in_place(files, rename(files, "opening", "first"))
    assert texts_in(files.root) == before


def test_what_is_a_brief_s_own_follows_in_that_brief(desk: Make) -> None:
    one = (
        "title: One\nactors: [{id: witkoff, name: Steve Witkoff}]\n"
        "events: [{id: summit, name: Summit, who: [witkoff]}]\n"
        "questions: [{id: q, ask: 'Will it?', about: [summit, witkoff]}]\nclaims: [{id: c, say: So., source: wire}]\n"
        "sources: [{id: wire, name: Wire}]\nbody: |\n  [[witkoff]] spoke.\n"
    )
    two = "title: Two\nactors: [{id: witkoff, name: Steve Witkoff}]\nsources: [{id: wire, name: W}]\nbody: |\n  Text.\n"
    files = desk({"actors.yaml": "nato: NATO\n", "one.yaml": one, "two.yaml": two})
    with pytest.raises(Impossible, match=r"say in which: `one.yaml:wire`"):
        rename(files, "wire", "agency")
    files = put_in_place(files, rename(files, "one.yaml:wire", "agency"))
    files = put_in_place(files, rename(files, "witkoff", "steve-w"))
    files = put_in_place(files, rename(files, "summit", "meeting"))
    texts = texts_in(files.root)
    expected = one.replace("wire,", "agency,").replace("source: wire", "source: agency").replace("summit", "meeting")
    assert texts["one.yaml"] == expected.replace("witkoff", "steve-w").replace("id: wire", "id: agency")
    assert texts["two.yaml"] == two.replace("witkoff", "steve-w")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("russia", "nato", "`nato` is there already; `briefing merge russia nato` makes them one"),
        ("russia", "Rossiya", "`Rossiya` is no id .*; `rossiya` is"),
        ("russia", "Россия", "is no id"),
        ("russia", "russia", "is its name already"),
        ("rusia", "x", "nothing has the id `rusia`; did you mean `russia`?"),
        ("alliance", "x", "`alliance` is what `nato` was"),
        ("russia", "alliance", "`alliance` is what `nato` was; take it out"),
        ("russia", "talks", r"t.yaml:3:\d+: `talks` would mean something else then"),
        ("both", "x", "`both` is an actor and a place"),
    ],
)
def test_what_cannot_be_is_told(desk: Make, old: str, new: str, why: str) -> None:
    files = desk(
        {
            "actors.yaml": "russia: Russia\nnato: {name: NATO, was: [alliance]}\nboth: Both\n",
            "places.yaml": "both: Both\n",
            "t.yaml": "title: T\nfollows: talks\nquestions: [{ask: Who?, about: [talks]}]\n"
            "events: [{id: talks, name: Talks}]\nbody: |\n  Text.\n",
        }
    )
    with pytest.raises(Impossible, match=why):
        rename(files, old, new)


def test_ids_of_other_scripts_are_found_in_either_form(desk: Make) -> None:
    key = "муйнак"
    apart = "муи\u0306нак"
    files = desk(
        {"actors.yaml": f"{key}: Муйнак\n", "t.yaml": f"title: T\nactors: [{key}]\nbody: |\n  [[{apart}]] x.\n"}
    )
    files = put_in_place(files, rename(files, key, "muynak"))
    texts = texts_in(files.root)
    assert texts["actors.yaml"].startswith("muynak:")
    assert "actors: [muynak]" in texts["t.yaml"]


def test_a_file_that_cannot_be_read_refuses_all(desk: Make) -> None:
    files = desk({"actors.yaml": "old: Old\n", "t.yaml": b"title: T\xe9\nactors: [old]\nbody: |\n  x\n"})
    with pytest.raises(Impossible, match=r"t.yaml is not UTF-8"):
        rename(files, "old", "new")
    assert [one.line for one in refs(files, "old")] == ["old: Old", "actors: [old]"]  # nothing is written of it


def test_files_are_found_by_a_process_that_looked_before(desk: Make) -> None:
    texts = {f"b{number}.yaml": f"title: T\nactors: [{'old' if number % 3 else 'other'}]\n" for number in range(9)}
    files = desk({"actors.yaml": "old: Old\nother: Other\n", **texts})
    search = WordSearch(files.root, ["old", "new"])
    found = DeskFiles(files.root, search=search)
    assert (
        found.holding(["new", "old"])
        == files.holding(["old", "new"])
        == [name for name, text in sorted(texts.items()) if "old" in text]
    )
    assert found.holding(["new", "old"]) == files.holding(["old", "new"])
    assert found.holding(["other"]) == files.holding(["other"])


@pytest.mark.parametrize(
    ("written", "is_found"),
    [
        ("us", True), ("[[us]]", True), ("[us,eu]", True), ("x/us#part", True), ("us.md", True), ("us-", True),
        ("-us", True), ("us_x", True), ("«us»", True), ("%2fus", True), (r"\nus", True), (r"\x20us", True),
        (r"\U00000020us", True), ("discuss", False), ("us1", False), ("usa", False), ("anti-us", False),
        ("us-navy", False), ("discuss us", True), ("US", False),
    ],
)  # fmt: skip
def test_an_id_is_no_part_of_another(desk: Make, written: str, is_found: bool) -> None:
    files = desk({"b.yaml": f"title: T\nbody: |\n  {written}\n"})
    search = WordSearch(files.root, ["us"])
    assert files.holding(["us"]) == DeskFiles(files.root, search=search).holding(["us"]) == ["b.yaml"] * is_found


def test_many_files_are_looked_through_by_two(desk: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    files = desk({f"b{number}.yaml": f"title: T{number}\nbody: |\n  x{number % 7}x\n" for number in range(50)})
    alone = files.holding(["x3x", "T11"])
    monkeypatch.setattr(finding, "_MANY", 10)
    monkeypatch.setattr(halves, "can_be_copied", lambda: True)  # tests may have some
    assert DeskFiles(files.root).holding(["x3x", "T11"]) == alone
    assert len(alone) == 8
    monkeypatch.undo()


def test_many_briefs_are_proved_by_two(desk: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    briefs = {
        f"b{number}.yaml": f"title: T{number}\nactors:\n  - old\n  - name: Own {number}\nbody: |\n  [[old]].\n"
        for number in range(9)
    }
    files = desk({"actors.yaml": "old: Old\n", **briefs})
    alone = rename(files, "old", "new")
    monkeypatch.setattr(plan, "_MANY", 2)
    monkeypatch.setattr(halves, "can_be_copied", lambda: True)  # tests may have threads
    assert rename(DeskFiles(files.root), "old", "new") == alone
    assert len(alone.files) == 10
    (files.root / "b8.yaml").write_text(
        "title: T\nactors: [old, {id: new, name: New}]\nbody: |\n  x\n", encoding="utf-8"
    )
    with pytest.raises(Impossible, match=r"b8\.yaml"):
        rename(DeskFiles(files.root), "old", "new")


def test_of_briefs_that_say_an_id_in_the_same_places_one_is_read_again(
    desk: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    alike = "title: T{}\nactors: [old, {{name: Own {}}}]\nevents: [{{name: Talks, who: [old]}}]\nbody: |\n  [[old]].\n"
    others = {
        "quoted": 'title: T\nactors: ["old"]\nbody: |\n  x\n',
        "by-name": "title: T\nactors: [old]\nclaims: [{say: So, by: Old Name}]\nbody: |\n  x\n",
        "own-new": "title: T\nactors: [old, {name: New 2}]\nbody: |\n  x\n",
        "says-new": "title: T\nactors: [old]\ntags: [new]\nbody: |\n  x\n",
        "event": "title: T\nevents: [{id: old, name: Talks}]\nbody: |\n  x\n",
        "event-too": "title: T\nactors: [old]\nevents: [{name: Old}]\nbody: |\n  x\n",
        "problem": "title: T\nactors: [old]\nclaims: [{say: So, by: nobody-here}]\nbody: |\n  x\n",
    }
    files = desk(
        {"actors.yaml": "old: Old Name\n"}
        | {f"b{number}.yaml": alike.format(number, number) for number in range(6)}
        | {f"{name}.yaml": text for name, text in others.items()}
        | {"m1.md": "---\nactors: [old]\n---\n# T\n\nx\n", "m2.md": "---\nactors: [old]\n---\n# T\n\ny\n"}
    )
    read: list[str] = []

    def counted(text: Text, *rest: Any) -> UsesOfFile:
        read.append(text.file)
        return uses_in(text, *rest)

    whole = rename(files, "old", "new")
    monkeypatch.setattr(plan, "uses_in", counted)
    monkeypatch.setattr(Renamed, "places", lambda *_: None)
    made = rename(DeskFiles(files.root), "old", "new")
    assert made == whole
    assert sorted(read) == sorted(["b0.yaml", "m1.md", *(f"{name}.yaml" for name in others)])
    monkeypatch.setattr(plan, "_places", lambda *_: None)
    assert rename(DeskFiles(files.root), "old", "new") == made


def test_who_has_threads_is_not_copied(desk: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    files = desk({f"b{number}.yaml": f"title: T{number}\nbody: |\n  x\n" for number in range(20)})
    monkeypatch.setattr(finding, "_MANY", 10)
    monkeypatch.setattr("os.fork", lambda: pytest.fail("copied"), raising=False)
    over = Event()
    thread = Thread(target=over.wait)
    thread.start()
    try:
        assert files.holding(["T11"]) == ["b11.yaml"]
    finally:
        over.set()
        thread.join()


def test_a_story_is_named_by_its_title_too(desk: Make) -> None:
    files = desk(
        {
            "dinner.yaml": "id: supper\ntitle: The Great Dinner\naliases: [Banquet]\nbody: |\n  x\n",
            "other.yaml": "id: banquet\ntitle: Other\nbody: |\n  x\n",
            "talks.yaml": "title: T\nfollows: supper\nbody: |\n"
            "  [[the great dinner]], [[dinner|x]], [[banquet]] and [[a/Supper]].\n",
        }
    )
    found = [(one.use.span.file, one.use.text) for one in refs(files, "supper")]
    assert found == [
        ("dinner.yaml", "supper"), ("talks.yaml", "supper"), ("talks.yaml", "the great dinner"),
        ("talks.yaml", "dinner"), ("talks.yaml", "a/Supper"),
    ]  # fmt: skip


def test_all_words_of_a_name_stand_where_it_is_named(desk: Make) -> None:
    files = desk(
        {
            "actors.yaml": "ada: {name: Áda Lovelace, aliases: [Countess of Lovelace]}\n",
            "a.yaml": 'title: A\nactors: ["Ad\\u0061 Lovelace"]\n',
            "b.yaml": "title: B\nactors: [ADA LOVELACE]\n",
            "c.yaml": "title: C\nactors: [Ralph Lovelace]\n",
            "d.yaml": "title: D\nactors: [countess of Lovelace]\n",
        }
    )
    assert [one.use.span.file for one in refs(files, "ada")] == ["actors.yaml", "a.yaml", "b.yaml", "d.yaml"]
    assert files.naming(["Áda Lovelace"]) == ["a.yaml", "b.yaml"]
