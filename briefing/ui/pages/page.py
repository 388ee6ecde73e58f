"""Any page as a sheet."""

from __future__ import annotations

from briefing.model.place import PageKind
from briefing.model.views import Dossier, Page, PathPage, QuestionPage, Story, VenuePage
from briefing.ui.pages.pen import Pen
from briefing.ui.pages.story import story_sheet
from briefing.ui.sheet import Sheet


def page_sheet(page: Page, pen: Pen) -> Sheet:
    if isinstance(page, Story):  # what most desks open with; the first frame waits for no other kind
        return story_sheet(page, pen)
    if isinstance(page, Dossier):
        from briefing.ui.pages.dossier import dossier_sheet

        return dossier_sheet(page, pen)
    if isinstance(page, VenuePage):
        from briefing.ui.pages.venue import venue_sheet

        return venue_sheet(page, pen)
    if isinstance(page, PathPage):
        from briefing.ui.pages.path import path_sheet

        return path_sheet(page, pen)
    from briefing.ui.pages.question import question_sheet

    return question_sheet(page, pen)


def page_title(page: Page) -> str:
    """What a page is called where there is room for a line."""
    if isinstance(page, Story):
        return page.brief.title
    if isinstance(page, Dossier):
        return page.actor.name
    if isinstance(page, PathPage):
        from briefing.ui.pages.path import path_title

        return path_title(page)
    return page.venue.name if isinstance(page, VenuePage) else page.question.ask


def page_kind(page: Page) -> PageKind:
    return _KINDS[type(page)]


_KINDS: dict[type, PageKind] = {
    Story: "story", Dossier: "actor", VenuePage: "venue", QuestionPage: "question", PathPage: "path",
}  # fmt: skip
