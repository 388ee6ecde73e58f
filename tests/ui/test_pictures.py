"""A few pictures, each looked at: the wide desk, the middle one, a phone's width, a dossier, the ledger."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.testing.snapshots import DeskSnapshot

PICTURES: dict[str, dict[str, Any]] = {
    "wide": {"open": "istanbul-talks", "size": (120, 40), "keys": "] ] ]"},
    "middle": {"open": "hague-five-per-cent", "size": (80, 24), "theme": "paper", "keys": "space"},
    "narrow": {"open": "istanbul-talks", "size": (40, 12)},
    "dossier": {"open": "rustem-umerov", "size": (120, 40), "theme": "paper"},
    "ledger": {"size": (80, 24), "keys": "4 j"},
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture(name: str, desk_snapshot: DeskSnapshot) -> None:
    desk_snapshot("briefs", at="2025-05-16", **PICTURES[name])
