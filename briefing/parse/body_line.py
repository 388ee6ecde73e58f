"""The slip in a line that was to be `body: |`."""

from __future__ import annotations

import re

from briefing.model.problem import Edit, Problem
from briefing.parse import slips
from briefing.parse.characters import INVISIBLE, name_of
from briefing.parse.text import Text


def body_slip(text: Text, number: int, match: re.Match[str]) -> Problem | None:
    """What is wrong with a line that was to be `body: |`; None if it was to be something else, or two things are."""
    gap = match["gap"]
    found = []
    if match["key"] != "body":
        from briefing.model.likeness import nearest
        from briefing.parse.dress import latin, with_letter
        from briefing.parse.keyboards import typed

        if not nearest(latin(match["key"]), ["body"]) and not typed(match["key"], ["body"]):
            return None
        place = text.span_in_line(number, match.start("key"), match.end("key"))
        found.append(slips.NOT_BODY.at(place, key=match["key"], odd=with_letter(match["key"])))
    if match["indent"]:
        place = text.span_in_line(number, 0, 1)
        found.append(slips.KEY_INDENTED.at(place, edits=(Edit(place, ""),)))
    colon = text.span_in_line(number, match.start("colon"), match.end("colon"))
    if not match["colon"]:
        place = text.span_in_line(number, match.start("key"), match.end("key"))
        found.append(slips.BODY_NO_COLON.at(place))
    elif match["colon"] == "\uff1a":
        edits = (Edit(colon, ": " if not gap else ":"),)
        found.append(slips.WIDE_COLON.at(colon, edits=edits))
    elif match["colon"] == "=":
        edits = (Edit(text.span_in_line(number, match.end("key"), match.start("bar")), ": "),)
        found.append(slips.EQUALS.at(colon, edits=edits, key="body", mark="="))
    elif not gap:
        found.append(slips.NO_SPACE.at(colon))
    for part, slip in (("before", slips.BEFORE_COLON), ("gap", slips.ODD_SPACE)):
        if odd := next((char for char in match[part] if char not in " \t"), ""):
            at = match.start(part) + match[part].index(odd)
            edit = Edit(text.span_in_line(number, *match.span(part)), " " if part == "gap" else "")
            place = text.span_in_line(number, at, at + 1)
            slip = slips.INVISIBLE if odd in INVISIBLE else slip
            found.append(slip.at(place, edits=(edit,), a_blank=name_of(odd), a_name=name_of(odd)))
    return found[0] if len(found) == 1 else None
