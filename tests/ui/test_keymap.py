"""The user's keys: what is taken, and what is said about every other line."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from textual.pilot import Pilot

from briefing.cli.group import group
from briefing.config.settings import KeyLine, load_settings
from briefing.ui.acts import Act
from briefing.ui.app import BriefingApp
from briefing.ui.commands import COMMANDS, LIST, MARGIN, READER, Command
from briefing.ui.key_list import default_file, key_list
from briefing.ui.keyboard import Keyboard
from briefing.ui.keymap import Keymap, make_keymap
from briefing.ui.keys import KeyRefused, label, plain, read_keys, typed
from briefing.ui.screens.help import HelpScreen
from tests.ui.conftest import Drive, press, text_of

TABLE = (
    Command("down", ("j", "down"), Act("x", "move"), "Down", group="Move"),
    Command("story.next", ("J",), Act("x", "story"), "Next in the list", group="Move", shown="J"),
    Command("mention.next", ("]",), Act("x", "step"), "Next mention", group="Read", where=(READER,)),
    Command("pan", ("h",), Act("x", "pan"), "Pan", group="Read", where=(MARGIN,)),
    Command("quit", ("q",), Act("x", "quit"), "Quit", group="Desk"),
)


def made(text: str) -> Keymap:
    """The keymap of a config file that begins with the lines of `text` under `[keys]`."""
    data = tomllib.loads(text)
    lines = text.splitlines()
    keys = [
        KeyLine(id, value, next(n for n, line in enumerate(lines, 1) if line.startswith(f'"{id}"')))
        for id, value in data.items()
    ]
    return make_keymap(keys, TABLE)


def keys_of(keymap: Keymap, id: str) -> tuple[str, ...]:
    return next(command.keys for command in keymap.commands if command.id == id)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("x", "x"),
        ("J", "J"),
        ("+", "+"),
        ("ctrl++", None),
        ("é", "é"),
        ("ctrl+n", "ctrl+n"),
        ("Ctrl+n", "ctrl+n"),
        ("control+n", "ctrl+n"),
        ("alt+x", "alt+x"),
        ("shift+tab", "shift+tab"),
        ("shift+up", "shift+up"),
        ("ctrl+PgDn", "ctrl+pagedown"),
        ("esc", "escape"),
        ("F5", "f5"),
        ("space", "space"),
        ("gg", "g g"),
        ("g g", "g g"),
        ("]q", "] q"),
        ("g+", "g +"),
        ("ctrl+x ctrl+e", "ctrl+x ctrl+e"),
        ("f1", "f1"),
        ("up", "up"),
    ],
)
def test_keys_are_read(written: str, read: str | None) -> None:
    if read is None:
        with pytest.raises(KeyRefused):
            read_keys(written)
    else:
        assert read_keys(written) == read


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("ctrl+shfit+x", "unknown key `ctrl+shfit+x`: there is no `shfit`; did you mean `shift`?"),
        ("bananas+x", "unknown key `bananas+x`: there is no `bananas`; a key can be held with ctrl, alt or shift"),
        ("entr", "unknown key `entr`; did you mean `enter`?"),
        ("ctrl+pagdown", "unknown key `ctrl+pagdown`; did you mean `ctrl+pagedown`?"),
        ("question_mark", "unknown key `question_mark`; write `?`"),
        ("ggg", "unknown key `ggg`; the keys of a sequence are written with a space between"),
        (" ", "the space bar is written `space`"),
        ("shift+a", "unknown key `shift+a`; write `A`"),
        ("shift+1", "unknown key `shift+1`; write the character that shift makes of it"),
        ("ctrl+i", "terminals send the same for `ctrl+i` and `tab`; write `tab`"),
        ("ctrl+m", "terminals send the same for `ctrl+m` and `enter`; write `enter`"),
        ("ctrl+[", "terminals send the same for `ctrl+[` and `escape`; write `escape`"),
        ("ctrl+c", "`ctrl+c` is kept: it copies what is selected, and says how to quit"),
        ("ctrl+X", "terminals send the same for `ctrl+X` and `ctrl+x`; write `ctrl+x`"),
        ("ctrl+shift+x", "terminals send the same for `ctrl+shift+x` and `ctrl+x`; write `ctrl+x`"),
        ("ctrl+1", "`ctrl+1` never arrives: terminals have no ctrl with a digit"),
        ("ctrl+;", "`ctrl+;` does not arrive from every terminal; use ctrl with a letter"),
        ("shift+enter", "most terminals send the same for `shift+enter` and `enter`; write `enter`"),
        ("cmd+k", "`cmd+k` never arrives: `cmd` is the window system's own"),
        ("g super+k", "`super+k` never arrives: `super` is the window system's own"),
        ("ctrl+alt+x", "`ctrl+alt+x` does not arrive from every terminal; use alt alone"),
    ],
)
def test_keys_are_refused_with_what_to_write(written: str, says: str) -> None:
    with pytest.raises(KeyRefused) as refused:
        read_keys(written)
    assert str(refused.value) == says


NO_KEYS = '1 `down` must be a key in quotes, a list of keys, or false for none, like "ctrl+n"'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('"story.nxt" = "x"', ["1 there is no command `story.nxt`; did you mean `story.next`?"]),
        ('"zzz" = "x"', ["1 there is no command `zzz`; `briefing keys` lists them"]),
        ('\n"down" = "entr"', ["2 `down`: unknown key `entr`; did you mean `enter`? `j` and `down` stay"]),
        ('"quit" = "cmd+k"', ["1 `quit`: `cmd+k` never arrives: `cmd` is the window system's own; `q` stays"]),
        ('"down" = ["x", "entr"]', ["1 `down`: unknown key `entr`; did you mean `enter`?"]),
        ('"down" = 3', [f"{NO_KEYS}; `j` and `down` stay"]),
        ('"down" = ["x", 3]', [f"{NO_KEYS}; `j` and `down` stay"]),
        ('"down" = "x"\n"quit" = "x"', ["2 `x` can't be `quit`: line 1 gives it to `down`; `q` stays"]),
        (
            '"story.next" = "j"\n"down" = "entr"',
            ["2 `down`: unknown key `entr`; did you mean `enter`? `down` stays"],
        ),
        (
            '"down" = "q"\n"quit" = "entr"',
            ["1 `quit` has no key any more: `down` took `q`", "2 `quit`: unknown key `entr`; did you mean `enter`?"],
        ),
        ('"down" = "x"\n"quit" = ["x", "Q"]', ["2 `x` can't be `quit`: line 1 gives it to `down`"]),
        ('"down" = "q"', ["1 `quit` has no key any more: `down` took `q`"]),
        ('"story.next" = "j"', []),
        ('"story.next" = ["j", "down"]', ["1 `down` has no key any more: `story.next` took `j` and `down`"]),
        ('"mention.next" = "h"', []),
        ('"down" = "h"', ["1 `pan` has no key any more: `down` took `h`"]),
        ('"down" = "q"\n"quit" = false', []),
        (
            '"down" = "ctrl+s"',
            ["1 `down`: `ctrl+s` may not arrive: many terminals stop and restart their output with it"],
        ),
        ('"down" = "ctrl+z"', ["1 `down`: `ctrl+z` may not arrive: it is what suspends a program"]),
        ('"down" = "qx"', ["1 `down`: `q x` can't be typed, `q` quits; `j` and `down` stay"]),
        ('"down" = "qx"\n"quit" = "Q"', []),
        ('"down" = "qx"\n"quit" = false', []),
        ('"quit" = "Q"\n"down" = "Qx"', ["2 `down`: `Q x` can't be typed, `Q` quits; `j` and `down` stay"]),
        ('"down" = "j"', []),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, told: list[str]) -> None:
    assert [f"{trouble.line} {trouble.message}" for trouble in made(text).troubles] == told


@pytest.mark.parametrize("value", ['"entr"', "3", '["cmd+k", "shift+a"]', '"qx"', '" "'])
def test_a_line_of_which_nothing_can_be_used_changes_nothing(value: str) -> None:
    keymap = made(f'"down" = {value}')
    assert keymap.troubles
    assert keymap.commands == TABLE
    assert not keymap.changed


@pytest.mark.parametrize("value", ["false", '""', "[]"])
def test_a_command_may_be_left_without_a_key_on_purpose(value: str) -> None:
    keymap = made(f'"down" = {value}')
    assert keys_of(keymap, "down") == ()
    assert keymap.troubles == ()


@pytest.mark.parametrize("nothing", ['""', "[]", "false"])
def test_a_command_can_have_no_key(nothing: str) -> None:
    keymap = made(f'"down" = {nothing}')
    assert keys_of(keymap, "down") == ()
    assert keymap.changed == {"down"}
    assert keymap.troubles == ()


def test_a_key_of_the_user_is_taken_from_the_program_s_own() -> None:
    keymap = made('"story.next" = ["j", "ctrl+n"]')
    assert keys_of(keymap, "story.next") == ("j", "ctrl+n")
    assert keys_of(keymap, "down") == ("down",)
    assert keymap.changed == {"story.next", "down"}
    keyboard = Keyboard(keymap.commands)
    meant = keyboard.press("j", LIST)
    assert meant is not None
    assert meant.id == "story.next"
    assert keyboard.press("J", LIST) is None


def test_labels() -> None:
    assert label("enter") == "⏎"
    assert label("] q") == "]q"
    assert label("ctrl+x ctrl+e") == "ctrl+x,ctrl+e"
    assert plain("⌫ H") == "backspace H"
    assert plain("esc") == "escape"
    assert plain("↑↓") == "up down"
    keymap = made('"story.next" = ["n", "right"]')
    assert next(command for command in keymap.commands if command.id == "story.next").label == "n →"


def test_no_id_is_the_beginning_of_another() -> None:
    ids = [command.id for command in COMMANDS]
    assert not [(a, b) for a in ids for b in ids if b.startswith(f"{a}.")]  # TOML could not hold both


def test_the_program_s_own_keys_are_good_ones() -> None:
    for command in COMMANDS:
        for keys in command.keys:
            assert read_keys(keys) == keys, command.id


def test_the_default_file_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(default_file(), encoding="utf-8")
    lines = load_settings(file).keys
    assert len(lines) == len(COMMANDS)
    keymap = make_keymap(lines)
    assert keymap.troubles == ()
    assert keymap.commands == COMMANDS
    for command in COMMANDS:
        assert f"# {command.title}" in default_file()


@pytest.mark.parametrize("width", [40, 59, 60, 80, 200])
def test_the_list_fits(width: int) -> None:
    keymap = make_keymap([KeyLine("story.next", "ctrl+n", 1)])
    text = key_list(keymap, width)
    assert all(len(line) <= width for line in text.splitlines())
    assert "* story.next" in text
    assert "(was J)" in " ".join(text.split())


def run_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: str, *arguments: str) -> tuple[int, str, str]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "briefing").mkdir(exist_ok=True)
    (tmp_path / "briefing" / "config.toml").write_text(config)
    result = CliRunner().invoke(group, ["keys", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_the_command_prints_and_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status, out, err = run_keys(tmp_path, monkeypatch, 'theme = "ink"\n[keys]\nquit = "Q"\nopne = "x"\n')
    assert status == 1
    assert "* quit" in out
    assert "(was q)" in out
    assert f"{tmp_path}/briefing/config.toml:4: there is no command `opne`; did you mean `open`?" in err
    assert run_keys(tmp_path, monkeypatch, '[keys]\nquit = "Q"\n')[0] == 0
    assert run_keys(tmp_path, monkeypatch, "keys = 3\n")[0] == 2
    status, out, err = run_keys(tmp_path, monkeypatch, "", "--default")
    assert (status, out.strip()) == (0, default_file())


def test_the_screen_has_the_user_s_keys(drive: Drive) -> None:
    keys = (
        KeyLine("help", "Z", 1),
        KeyLine("question.next", "gn", 2),
        KeyLine("qiut", "y", 3),
        KeyLine("up", "kk k", 4),
    )

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert (
            "config.toml:3: there is no command `qiut`; did you mean `quit`? (and 1 more: `briefing keys`)"
            in text_of(app)
        )
        await press(app, pilot, "g", "n")
        current = app.desk_screen.crew.reader.current
        assert current is not None
        assert current.label == "Will there be a ceasefire?"
        await press(app, pilot, "Z")
        assert isinstance(app.screen, HelpScreen)
        assert any("gn  " in para.whole for para in app.screen.text.sheet.paras)
        assert any(para.whole.replace("\0", "").startswith("Z            Help") for para in app.screen.text.sheet.paras)

    drive(steps, opened="talks", keys=keys)


def test_text_may_be_typed_letter_by_letter_in_every_script() -> None:
    for text in ("می\u200cخواهم", "👩\u200d👧", "❤\ufe0f", "e\u0301", "安倍"):
        assert typed(["/", *text]) == typed(f"/ '{text}'") == ("/", *text)
