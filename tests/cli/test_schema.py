"""`briefing schema`: what it prints and writes, and what a stock tool says of the sample desk with it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from briefing.check.schema import schema
from briefing.cli.group import group
from briefing.cli.table import COMMANDS
from briefing.config.paths import shipped
from briefing.desk.scan import scan
from tests.test_house import ROOT

ACTORS = "ada-lee: {name: Ada Lee, kind: person}\n"


def ask(*words: str) -> Result:
    return CliRunner().invoke(group, ["schema", *words])


def known(made: Any) -> list[str]:
    return [one["const"] for one in made["$defs"]["known-actor"]["anyOf"]]


def test_it_is_printed() -> None:
    result = ask()
    assert result.exit_code == 0
    assert json.loads(result.stdout) == schema()
    assert result.stdout.endswith("}\n")


def test_a_desk_gives_its_ids(tmp_path: Path) -> None:
    (tmp_path / "actors.yaml").write_text(ACTORS)
    (tmp_path / "spring").mkdir()
    for folder in (tmp_path, tmp_path / "spring"):
        made = json.loads(ask("--desk", str(folder)).stdout)
        assert known(made) == ["ada-lee"]
        assert "known-venue" not in made["$defs"]


def test_a_broken_registry_gives_what_can_be_read_of_it(tmp_path: Path) -> None:
    (tmp_path / "actors.yaml").write_text(f"{ACTORS}bo-lee: 7\n")
    assert "ada-lee" in known(json.loads(ask("--desk", str(tmp_path)).stdout))


@pytest.mark.parametrize(("ids", "is_told"), [(3, False), (1_100, True)])
def test_many_ids_are_better_served(ids: int, is_told: bool, tmp_path: Path) -> None:
    (tmp_path / "actors.yaml").write_text("".join(f"ada-{number}: {{name: Ada {number}}}\n" for number in range(ids)))
    result = ask("--desk", str(tmp_path))
    assert ("`briefing lsp`" in result.stderr) == is_told
    assert len(known(json.loads(result.stdout))) == ids


def test_a_desk_without_a_registry_has_the_schema_of_all(tmp_path: Path) -> None:
    (tmp_path / "briefing.toml").touch()
    assert json.loads(ask("--desk", str(tmp_path)).stdout) == schema()


def test_it_is_written_once(tmp_path: Path) -> None:
    file = tmp_path / "brief.schema.json"
    assert ask("-o", str(file)).exit_code == 0
    assert json.loads(file.read_bytes()) == schema()
    os.utime(file, (1, 1))
    assert ask("-o", str(file)).output == ""
    assert file.stat().st_mtime == 1
    file.write_text("{}")
    assert ask("-o", str(file)).exit_code == 0
    assert json.loads(file.read_bytes()) == schema()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--desk", "/no/such/desk"], "there is no folder /no/such/desk"),
        (["-o", "/no/such/folder/s.json"], "/no/such/folder/s.json could not be written: No such file or directory"),
        (["-o", "."], ". could not be written"),
    ],
)
def test_what_cannot_be_done_is_said(
    words: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = ask(*words)
    assert result.exit_code == 2
    assert says in result.output
    assert list(tmp_path.iterdir()) == []


def test_it_loads_no_screen_and_no_database() -> None:
    words = ["schema", "--desk", "briefs"]
    code = (
        f"from briefing.cli import main\ntry: main({words})\nexcept SystemExit: pass\n"
        "import sys; print('loaded', *sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    made, loaded = printed.stdout.rsplit("loaded ", 1)
    assert known(json.loads(made))
    assert not {"textual", "rich", "sqlite3", "markdown_it"} & set(loaded.split())


def check_with(file: Path, *briefs: Path) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).with_name("check-jsonschema")
    return subprocess.run([tool, "--schemafile", file, *briefs], capture_output=True, text=True)


@pytest.mark.parametrize("words", [[], ["--desk", str(shipped("briefs"))]], ids=["generic", "desk"])
def test_a_stock_tool_finds_the_sample_desk_in_order(words: list[str], tmp_path: Path) -> None:
    file = tmp_path / "brief.schema.json"
    assert ask(*words, "-o", str(file)).exit_code == 0
    desk = shipped("briefs")
    done = check_with(file, *(desk / stat.path for stat in scan(desk)))
    assert (done.returncode, done.stderr) == (0, "")
    bad = tmp_path / "bad.yaml"
    bad.write_text("title: Talks\ndate: June 2025\nactors: [{name: Ada Lee, rol: envoy}]\nbody: |\n  They met.\n")
    done = check_with(file, bad)
    assert done.returncode == 1
    assert re.findall(r"::\$(\S+): ", done.stdout) == [".date", ".actors[0]"]


def test_the_hooks_call_commands_that_there_are() -> None:
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert set(hooks) == {"briefing-check", "briefing-fmt"}
    for name, hook in hooks.items():
        program, command = hook["entry"].split()
        assert (program, hook["language"]) == ("briefing", "python")
        assert name == f"briefing-{command}"
        assert command in COMMANDS


@pytest.mark.parametrize(
    ("path", "wanted"),
    [("briefs/talks.yaml", True), ("talks.yml", True), (".github/workflows/test.yml", False), (".hidden.yaml", False)],
)
def test_the_hook_that_is_handed_files_passes_hidden_ones_over(path: str, wanted: bool) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (handed,) = (hook for hook in hooks if hook.get("pass_filenames", True))
    assert (re.search(handed["exclude"], path) is None) is wanted
    assert set(handed["types_or"]) == {"yaml", "markdown"}
