"""Golden files: what was accepted the last time, kept by ourselves beside the test.

No library keeps them: one that does has its own idea of which of them are used by nobody, and the text layers are to
work where there is none.
"""

from __future__ import annotations

from pathlib import Path

from briefing.model.files import put
from briefing.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found beside its golden, which is None where there is none.

    `trouble` is why the golden could not be read or written; `is_written` says that what was found is accepted now.
    """

    file: Path
    golden: str | None
    found: str
    trouble: str = ""
    is_written: bool = False

    @property
    def is_fine(self) -> bool:
        return not self.trouble and (self.is_written or self.golden == self.found)


def compared(file: Path, found: str, accepts: bool) -> Compared:
    """What was found beside its golden; with `accepts` it is the golden from now on. Line ends are those of whoever
    checked the file out, and say nothing."""
    golden, trouble = None, ""
    try:
        golden = file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except FileNotFoundError:
        pass
    except UnicodeDecodeError:
        trouble = "it is no text"
    except OSError as error:
        trouble = error.strerror or str(error)
    if golden is not None and golden != found:
        trouble = _broken(golden)
    if not accepts or (golden == found and not trouble):
        return Compared(file, golden, found, trouble)
    try:
        put(file, found.encode(), folders=True)
    except OSError as error:
        return Compared(file, golden, found, f"it can't be written: {error.strerror or error}")
    return Compared(file, golden, found, is_written=True)


def _broken(golden: str) -> str:
    """Why nothing can be compared with a golden; else nothing."""
    if not golden.strip():
        return "it is empty"
    if golden.startswith("version https://git-lfs.github.com/spec/"):
        return "Git LFS keeps it elsewhere: git lfs pull"
    lines = {line[:7] for line in golden.split("\n")}
    return "a merge was left unresolved in it" if {"<<<<<<<", "=======", ">>>>>>>"} <= lines else ""
