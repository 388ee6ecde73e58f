"""A published desk, named where files are needed: one sentence says so, and no password is in it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli.group import group
from briefing.config.settings import SettingsError, load_settings

ADDRESS = "postgresql://ann:secret@127.0.0.1:1/news"
NEED_FILES = [
    "check ADDRESS", "fmt ADDRESS", "convert ADDRESS", "new Title --desk ADDRESS", "draft a.txt --desk ADDRESS",
    "import people a.csv --desk ADDRESS", "diff --desk ADDRESS", "ci --desk ADDRESS", "merge --desk ADDRESS",
    "rename a b --desk ADDRESS", "promote a --desk ADDRESS", "split a b c --desk ADDRESS", "undo --desk ADDRESS",
    "refs a --desk ADDRESS", "open ADDRESS:3", "read --follow a.yaml ADDRESS",
    "read --follow ADDRESS", "init ADDRESS", "init --from ADDRESS", "publish ADDRESS --desk ADDRESS",
    "schema brief --desk ADDRESS", "state import ADDRESS",
]  # fmt: skip
ASK = [
    "list",
    "show a",
    "search a",
    "who a",
    "where a",
    "digest --since 2025-01-01",
    "export --to jsonl",
    "tag hot a",
    "snapshot",
]


def _said(line: str) -> str:
    result = CliRunner().invoke(group, [word.replace("ADDRESS", ADDRESS) for word in line.split()])
    assert result.exit_code not in (0, 1) or "Error" in result.output, line
    assert "secret" not in result.output, line
    return result.output


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("CONFIG", "CACHE", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{folder}_HOME", str(tmp_path / folder))


@pytest.mark.parametrize("line", NEED_FILES)
def test_what_needs_files_says_so_and_names_no_password(line: str) -> None:
    said = _said(line)
    assert "needs the files of a desk, and postgresql://127.0.0.1:1/news has none; name the folder" in said


@pytest.mark.parametrize("line", [*ASK, "publish ADDRESS"])
def test_a_server_that_does_not_answer_is_a_sentence_without_the_password(line: str, tmp_path: Path) -> None:
    if find_spec("psycopg") is None:
        pytest.skip("the extra `team` is not installed")
    (tmp_path / "a.yaml").write_text("title: A\nbody: Text.\n")
    said = _said(line if "ADDRESS" in line else f"{line} --desk ADDRESS")
    assert "the database `news` at 127.0.0.1:1 does not answer: no server runs there" in said
    assert said.count("\n") == 1


def test_a_clone_is_named_by_the_address_of_its_desk(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[clones]\n"postgresql://db.example/news" = "~/news"\n')
    assert load_settings(file).clones == {"postgresql://db.example/news": "~/news"}
    for line in ('"news" = "~/news"', '"postgresql://db.example/news" = 3'):
        file.write_text(f"\n[clones]\n{line}\n")
        with pytest.raises(SettingsError, match=r"config\.toml:3: a line of \[clones\] is written"):
            load_settings(file)
