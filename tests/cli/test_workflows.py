"""What `briefing init` gives a repository for its CI: where it is put, that nothing of a pull request is run with a
token, and that what is run does what it says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from briefing.cli.group import group
from briefing.config.paths import template
from tests.desk.git_desk import ENVIRONMENT, GitDesk

FOLDER = "news desk/east"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a desk at its root, and one with a desk in a folder."""
    root = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CONFIG", "CACHE", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(root / name))
        for folder, desk in (("whole", "."), ("below", FOLDER)):
            (root / folder / ".git").mkdir(parents=True)
            patch.chdir(root / folder)
            result = CliRunner().invoke(group, ["init", desk])
            assert result.exit_code == 0, result.output
    return root


def workflow(file: Path) -> dict[str, Any]:
    found = yaml.safe_load(file.read_text(encoding="utf-8"))
    found["on"] = found.pop(True)  # as YAML 1.1 reads it
    return dict(found)


def workflows(repository: Path) -> dict[str, dict[str, Any]]:
    return {file.name: workflow(file) for file in sorted((repository / ".github" / "workflows").glob("*.yml"))}


def test_what_belongs_to_the_root_of_a_repository_is_put_there(made: Path) -> None:
    whole, below = made / "whole", made / "below"
    assert list(workflows(whole)) == ["desk-accept.yml", "desk-report.yml", "desk.yml"]
    name = "desk-news-desk-east"
    assert list(workflows(below)) == [f"{name}-accept.yml", f"{name}-report.yml", f"{name}.yml"]
    assert not (below / FOLDER / ".github").exists()
    assert not (below / FOLDER / ".pre-commit-config.yaml").exists()
    assert (below / FOLDER / ".gitattributes").exists()
    assert not re.search(r"#@|@\w+/?@", "".join(file.read_text() for file in below.rglob("*.y*ml")))
    checks, report, accept = (workflows(below)[f"{name}{part}.yml"] for part in ("", "-report", "-accept"))
    assert checks["name"] == f"desk {FOLDER}"
    assert checks["on"]["pull_request"] == {"paths": [f"{FOLDER}/**"]}
    assert checks["jobs"]["desk"]["defaults"]["run"]["working-directory"] == FOLDER
    assert checks["jobs"]["desk"]["steps"][-1]["with"]["path"] == f"{FOLDER}/report"
    assert report["on"]["workflow_run"]["workflows"] == [checks["name"]]
    assert "'accept-snapshots-news-desk-east'" in accept["jobs"]["draw"]["if"]
    assert "`accept-snapshots-news-desk-east`" in (below / FOLDER / "README.md").read_text()
    assert workflows(whole)["desk.yml"]["on"] == {"push": None, "pull_request": None, "workflow_dispatch": None}
    hooks = yaml.safe_load((below / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
    assert re.match(hooks[0]["files"], f"{FOLDER}/talks.yaml")
    assert [hook["entry"] for hook in hooks[1:]] == [
        f"briefing check '{FOLDER}'",
        f"briefing schema --desk '{FOLDER}' -o '{FOLDER}/brief.schema.json'",
    ]


def test_a_second_desk_leaves_the_first_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two"):
        result = CliRunner().invoke(group, ["init", name])
        assert result.exit_code == 0, result.output
    assert "  ../.pre-commit" not in result.output
    hint = ".pre-commit-config.yaml was there and is as it was; give it a hook of its own: briefing check two\n"
    assert hint in result.output
    assert len(workflows(tmp_path)) == 6


def jobs(repository: Path) -> dict[str, dict[str, Any]]:
    return {f"{file} {name}": job for file, one in workflows(repository).items() for name, job in one["jobs"].items()}


def test_who_may_write_runs_nothing_of_a_pull_request(made: Path) -> None:
    for folder in ("whole", "below"):
        for name, job in jobs(made / folder).items():
            scripts = [step.get("run", "") for step in job["steps"]]
            assert not any("${{" in script for script in scripts), name
            rights = job.get("permissions") or {"contents": "read"}
            runs_it = any(re.search(r"pip |pytest|briefing ", script) for script in scripts)
            if runs_it:
                assert rights == {"contents": "read"}, name
                assert all(
                    step["with"]["persist-credentials"] is False for step in job["steps"] if "checkout" in str(step)
                )
            if "write" in rights.values():
                assert not runs_it, name
            assert "secrets." not in str(job)
        assert all("permissions" in one for one in workflows(made / folder).values())


GH = """\
#!/usr/bin/env python3
import json, os, subprocess, sys
words = sys.argv[1:]
body = json.load(open(words[words.index("--input") + 1])) if "--input" in words else None
with open(os.environ["LOG"], "a") as log:
    print(json.dumps([words, body]), file=log)
found = json.load(open(os.environ["ANSWERS"])).get(words[words.index("api") + 1] if words[-2:] == ["api"] else
    next((word for word in words if word.startswith("repos/")), ""), [])
if "--jq" in words:
    done = subprocess.run(["jq", "-r", words[words.index("--jq") + 1]], input=json.dumps(found), text=True,
                          capture_output=True, check=True)
    sys.stdout.write(done.stdout)
"""


def script(job: dict[str, Any]) -> str:
    return next(str(step["run"]) for step in job["steps"] if "gh " in step.get("run", ""))


@pytest.fixture
def ran(tmp_path: Path) -> Any:
    """Runs a script as a job does, with a `gh` that notes what it was asked and answers from a table."""
    if not (shutil.which("jq") and shutil.which("bash")):
        pytest.skip("needs jq and bash, as the machines of GitHub have them")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "gh").write_text(GH)
    (tmp_path / "bin" / "gh").chmod(0o755)

    def run(text: str, folder: Path, answers: dict[str, Any], **environment: str) -> tuple[int, str, list[Any]]:
        log = tmp_path / "log"
        log.write_text("")
        (tmp_path / "answers").write_text(json.dumps(answers))
        outside = {**os.environ, **ENVIRONMENT, "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-c", text], cwd=folder, capture_output=True, text=True,
            env={**outside, "LOG": str(log), "ANSWERS": str(tmp_path / "answers"), **environment},
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr, [json.loads(line) for line in log.read_text().splitlines()]

    return run


POSTING = {
    "REPOSITORY": "o/r", "HEAD": "fork:a;branch", "COMMIT": "c" * 40, "RUN": "https://github.example/run",
    "MARK": "<!-- briefing: desk -->",
}  # fmt: skip
PULLS = [{"number": 7, "head": {"sha": "d" * 40}}, {"number": 8, "head": {"sha": "c" * 40}}]


def test_the_report_is_one_comment_that_is_renewed(made: Path, ran: Any, tmp_path: Path) -> None:
    text = script(jobs(made / "whole")["desk-report.yml comment"])
    folder = tmp_path / "job"
    (folder / "report").mkdir(parents=True)
    (folder / "report" / "report.md").write_text(
        "# The desk\n\n- @everyone `$(touch no)` \"' \u0416\n", encoding="utf-8"
    )
    comments = [
        {"id": 1, "user": {"login": "somebody"}, "body": "<!-- briefing: desk -->"},
        {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "another"},
    ]
    answers = {"repos/o/r/pulls": PULLS, "repos/o/r/issues/8/comments": comments}
    status, output, asked = ran(text, folder, answers, **POSTING)
    assert status == 0, output
    assert asked[0][0][-3] == "head=fork:a;branch"
    words, body = asked[-1]
    assert words[:4] == ["api", "--method", "POST", "repos/o/r/issues/8/comments"]
    mark, source, rest = body["body"].split("\n", 2)
    assert mark == "<!-- briefing: desk -->"
    assert source.startswith(f"<sub>Made by the pull request itself, at {'c' * 12}. "), "what follows can't hide it"
    assert rest == "\n# The desk\n\n- @\u200beveryone `$(touch no)` \"' \u0416\n"
    assert not (folder / "no").exists()
    comments.append({"id": 3, "user": {"login": "github-actions[bot]"}, "body": "<!-- briefing: desk -->\nold"})
    (folder / "report" / "report.md").write_text("\U0001f600" * 90_000, encoding="utf-8")
    status, output, asked = ran(text, folder, answers, **POSTING)
    assert asked[-1][0][:4] == ["api", "--method", "PATCH", "repos/o/r/issues/comments/3"]
    assert len(asked[-1][1]["body"]) < 65_000


def test_no_pull_request_or_no_report_posts_nothing(made: Path, ran: Any, tmp_path: Path) -> None:
    text = script(jobs(made / "whole")["desk-report.yml comment"])
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "report.md").symlink_to("/proc/self/environ")  # has the token
    for answers in ({"repos/o/r/pulls": PULLS}, {"repos/o/r/pulls": []}):
        status, output, asked = ran(text, tmp_path, answers, **POSTING)
        assert (status, len(asked)) == (0, 1)
        assert "nothing is posted" in output


