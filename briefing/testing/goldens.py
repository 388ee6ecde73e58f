"""Golden files: what was accepted the last time, kept by syrupy beside the test.

With `snapshot(name=label)` syrupy names a file `__snapshots__/test_desk/test_front[label].svg`, writes it with
`--snapshot-update`, and counts and deletes what no test asks for any more.
"""

from __future__ import annotations

from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from briefing.model.value import dataclass


class TextExtension(SingleFileSnapshotExtension):
    """What is on the screen as text: the sibling of the library's extension for pictures."""

    _file_extension = "txt"
    _write_mode = WriteMode.TEXT


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found beside its golden, which is None where there is none.

    `is_fine` is also what was accepted just now; `trouble` is why the golden could not be read.
    """

    golden: str | None
    found: str
    is_fine: bool
    file: str
    trouble: str = ""


class Goldens:
    """The golden texts and pictures of one test."""

    def __init__(self, snapshot: SnapshotAssertion) -> None:
        self._texts = snapshot.use_extension(TextExtension)
        self._pictures = snapshot.use_extension(SVGImageExtension)

    def text(self, name: str, found: str) -> Compared:
        return _compared(self._texts, name, found)

    def picture(self, name: str, found: str) -> Compared:
        return _compared(self._pictures, name, found)


def _compared(snapshot: SnapshotAssertion, name: str, found: str) -> Compared:
    is_fine = snapshot(name=name) == found
    result = snapshot.executions[snapshot.num_executions - 1]
    golden = None if result.recalled_data is None else str(result.recalled_data)
    trouble = str(result.exception) if result.exception else ""
    return Compared(golden=golden, found=found, is_fine=is_fine, file=result.snapshot_location, trouble=trouble)
