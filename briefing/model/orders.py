"""The orders of the desk's lists, by what they are of; the first of each is the list's own.

`date` is newest first (for actors and venues by the newest story that names them), `name` by the folded name, `stories`
and `mentions` most first, `country` by its code, `unread` what was not read first. `kind` is by what an actor is,
`events` by how much happened at a venue, `due` that of the ledger: open questions first, soonest due.
"""

from __future__ import annotations

STORIES = ("date", "name", "unread")
ACTORS = ("kind", "date", "name", "stories", "mentions", "country")
VENUES = ("events", "date", "name", "stories", "mentions", "country")
QUESTIONS = ("due", "date", "name")
EVENTS = ("date", "name")
