"""A registry in several files: every part of the program finds it by the same names."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli.group import group
from briefing.desk.checking import Checker
from briefing.desk.desk import Desk
from briefing.desk.scan import find_root, registry_files, survey, walk
from briefing.desk.watch import is_relevant, watch
from briefing.model.clock import Clock
from briefing.model.limits import BRIEF
from briefing.parse.registry_name import is_registry, owner_of

FILES = {
    "actors.yaml": "nato: {name: NATO, kind: organisation}\n",
    "actors/norway.yaml": "anna-berg:\n  name: Anna Berg\n  kind: person\n",
    "places/north.yaml": "tromso: {name: Tromsø, country: NO}\n",
    "a.yaml": "title: Ice\nactors: [anna-berg, nato]\nvenues: [tromso]\nbody: |\n  Berg met NATO in Tromsø.\n",
}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("actors.yaml", "registry actor"), ("places.yaml", "registry venue"), ("actors/a.yaml", "registry actor"),
        ("places/actors.yaml", "registry venue"), ("actors/places.yaml", "registry actor"), ("actors/a.md", ""),
        ("actors/b/a.yaml", ""), ("x/actors/a.yaml", ""), ("actors/.a.yaml", ""), ("actors/a.yml", ""), ("a.yaml", ""),
    ],
)  # fmt: skip
def test_which_files_it_is(path: str, owner: str) -> None:
    assert is_registry(path) == bool(owner)
    if owner:
        assert owner_of(path) == owner


def test_they_are_found_and_are_no_stories(desk: Path) -> None:
    assert registry_files(desk) == ["actors.yaml", "actors/norway.yaml", "places/north.yaml"]
    assert [stat.path for stat in walk(desk)] == ["a.yaml"]
    found = survey(desk)
    assert (found.registries, found.briefs, found.passed) == (registry_files(desk), ["a.yaml"], {})
    assert found.within({"actors/"}).registries == ["actors/norway.yaml"]


def test_a_folder_of_entries_makes_a_desk_and_one_of_anything_does_not(tmp_path: Path) -> None:
    for name, text in (("a/actors/x.yaml", "x:\n  name: X\n"), ("b/actors/x.yaml", "image: x\nreplicas: 3\n")):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text)
    assert find_root(tmp_path / "a" / "actors") == tmp_path / "a"
    assert find_root(tmp_path / "b") is None


def test_nothing_is_wrong_and_what_is_wrong_has_its_place(desk: Path) -> None:
    assert Checker(desk, date(2025, 5, 16)).check().problems == ()
    (desk / "actors/norway.yaml").write_text("anna-berg:\n  name: Anna Berg\n  kind: persona\n")
    problems = Checker(desk, date(2025, 5, 16)).check().problems
    assert [(one.span.file, one.span.line) for one in problems] == [("actors/norway.yaml", 3)]
    assert [change.file for change in Checker(desk, date(2025, 5, 16)).fix(guesses=True)] == ["actors/norway.yaml"]


def test_the_reader_knows_them_and_sees_a_change(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    index = Desk(desk, tmp_path_factory.mktemp("cache"), Clock.on(date(2025, 5, 16)))
    index.refresh()
    assert dict(index.ids(("actor", "venue"), "", 9)) == {"anna-berg": "Anna Berg", "nato": "NATO", "tromso": "Tromsø"}
    (desk / "actors/norway.yaml").write_text("anna-berg: {name: Anna Bergh, kind: person}\n")
    assert index.refresh().registry_changed
    assert ("anna-berg", "Anna Bergh") in index.ids(("actor",), "", 9)
    index.close()


def test_the_watch_tells_of_them(desk: Path) -> None:
    assert is_relevant("actors/norway.yaml")
    told: list[frozenset[str]] = []
    stop, came = threading.Event(), threading.Event()

    def tell(paths: frozenset[str]) -> None:
        told.append(paths)
        came.set()

    thread = threading.Thread(target=watch, args=(desk, tell, stop))
    thread.start()
    try:
        for at in range(100):
            (desk / "actors/norway.yaml").write_text(f"anna-berg: {{name: Anna Berg {at}, kind: person}}\n")
            if came.wait(0.2):
                break
    finally:
        stop.set()
        thread.join()
    assert any("actors/norway.yaml" in paths for paths in told)


def test_the_commands_know_them(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    run = CliRunner().invoke
    (desk / "actors/norway.yaml").write_text("anna-berg:\n    name: Anna Berg\n\n\n    kind: person\n")
    assert run(group, ["fmt", "actors/norway.yaml"]).exit_code == 0
    assert (desk / "actors/norway.yaml").read_text() == "anna-berg:\n  name: Anna Berg\n\n  kind: person\n"
    assert "Nothing wrong in 1 file" in run(group, ["check", "actors/norway.yaml"]).output
    assert "tromso" in run(group, ["schema", "--desk", "."]).output
    refused = run(group, ["new", "Ice melts", "--desk", "actors"])
    assert (refused.exit_code, "registry's" in refused.output) == (2, True)


def test_a_large_one_is_read(desk: Path) -> None:
    text = "".join(f"body-{n}:\n  name: Body Number{n}x\n  note: {'long ' * 60}\n" for n in range(14_000))
    (desk / "actors/large.yaml").write_text(text)
    assert len(text) > BRIEF
    found = Checker(desk, date(2025, 5, 16)).check()
    assert (found.problems, found.files) == ((), 5)
