"""How to open a file at a line in the person's own editor."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from briefing.model.value import dataclass

_PLUS, _COLON, _GOTO = ("+{line}", "{file}"), ("{file}:{line}",), ("--goto", "{file}:{line}")

EDITORS: dict[str, tuple[tuple[str, ...], bool]] = {
    "vi": (_PLUS, True),
    "vim": (_PLUS, True),
    "nvim": (_PLUS, True),
    "nano": (_PLUS, True),
    "micro": (_PLUS, True),
    "emacs": (_PLUS, True),
    "emacsclient": (_PLUS, True),
    "joe": (_PLUS, True),
    "kak": (_PLUS, True),
    "ne": (_PLUS, True),
    "hx": (_COLON, True),
    "helix": (_COLON, True),
    "code": (_GOTO, False),
    "code-insiders": (_GOTO, False),
    "codium": (_GOTO, False),
    "cursor": (_GOTO, False),
    "zed": (_COLON, False),
    "subl": (_COLON, False),
    "gvim": (_PLUS, False),
    "kate": (("--line", "{line}", "{file}"), False),
    "gedit": (_PLUS, False),
}
"""What each editor is given, and whether it needs the terminal for itself."""


class NoEditor(Exception):
    """No editor can be had; the message says what to set."""


@dataclass(frozen=True, slots=True)
class EditorCall:
    """A command without a shell; with `takes_terminal` the reader has to step aside."""

    arguments: tuple[str, ...]
    takes_terminal: bool


def edit_command(
    environ: Mapping[str, str], template: str, file: Path, line: int, system: str = sys.platform
) -> EditorCall:
    """What opens `file` at `line`: the setting `editor`, else `$VISUAL`, else `$EDITOR`. Raises `NoEditor`.

    A setting that says `{file}` is taken as it stands (`{line}` too); any other names an editor, perhaps with
    arguments. An editor that is not in the table is given the file alone.
    """
    wanted = template or environ.get("VISUAL", "") or environ.get("EDITOR", "")
    try:
        words = shlex.split(wanted, posix=system != "win32")  # where `\\` is a part of paths
    except ValueError:
        raise NoEditor(f"the editor `{wanted}` has a quote that is never closed") from None
    words = [word.strip('"') for word in words] if system == "win32" else words
    if not words:
        raise NoEditor("no editor is set: export EDITOR=vim, or set editor in the config file")
    program = shutil.which(words[0], path=environ.get("PATH", os.defpath))
    if program is None:
        raise NoEditor(f"the editor `{words[0]}` is not on the PATH")
    form, takes_terminal = EDITORS.get(Path(words[0]).name.removesuffix(".exe"), (("{file}",), True))
    if Path(words[0]).name == "emacs" and system == "linux" and environ.get("DISPLAY") and "-nw" not in words:
        takes_terminal = False
    rest = words[1:] if "{file}" in wanted else [*words[1:], *form]
    path = os.path.abspath(file)  # an absolute path is never taken for an option
    if path != shlex.quote(path) and any("{file}" in word and re.search(r"\s", word) for word in rest):
        raise NoEditor("a shell would read the name of this file: let {file} stand as a word of its own in `editor`")
    put = {"{file}": path, "{line}": str(line)}
    return EditorCall(
        (program, *(re.sub(r"\{(?:file|line)\}", lambda at: put[at[0]], word) for word in rest)), takes_terminal
    )
