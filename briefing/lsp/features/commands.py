"""The reader, at the line that is being written."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from briefing.lsp.features import OPEN
from briefing.lsp.wire import Json, NotDone
from briefing.lsp.workspace import Request


def answer(request: Request) -> Json:
    """Open the reader beside the editor, where that is in tmux; else say what is to be typed into a terminal. The
    words of it are the answer, for an editor with a terminal of its own."""
    if request.params.get("command") != OPEN:
        raise NotDone(f"there is no command `{request.params.get('command')}`")
    given: list[Any] = request.params.get("arguments") or []
    uri, line = [*given, "", 0][:2] if isinstance(given, list) else ("", 0)
    place = request.workspace.place_of(str(uri))
    if place is None:
        raise NotDone("this file belongs to no desk of the workspace")
    desk, file = place
    if not isinstance(line, int) or line < 0:
        raise NotDone("a line is a number, from 0")
    words = ["briefing", "open", f"{desk.root / file}:{line + 1}"]
    if not _beside(words):
        request.workspace.say(f"In a terminal: {shlex.join(words)}")
    return {"command": words}


def _beside(words: Sequence[str]) -> bool:
    """Whether the reader is open now in a new pane of tmux. Nothing of it passes a shell."""
    tmux = shutil.which("tmux") if os.environ.get("TMUX") else None
    if tmux is None:
        return False
    reader = [sys.executable, "-m", *words]
    try:
        done = subprocess.run(
            [tmux, "split-window", "-h", *reader], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=5
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
