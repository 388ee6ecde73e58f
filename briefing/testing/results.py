"""What differed, for other programs: `--desk-report`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefing.model.files import put

FORM = "briefing differences 1"


def write(file: Path, differences: Sequence[dict[str, Any]]) -> str:
    """Write the scenes that are not as accepted, sorted: `{form, scenes: [{test, where, scene, says, sentences, words,
    pictures}]}`, with the lines of the log in `says` and `words`, and each picture as `{theme, golden, found}`. Why it
    could not be written, else nothing."""
    scenes = sorted(differences, key=lambda one: (one["test"], one["scene"]))
    try:
        put(file, json.dumps({"form": FORM, "scenes": scenes}, ensure_ascii=False, indent=1).encode(), folders=True)
    except OSError as error:
        return f"{file} can't be written: {error.strerror or error}"
    return ""
