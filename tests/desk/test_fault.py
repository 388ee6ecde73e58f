"""A fault of the parser costs one file, never the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.desk.desk import Desk
from briefing.model.brief import Brief
from briefing.model.clock import Clock
from briefing.parse import brief as parser


def test_a_parser_that_fails_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(f"title: {name.upper()}\nbody: |\n  Text.\n")
    read = parser.read_brief

    def fails_on_a(data: bytes, file: str, *rest: object) -> Brief:
        if file == "a.yaml":
            raise KeyError("oops")
        return read(data, file, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(parser, "read_brief", fails_on_a)
    desk = Desk(tmp_path, tmp_path / "cache", Clock())
    desk.refresh()
    rows = {row.id: row for row in desk.stories()}
    desk.close()
    assert rows["b"].title == "B"
    assert "this program failed on the file (KeyError" in rows["a"].problem
