"""A whole session in the Neovim that Debian has, without a screen."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from briefing.model.cursor_channel import HAS_CHANNEL, Listener
from tests.lsp.conftest import TALKS
from tests.test_house import ROOT

pytestmark = pytest.mark.skipif(shutil.which("nvim") is None, reason="there is no Neovim here (`apt install neovim`)")
SCRIPT = Path(__file__).with_name("editor.lua")


def environ(folder: Path) -> dict[str, str]:
    folders = {f"XDG_{name}_HOME": str(folder / name) for name in ("CONFIG", "CACHE", "STATE", "DATA")}
    return {**os.environ, **folders, "PYTHONPATH": str(ROOT)}


def test_the_set_up_as_it_is_told(root: Path, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
    told = re.search(r"<!-- neovim:.*?```lua\n(.*?)```", page, re.DOTALL)
    assert told is not None
    (tmp_path / "init.lua").write_text(told[1])
    program = tmp_path / "bin" / "briefing"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m briefing "$@"\n')
    program.chmod(0o755)
    (root / "below").mkdir()
    (root / "below" / "one.yaml").write_text("titel: One\nbody: |\n  x\n")
    waits = "vim.wait(15000, function() return #vim.diagnostic.get(0) > 0 end, 20)"
    writes = f"vim.fn.writefile({{vim.diagnostic.get(0)[1].message}}, '{tmp_path / 'told'}')"
    asks = f"lua vim.defer_fn(function() {waits} {writes} vim.cmd('qall!') end, 0)"
    done = subprocess.run(
        ["nvim", "--headless", "-u", tmp_path / "init.lua", "-n", "--cmd", "filetype on", "below/one.yaml", "-c", asks],
        cwd=root, env={**environ(tmp_path), "PATH": f"{program.parent}:{os.environ['PATH']}"},
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (tmp_path / "told").exists(), done.stdout + done.stderr
    assert "did you mean `title`?" in (tmp_path / "told").read_text()


@pytest.mark.skipif(not HAS_CHANNEL, reason="this system has no sockets in folders")
def test_a_reader_follows_the_cursor_as_it_is_told(root: Path, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
    told = re.findall(r"<!-- neovim(?: cursor)?:.*?```lua\n(.*?)```", page, re.DOTALL)
    assert len(told) == 2
    (tmp_path / "init.lua").write_text("".join(told))
    program = tmp_path / "bin" / "briefing"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m briefing "$@"\n')
    program.chmod(0o755)
    starts = "vim.wait(15000, function() return briefing and vim.lsp.get_client_by_id(briefing).initialized end, 20)"
    moves = "vim.fn.search('They meet') vim.cmd('doautocmd CursorMoved') vim.wait(1000, function() end, 1000)"
    with tempfile.TemporaryDirectory(prefix="run") as runtime:  # a short name: that of a socket has a hundred bytes
        reader = Listener(Path(runtime) / "briefing", root / "talks.yaml")
        subprocess.run(
            ["nvim", "--headless", "-u", tmp_path / "init.lua", "-n", "--cmd", "filetype on", "talks.yaml",
             "-c", f"lua vim.defer_fn(function() {starts} {moves} vim.cmd('qall!') end, 0)"],
            cwd=root, capture_output=True, timeout=60,
            env={**environ(tmp_path), "PATH": f"{program.parent}:{os.environ['PATH']}", "XDG_RUNTIME_DIR": runtime},
        )  # fmt: skip
        place = reader.hear()
        reader.close()
    assert place is not None
    assert "They meet" in TALKS.split("\n")[place.line - 1]


def test_a_session(root: Path, tmp_path: Path) -> None:
    answer = tmp_path / "answer.json"
    server = json.dumps([sys.executable, "-m", "briefing", "lsp", "--at", "2025-05-20"])
    done = subprocess.run(
        ["nvim", "--headless", "-u", "NONE", "-n", "--cmd", f"let g:server = {server}",
         "--cmd", f"let g:answer = '{answer}'", "-c", f"luafile {SCRIPT}"],
        cwd=root, env=environ(tmp_path), capture_output=True, text=True, timeout=90,
    )  # fmt: skip
    assert answer.exists(), done.stdout + done.stderr
    found = json.loads(answer.read_text(encoding="utf-8"))
    assert "late" not in found, found
    assert "B201" in found["typed"]
    assert "who: [nato, turkey]" in found["fixed"]
    assert found["hover"].startswith("**NATO** · organisation · `nato`")
    assert found["definition"] == "actors.yaml"
    assert found["completion"] == "recep-tayyip-erdogan"
    assert found["resolved"]
    assert found["promoted"] == "  - ada-lovelace"
    renamed = TALKS.replace("turkey", "tuerkiye").replace("- Ada Lovelace", "- ada-lovelace")
    assert "\n".join(found["here"]) + "\n" == renamed
    assert "  was: [turkey]" in found["renamed"]
    assert found["renamed"][-2:] == ["ada-lovelace:", "  name: Ada Lovelace"]
    assert found["moved"] == [0, 1]
    assert "[[supper]]" in found["link"]
