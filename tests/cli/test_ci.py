"""`briefing ci`: check, comparison and tests in one run, and a report that tells them in words wherever it is read."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from briefing.cli.group import group
from briefing.cli.target_branch import NOTHING, target_branch
from briefing.desk.repository import Repository
from tests.desk.git_desk import ENVIRONMENT, GitDesk
from tests.test_house import ROOT

HOSTS = ("GITHUB_", "CI_", "GITLAB_")


@pytest.fixture(autouse=True, scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No host around, a git without settings, and the plugin known to the pytest that is started."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith((*HOSTS, "PYTEST_", "TEXTUAL_")) or name == "CI"]:
            patch.delenv(name)
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        for name in ("CONFIG", "CACHE", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(folder / name))
        patch.setenv("PYTHONPATH", str(ROOT))
        if not any(one.name == "briefing" for one in entry_points(group="pytest11")):
            patch.setenv("PYTEST_PLUGINS", "briefing.testing.plugin")
        yield


def run(*words: str) -> Result:
    return CliRunner().invoke(group, ["ci", *words])


HOSTILE = "@everyone <img src=x onerror=alert(1)> [x](javascript:x) #12 https://evil.example/1 ``` ::error::no"


class Outcome:
    """A desk that `briefing init` made, a branch of it with four changes, and a run in the CI of GitHub."""

    def __init__(self, folder: Path) -> None:
        runner = CliRunner()
        assert runner.invoke(group, ["init", str(folder / "desk")]).exit_code == 0
        desk = GitDesk.there(folder / "desk")
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(folder / "origin.git")], check=True)
        desk.git("init", "-q", "-b", "main", ".")
        desk.commit()
        desk.git("remote", "add", "origin", str(folder / "origin.git"))
        desk.git("push", "-q", "origin", "main")
        desk.git("checkout", "-q", "-b", "change")
        desk.change(
            "envoys-in-istanbul.yaml", ("Envoys may meet in Istanbul", "Envoys met in Istanbul"),
            ("- nato", "- natto"), ("when: 2025-05-16", "when: 2025-05-17"), ("were in Antalya", "were elsewhere"),
        )  # fmt: skip
        desk.write("note.yaml", f"title: '{HOSTILE}'\nbody: |\n  ::error::body\n  ##[error]body {HOSTILE}\n")
        desk.commit()
        desk.git("push", "-q", "origin", "change")
        subprocess.run(
            ["git", "clone", "-q", "-b", "change", str(folder / "origin.git"), str(folder / "clone")], check=True
        )
        self.folder = folder / "clone"
        self.summary = folder / "summary.md"
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            patch.setenv("GITHUB_ACTIONS", "true")
            patch.setenv("GITHUB_BASE_REF", "main")
            patch.setenv("GITHUB_WORKSPACE", str(self.folder))
            patch.setenv("GITHUB_STEP_SUMMARY", str(self.summary))
            patch.setenv("SECRET_OF_THE_JOB", "s3cr3t-of-the-job")
            self.result = run()
        self.markdown = (self.folder / "report" / "report.md").read_text(encoding="utf-8")
        self.html = (self.folder / "report" / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return Outcome(tmp_path_factory.mktemp("ci"))


SENTENCES = (
    "the title “Envoys may meet in Istanbul” became “Envoys met in Istanbul”",
    "in the text, “in Antalya” became “elsewhere”",
    "the text no longer names Antalya",
    "the event “Envoys meet” moved from 16 May to 17 May 2025",
)


class _Text(HTMLParser):
    """The text of a page as it is read aloud, and its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags = "", list[tuple[str, dict[str, str | None]]]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_four_changes_are_told_in_words_everywhere(outcome: Outcome) -> None:
    assert outcome.result.exit_code == 1, outcome.result.output
    page = _Text()
    page.feed(outcome.html)
    for told in (outcome.markdown, page.text, outcome.result.output):
        for sentence in SENTENCES:
            assert sentence in told
        assert re.search(r"new error B201: no actor `?natto`? here or in the registry", told.replace("**", ""))
    assert outcome.markdown.startswith("# The desk: 1 error, 3 tests failed\n\n- **Check:** 1 error in 4 files.\n")
    assert "- **Changes:** 1 story changed, 1 story new, 1 problem came, compared with main.\n" in outcome.markdown
    assert "were (taken out: in Antalya) (put in: elsewhere) on the same day" in page.text
    assert outcome.summary.read_text(encoding="utf-8") == outcome.markdown


