"""`briefing draft` and `briefing new --from`: an article becomes a brief of the desk, or is refused with a reason."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.cli.group import group
from briefing.desk.checking import Checker
from tests.articles.inputs import rss
from tests.check.desk import TODAY, write

ARTICLE = """\
Talks in Antalya

The Kremlin denied it on 4 March 2025, and so did Zelensky. They met in Kisumu. Whether they stay is not known to them.

It was said that there would be more of it.
"""
DRAFT = """\
title: Talks in Antalya  # draft: the first line
summary: The Kremlin denied it on 4 March 2025, and so did Zelensky. They met in Kisumu. Whether they stay is not known to them.  # draft: how the text begins
# draft: no date was found
actors:
  - volodymyr-zelensky  # draft: named as Zelensky only
  - russia  # draft: named as The Kremlin
venues:
  - {name: Kisumu, kind: city, country: KE, lat: -0.102, lon: 34.762, geonames: 191245}  # draft: the city of that name
# draft: 1 sentence that may leave something open; keep as questions what you want answered
# questions:
#   - Whether they stay is not known to them.
# draft: 1 date of the text; keep as events what happens then
# events:
#   - {when: 2025-03-04, name: "The Kremlin denied it on 4 March 2025, and so did Zelensky."}
"""  # noqa: E501


def run(*words: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(group, [*words], input=given)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    write(folder, {"talks.yaml": "title: T\nbody: |\n  x\n"})
    (tmp_path / "talks.txt").write_text(ARTICLE)
    monkeypatch.chdir(folder)
    return folder


def test_a_draft_is_put_on_the_desk_and_checks_clean(desk: Path) -> None:
    result = run("draft", "--quick", "../talks.txt")
    assert result.output == (
        "talks-in-antalya.yaml is drafted; 8 guesses marked `# draft:` in it are yours to settle\n"
    )
    assert (desk / "talks-in-antalya.yaml").read_text().startswith(DRAFT)
    checked = Checker(desk, TODAY, hints=False).check()
    assert [one for one in checked.problems if one.severity != "info"] == []
    assert sum(checked.drafts.values()) == 8
    again = run("draft", "--quick", "../talks.txt")
    assert (again.exit_code, again.stderr) == (2, "Error: ../talks.txt has its brief: talks-in-antalya.yaml\n")


def test_it_can_be_printed_and_come_from_standard_input(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = sorted(os.listdir(desk))
    assert run("draft", "--quick", "--print", "-", given=ARTICLE.encode()).output.startswith(DRAFT)
    assert sorted(os.listdir(desk)) == files
    monkeypatch.chdir(desk.parent)
    (desk / "actors.yaml").unlink()
    (desk / "places.yaml").unlink()
    (desk / "talks.yaml").unlink()
    alone = run("draft", "--quick", "--print", "talks.txt").output
    assert "- {name: Russia, kind: state, country: RU, weak: [The Kremlin]}  # draft: named as The Kremlin\n" in alone
    assert "zelensky" not in alone.partition("body:")[0]


def test_new_from_an_article_opens_it_under_a_title(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("briefing.cli.drafting.edit_file", lambda file, line: opened.append(file))
    monkeypatch.setattr("briefing.articles.extracting._people", lambda article, tell: [])
    assert run("new", "--from", "../talks.txt", "My: title").exit_code == 0
    assert opened == [desk / "my-title.yaml"]
    assert opened[0].read_text().startswith('title: "My: title"\nsummary:')
    assert "name a title" in run("new").stderr


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.txt", b"", "../a.txt: there is no text in it"),
        ("a.bin", bytes(range(256)) * 9, "../a.bin: it is neither text, Markdown, HTML, PDF nor a feed"),
        ("a.txt", b"\xfa\xfb\xf5" * 99, "is not UTF-8"),
        (
            "a.xml",
            rss("<item><title>A</title><description>Some words of it.</description></item>" * 2).encode(),
            "several",
        ),
    ],
)
def test_what_is_no_article_is_refused(name: str, data: bytes, why: str, desk: Path) -> None:
    if name == "a.xml":
        pytest.importorskip("feedparser")
    (desk.parent / name).write_bytes(data)
    result = run("draft", f"../{name}")
    assert result.exit_code == 2
    assert why in result.stderr
    assert run("draft", "../nothing.txt").stderr == "Error: there is no file or folder ../nothing.txt\n"
    assert "is a folder" in run("draft", "..").stderr


def test_what_was_edited_is_checked(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def settle(file: Path, _line: int) -> None:
        file.write_text(re.sub(r"  # draft: .*|(?m:^# draft: .*\n)", "", file.read_text()))

    monkeypatch.setattr("briefing.cli.drafting.edit_file", settle)
    result = run("new", "--from", "../talks.txt")
    assert result.output.endswith("are yours to settle\nNothing wrong in 1 file\n")
    (desk / "talks-in-antalya.yaml").unlink()
    monkeypatch.setattr("briefing.cli.drafting.edit_file", lambda file, _line: file.unlink())
    assert run("draft", "--quick", "--edit", "../talks.txt").exit_code == 0


@pytest.mark.skipif(not hasattr(os, "ctermid"), reason="a terminal has no name on this system")
def test_of_what_was_piped_the_editor_reads_the_terminal(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "terminal").write_text("keys\n")
    monkeypatch.setattr(os, "ctermid", lambda: str(desk / "terminal"))
    editor = desk / "editor.sh"
    editor.write_text(f"#!/bin/sh\ncat > {desk}/told\n")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"{editor} {{file}}")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(desk / "config"))
    assert run("draft", "--quick", "--edit", "-", given=ARTICLE.encode()).exit_code == 0
    assert (desk / "told").read_text() == "keys\n"
    (desk / "talks-in-antalya.yaml").unlink()
    editor.write_text("#!/bin/sh\n")
    monkeypatch.setattr(os, "ctermid", lambda: str(desk / "no terminal"))
    assert run("draft", "--quick", "--edit", "-", given=ARTICLE.encode()).exit_code == 0
