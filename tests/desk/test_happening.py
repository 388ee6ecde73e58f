"""Which tellings are of one event, and how much happened where, is kept as briefs change, as a look at all says."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from briefing.desk import events, happening
from briefing.desk.askings import answer
from briefing.desk.desk import Desk
from tests.desk.conftest import Write

STATUSES = ("held", "expected", "scheduled", "postponed", "cancelled", "")


def told(chance: random.Random, number: int) -> dict[str, object]:
    """A brief whose events may be those of others: by few names and ids, on days about, at few places."""
    day = date(2025, 5, 1) + timedelta(chance.randrange(60))
    places = [{"id": f"port-{at}", "name": f"Port {at}"} for at in chance.sample(range(3), 2)]
    if chance.random() < 0.3:  # who is who can change with it
        places[0]["name"] = f"Port {chance.randrange(3)}"
    found: list[dict[str, str]] = []
    for _ in range(chance.randrange(4)):
        when = str(day + timedelta(chance.randrange(-20, 40)))
        event = {
            "name": f"Talks {chance.randrange(4)}",
            "when": chance.choice((when, when, when[:7], "")),
            "status": chance.choice(STATUSES),
            "where": chance.choice((*(str(one["id"]) for one in places), "")),
        }
        if chance.random() < 0.6:
            event["id"] = f"e{chance.randrange(4)}"
        if not any(event.get("id") and event.get("id") == other.get("id") for other in found):
            found.append({key: value for key, value in event.items() if value})
    keys: dict[str, object] = {"date": str(day), "venues": places, "events": found}
    if chance.random() < 0.4:
        keys["follows"] = f"story-{chance.randrange(12)}"
    if chance.random() < 0.15:
        keys["id"] = f"story-{chance.randrange(12)}"  # some have the id of another
    return keys


def kept(desk: Desk) -> tuple[dict[int, int], dict[str, int]]:
    with desk._store.reading() as db:
        places = "SELECT key, events FROM identities WHERE sort = 1 AND events"
        return dict(db.execute("SELECT id, occasion FROM events").fetchall()), dict(db.execute(places).fetchall())


def looked_at(desk: Desk) -> tuple[dict[int, int], dict[str, int]]:
    """The same, of a look at all."""
    with desk._store.reading() as db:
        found = answer(events._occasions(db, ""))
        happened: dict[str, int] = {}
        names = dict(db.execute("SELECT id, key FROM identities").fetchall())
        for event in found:
            for place in {one.place for one in event if one.place}:
                happened[names[place]] = happened.get(names[place], 0) + 1
        return {one.event: event[0].event for event in found for one in event}, happened


@pytest.mark.of_sqlite("asks what only the index asks that reads files")
@pytest.mark.parametrize("seed", range(6))
def test_it_is_kept_whatever_happens(
    folder: Path, write: Write, open_desk: Callable[..., Desk], seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    desk = open_desk()
    for turn in range(14):
        monkeypatch.setattr(happening, "_MANY", 1000 if turn % 5 else 0)
        for _ in range(chance.randrange(1, 5)):
            number = chance.randrange(12)
            path = folder / f"story-{number}.yaml"
            if path.exists() and chance.random() < 0.25:
                path.unlink()
            else:
                write(f"story-{number}", title=f"Story {number}", **told(chance, number))
        if chance.random() < 0.2:
            name = f"port-{chance.randrange(3)}: {{name: Port {chance.randrange(3)}}}\n"
            (folder / "places.yaml").write_text(name)
        desk.refresh()
        assert kept(desk) == looked_at(desk), turn
        rows = desk.venues("events")
        assert list(rows) == sorted(rows, key=lambda row: -row.events)
    fresh = open_desk("fresh")
    fresh.refresh()
    assert fresh.venues("events") == desk.venues("events")
    assert fresh.timeline() == desk.timeline()
    assert any(one.earlier for one in desk.timeline()) or seed