def test_sentences_come_before_lines_and_those_before_pictures(outcome: Outcome) -> None:
    places = [
        outcome.markdown.index(part)
        for part in ("became “Envoys met", "the title is “Envoys met", "== list", "Pictures of")
    ]
    assert places == sorted(places)
    assert outcome.markdown.count("the title is “Envoys met") == 1  # though two scenes show it
    page = _Text()
    page.feed(outcome.html)
    pictures = [attributes for tag, attributes in page.tags if tag == "img"]
    assert len(pictures) == 4
    assert all((one["src"] or "").startswith("data:image/svg+xml;base64,") for one in pictures)
    assert (pictures[0]["alt"] or "").startswith("The reader in test_what_is_seen_first, 120x40, as it was accepted.")


def test_the_page_stands_alone(outcome: Outcome) -> None:
    page = _Text()
    page.feed(outcome.html)
    tags = {tag for tag, _attributes in page.tags}
    assert not tags & {"script", "link", "iframe", "object", "a", "form"}
    assert {"html", "main", "h1", "h2", "h3", "figure", "ins", "del"} <= tags
    levels = [int(tag[1]) for tag, _attributes in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert not re.search(r"https?://(?!evil)", outcome.html)
    assert "s3cr3t" not in outcome.html + outcome.markdown + outcome.result.output
    assert "onerror" not in {name for _tag, attributes in page.tags for name in attributes}


def test_what_a_brief_says_calls_nobody_and_commands_nothing(outcome: Outcome) -> None:
    outside = re.sub(r"(?ms)^(`{3,})diff\n.*?^\1$|`[^`]+`", "", outcome.markdown)
    assert "@\u200beveryone" in outside
    assert not re.search(r"@\w|#\d|https?://|(?<!\\)<img|(?<!\\)\[x\]\(", outside)
    live, stopped = [], ""
    for line in outcome.result.stdout.splitlines():
        if stopped:
            stopped = "" if line == f"::{stopped}::" else stopped
        elif line.startswith("::stop-commands::"):
            stopped = line.removeprefix("::stop-commands::")
        elif line.strip().startswith("::") or "##[" in line:
            live.append(line)
    assert live == [
        "::error file=envoys-in-istanbul.yaml,line=9,col=5,endColumn=10,title=briefing B201::no actor `natto` here or "
        "in the registry; did you mean `nato`?"
    ]


@pytest.mark.skipif("AXE_CORE" not in os.environ, reason="AXE_CORE names axe.min.js, of npm's axe-core")
@pytest.mark.parametrize("size", ["1200,900", "390,844"])
@pytest.mark.parametrize("scheme", ["0", "1"], ids=["dark", "light"])
def test_axe_finds_nothing(size: str, scheme: str, outcome: Outcome, tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    assert browser
    axe = Path(os.environ["AXE_CORE"]).read_text(encoding="utf-8").replace("</script>", "<\\/script>")
    told = "axe.run().then(r => document.body.innerHTML = `<pre>FOUND ${r.violations.map(v => v.id)} END</pre>`)"
    page = re.sub("<meta http-equiv[^>]*>", "", outcome.html).replace("<details>", "<details open>")
    file = tmp_path / "page.html"
    file.write_text(page.replace("</body>", f"<script>{axe}</script><script>{told}</script></body>"), encoding="utf-8")
    words = (f"--blink-settings=preferredColorScheme={scheme}", f"--window-size={size}", "--virtual-time-budget=20000")
    shown = subprocess.run(
        [browser, "--headless", "--no-sandbox", *words, "--dump-dom", file.as_uri()], capture_output=True, text=True
    ).stdout
    assert "FOUND  END" in shown


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitDesk:
    made = GitDesk(tmp_path / "repo")
    monkeypatch.chdir(made.root)
    return made


def test_a_desk_without_tests_or_a_branch_to_be_compared_with(desk: GitDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run()
    assert result.exit_code == 0
    assert result.output.startswith(
        "The desk is fine\n• Check: nothing wrong in 4 files.\n"
        "• Changes: nothing differs for readers from the last commit.\n• Tests: there are none beside the desk.\n"
    )
    assert "Tests: none were to be run." in run("--no-tests").output
    monkeypatch.setenv("CI", "true")
    assert "• Changes: there is nothing to compare with.\n" in run().output
    assert run("mian").exit_code == 2
    assert "git knows no revision `mian` here; did you mean main?" in run("mian").output


def test_git_passes_over_a_report_folder_that_it_made_and_no_other(desk: GitDesk) -> None:
    run("--no-tests")
    assert Path("report/report.md").exists()
    assert desk.git("status", "--short", "-uall") == ""
    Path("mine").mkdir()
    run("--no-tests", "-o", "mine")
    assert sorted(file.name for file in Path("mine").iterdir()) == ["report.html", "report.md"]


def test_what_could_not_be_done_does_not_keep_the_rest_from_being_told(desk: GitDesk, tmp_path: Path) -> None:
    desk.change("talks.yaml", ("putin, nato", "putin, natto"))
    desk.write("tests/test_desk.py", "import nothing_that_is_there\n")
    desk.commit()
    desk.git("clone", "-q", "--depth", "1", f"file://{desk.root}", str(tmp_path / "shallow"))
    os.chdir(tmp_path / "shallow")
    result = run("HEAD~1")
    assert result.exit_code == 2
    assert "1 error in 4 files" in result.output
    assert "this clone has not the whole history: fetch it" in result.output
    assert "pytest ended early" in result.output or "1 failed" in result.output
    shutil.rmtree(".git")
    assert "lies in no repository of git" in run("--no-tests").output


def test_a_desk_in_a_subfolder_is_annotated_from_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = GitDesk(tmp_path / "repo", "news")
    desk.change("talks.yaml", ("putin, nato", "putin, natto"))
    monkeypatch.chdir(desk.folder)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(desk.root))
    assert "\n::error file=news/talks.yaml,line=4," in run("--no-tests").output
    checked = CliRunner().invoke(group, ["check", "--output-format", "github"])
    assert checked.output.startswith("::error file=news/talks.yaml,line=4,")


def test_strict_and_where_nothing_can_be_written(desk: GitDesk) -> None:
    desk.change("talks.yaml", ("    when: 2025-05-16", "    when: 2999-05-16\n    status: held"))
    assert run("--no-tests").exit_code == 0
    assert run("--no-tests", "--strict").exit_code == 1
    Path("file").write_text("")
    result = run("--no-tests", "-o", "file/report")
    assert result.exit_code == 2
    assert "could not be written" in result.output
    assert "1 warning" in result.output, "what was found is told all the same"
    result = run("--pytest", "-k 'talks")
    assert result.exit_code == 2
    assert "a quotation mark is not closed" in result.output


def test_what_a_change_brought_is_annotated_first(desk: GitDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        desk.write(f"a{number}.yaml", f"title: Number {number}\nactors: [nobody-{number}]\nbody: Words.\n")
    desk.commit()
    desk.change("talks.yaml", ("putin, nato", "putin, natto"))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    first = next(line for line in run("--no-tests").output.splitlines() if line.startswith("::error "))
    assert first.startswith("::error file=talks.yaml,line=4,")


def test_a_test_that_shows_nothing_is_told_apart_and_once(desk: GitDesk) -> None:
    desk.write(
        "test_desk.py",
        "import pytest\n@pytest.fixture\ndef after():\n    yield\n    raise OSError('behind it')\n"
        "def test_one(after): assert 0\ndef test_two(): pass\n",
    )
    result = run("--pytest", "-p no:cacheprovider")
    assert result.exit_code == 1
    report = Path("report/report.md").read_text(encoding="utf-8")
    assert "**Tests:** 1 failed, 1 passed." in report
    assert "## Tests that failed\n\n### test_one\n\n- assert 0\n" in report
    assert "What readers will see otherwise" not in report
    desk.write("test_desk.py", "def test_one(:\n")
    assert "• Tests: 1 failed; the run was interrupted: the log has what it said.\n" in run().output
    assert "SyntaxError" in Path("report/report.md").read_text(encoding="utf-8").split("- ")[-1].split("\n")[0]


def test_a_run_of_a_desk_that_was_just_made_is_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "git init && pre-commit install" in CliRunner().invoke(group, ["init", "one"]).output
    (tmp_path / "two").mkdir()
    GitDesk.there(tmp_path / "two").git("init", "-q", ".")
    assert "  pre-commit install" in CliRunner().invoke(group, ["init", "two"]).output
    monkeypatch.chdir("two")
    result = run("--no-tests")
    assert result.exit_code == 0, result.output
    assert "• Changes: there is nothing to compare with.\n" in result.output
    assert "The report is in report/report.md and report.html.\n" in result.stderr


def test_colours_and_links_of_other_plugins_are_text(desk: GitDesk) -> None:
    desk.write("pytest.ini", "[pytest]\n")
    link = "\x1b]8;id=1;file:///x\x1b\\\x1b[1mreport\x1b[0m\x1b]8;;\x1b\\."
    desk.write("conftest.py", f"def pytest_report_header(config):\n    return {link!r}\n")
    desk.write("test_it.py", "def test_it():\n    pass\n")
    assert "\nreport.\n" in run().output


def test_the_name_of_a_file_is_one_line(desk: GitDesk) -> None:
    desk.write("a\n::error::no.yaml", "title: New\nactors: [natto]\nbody: Words.\n")
    result = run("--no-tests")
    assert "New  a ::error::no.yaml\n" in result.output
    assert not [line for line in result.output.splitlines() if "::error::no" in line[:12]]


EVENTS: list[tuple[dict[str, str], dict[str, Any], str, str]] = [
    ({"GITHUB_BASE_REF": "main"}, {}, "origin/main", "main"),
    ({"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}, {}, "origin/main", "main"),
    ({}, {"before": "{first}"}, "{first}", "what was there before"),
    ({}, {"before": "0" * 40, "repository": {"default_branch": "main"}}, "origin/main", "main"),
    ({"CI_COMMIT_BEFORE_SHA": "0" * 40, "CI_DEFAULT_BRANCH": "main"}, {}, "origin/main", "main"),
    ({}, {"merge_group": {"base_sha": "{first}"}}, "{first}", "what was there before"),
    ({"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"}, {}, "origin/main", "main"),
    ({"CI": "true"}, {}, "", ""),
    ({}, {"before": "12" * 20, "repository": {"default_branch": "main"}}, "origin/main", "main"),
    ({"CI_COMMIT_BEFORE_SHA": "12" * 20, "CI_DEFAULT_BRANCH": "main"}, {}, "origin/main", "main"),
    ({"CI": "true"}, {"before": 5, "repository": None, "merge_group": []}, "", ""),
    ({}, {}, "HEAD", "the last commit"),
]


@pytest.mark.parametrize(("environment", "event", "revision", "called"), EVENTS)
def test_what_a_run_is_compared_with(
    environment: dict[str, str], event: dict[str, Any], revision: str, called: str, desk: GitDesk, tmp_path: Path
) -> None:
    first = desk.git("rev-parse", "HEAD")
    desk.git("update-ref", "refs/remotes/origin/main", "HEAD")
    desk.commit()
    desk.commit()
    file = tmp_path / "event.json"
    file.write_text(json.dumps(event).replace("{first}", first))
    with Repository(desk.root) as repository:
        found = target_branch(None, repository, {**environment, "GITHUB_EVENT_PATH": str(file)})
        assert found.called == called
        wanted = revision.replace("{first}", first)
        assert found == NOTHING if not wanted else found.revision == repository.commit(wanted)


GUESSES: list[tuple[str, str]] = [
    ("", "the last commit"),
    ("git branch stable main; git checkout -q -b side; git branch -q -u stable", "stable"),
    ("git checkout -q -b side", "main"),
    ("git checkout -q --detach", "main"),
    ("git branch -q -m main master; git checkout -q -b side", "master"),
    ("git checkout -q -b side; git remote add origin .; git fetch -q origin", "origin/main"),
    ("git checkout -q -b side; git remote add origin .; git fetch -q; git remote set-head origin -a",
     "the main branch"),
    ("git checkout -q -b side; git remote add origin .; git push -q -u origin side; git fetch -q", "origin/main"),
    ("git remote add origin .; git fetch -q origin; git branch -q -u origin/main", "origin/main"),
    ("git branch -q -m main news; git remote add hub .; git fetch -q hub; git branch -q -u hub/news", "hub/news"),
    ("git checkout -q -b side; git remote add origin .; git fetch -q; git remote add upstream .; git fetch -q upstream",
     "upstream/main"),
    ("git branch old HEAD~1; git checkout -q -b side; git remote add origin .; git fetch -q origin old:refs/remotes/"
     "origin/main; git commit -q --allow-empty -m y; git remote add upstream .; git fetch -q upstream"
     " side:refs/remotes/upstream/main", "the last commit"),
]  # fmt: skip


@pytest.mark.parametrize(("commands", "called"), GUESSES)
def test_the_branch_that_one_is_for_is_guessed(commands: str, called: str, desk: GitDesk) -> None:
    desk.commit()
    for command in filter(None, commands.split("; ")):
        desk.git(*command.split()[1:])
    if called != "the last commit":
        desk.commit()
    with Repository(desk.root) as repository:
        found = target_branch(None, repository, {})
        assert found.called == called
        assert (found.revision == repository.commit("HEAD")) is (called == "the last commit")
