"""`briefing diff`: two states of a desk in git, told as its readers see them."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from briefing.cli.group import group
from tests.desk.git_desk import ACTORS, ENVIRONMENT, LATER, TALKS, GitDesk


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / f".{name}"))
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return GitDesk(tmp_path_factory.mktemp("git") / "repo").root


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made_once: Path) -> GitDesk:
    root = shutil.copytree(made_once, tmp_path / "repo")
    monkeypatch.chdir(root)
    return GitDesk.there(root)


def run(*words: str) -> Result:
    return CliRunner().invoke(group, ["diff", *words])


def lines(*words: str) -> list[str]:
    """What is said in items, without the marks before them."""
    result = run(*words)
    assert result.exit_code == 0, result.output
    return [line[2:] for line in result.output.splitlines() if line.startswith(("• ", "! "))]


def test_nothing_is_one_sentence(desk: GitDesk) -> None:
    result = run()
    assert result.exit_code == 0
    assert result.output == "Nothing differs for a reader between the last commit and the working tree.\n"
    desk.change("talks.yaml", ("status: developing", "status:    developing  # still"))
    assert run("--exit-code").output == result.output
    assert run("--exit-code").exit_code == 0


def test_a_title_an_id_a_date_and_a_mention(desk: GitDesk) -> None:
    desk.change(
        "talks.yaml", ("Envoys may meet in", "Envoys met in"), ("putin, nato]", "putin, natto]"),
        ("2025-05-16", "2025-05-17"), ("and Putin stays", "and he stays"),
    )  # fmt: skip
    assert lines() == [
        "the title “Envoys may meet in Istanbul” became “Envoys met in Istanbul”  talks.yaml:1",
        "in the text, “Putin” became “he”  talks.yaml:13",
        "the text no longer names Vladimir Putin  talks.yaml:13",
        "natto is newly listed  talks.yaml:4",
        "NATO is listed no longer",
        "the event “Envoys meet” moved from 16 May to 17 May 2025  talks.yaml:8",
        "new error B201: no actor `natto` here or in the registry; did you mean `nato`?  talks.yaml:4",
    ]
    assert "  Zelensky waits, and [-Putin-]{+he+} stays at home. NATO looks on.\n" in run().output
    assert "Zelensky waits, and ~~Putin~~ **he** stays at home" in run("--format", "md").output
    assert run("--exit-code").exit_code == 1


TOLD: list[tuple[str, tuple[tuple[str, str], ...], list[str]]] = [
    ("talks.yaml", (("- Who will lead the delegations?", "- Who leads the delegations?\n  - Who pays?"),),
     ["the question “Who will lead the delegations?” is now “Who leads the delegations?”  talks.yaml:11",
      "a new question: “Who pays?”  talks.yaml:12"]),
    ("talks.yaml", (("  - Who will lead the delegations?", "  - {ask: Who will lead the delegations?, "
                     "status: answered, answer: Medinsky., answered: 2025-05-16, answered_by: later}"),),
     ["the question “Who will lead the delegations?” is answered (was open), answer “Medinsky.”, answered 16 May 2025, "
      "answered by Later  talks.yaml:11"]),
    ("talks.yaml", (("where: istanbul", "where: istanbul\n    status: held"),),
     ["the event “Envoys meet” status held  talks.yaml:10"]),
    ("talks.yaml", (("- name: Envoys meet", "- name: The envoys meet"),),
     ["the event “Envoys meet” is now “The envoys meet”  talks.yaml:7"]),
    ("talks.yaml", (("date: 2025-05-15", "date: 2025-05-14"), ("developing", "settled")),
     ["the date moved from 15 May to 14 May 2025  talks.yaml:2", "the status developing became settled  talks.yaml:3"]),
    ("talks.yaml", (("\n  The talks are to be held in Istanbul.\n", ""),),
     ["a paragraph was taken out  talks.yaml:13", "the text no longer names Istanbul  talks.yaml:13"]),
    ("later.yaml", (("follows: talks", "tags: [peace, talks]"),),
     ["it is now tagged peace, talks  later.yaml:2", "it no longer follows Envoys may meet in Istanbul"]),
    ("actors.yaml", (("weak: [Putin]", "weak: []"), ("position: President", "position: Prime Minister")),
     ["in the text, “Putin” no longer leads to Vladimir Putin  talks.yaml:13",
      "Vladimir Putin: position “President” became “Prime Minister”, weak Putin was taken out  actors.yaml:2"]),
    ("actors.yaml", (("nato: {name: NATO, kind: organisation}\n", ""),),
     ["in the text, “NATO” is no longer a link  talks.yaml:13", "nato: is in the registry no longer  talks.yaml:4",
      "new error B201: no actor `nato` here or in the registry  talks.yaml:4",
      "NATO is gone  actors.yaml:3"]),
    ("actors.yaml", (("nato: {", "north-atlantic: {was: [nato], "),),
     ["NATO: id nato became north-atlantic  actors.yaml:3"]),
    ("places.yaml", (("lat: 39.93", "lat: 39.94"),), ["Ankara: lat 39.93 became 39.94  places.yaml:2"]),
]  # fmt: skip


@pytest.mark.parametrize(("file", "pairs", "said"), TOLD)
def test_a_change_is_told_in_a_sentence(
    file: str, pairs: tuple[tuple[str, str], ...], said: list[str], desk: GitDesk
) -> None:
    desk.change(file, *pairs)
    assert lines() == said


def test_who_links_to_a_story_that_is_gone_is_told_though_it_is_the_same(desk: GitDesk) -> None:
    (desk.folder / "talks.yaml").unlink()
    output = run().output
    assert "1 story changed · 1 story gone · 2 problems came" in output
    assert "no story `talks` on this desk  later.yaml:2" in output
    assert "`[[talks]]` leads nowhere: no actor, venue or story has this id  later.yaml:4" in output
    desk.git("checkout", "-q", "talks.yaml")
    desk.git("mv", "talks.yaml", "talks-in-istanbul.yaml")
    said = lines()
    assert "it has another id: talks became talks-in-istanbul" in said
    assert "the file was called talks.yaml" in said
    assert "1 story gone" not in run().output


def test_a_story_that_moved_with_its_id_stays_the_same(desk: GitDesk) -> None:
    desk.change("talks.yaml", ("title:", "id: talks\ntitle:"))
    desk.commit()
    desk.git("mv", "talks.yaml", "envoys.yaml")
    assert lines() == ["the file was called talks.yaml"]


def test_revisions_as_git_means_them(desk: GitDesk) -> None:
    desk.git("checkout", "-q", "-b", "branch")
    desk.change("talks.yaml", ("Envoys may meet", "Envoys met"))
    desk.commit()
    desk.git("checkout", "-q", "main")
    desk.change("later.yaml", ("title: Later", "title: Much later"))
    desk.commit()
    desk.git("tag", "v1")
    title = "the title “Envoys may meet in Istanbul” became “Envoys met in Istanbul”  talks.yaml:1"
    back = "the title “Envoys met in Istanbul” became “Envoys may meet in Istanbul”  talks.yaml:1"
    later = "the title “Later” became “Much later”  later.yaml:1"
    earlier = "the title “Much later” became “Later”  later.yaml:1"
    for words in (["main", "branch"], ["main..branch"], ["..branch"], ["v1", "branch"], ["main^{tree}", "branch"]):
        assert lines(*words) == [earlier, title]
    assert lines("main...branch") == [title]
    assert lines("branch...main") == [later]
    assert lines("branch") == [later, back]
    assert lines("HEAD~1") == [later]
    assert "From where branch left main to branch\n" in run("main...branch").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["mian"], "git knows no revision `mian` here; did you mean main?"),
        (["--", "--output=x"], "git knows no revision `--output=x` here"),
        (["HEAD:talks.yaml"], "`HEAD:talks.yaml` is no commit and no folder"),
        (["main", "main", "main"], "two revisions can be compared, not 3; a desk is named by --desk"),
        (["main...nothing"], "git knows no revision `nothing` here"),
        ([""], None),
    ],
)
def test_what_is_no_revision_is_a_sentence(words: list[str], said: str | None, desk: GitDesk) -> None:
    result = run(*words)
    assert result.exit_code == (0 if said is None else 2)
    assert said is None or said in result.output
    assert not (desk.root / "x").exists()


def test_where_there_is_nothing_to_compare_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "plain"
    folder.mkdir()
    (folder / "talks.yaml").write_text(TALKS)
    assert "plain lies in no repository of git" in run("--desk", "plain").output
    GitDesk.there(folder).git("init", "-q", ".")
    assert "nothing is committed in this repository yet" in run("--desk", "plain").output
    monkeypatch.setenv("PATH", "")
    result = run("--desk", "plain")
    assert result.exit_code == 2
    assert "there is no git here" in result.output


def test_a_clone_that_has_not_the_whole_history_says_so(desk: GitDesk, tmp_path: Path) -> None:
    desk.change("talks.yaml", ("Envoys may meet", "Envoys met"))
    desk.commit()
    desk.git("clone", "-q", "--depth", "1", f"file://{desk.root}", str(tmp_path / "shallow"))
    os.chdir(tmp_path / "shallow")
    assert lines() == []
    assert "this clone has not the whole history: fetch it" in run("HEAD~1").output


def test_no_name_of_a_folder_is_taken_for_another(tmp_path: Path) -> None:
    desk = GitDesk(tmp_path / "one\ntwo", " news\n[east]\n")
    desk.change("talks.yaml", ("developing", "settled"))
    os.chdir(desk.folder)
    assert lines() == ["the status developing became settled  talks.yaml:3"]


def test_a_folder_that_was_not_there_is_told(tmp_path: Path) -> None:
    desk = GitDesk(tmp_path / "repo", "old")
    desk.git("mv", "old", "new")
    os.chdir(desk.root / "new")
    assert "! nothing of this desk was there in the last commit, so all of it is new\n" in run().output


def test_what_git_lfs_keeps_elsewhere_is_read_where_it_is_here(desk: GitDesk) -> None:
    text = (desk.folder / "talks.yaml").read_bytes()
    oid = hashlib.sha256(text).hexdigest()
    desk.write("talks.yaml", f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {len(text)}\n")
    desk.commit()
    desk.write("talks.yaml", text.decode().replace("developing", "settled"))
    assert lines() == ["talks.yaml can't be compared: its text is not in this clone (git lfs fetch --all)"]
    kept = desk.root / ".git" / "lfs" / "objects" / oid[:2] / oid[2:4]
    kept.mkdir(parents=True)
    (kept / oid).write_bytes(text)
    assert lines() == ["the status developing became settled  talks.yaml:3"]
    assert lines("HEAD~1", "HEAD") == []


def test_links_to_what_other_desks_share_are_followed_and_no_others(tmp_path: Path) -> None:
    desk = GitDesk(tmp_path / "repo", "news/east")
    shared = desk.root / "shared [x]"
    (shared / "more").mkdir(parents=True)
    (desk.folder / "actors.yaml").rename(shared / "actors.yaml")
    (shared / "more" / "both.yaml").write_text(LATER)
    leading = {
        "actors.yaml": "../../shared [x]/actors.yaml", "more": "../../shared [x]/more", "again.yaml": "talks.yaml",
        "up": "..", "loop.yaml": "loop.yaml", "out.yaml": str(tmp_path / "out.yaml"), "none.yaml": "../none.yaml",
        "git": "../../.git",
    }  # fmt: skip
    (tmp_path / "out.yaml").write_text(LATER)
    for name, target in leading.items():
        (desk.folder / name).symlink_to(target)
    os.chdir(desk.folder)
    assert "1 story new\n" in run().output, "the registry is where it was, for readers"
    desk.commit()
    assert run("--exit-code").exit_code == 0
    (shared / "more" / "both.yaml").write_text(LATER.replace("Later", "Much later"))
    (shared / "actors.yaml").write_text(ACTORS.replace("NATO", "Nato"))
    told = run().output
    assert "the title “Later” became “Much later”  more/both.yaml:1" in told
    assert "• Nato: is called “Nato” (was “NATO”)  actors.yaml:3\n" in told
    desk.commit()
    assert run("HEAD~1", "HEAD").output.replace("HEAD~1 to HEAD", "the last commit to the working tree") == told
    (desk.folder / "more").unlink()
    assert "1 story gone" in run().output


def test_a_desk_in_a_subfolder_and_two_in_one_repository(tmp_path: Path) -> None:
    first = GitDesk(tmp_path / "repo", "news/east")
    second = GitDesk(first.root, "west side")
    first.change("talks.yaml", ("developing", "settled"))
    second.change("later.yaml", ("title: Later", "title: Much later"))
    os.chdir(first.folder)
    assert lines() == ["the status developing became settled  talks.yaml:3"]
    os.chdir(first.root / "news")
    assert lines() == ["the status developing became settled  east/talks.yaml:3"]
    os.chdir(first.root)
    assert lines() == [
        "the status developing became settled  news/east/talks.yaml:3",
        "the title “Later” became “Much later”  west side/later.yaml:1",
    ]
    assert "news/east, from the last commit to the working tree" in run().output
    assert [one["desk"] for one in json.loads(run("--format", "json").output)["data"]] == ["news/east", "west side"]
    assert lines("--desk", "west side") == ["the title “Later” became “Much later”  west side/later.yaml:1"]
    first.commit()
    (first.folder / "later.yaml").unlink()
    os.chdir(first.root)
    assert "1 story gone" in run("HEAD~2", "--desk", "news/east").output
    assert run("HEAD", "--desk", "west side").output.startswith("Nothing differs")


@pytest.mark.parametrize(
    "name", ["переговоры.yaml", "交渉 一.yaml", 'a "quoted" name.yaml', "tab\tname.yaml", "-x.yaml"]
)
def test_file_names_in_any_script(name: str, desk: GitDesk) -> None:
    desk.write(name, "title: One\nbody: |\n  Text.\n")
    assert "1 story new" in run().output
    desk.commit()
    desk.write(name, "title: Two\nbody: |\n  Text.\n")
    shown = " ".join(name.split())
    assert lines() == [f"the title “One” became “Two”  {shown}:1"]


def test_a_name_that_is_no_text_stops_nothing(desk: GitDesk) -> None:
    (desk.folder / os.fsdecode(b"caf\xe9.yaml")).write_bytes(b"title: X\nbody: |\n  x\n")
    assert "this name is not UTF-8" in run().output
    desk.commit()
    assert run().output.startswith("Nothing differs")


def test_what_lies_in_a_repository_of_its_own_is_named(desk: GitDesk, tmp_path: Path) -> None:
    other = GitDesk(tmp_path / "other")
    desk.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other.root), "other")
    desk.commit()
    other.change("talks.yaml", ("developing", "settled"))
    other.commit()
    said = "other is a repository of its own (a submodule) at another commit: compare it there"
    assert said not in run().output
    GitDesk.there(desk.root / "other").git("pull", "-q")
    assert said in run().output
    desk.git("add", "other")
    assert said in run().output


def test_what_git_ignores_is_no_change_and_what_it_does_not_know_yet_is_one(desk: GitDesk) -> None:
    desk.write(".gitignore", "draft*\n")
    desk.write("draft.yaml", "title: D\nbody: |\n  d\n")
    desk.write("fresh.yaml", "title: F\nbody: |\n  f\n")
    assert "1 story new" in run().output
    assert "D  draft.yaml" not in run().output


def test_line_ends_of_the_checkout_are_no_change(desk: GitDesk) -> None:
    text = (desk.folder / "talks.yaml").read_bytes()
    (desk.folder / "talks.yaml").write_bytes(text.replace(b"\n", b"\r\n"))
    assert run("--exit-code").exit_code == 0


def test_a_merge_under_way_and_a_file_that_is_not_checked_out(desk: GitDesk) -> None:
    desk.git("update-index", "--skip-worktree", "later.yaml")
    (desk.folder / "later.yaml").unlink()
    assert run("--exit-code").exit_code == 0
    desk.git("update-index", "--no-skip-worktree", "later.yaml")
    assert "1 story gone" in run().output
    desk.git("checkout", "-q", ".")
    desk.git("checkout", "-q", "-b", "side")
    for branch, title in (("side", "Envoys met"), ("main", "Envoys will meet")):
        desk.git("checkout", "-q", branch)
        desk.change("talks.yaml", ("Envoys may meet", title))
        desk.commit()
    subprocess.run(
        ["git", "merge", "-q", "side"], cwd=desk.root, env={**os.environ, **ENVIRONMENT}, capture_output=True
    )
    assert lines() == [
        "new error B028: a merge was left unresolved here; keep one side, and delete the lines `<<<<<<<` to `>>>>>>>`"
        "  talks.yaml:1"
    ]


def _everything(folder: Path) -> dict[str, Any]:
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else None)
        for path in folder.rglob("*")
    }


def test_nothing_is_written_and_nothing_checked_out(desk: GitDesk, tmp_path: Path) -> None:
    desk.change("talks.yaml", ("Envoys may meet", "Envoys met"))
    desk.commit()
    os.utime(desk.folder / "later.yaml")  # git would like to note that it is the same all the same
    before = _everything(tmp_path)
    assert lines("HEAD~1") != []
    assert lines() == []
    assert _everything(tmp_path) == before


def test_the_repository_of_a_hook_is_not_asked(desk: GitDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.change("talks.yaml", ("developing", "settled"))
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_COMMON_DIR", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "none"))
    monkeypatch.chdir(tmp_path)
    assert lines("--desk", "repo") == ["the status developing became settled  repo/talks.yaml:3"]


def test_a_text_of_a_brief_steers_nothing(desk: GitDesk) -> None:
    desk.change("talks.yaml", ("title: Envoys may meet in Istanbul", 'title: "\\e[31m<b>[x](y) *z* @user"'))
    assert "\x1b" not in run().output
    assert "\\<b>\\[x\\](y) \\*z\\* @user" in run("--format", "md").output


def test_json_has_all_of_it(desk: GitDesk) -> None:
    desk.change("talks.yaml", ("Putin stays", "he stays"))
    desk.change("actors.yaml", ("President", "Prime Minister"))
    found = json.loads(run("--format", "json").output)["data"][0]
    assert (found["old"], found["new"]) == ("the last commit", "the working tree")
    [story] = found["stories"]
    assert (story["id"], story["file"], story["how"]) == ("talks", "talks.yaml", "changed")
    assert story["text"][0]["line"] == 13
    assert story["text"][0]["words"][1:3] == [["removed", "Putin"], ["added", "he"]]
    assert story["mentions"][0]["id"] == "putin"
    [entry] = found["registry"]
    assert entry["facts"] == [{"key": "position", "old": "President", "new": "Prime Minister"}]
    assert entry["stories"] == ["talks"]


NOTE = "---\ntitle: Note\ncreated: 2025-05-13\n---\nSee [[Other note]], [it](../notes/other.md) and [[stub]].\n"
OTHER = "---\ntitle: Other note\ncreated: 2025-05-13\n---\nWords.\n"
BROKEN = "• the link “{}” leads nowhere now  notes/note.md:5"


def test_links_that_break_are_told_where_no_rule_does(desk: GitDesk) -> None:
    desk.write("briefing.toml", '[read]\ntitle = "title"\ndate = "created"\n')
    desk.write("notes/note.md", NOTE)
    desk.write("notes/other.md", OTHER)
    desk.write(
        "story.yaml", "title: Story\nbody: |\n  As [it](notes/other.md) says, and [that](https://example.org).\n"
    )
    desk.commit()
    (desk.root / "notes/other.md").unlink()
    told = run().output
    for line in (BROKEN.format("Other note"), BROKEN.format("../notes/other.md")):
        assert line in told
    assert "• the link “notes/other.md” leads nowhere now  story.yaml:3" in told
    assert told.count("leads nowhere") == 3
    desk.commit()
    desk.write("notes/other.md", OTHER)
    assert "the link “Other note” leads to a story now" in run().output
    desk.git("checkout", "-q", "HEAD~1", "--", "notes/other.md")
    desk.git("commit", "-qm", "It is there again")
    desk.git("mv", "notes/other.md", "notes/another.md")
    told = run().output
    assert BROKEN.format("../notes/other.md") in told
    assert "Other note” leads" not in told, "it is found by its title"
