"""The views of the left pane: each is an object, and its digit in the bar is its place in `VIEWS`,
as far as the kept searches leave it one."""

from __future__ import annotations

from briefing.model.place import PageKind, Place
from briefing.ui.views.kept import PREFIX, KeptView
from briefing.ui.views.map import Map
from briefing.ui.views.people import People
from briefing.ui.views.places import Places
from briefing.ui.views.questions import Questions
from briefing.ui.views.stories import Stories
from briefing.ui.views.timeline import Timeline
from briefing.ui.views.view import View

VIEWS: tuple[View, ...] = (Stories(), People(), Places(), Questions(), Timeline(), Map())


def view_named(name: str, of: Place | None = None) -> View:
    """A view by its name, the timeline perhaps of one actor or place. Raises `KeyError` when there is none; one of a
    kept search is taken at its word."""
    if of and name == Timeline.name:
        return Timeline(of)
    if name.startswith(PREFIX):
        return KeptView(name.removeprefix(PREFIX))
    return {view.name: view for view in VIEWS}[name]


def view_listing(kind: PageKind) -> View | None:
    """The view that has every page of a kind; None where none has."""
    return next((view for view in VIEWS if view.lists == kind), None)
