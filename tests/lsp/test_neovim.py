"""A whole session in the Neovim that Debian has, without a screen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lsp.conftest import TALKS
from tests.test_house import ROOT

SCRIPT = Path(__file__).with_name("editor.lua")


@pytest.mark.skipif(shutil.which("nvim") is None, reason="there is no Neovim here (`apt install neovim`)")
def test_a_session(root: Path, tmp_path: Path) -> None:
    answer = tmp_path / "answer.json"
    server = json.dumps([sys.executable, "-m", "briefing", "lsp", "--at", "2025-05-20"])
    folders = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "CACHE", "STATE", "DATA")}
    done = subprocess.run(
        ["nvim", "--headless", "-u", "NONE", "-n", "--cmd", f"let g:server = {server}",
         "--cmd", f"let g:answer = '{answer}'", "-c", f"luafile {SCRIPT}"],
        cwd=root, env={**os.environ, **folders, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=90,
    )  # fmt: skip
    assert answer.exists(), done.stdout + done.stderr
    found = json.loads(answer.read_text(encoding="utf-8"))
    assert "late" not in found, found
    assert "B201" in found["typed"]
    assert "who: [nato, turkey]" in found["fixed"]
    assert found["hover"].startswith("**NATO** · organisation · `nato`")
    assert found["definition"] == "actors.yaml"
    assert found["completion"] == "recep-tayyip-erdogan"
    assert "\n".join(found["here"]) + "\n" == TALKS.replace("turkey", "tuerkiye")
    assert "  was: [turkey]" in found["renamed"]
