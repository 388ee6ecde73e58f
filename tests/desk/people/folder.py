"""A desk to import people into, and the command as it is typed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from briefing.cli.group import group
from briefing.desk.checking import Checker

HAND = (
    "# ours\n"
    "nato: {name: NATO, kind: organisation, wikidata: Q7184}   # by hand\n"
    "\n"
    "li-wei:\n  name: Li Wei\n  kind: person\n  # a remark\n  weak: [Li]\n"
)
STORY = "title: Ice\nactors: [nato]\nbody: |\n  Anna Berg met NATO and 李明 in Tromsø. Олена Коваль stayed.\n"


def make_desk(folder: Path, registry: str = HAND) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "actors.yaml").write_text(registry, encoding="utf-8", newline="")
    (folder / "ice.yaml").write_text(STORY, encoding="utf-8")
    return folder


def take(desk: Path, file: Path, *options: str) -> Result:
    return CliRunner().invoke(
        group, ["import", "people", str(file), "--desk", str(desk), "--yes", *options], catch_exceptions=False
    )


def taken(desk: Path, file: Path, *options: str) -> str:
    result = take(desk, file, *options)
    assert result.exit_code == 0, result.output
    return result.output


def actors(desk: Path) -> str:
    return (desk / "actors.yaml").read_text(encoding="utf-8")


def registry(desk: Path) -> dict[str, bytes]:
    files = [*desk.glob("*.yaml"), *desk.glob("actors/*"), *desk.glob("places/*")]
    return {file.relative_to(desk).as_posix(): file.read_bytes() for file in files}


def problems(desk: Path) -> list[str]:
    found = Checker(desk, date(2025, 5, 16)).check().problems
    return [f"{one.span}: {one.code} {one.message}" for one in found if one.severity != "info"]


def entities(file: Path, rows: Iterable[dict[str, Any]]) -> Path:
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return file


def entity(id_: str, schema: str, **properties: str | list[str]) -> dict[str, Any]:
    listed = {key: [value] if isinstance(value, str) else value for key, value in properties.items()}
    return {"id": id_, "schema": schema, "properties": listed}
