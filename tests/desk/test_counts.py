"""What a desk holds is counted as it changes, so that nobody has to count it."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from briefing.desk.desk import Desk
from briefing.desk.schema import ACTOR, VENUE
from tests.desk.conftest import Write


def counted(desk: Desk) -> tuple[int, ...]:
    """The same, counted."""
    with desk._store.reading() as db:
        ask = (
            "SELECT count(*), coalesce(sum(open_questions), 0),"
            " count(CASE WHEN problem <> '' OR taken_by <> '' THEN 1 END)"
        )
        briefs: tuple[int, ...] = db.execute(f"{ask} FROM briefs").fetchone()
        of = "SELECT count(*) FROM identities WHERE sort = ?"
        return *briefs, *(db.execute(of, (sort,)).fetchone()[0] for sort in (ACTOR, VENUE))


def test_the_counts_are_kept_whatever_happens(folder: Path, write: Write, open_desk: Callable[[], Desk]) -> None:
    chance = random.Random(1)
    desk = open_desk()
    for _ in range(12):
        for _ in range(chance.randrange(1, 6)):
            number = chance.randrange(9)
            path = folder / f"story-{number}.yaml"
            if path.exists() and chance.random() < 0.3:
                path.unlink()
                continue
            id_ = chance.choice((f"story-{number}", "story-1"))  # some have the id of another
            actors = [f"actor-{chance.randrange(4)}" for _ in range(chance.randrange(3))]
            status = chance.choice(("open", "answered", "dropped"))
            write(
                f"story-{number}",
                id=id_,
                date=f"2025-05-{number + 1:02}",
                actors=[
                    {"id": key, "name": key.title(), "role": chance.choice(("", "Envoy", "Guest")), "for": "nato"}
                    for key in dict.fromkeys(actors)
                ],
                venues=chance.choice(([], [{"id": "port", "name": "Port"}])),
                questions=[{"ask": "Will it?", "status": status}] * chance.randrange(2),
                **chance.choice(({}, {"status": "nonsense"})),
            )
        desk.refresh()
        counts = desk.counts()
        kept = counts.stories, counts.open_questions, counts.problems, counts.actors, counts.venues
        assert kept == counted(desk)
        assert_roles_are_kept(desk)


def assert_roles_are_kept(desk: Desk) -> None:
    with desk._store.reading() as db:
        kept = db.execute("SELECT variant, role, side, uses FROM roles ORDER BY 1, 2, 3").fetchall()
        assert (
            kept
            == db.execute(
                "SELECT variant, role, coalesce(side, 0), count(*) FROM castings WHERE role <> '' GROUP BY 1, 2, 3"
                " ORDER BY 1, 2, 3"
            ).fetchall()
        )
