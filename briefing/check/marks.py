"""Marks of a draft: comments that say of a value that it is only likely, and why."""

from __future__ import annotations

DRAFT = "# draft:"
"""What stands before the reason."""
_MARK, _BODY, _FRONT = DRAFT.encode(), b"\nbody:", b"\n---"


def draft_marks(data: bytes) -> int:
    """How many values of a brief are marked: above its body, or beside the key of that."""
    if _MARK not in data:
        return 0
    head, _key, rest = data.partition(_FRONT if data.startswith(_FRONT[1:]) else _BODY)
    return head.count(_MARK) + rest.partition(b"\n")[0].count(_MARK)
