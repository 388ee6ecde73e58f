"""What the end of a run says of `desk_snapshot`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefing.model.nouns import counted
from briefing.testing.record import RunRecord
from briefing.testing.usage import partial_modules, told, unused


def summary(config: pytest.Config, record: RunRecord, status: int) -> Iterator[str]:
    """How many scenes were as accepted, what could not be written, and which goldens nobody uses; those are only looked
    for, and removed, where all went well."""
    if record.scenes:
        fine = record.scenes - record.differing
        parts = [f"{counted(fine, 'scene')} as accepted"] if fine or not record.differing else []
        parts += [f"{counted(record.differing, 'scene')} not as accepted"] if record.differing else []
        parts += [f"{counted(record.written, 'golden')} written"] if record.written else []
        yield f"desk_snapshot: {', '.join(parts)}"
    if record.trouble:
        yield record.trouble
    prunes = config.getoption("--desk-prune")
    partial = partial_modules(config)
    if status or partial is None:
        if prunes:
            yield "--desk-prune: nothing is removed, for not all tests ran and passed"
        return
    files = unused(record.collected, record.passed, record.used, partial)
    yield from told(files, config.rootpath, prunes)
