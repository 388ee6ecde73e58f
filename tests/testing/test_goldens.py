"""How golden files behave in a team's hands: what they are called, what is told of them, what is never deleted."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import briefing.testing.snapshots
import briefing.testing.summary  # noqa: F401
from briefing.model.goldens import file_name, folder, label, safe
from briefing.testing.goldens import Compared, compared
from briefing.testing.telling import MOST, told, word_lines
from briefing.testing.usage import told as of_unused
from briefing.testing.usage import unused
from briefing.ui.scene import Scene, take_layers
from tests.testing.test_plugin import GRAIN, LOAD, TALKS

pytest_plugins = ["pytester"]

Run = Callable[..., pytest.RunResult]
TESTS = """
    import pytest

    @pytest.mark.parametrize("keys", ["2", "/2", "j", "J", "я" * 71])
    def test_keys(keys, desk_snapshot):
        desk_snapshot(keys=["2"], layers=["words"])

    class TestViews:
        def test_front(self, desk_snapshot):
            desk_snapshot()
            desk_snapshot(view="people")
            desk_snapshot(view="places", layers=["meaning"])

        def test_map(self, desk_snapshot):
            desk_snapshot(view="map", layers=["words"])
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Everything that a scene needs is imported: what a run in this process imports, it forgets, and a library whose
    one half is imported again does not know the classes of the other."""
    folder = tmp_path_factory.mktemp("news")
    (folder / "talks.yaml").write_text(TALKS)
    take_layers(Scene(folder, keys=("6",), size=(44, 12)), ("ink",))


@pytest.fixture
def run(pytester: pytest.Pytester, loaded: None) -> Run:
    """Run pytest in this process, in a folder with a desk `news` and the tests `TESTS`, without other libraries."""
    pytester.makeini("[pytest]\nbriefing_desk = news\nbriefing_sizes = 44x12\n")
    (pytester.path / "news").mkdir()
    (pytester.path / "news/talks.yaml").write_text(TALKS)
    (pytester.path / "news/grain.yaml").write_text(GRAIN)
    pytester.makepyfile(test_desk=TESTS)
    without = [word for name in ("syrupy", "textual-snapshot", "hypothesispytest") for word in ("-p", f"no:{name}")]

    def run(*words: str) -> pytest.RunResult:
        return pytester.runpytest_inprocess(*LOAD, *without, *words)

    return run


def goldens(pytester: pytest.Pytester) -> set[str]:
    return {str(file.relative_to(pytester.path)) for file in pytester.path.rglob("__screens__/**/*") if file.is_file()}


def test_goldens_are_called_by_what_they_show_and_deleted_only_on_request(pytester: pytest.Pytester, run: Run) -> None:
    run("--snapshot-update").stdout.fnmatch_lines(["desk_snapshot: 9 scenes as accepted, 13 goldens written"])
    made = goldens(pytester)
    assert len(made) == 13
    owners = {Path(file).parent.name for file in made}
    assert len(owners) == 7, "each test has a folder of its own"
    assert len({owner.lower() for owner in owners}) == 7
    assert max(map(len, owners)) <= 80

    # A selection by operators, a single test, what failed last: nothing of the others is told or deleted.
    stale = pytester.path / "__screens__/test_desk/TestViews.test_map/99x9.words"
    stale.write_text("of a size that is drawn no more")
    for words in (("-k", "front or J"), ("test_desk.py::TestViews::test_front",), ("--lf", "-k", "front")):
        done = run("--snapshot-update", "--desk-prune", *words)
        assert done.ret == 0
        done.stdout.no_fnmatch_line("*golden*removed*")
        assert stale.exists()
    assert goldens(pytester) == made | {str(stale.relative_to(pytester.path))}
    told = run("-k", "map")
    told.stdout.fnmatch_lines(["1 golden is used by no test any more; pytest --desk-prune removes:", "  *99x9.words"])

    # A call that is gone takes no other's golden; a test that is gone is told of where all of its module ran.
    text = (pytester.path / "test_desk.py").read_text().replace('desk_snapshot(view="people")', "pass")
    (pytester.path / "test_desk.py").write_text(text.replace("def test_map", "def no_test"))
    fine = run()
    fine.assert_outcomes(passed=6)
    fine.stdout.fnmatch_lines(["5 goldens are used by no test any more; pytest --desk-prune removes:"])
    assert len(goldens(pytester)) == 14
    (pytester.path / "news/grain.yaml").write_text(GRAIN.replace("Grain leaves", "Grain arrives"))
    failing = run("--desk-prune")
    failing.stdout.fnmatch_lines(["--desk-prune: nothing is removed, for not all tests ran and passed"])
    assert len(goldens(pytester)) == 14
    pruned = run("--desk-prune", "--snapshot-update", "-n", "2")
    pruned.stdout.fnmatch_lines(["5 goldens removed that no test uses any more"])
    assert goldens(pytester) == {file for file in made if "people" not in file and "test_map" not in file}
    assert not stale.parent.exists()


def test_a_changed_word_changes_a_line_of_each_text_and_all_calls_are_told(pytester: pytest.Pytester, run: Run) -> None:
    run("--snapshot-update")
    for file in (file for file in pytester.path.rglob("__screens__/**/*") if file.is_file()):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))  # as a checkout may have them
    run().assert_outcomes(passed=7)
    (pytester.path / "news/talks.yaml").write_text(TALKS.replace("Istanbul\ndate", "Ankara\ndate"))
    done = run("-k", "front")
    done.assert_outcomes(failed=1, deselected=6)
    done.stdout.fnmatch_lines(
        [
            "test_desk.py:9: 44x12 is not as accepted",
            "list: `talks` is called “Talks in Ankara” now, “Talks in Istanbul” before",
            "== list",
            "-*{bold Talks in Istanbul}*",
            "+*{bold Talks in Ankara}*",
            "with this the picture changed in ink",
            "desk_snapshot: *not as accepted",
        ]
    )
    front = pytester.path / "__screens__/test_desk/TestViews.test_front"
    before = {file: file.read_bytes().replace(b"\r\n", b"\n").splitlines() for file in front.glob("44x12[-.]*")}
    run("-k", "front", "--snapshot-update")
    changed = {
        file.suffix: sum(old != new for old, new in zip(lines, file.read_bytes().splitlines(), strict=True))
        for file, lines in before.items()
    }
    assert changed == {".words": 1, ".json": 1, ".svg": 1}


def test_what_cannot_be_read_or_written_is_told(pytester: pytest.Pytester, run: Run) -> None:
    (pytester.path / "__screens__").write_text("in the way")
    done = run("--snapshot-update", "-k", "map", "--desk-report=test_desk.py/out.json")
    done.assert_outcomes(failed=1, deselected=6)
    done.stdout.fnmatch_lines(
        [
            "the golden words can't be used: *",
            "*test_desk.py/out.json can't be written: *",
        ]
    )
    done.stdout.no_fnmatch_line("*INTERNALERROR*")


def test_a_broken_golden_is_told_in_a_sentence_and_made_anew(pytester: pytest.Pytester, run: Run) -> None:
    run("--snapshot-update", "-k", "map")
    words, meaning, picture = (
        next(pytester.path.rglob(f"__screens__/test_desk/TestViews.test_map/*.{kind}"), None)
        for kind in ("words", "json", "svg")
    )
    assert words
    for broken, why in (
        (b"", "it is empty"),
        (b"\xff\xfe\0", "it is no text"),
        (b"<<<<<<< ours\n" + words.read_bytes() + b"=======\n>>>>>>> theirs\n", "a merge was left unresolved in it"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "Git LFS keeps it elsewhere: git lfs pull"),
    ):
        for file in filter(None, (words, meaning, picture)):
            file.write_bytes(broken)
        done = run("-k", "map")
        done.assert_outcomes(failed=1, deselected=6)
        done.stdout.fnmatch_lines([f"the golden words can't be used: {why} (*.words)"])
        done.stdout.no_fnmatch_line("==*list*")
        run("--snapshot-update", "-k", "map").assert_outcomes(passed=1, deselected=6)
    run("-k", "map").assert_outcomes(passed=1, deselected=6)


def test_goldens_that_cannot_be_removed_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: Path) -> None:
        raise PermissionError(13, "Permission denied", str(file))

    monkeypatch.setattr(Path, "unlink", refuse)
    assert of_unused([tmp_path / "x.json"], tmp_path, True) == [
        f"{tmp_path / 'x.json'} can't be removed: Permission denied"
    ]


def test_goldens_of_an_earlier_version_are_told_of(pytester: pytest.Pytester, run: Run) -> None:
    before = pytester.path / "__snapshots__/test_desk"
    before.mkdir(parents=True)
    (before / "TestViews.test_map[44x12-ink].svg").write_text("<svg/>")
    run("-k", "map").stdout.fnmatch_lines(
        [f"those in {before} are of an earlier version: --snapshot-update makes new ones, and they can be deleted"]
    )


def test_two_desks_have_goldens_of_their_own(pytester: pytest.Pytester, run: Run) -> None:
    (pytester.path / "more/old").mkdir(parents=True)
    (pytester.path / "more/old/one.yaml").write_text(GRAIN)
    pytester.makepyfile(
        test_desk="""
        def test_both(desk_snapshot, tmp_path):
            desk_snapshot(layers=["words"])
            desk_snapshot("news", layers=["words"])
            desk_snapshot("more/old", layers=["words"])
            desk_snapshot("more/old", layers=["words"], name="again")
        """
    )
    run("--snapshot-update").assert_outcomes(passed=1)
    assert sorted(re.sub(r"~\w{8}", "~", Path(file).name) for file in goldens(pytester)) == [
        "44x12,2.words", "44x12,desk=more-old,name=again~.words", "44x12,desk=more-old~.words", "44x12.words",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "texts",
    [("2", "/2", "/2/"), ("j", "J"), ("я" * 71, "я" * 70), ("a" * 81, "a" * 82), ("a.", "a"), ("a b", "a/b", "a-b"),
     ("..", "."), ("-", "", " "), ("con:", "con"), ("é", "e\N{COMBINING ACUTE ACCENT}")],
)  # fmt: skip
def test_no_two_texts_have_one_name(texts: tuple[str, ...]) -> None:
    names = [safe(text) for text in texts]
    assert len({name.lower() for name in names}) == len(texts)
    assert all(len(name.encode()) <= 80 and re.fullmatch(r"[\w.=,~\[\]-]*", name, re.ASCII) for name in names)


def test_a_label_says_what_is_shown() -> None:
    assert (
        label((80, 24), view="people", keys=("2", "/", "x", "enter"), ascii=True)
        == "80x24,view=people,keys=2/x<enter>,ascii"
    )
    assert label((80, 24), opened="talks", at=date(2025, 5, 16)) == "80x24,open=talks,at=2025-05-16"
    assert file_name("80x24,open=talks", "picture", "paper") == "80x24,open=talks-paper.svg"
    assert folder(Path("tests/test_desk.py"), "TestA.test_b") == Path("tests/__screens__/test_desk/TestA.test_b")


def one(golden: str | None, found: str, trouble: str = "") -> Compared:
    return Compared(Path("golden.txt"), golden, found, trouble)


@pytest.mark.parametrize(
    ("words", "picture", "says"),
    [
        (("a", "a"), ("a", "a"), []),
        ((None, "a"), (None, "a"), ["there is no snapshot yet"]),
        ((None, "a"), ("a", "a"), ["there is no golden words yet"]),
        (("a", "a"), (None, "a"), ["there is no golden picture in ink yet"]),
        ((None, "a", "no UTF-8"), ("a", "a"), ["the golden words can't be used: no UTF-8 (golden.txt)"]),
        (("== x\na\n\n== y\nb", "== x\na\n\n== y\nc"), ("a", "b"),
         ["== y", "@@ -1,2 +1,2 @@", " == y", "-b", "+c", "with this the picture changed in ink"]),
    ],
)  # fmt: skip
def test_what_differs_is_told(words: tuple[str, ...], picture: tuple[str, ...], says: list[str]) -> None:
    assert told({"words": one(*words)}, {"ink": one(*picture)}) == says


def test_a_picture_alone_is_told_by_its_lines() -> None:
    frame = "<svg>\n<g transform\n<g transform\nfirst\n{}\n</g>\n</svg>\n"
    other = told({}, {"ink": one(frame.format("second"), frame.format("2nd"))})
    assert other == ["the picture in ink is another, in line 2; the layers `meaning` and `words` would tell what"]
    same = told({"words": one("a", "a")}, {"ink": one("a", "b")})
    assert same[0].startswith("what is said and the roles of its styles are the same; the picture in ink is another")


def test_a_long_difference_is_cut() -> None:
    many = "".join(f"line {number}\n" for number in range(100))
    lines = told({"words": one(many, many.upper())}, {})
    assert len(lines) == MOST + 1
    assert lines[-1] == f"… and {len(word_lines(many, many.upper())) - MOST} more lines"


def test_what_is_used_by_nobody(tmp_path: Path) -> None:
    def golden(module: str, test: str, name: str) -> Path:
        file = tmp_path / "__screens__" / module / test / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
        return file

    (tmp_path / "test_a.py").touch()
    (tmp_path / "test_b.py").touch()
    used, stale, gone, failed, orphan, other = (
        golden("test_a", "test_1", "used.json"), golden("test_a", "test_1", "stale.json"),
        golden("test_a", "test_0", "x.json"), golden("test_a", "test_2", "x.json"),
        golden("test_gone", "test_1", "x.json"), golden("test_b", "test_1", "x.json"),
    )  # fmt: skip
    module = str(tmp_path / "test_a.py")
    collected, passed = {module: ["test_1", "test_2"]}, [f"{module}::test_1"]
    assert unused(collected, passed, [str(used)], []) == sorted([stale, gone, orphan])
    assert unused(collected, passed, [str(used)], [module]) == sorted([stale, orphan])
    assert failed.exists()
    assert other.exists()


def test_line_ends_say_nothing(tmp_path: Path) -> None:
    (tmp_path / "golden").write_bytes(b"a\r\nb\r\n")
    assert compared(tmp_path / "golden", "a\nb\n", accepts=False).is_fine
    assert compared(tmp_path / "golden", "a\nb\n", accepts=True).is_written is False
    (tmp_path / "golden").write_bytes(b"\xff")
    assert not compared(tmp_path / "golden", "a", accepts=False).is_fine
    assert compared(tmp_path / "golden", "a", accepts=True).is_fine
    assert (tmp_path / "golden").read_bytes() == b"a"
