"""What the log says of a picture that is not as it was."""

from __future__ import annotations

from difflib import unified_diff
from importlib.metadata import version

from briefing.testing.goldens import Compared

MOST = 60
"""Lines of a difference, after which only their number is told."""


def told(label: str, text: Compared, picture: Compared | None) -> str:
    """A picture's label and what is the matter with it; empty where nothing is."""
    said = _of_text(text, picture) or _of_picture(picture)
    return f"{label}: {said}" if said else ""


def _of_text(text: Compared, picture: Compared | None) -> str:
    if text.trouble:
        return f"the golden text can't be read: {text.trouble} ({text.file})"
    if text.is_fine:
        return ""
    if text.golden is None:
        return "there is no golden text yet" if picture and picture.golden is not None else "there is no snapshot yet"
    lines = list(unified_diff(text.golden.splitlines(), text.found.splitlines(), "expected", "found", n=1, lineterm=""))
    more = [f"… and {len(lines) - MOST} more lines"] if len(lines) > MOST else []
    return "\n".join(["the words differ", *lines[:MOST], *more])


def _of_picture(picture: Compared | None) -> str:
    if picture is None or picture.is_fine:
        return ""
    if picture.trouble:
        return f"the golden picture can't be read: {picture.trouble} ({picture.file})"
    if picture.golden is None:
        return "the words are the same; there is no golden picture yet"
    return (
        "the words are the same; colours or strokes differ (a theme that changed, or another version of textual or "
        f"rich: here are textual {version('textual')} and rich {version('rich')})"
    )
