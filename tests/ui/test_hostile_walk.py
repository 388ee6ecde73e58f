"""Whatever a desk holds, the reader shows it, and no control that it did not mean gets to the terminal."""

from __future__ import annotations

import ast
import asyncio
import re
from pathlib import Path
from random import Random

import pytest
from rich.cells import cell_len
from textual import events

import briefing.ui
from briefing.ui.app import BriefingApp
from briefing.ui.commands import COMMANDS, PANES
from briefing.ui.scene import make_app, settle, type_key
from briefing.ui.sheet import Piece
from briefing.ui.views import VIEWS
from briefing.ui.widgets.drawing import draw
from briefing.ui.widgets.input_line import InputLine
from tests.hostile import ATOMS, TIMES, payload, steering, write_desk

UI = Path(briefing.ui.__file__).parent
_OURS = re.compile(r"\x1b\[[0-9;]*[mHKJ]|\x1b\]8;id=\d*;(https?://[!-~]*)?\x1b\\|\x1b\]8;;\x1b\\")
"""The sequences that a frame is made of: manners, places, and links with their whole address."""
_LEFT_ALONE = {"quit", "source.edit", "source.browse"}
"""They leave the reader."""
_STEPS = (
    *"JJ]]w", "escape", *"p", "escape", *"y", "escape", *"T", "escape", *"fa", "escape", *"/a1", "enter", "escape",
    *"d", "escape", *"D2025", "escape", *"c", "escape", *"z", "escape", *"xu", *"m", "backspace",
)  # fmt: skip
"""What is done on a page of each view."""


def written(app: BriefingApp) -> str:
    """What the terminal would get for the whole screen."""
    return str(app.screen._compositor.render_update(full=True).render_segments(app.console))


def look(app: BriefingApp, key: str) -> None:
    shown = _OURS.sub("", written(app))
    assert not steering(shown, "\n\r\u2068\u2069"), (key, sorted(steering(shown, "\n\r\u2068\u2069")))
    assert not app._notifications, key
    assert app._exception is None, key


def test_text_reaches_the_screen_by_one_door() -> None:
    """Pieces become segments in `draw`; of the stock widgets there is the line to type in, which cleans its value."""
    made: dict[str, set[str]] = {}
    for file in sorted(UI.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module
                 and node.module.startswith(("textual.widgets", "textual.content", "rich.text", "rich.markup"))
                 for alias in node.names}  # fmt: skip
        called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        sets = {
            node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        }
        assert names <= {"Input", "Selection", "Text"}, file  # the last for the colours of the line
        assert not {
            name for name in called if name.endswith((".notify", "from_markup", "Content")) or name == "Text"
        }, file
        assert not sets & {"tooltip", "border_title", "border_subtitle", "sub_title"}, file
        if "Segment" in called:
            made[file.name] = {ast.unparse(node.args[0]) for node in ast.walk(tree)
                               if isinstance(node, ast.Call) and ast.unparse(node.func) == "Segment"}  # fmt: skip
    assert set(made) <= {"drawing.py", "selecting.py", "sheet_pane.py"}


def test_the_door_lets_no_control_through(tmp_path: Path) -> None:
    app = make_app(write_desk(tmp_path / "desk", 0), tmp_path / "home")
    try:
        field = InputLine("", where="search", commands=(), run=lambda _act: None)
        for text in ATOMS:
            segments, cells = draw([Piece(f"a{text}b")], app.look, "ground")
            assert not steering("".join(segment.text for segment in segments), "\u2068\u2069"), ascii(text)
            assert cells == sum(cell_len(segment.text) for segment in segments)
            assert not steering(field.validate_value(text)), ascii(text)
    finally:
        app.library.close()


async def paste(app: BriefingApp, text: str) -> None:
    if app.screen.focused is not None:
        app.screen.focused.post_message(events.Paste(text))


@pytest.mark.parametrize("seed", range(TIMES))
@pytest.mark.parametrize("more", [{}, {"linear": True}], ids=["", "linear"])
def test_no_key_shows_what_steers(tmp_path: Path, seed: int, more: dict[str, bool]) -> None:
    chance = Random(seed)
    app = make_app(write_desk(tmp_path / "desk\x1b]0;x\x07[@click=app.quit]", seed), tmp_path / "home", **more)
    size = ((120, 40), (80, 24), (40, 12))[seed % 3]

    async def go() -> None:
        async with app.run_test(size=size) as pilot:

            async def type_(*keys: str) -> None:
                for key in keys:
                    await type_key(app, pilot, key)
                    look(app, key)

            await settle(app, pilot)
            look(app, "")
            for digit, view in enumerate(VIEWS[: 6 if not more else 1], 1):
                await type_(str(digit), "g", "enter")
                await type_(*_STEPS)
                assert app.is_running, view
            for opens in ("s", ":", "/"):
                await type_(opens, "a")
                await paste(app, payload(chance, "owned"))
                await settle(app, pilot)
                await type_("1", "down", "enter", "escape", "escape")
            for opens in ("!", "?", "t"):
                await type_(opens, "j", "j", "enter", "escape", "escape")
            chosen = [one for one in COMMANDS if set(PANES) & set(one.where) and one.keys and one.id not in _LEFT_ALONE]
            for command in chance.sample(chosen, 20):
                await type_(*command.keys[0].split(), "escape")
            assert app.is_running

    try:
        asyncio.run(go())
    finally:
        app.library.close()
