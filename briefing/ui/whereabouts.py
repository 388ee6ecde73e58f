"""From a line of a desk's file to the page that shows it: the reverse of a peek."""

from __future__ import annotations

import re
from pathlib import Path

from briefing.desk.desk import Desk
from briefing.desk.share import FIRST
from briefing.model.origin import shown
from briefing.model.place import AtAnchor, PageKind, Place, Position
from briefing.model.problem import Problem
from briefing.model.span import Span
from briefing.model.views import Story
from briefing.parse.registry_name import is_registry, owner_of
from briefing.ui.pages.page import page_sheet
from briefing.ui.pages.pen import Pen

_ENTRY = re.compile(r"""["']?([\w-]+)["']?\s*:""")


def place_at(desk: Desk, file: str, line: int, pen: Pen) -> Place | None:
    """The page for a line (from 1; 0 for the file as a whole) of a file relative to the root, or None."""
    if is_registry(file):
        kind: PageKind = "venue" if owner_of(file) == "registry venue" else "actor"
        return _registry_place(desk, kind, desk.root / file, line)
    story = desk.story_in(file)
    page = desk.page("story", story) if story else None
    return _story_place(page, line, pen) if isinstance(page, Story) else None


def page_for(desk: Desk, file: str, line: int, pen: Pen) -> Place | None:
    """The page on which a line of a file shows while it is written: its story, or the registry's entry."""
    if is_registry(file):
        return place_at(desk, file, line, pen)
    story = desk.story_in(file)
    return Place.to("story", story) if story else None


def is_kept(desk: Desk, file: str) -> bool:
    """Whether what the desk shows of a file is what it last said before it was broken."""
    story = desk.story_in(file)
    page = desk.page("story", story) if story else None
    return isinstance(page, Story) and page.is_kept


def page_of(desk: Desk, problem: Problem, pen: Pen) -> Place | None:
    """The story of a problem, at the paragraph of its line; or the page of a registry's entry."""
    file = problem.span.file
    place, story = place_at(desk, file, problem.span.line, pen), desk.story_in(file)
    return Place.to("story", story) if story and (place is None or place.kind != "story") else place


def _story_place(story: Story, line: int, pen: Pen) -> Place:
    brief = story.brief
    for question in brief.questions:
        if _holds(question.span, line):
            return Place.to("question", question.key)
    for event in brief.events:
        if _holds(event.span, line):
            return Place.to("story", brief.id, AtAnchor(event.key))
    for kind, entries in (("actor", brief.actors), ("venue", brief.venues)):
        for entry in entries:
            if _holds(entry.span, line):
                return Place.to(kind, entry.key)  # type: ignore[arg-type]
    block = next((block for block in reversed(brief.blocks) if 0 < block.line <= line), None)
    if block is None:
        return Place.to("story", brief.id)
    paras = page_sheet(story, pen).paras
    number = next((number for number, para in enumerate(paras) if para.text == shown(block)), 0)
    return Place.to("story", brief.id, Position(number))


def _holds(span: Span, line: int) -> bool:
    return 0 < span.line <= line <= span.end_line


def _registry_place(desk: Desk, kind: PageKind, file: Path, line: int) -> Place | None:
    try:
        lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError:
        return None
    # above the first entry that one is meant
    for text in (*reversed(lines[:line]), *lines[line:]):
        if (found := _ENTRY.match(text)) and desk.page(kind, found[1], FIRST):
            return Place.to(kind, found[1])
    return None
