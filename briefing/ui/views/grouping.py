"""What lists of actors and of places have in common: the headings of countries, the numbers at the right."""

from __future__ import annotations

from briefing.model.countries import country_name
from briefing.model.views import ActorRow, VenueRow
from briefing.model.when import When
from briefing.ui.pages.pen import Pen


def of_country(code: str) -> str:
    """The heading of a country."""
    return country_name(code) or "Elsewhere"


def counted(row: ActorRow | VenueRow, order: str, pen: Pen) -> str:
    """What stands at the right of an actor or a place: what the rows are sorted by, else the stories; no zero."""
    if order == "date":
        return pen.near(row.newest)
    if order == "events" and isinstance(row, VenueRow):
        number = row.events
    else:
        number = row.mentions if order == "mentions" else row.stories
    return str(number) if number else ""


def dated(row: ActorRow | VenueRow, order: str, pen: Pen) -> tuple[tuple[When, str], ...]:
    """The day by which an actor or a place is found, where the rows show it."""
    return ((row.newest, pen.near(row.newest)),) if order == "date" and row.newest else ()
