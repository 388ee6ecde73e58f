"""How much a desk makes of an actor or a place: what a card beside a text has room for."""

from __future__ import annotations

import sqlite3
from typing import Literal

from briefing.desk.queries import link
from briefing.desk.schema import ACTOR, VENUE
from briefing.model.value import dataclass
from briefing.model.views import StoryLink


@dataclass(frozen=True, slots=True)
class HowUsed:
    """In how many stories something is named, how often, and in which of them last."""

    stories: int = 0
    mentions: int = 0
    newest: StoryLink | None = None


def use(db: sqlite3.Connection, kind: Literal["actor", "venue"], key: str) -> HowUsed:
    """The use of what has a key, in the registry or in a brief; nothing of what no story names."""
    sort = VENUE if kind == "venue" else ACTOR
    row = db.execute(
        "SELECT i.id, i.stories, i.mentions FROM identities AS i WHERE i.sort = ?1 AND i.key = ?2"
        " UNION ALL SELECT i.id, i.stories, i.mentions FROM variants AS v JOIN identities AS i ON i.id = v.identity"
        " WHERE v.sort = ?1 AND v.key = ?2 AND v.uses > 0 LIMIT 1",
        (sort, key),
    ).fetchone()
    if row is None:
        return HowUsed()
    identity, stories, mentions = row
    newest = db.execute(
        "SELECT id, title, date FROM briefs WHERE number ="
        " (SELECT max(c.brief) FROM variants AS v JOIN castings AS c ON c.variant = v.id AND c.named <> 0"
        " WHERE v.identity = ?)",
        (identity,),
    ).fetchone()
    return HowUsed(stories, mentions, link(newest) if newest else None)
