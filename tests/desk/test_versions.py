"""Which stories differ from what is known of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.desk import versions
from briefing.desk.desk import Desk
from briefing.model.clock import Clock
from tests.desk.conftest import TODAY

IDS = ["b", "a", "c d", "ä", "z", "10", "9", "Ω", "\U0001f426", "a-b"]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    root = tmp_path / "desk"
    root.mkdir()
    for number in range(40):
        id_, day = f"{IDS[number % 10]}{number // 10}", f"2025-0{number % 4 + 1}-01"
        dated = f"date: {day}\n" * (number % 5 > 0)
        (root / f"{number}.yaml").write_text(f'title: T{number}\nid: "{id_}"\n{dated}', encoding="utf-8")
    (root / "hostile.yaml").write_text('title: H\nid: "x\\x1fy\\nz"\n')
    (root / "broken.yaml").write_text("title: [\n")
    made = Desk(root, tmp_path / "cache", Clock.at(TODAY))
    made.refresh()
    return made


@pytest.mark.parametrize("piece", [1, 3, 500])
@pytest.mark.parametrize("is_known", [lambda at: False, lambda at: True, lambda at: at % 3 == 0])
def test_those_that_differ_come_newest_first(
    desk: Desk, piece: int, is_known: Callable[[int], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "_PIECE", piece)
    select = "SELECT id, digest FROM briefs WHERE readable <> 0 AND taken_by = '' ORDER BY day DESC, id"
    rows = desk.asked(lambda db: db.execute(select).fetchall())
    assert len(rows) == 41
    seen = {id_: digest if at % 2 else "old" for at, (id_, digest) in enumerate(rows) if is_known(at)}
    wanted = [(id_, seen.get(id_, "")) for id_, digest in rows if seen.get(id_, "") != digest]
    asked: list[str] = []

    def known(ids: object) -> dict[str, str]:
        assert isinstance(ids, list)
        asked.extend(ids)
        return {id_: seen[id_] for id_ in ids if id_ in seen}

    mark, found = desk.differing(("", -1), (), known)
    assert found == wanted
    assert sorted(asked) == sorted(id_ for id_, _digest in rows)
    of_some = [(id_, "") for id_, _digest in rows if id_ in ("a0", "b0")]
    assert desk.differing(mark, ["a0", "b0"], lambda ids: {})[1] == of_some
