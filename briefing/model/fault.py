"""A fault of the program's own: told in a sentence, described in a file."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from briefing.model.files import put
from briefing.model.names import clean
from briefing.model.secrets import hidden


def told(folder: Path, report: str) -> str:
    """What to say of a fault that ended the reader. `report` is for us, and has texts of the desk in it: it is put into
    a file of `folder`, where that can be, without what lets somebody into a database."""
    file = folder / "fault.txt"
    sentence = "the reader ended by a fault of its own"
    with suppress(OSError):
        put(file, clean(hidden(report, sys.argv)).encode(errors="backslashreplace"), folders=True)
        sentence += f", which {file} describes; please send that file when you tell of it"
    return sentence
