"""A few pictures, each looked at: the wide desk, the middle one, a phone's width, a dossier, the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefing.ui.scene import make_app, settle, type_key
from tests.pictures import ROOT

PICTURES = [
    ("wide", "ink", "istanbul-talks", (120, 40), ["right_square_bracket"] * 3),
    ("middle", "paper", "hague-five-per-cent", (80, 24), ["space"]),
    ("narrow", "ink", "istanbul-talks", (40, 12), []),
    ("dossier", "paper", "rustem-umerov", (120, 40), []),
    ("ledger", "ink", None, (80, 24), ["4", "j"]),
]


@pytest.mark.parametrize(("name", "theme", "opened", "size", "keys"), PICTURES, ids=[row[0] for row in PICTURES])
def test_picture(
    name: str,
    theme: str,
    opened: str | None,
    size: tuple[int, int],
    keys: list[str],
    snap_compare: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for variable in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(variable, raising=False)
    app = make_app(ROOT / "briefs", tmp_path, theme, opened)

    async def before(pilot: Any) -> None:
        await settle(app, pilot)
        for key in keys:
            await type_key(app, pilot, key)

    assert snap_compare(app, terminal_size=size, run_before=before)
    app.library.close()
