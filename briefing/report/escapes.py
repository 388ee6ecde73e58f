"""What programs take apart, written so that a terminal or the runner of a workflow that it passes by does nothing."""

from __future__ import annotations

import json
import re
from typing import Any

_UNSEEN = (
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls, what nobody sees or what turns text round."""
_STEERS = rf"{_UNSEEN}|(?<=#)#(?=\[)"
"""That, and a runner's `##[command]`."""

_ENCODED = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
"""`json.dumps` makes an encoder for each value, which looks for circles; ours have none."""


def as_json(value: Any, indent: int | None = None) -> str:
    """A value as JSON: letters as they are, and what is not to be seen by its number. It says the same."""
    text = _ENCODED(value) if indent is None else json.dumps(value, ensure_ascii=False, indent=indent)
    if "##[" not in text and (text.isprintable() or not re.search(_UNSEEN, text)):  # nothing unseen is printable
        return text
    return re.sub(_STEERS, _numbered, text)


def _numbered(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1] if match[0] > "\x7f" else f"\\u{ord(match[0]):04x}"
