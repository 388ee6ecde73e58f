"""To the clipboard: through the terminal (OSC 52, which works over SSH) and by the system's own tool."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping

TOOLS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("pbcopy",)),
    ("WSL_DISTRO_NAME", ("clip.exe",)),
    ("TMUX", ("tmux", "load-buffer", "-w", "-")),  # its default takes no OSC 52 from a program
)
"""The variable that must be set for a tool to work, and the tool."""

LONGEST = 74_994
"""Bytes: what terminals take by OSC 52 is limited to 100,000 characters of base64 in the smallest of them (xterm)."""
_SECONDS = 3.0


def native_copy(text: str, environ: Mapping[str, str]) -> str:
    """Copy by the first tool that can; its name, or nothing when none could. Blocks: not for a key handler."""
    for variable, command in TOOLS:
        if variable and not environ.get(variable):
            continue
        program = shutil.which(command[0], path=environ.get("PATH", os.defpath))
        if program is None:
            continue
        try:
            done = subprocess.run(
                (program, *command[1:]), input=text.encode(), timeout=_SECONDS, check=False,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return command[0]
    return ""


def terminal_copies(text: str, environ: Mapping[str, str]) -> bool:
    """Whether the terminal may take it by OSC 52. It never answers, so this is what can be known. One in a browser has
    said whether it has a clipboard at all."""
    can = environ.get("TERM", "") not in ("dumb", "linux") and environ.get("BROWSER_CLIPBOARD") != "none"
    return can and len(text.encode()) <= LONGEST