def test_a_label_accepts_what_was_drawn_and_nothing_else(made: Path, ran: Any, tmp_path: Path) -> None:
    job = jobs(made / "whole")["desk-accept.yml commit"]
    desk = GitDesk(tmp_path / "repo")
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "origin.git")], check=True)
    desk.write("tests/__screens__/old.words", "old\n")
    desk.git("checkout", "-q", "-b", "change")
    desk.commit()
    desk.git("remote", "add", "origin", str(tmp_path / "origin.git"))
    desk.git("push", "-q", "origin", "change")
    accepted = tmp_path / "accepted"
    (accepted / "test_desk").mkdir(parents=True)
    (accepted / "test_desk" / "80x24.words").write_text("new\n")
    known = {"REPOSITORY": "o/r", "NUMBER": "8", "BRANCH": "change", "ACCEPTED": str(accepted),
             "SNAPSHOTS": "tests/__screens__"}  # fmt: skip
    status, output, asked = ran(script(job), desk.root, {}, **known)
    assert status == 0, output
    assert [words[:3] for words, _body in asked] == [["workflow", "run", "desk.yml"], ["api", "--method", "DELETE"]]
    assert asked[1][0][3] == "repos/o/r/issues/8/labels/accept-snapshots"
    there = subprocess.run(
        ["git", "--git-dir", str(tmp_path / "origin.git"), "ls-tree", "-r", "--name-only", "change"],
        capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    assert "tests/__screens__/test_desk/80x24.words" in there
    assert "tests/__screens__/old.words" not in there
    (accepted / "conftest.py").write_text("print('no')\n")
    status, output, asked = ran(script(job), desk.root, {}, **known)
    assert (status, asked) == (1, [])
    assert "There is more than snapshots" in output
    (accepted / "conftest.py").unlink()
    (desk.root / "elsewhere").mkdir()
    (desk.root / "link").symlink_to("elsewhere")
    status, output, asked = ran(script(job), desk.root, {}, **{**known, "SNAPSHOTS": "link/__screens__"})
    assert (status, asked) == (1, [])


def test_the_documentation_has_what_init_writes() -> None:
    """And the variant for GitLab is YAML that runs the same."""
    text = (Path(__file__).parent.parent.parent / "docs" / "ci.md").read_text(encoding="utf-8")
    for file in ("desk.yml", "desk-report.yml", "desk-accept.yml"):
        assert f"`{file}`" in text
        assert (template() / "dot-github" / "workflows" / file).exists()
    gitlab = yaml.safe_load(re.search(r"```yaml\n(desk:.*?)```", text, re.DOTALL)[1])  # type: ignore[index]
    assert "briefing ci" in gitlab["desk"]["script"]
