"""The command line: what it takes, and what it says when it can't."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli import main, with_command
from briefing.cli.group import group
from briefing.config.paths import Folders
from briefing.config.settings import (
    KINDS,
    KeyLine,
    Settings,
    SettingsError,
    choose_desk,
    choose_theme,
    is_on,
    load_settings,
)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ([], ["read"]),
        (["read", "x"], ["read", "x"]),
        (["./x"], ["read", "./x"]),
        (["--view", "people"], ["read", "--view", "people"]),
        (["--version"], ["--version"]),
        (["chekc"], ["chekc"]),
    ],
)
def test_read_is_the_default(given: list[str], meant: list[str]) -> None:
    assert with_command(given) == meant


def test_a_folder_is_a_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    assert with_command(["news"]) == ["read", "news"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["read", "/no/such/desk"], "there is no folder /no/such/desk"),
        (["read", "--at", "2025-02-30"], "February 2025 has 28 days"),
        (["read", "--view", "cats"], "'cats' is not one of"),
        (["read", "."], "needs a terminal"),
        (["open", "/no/such/talks.yaml:3"], "there is no file /no/such/talks.yaml"),
        (["open", "stray.txt"], "stray.txt belongs to no desk"),
        (["themes", "--print", "cats"], "there is no theme `cats`; there are ink"),
        (["chekc"], "`chekc` is neither a command nor a folder"),
        (["read", "--desk", "."], "the desk is named without `--desk`: `group read DESK`"),
        (["check", "--desk", "."], "the desk is named without `--desk`: `group check DESK`"),
        (["explain", "--desk", "."], "No such option '--desk'"),
    ],
)
def test_what_cannot_be_done_is_said_with_status_2(
    arguments: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stray.txt").write_text("no brief")
    for name in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    result = CliRunner().invoke(group, arguments)
    assert result.exit_code == 2
    assert says in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "arguments", [["read", "/no/such/desk"], ["open", "/no/such/file"], ["path", "a", "b", "--desk", "/no/such/desk"]]
)
def test_how_a_command_is_called_is_told_only_to_who_called_it_wrongly(arguments: list[str]) -> None:
    said = CliRunner().invoke(group, arguments)
    assert (said.exit_code, said.stdout) == (2, "")
    assert said.stderr.startswith("Error: there is no ")
    wrong = CliRunner().invoke(group, [*arguments, "--no-such-option"])
    assert wrong.exit_code == 2
    assert wrong.stderr.startswith(f"Usage: group {arguments[0]} [OPTIONS]")


def test_the_desk_by_precedence(tmp_path: Path) -> None:
    sample, settings = tmp_path / "sample", Settings(desk="/from/file")
    environ = {"BRIEFING_DESK": "/from/environment"}
    assert choose_desk("named", tmp_path, environ, settings, sample).reason == "named"
    assert choose_desk(None, tmp_path, environ, settings, sample).reason == "near"
    assert choose_desk(None, None, environ, settings, sample).folder == Path("/from/environment")
    assert choose_desk(None, None, {}, settings, sample).folder == Path("/from/file")
    assert choose_desk(None, None, {}, Settings(), sample).reason == "sample"


def test_the_theme_by_precedence() -> None:
    environ, settings = {"BRIEFING_THEME": "b"}, Settings(theme="c")
    assert choose_theme("a", environ, "d", settings, "e") == "a"
    assert choose_theme(None, environ, "d", settings, "e") == "b"
    assert choose_theme(None, {}, "d", settings, "e") == "c"
    assert choose_theme(None, {}, "d", Settings(), "e") == "d"
    assert choose_theme(None, {}, "", Settings(), "e") == "e"


def test_folders_follow_xdg_and_ignore_relative_ones() -> None:
    folders = Folders.find({"XDG_CONFIG_HOME": "/c", "XDG_CACHE_HOME": "relative", "XDG_STATE_HOME": "/s"})
    assert folders.config == Path("/c/briefing")
    assert folders.state == Path("/s/briefing")
    assert folders.cache.is_absolute()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("desk = ", "config.toml"),
        ("desk = 'x'\ncolour = 'red'", "config.toml:2: unknown setting `colour`; there are desk, theme"),
        ("\ntehme = 'ink'", "config.toml:2: unknown setting `tehme`; did you mean `theme`?"),
        ("desk = 3", "config.toml:1: `desk` must be text in quotes"),
        ("linear = 'yes'", "config.toml:1: `linear` must be true or false"),
        ("keys = 'vim'", "config.toml:1: `keys` is a table: write [keys] on a line of its own"),
        ("[theme]\nname = 'ink'", "config.toml:1: `theme` must be text in quotes"),
    ],
)
def test_a_bad_config_file_is_named(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=re.escape(says)):
        load_settings(file)


def test_no_config_file_is_fine(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == Settings()


def test_switches_and_keys_with_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('ascii = true\nmouse = false\n\n[keys]\nquit = ["q", "Q"]\npage.down = "x"\n"page.up" = false\n')
    settings = load_settings(file)
    assert (settings.ascii, settings.linear, settings.mouse) == (True, False, False)
    assert settings.keys == (KeyLine("quit", ["q", "Q"], 5), KeyLine("page.down", "x", 6), KeyLine("page.up", False, 7))


def test_every_setting_has_a_kind() -> None:
    assert set(KINDS) == set(Settings.__dataclass_fields__)


@pytest.mark.parametrize(
    ("flag", "variable", "setting", "on"),
    [
        (True, "0", False, True),
        (False, "1", False, True),
        (False, "0", True, False),
        (False, "no", True, False),
        (False, "", True, True),
        (False, "", False, False),
    ],
)
def test_a_switch_by_precedence(flag: bool, variable: str, setting: bool, on: bool) -> None:
    assert is_on(flag, {"BRIEFING_X": variable}, "BRIEFING_X", setting) is on


def test_a_plain_start_says_what_is_wrong_in_the_same_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    with pytest.raises(SystemExit) as ended:
        main(["read", "/no/such/desk"])
    assert ended.value.code == 2
    assert "there is no folder /no/such/desk; name a folder" in capsys.readouterr().err
