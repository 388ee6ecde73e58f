"""Promote, merge and split."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.desk.registry.files import DeskFiles
from briefing.desk.registry.journal import Journal
from briefing.desk.registry.merge import merge
from briefing.desk.registry.plan import Plan
from briefing.desk.registry.promote import promote
from briefing.desk.registry.split import split, tellings
from briefing.desk.registry.steps import Impossible
from tests.desk.registry.conftest import Make, problems_in, put_in_place, texts_in

ACTORS = "russia: {name: Russia, kind: state, country: RU}\nusa:\n  name: United States\n  kind: state\n"
ONE = """\
title: One
date: 2025-05-01
actors:
  - russia
  # not in the registry yet
  - name: Steve Witkoff    # new here
    kind: person
    position: Envoy        # since May
    role: guest
    for: usa
    aliases: [Steven Witkoff]
events:
  - {name: Talks, who: [Steve Witkoff, russia], when: 2025-05-01, status: held}
claims:
  - {say: It went well., by: Witkoff}
body: |
  Witkoff spoke; [[steve-witkoff|he]] left. Steven Witkoff came back.
"""
TWO = 'title: Two\nactors: ["Steve Witkoff", {name: Steven Witkoff, kind: group}]\nbody: |\n  Steve Witkoff spoke.\n'
THREE = "title: Three\nactors: [{id: steve-witkoff, name: Steve Witkoff, kind: person}, usa]\nbody: |\n  Witkoff.\n"


def errors(files: DeskFiles) -> list[tuple[str, str, str]]:
    return [one for one in problems_in(files.root) if one[1] != "info"]


def test_promoted_everybody_s_entries_follow_and_roles_and_comments_stay(desk: Make) -> None:
    files = desk({"actors.yaml": ACTORS, "one.yaml": ONE, "two.yaml": TWO, "three.yaml": THREE})
    before = errors(files)
    files = put_in_place(files, promote(files, "Steve Witkoff"))
    texts = texts_in(files.root)
    assert texts["actors.yaml"] == ACTORS + (
        "steve-witkoff:\n  name: Steve Witkoff\n  kind: person\n  position: Envoy\n  aliases: [Steven Witkoff]\n"
    )
    assert texts["one.yaml"] == ONE.replace(
        "  - name: Steve Witkoff    # new", "  - id: steve-witkoff    # new"
    ).replace("    kind: person\n", "").replace("    aliases: [Steven Witkoff]\n", "")
    assert texts["two.yaml"] == TWO.replace('"Steve Witkoff", {name', "steve-witkoff, {name")
    assert texts["three.yaml"] == THREE.replace(", name: Steve Witkoff, kind: person", "")
    assert errors(files) == before


@pytest.mark.parametrize(
    ("entry", "id_", "is_told"),
    [
        ("name: محمد شكري", "", True),
        ("name: 王毅", "", True),
        ("name: 王毅", "wang-yi", False),
        ("name: 王毅, id: wang", "", False),
        ("name: 王毅, aliases: [Wang Yi]", "", False),
        ("name: Владимир Ку", "", False),
        ("name: Ἀθηνᾶ", "", False),
    ],
)
def test_an_id_that_says_nothing_of_the_name_is_told(desk: Make, entry: str, id_: str, is_told: bool) -> None:
    files = desk({"actors.yaml": ACTORS, "t.yaml": f"title: T\nactors: [{{{entry}}}]\nbody: |\n  x\n"})
    plan = promote(files, entry.removeprefix("name: ").partition(",")[0], id_)
    assert bool(plan.notes) == is_told
    assert all(plan.key in note for note in plan.notes)


def test_a_registry_is_begun_where_there_is_none(desk: Make) -> None:
    files = desk(
        {"briefing.toml": "", "t.yaml": "title: T\nvenues: [{name: Kursk Oblast, country: RU}]\nbody: |\n  x\n"}
    )
    files = put_in_place(files, promote(files, "kursk oblast", "kursk"))
    texts = texts_in(files.root)
    assert texts["places.yaml"] == "kursk:\n  name: Kursk Oblast\n  country: RU\n"
    assert texts["t.yaml"] == "title: T\nvenues: [{id: kursk}]\nbody: |\n  x\n"


def test_an_id_that_a_brief_made_of_the_name_follows_where_it_is_written(desk: Make) -> None:
    files = desk(
        {
            "actors.yaml": ACTORS.rstrip("\n"),
            "t.yaml": "title: T\nactors: [Иван Петров, Ada]\nevents: [{name: E, who: [ada]}]\nbody: |\n  [[ada]] x.\n",
        }
    )
    files = put_in_place(files, promote(files, "Иван Петров"))
    files = put_in_place(files, promote(files, "Ada", "ada-king"))
    texts = texts_in(files.root)
    assert texts["actors.yaml"].startswith(ACTORS)
    assert texts["actors.yaml"].endswith("ivan-petrov:\n  name: Иван Петров\nada-king:\n  name: Ada")
    assert texts["t.yaml"] == (
        "title: T\nactors: [ivan-petrov, ada-king]\nevents: [{name: E, who: [ada-king]}]\nbody: |\n  [[ada-king]] x.\n"
    )


@pytest.mark.parametrize(
    ("name", "id_", "why"),
    [
        ("Russia", "", "`Russia` is in the registry, as `russia`"),
        ("Nobody", "", "no brief lists `Nobody`"),
        ("Ada", "Ada King", "`Ada King` is no id"),
        ("Ada", "usa", "`usa` is an id of the registry already"),
    ],
)
def test_whom_nobody_lists_is_not_promoted(desk: Make, name: str, id_: str, why: str) -> None:
    files = desk({"actors.yaml": ACTORS, "t.yaml": "title: T\nactors: [Ada]\nbody: |\n  Ada.\n"})
    with pytest.raises(Impossible, match=why):
        promote(files, name, id_)


def test_merged_one_is_called_as_the_other_everywhere(desk: Make) -> None:
    actors = (
        "# people\nzelensky:\n  name: Volodymyr Zelensky\n  kind: person\n\n"
        "zelenskyy: {name: Volodymyr Zelenskyy, kind: person, country: UA, was: [zel], aliases: [V. Zelensky],"
        " weak: [Zelenskyy], wikidata: Q3874799, x-note: so}\n\n"
        "putin: {name: Vladimir Putin, kind: person, for: zelenskyy}\n"
    )
    brief = (
        "title: T\nactors:\n  - zelensky\n  - {id: zelenskyy, role: host}\n  - putin\n"
        "events: [{name: E, who: [zelenskyy, putin, zelensky]}, {name: F, who: [zelenskyy]}]\n"
        "body: |\n  [[zelenskyy]] and Volodymyr Zelenskyy.\n"
    )
    files = desk({"actors.yaml": actors, "t.yaml": brief})
    before = errors(files)
    files = put_in_place(files, merge(files, "zelenskyy", "zelensky"))
    texts = texts_in(files.root)
    assert texts["actors.yaml"] == (
        "# people\nzelensky:\n  name: Volodymyr Zelensky\n  kind: person\n"
        "  aliases: [Volodymyr Zelenskyy, V. Zelensky]\n  weak: [Zelenskyy]\n"
        "  country: UA\n  wikidata: Q3874799\n  x-note: so\n  was: [zel, zelenskyy]\n\n"
        "putin: {name: Vladimir Putin, kind: person, for: zelensky}\n"
    )
    assert texts["t.yaml"] == (
        "title: T\nactors:\n  - {id: zelensky, role: host}\n  - putin\n"
        "events: [{name: E, who: [putin, zelensky]}, {name: F, who: [zelensky]}]\n"
        "body: |\n  [[zelensky]] and Volodymyr Zelenskyy.\n"
    )
    assert errors(files) == before
    assert files.key_of("zel") == files.key_of("zelenskyy") == "zelensky"


def test_whom_a_brief_lists_by_two_names_it_lists_once_when_they_are_one(desk: Make) -> None:
    actors = "g: Team G\nh: Team H\n"
    brief = "title: T\nactors: [{0}, {1}]\nevents: [{{name: E, who: [{0}, {1}]}}]\nbody: |\n  x\n"
    files = desk(
        {"actors.yaml": actors, "a.yaml": brief.format("Team G", "Team H"), "b.yaml": brief.format("g", "Team H")}
    )
    plan = merge(files, "g", "h")
    assert {plan.after(files, file).decode() for file in ("a.yaml", "b.yaml")} == {
        "title: T\nactors: [Team H]\nevents: [{name: E, who: [Team H]}]\nbody: |\n  x\n"
    }


@pytest.mark.parametrize(("one", "into"), [("g", "h"), ("h", "g")])
def test_nobody_is_on_the_side_of_oneself_when_merged(desk: Make, one: str, into: str) -> None:
    actors = {"g": "g:\n  name: Team G\n  for: h  # since May\n", "h": "h: {for: Team G, name: Team H}\n"}
    brief = (
        "title: T\nactors:\n  - {id: g, for: h, role: x}\n  - for: g\n    name: Team H\n  - {id: j, for: h}\n"
        "body: |\n  x\n"
    )
    files = desk({"actors.yaml": "".join(actors.values()) + "j: Joan\n", "t.yaml": brief})
    files = put_in_place(files, merge(files, one, into))
    texts = texts_in(files.root)
    assert texts["t.yaml"] == (
        f"title: T\nactors:\n  - {{id: {into}, role: x}}\n  - {{id: j, for: {into}}}\nbody: |\n  x\n"
    )
    assert files.registry.actors[into].side == ""
    assert ("# since May" in texts["actors.yaml"]) == (into == "g")
    assert not errors(files)


def test_who_is_in_no_registry_is_put_there_when_merged(desk: Make) -> None:
    files = desk(
        {
            "actors.yaml": ACTORS,
            "one.yaml": "title: One\nactors: [Steve Witkof]\nbody: |\n  Steve Witkof spoke.\n",
            "two.yaml": "title: Two\nactors: [Steve Witkoff]\nbody: |\n  Steve Witkoff spoke.\n",
        }
    )
    files = put_in_place(files, merge(files, "Steve Witkof", "Steve Witkoff"))
    texts = texts_in(files.root)
    assert texts["actors.yaml"] == ACTORS + "steve-witkoff:\n  name: Steve Witkoff\n  aliases: [Steve Witkof]\n"
    assert "actors: [steve-witkoff]" in texts["one.yaml"]
    assert "actors: [steve-witkoff]" in texts["two.yaml"]
    assert not errors(files)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("russia", "Russia", "are one already: `russia`"),
        ("russia", "moscow", "is an actor and .* a place"),
        ("russia", "rossiya", "`wikidata` is Q159 and Q1; put that right first"),
        ("russia", "nowhere", "nobody is called `nowhere`"),
    ],
)
def test_who_cannot_be_one_is_not_merged(desk: Make, one: str, other: str, why: str) -> None:
    files = desk(
        {
            "actors.yaml": "russia: {name: Russia, wikidata: Q159}\nrossiya: {name: Rossiya, wikidata: Q1}\n",
            "places.yaml": "moscow: Moscow\n",
        }
    )
    with pytest.raises(Impossible, match=why):
        merge(files, one, other)


def test_split_some_stories_mean_another(desk: Make) -> None:
    files = desk(
        {
            "actors.yaml": "petrov: {name: Ivan Petrov, kind: person, country: RU}\nnext: Next\n",
            "one.yaml": "title: One\nactors: [Ivan Petrov]\nevents: [{name: E, who: [Petrov]}]\n"
            "body: |\n  [[petrov]] x.\n",
            "two.yaml": "title: Two\nactors: [{name: Ivan Petrov, role: x}]\nbody: |\n  [[Ivan Petrov]] x.\n",
            "three.yaml": "title: Three\nactors: [petrov]\nbody: |\n  Petrov x.\n",
        }
    )
    before = errors(files)
    assert [one.story for one in tellings(files, "petrov")] == ["one", "three", "two"]
    files = put_in_place(files, split(files, "petrov", "petrov-2", ["two", "three"]))
    texts = texts_in(files.root)
    assert texts["actors.yaml"] == (
        "petrov: {name: Ivan Petrov, kind: person, country: RU}\npetrov-2:\n"
        "  name: Ivan Petrov  # briefing: ignore B210\n  kind: person\n  country: RU\nnext: Next\n"
    )
    assert texts["one.yaml"] == (
        "title: One\nactors: [petrov]\nevents: [{name: E, who: [petrov]}]\nbody: |\n  [[petrov]] x.\n"
    )
    assert texts["two.yaml"] == "title: Two\nactors: [{id: petrov-2, role: x}]\nbody: |\n  [[petrov-2]] x.\n"
    assert texts["three.yaml"] == "title: Three\nactors: [petrov-2]\nbody: |\n  Petrov x.\n"
    assert errors(files) == before


def test_split_of_one_whom_only_briefs_know(desk: Make) -> None:
    files = desk(
        {
            "actors.yaml": "next: Next\n",
            "one.yaml": "title: One\nactors: [Ivan Petrov]\nbody: |\n  Petrov x.\n",
            "two.yaml": "title: Two\nactors: [Ivan Petrov]\nbody: |\n  Petrov x.\n",
        }
    )
    files = put_in_place(files, split(files, "Ivan Petrov", "petrov-the-younger", ["two"], "Ivan I. Petrov"))
    texts = texts_in(files.root)
    assert texts["actors.yaml"].endswith(
        "ivan-petrov:\n  name: Ivan Petrov\npetrov-the-younger:\n  name: Ivan I. Petrov\n"
    )
    assert "[ivan-petrov]" in texts["one.yaml"]
    assert "[petrov-the-younger]" in texts["two.yaml"]
    with pytest.raises(Impossible, match="no story `three` names `ivan-petrov`"):
        split(files, "ivan-petrov", "x", ["three"])


@pytest.mark.parametrize("is_hard", [False, True])
@pytest.mark.parametrize(
    ("change", "now"),
    [
        (lambda files: promote(files, "Steve Witkoff"), "steve-witkoff"),
        (lambda files: merge(files, "Steven Witkoff", "Steve Witkoff"), "steve-witkoff"),
        (lambda files: split(files, "usa", "us-of-a", ["three", "other"]), "us-of-a"),
    ],
)
def test_a_file_of_two_names_is_changed_once_and_is_back_as_it_was(
    desk: Make, tmp_path: Path, change: Callable[[DeskFiles], Plan], now: str, is_hard: bool
) -> None:
    two = 'title: Two\nactors: ["Steve Witkoff", Steven Witkoff]\nbody: |\n  Steve Witkoff spoke.\n'
    root = desk({"actors.yaml": ACTORS, "two.yaml": two}).root
    elsewhere = tmp_path / "three.yaml"
    elsewhere.write_text(THREE)
    for name in ("three", "other"):
        link = root / f"{name}.yaml"
        link.hardlink_to(elsewhere) if is_hard else link.symlink_to(elsewhere)
    before = texts_in(root)
    journal = Journal(root, tmp_path / "state")
    plan = change(files := DeskFiles(root))
    journal.carry_out(plan.title, [*plan.steps(files)])
    assert (root / "three.yaml").is_symlink() != is_hard
    after = texts_in(root)
    assert after["three.yaml"] == after["other.yaml"] != THREE
    assert now in after["three.yaml"]
    journal.undo()
    assert texts_in(root) == before
