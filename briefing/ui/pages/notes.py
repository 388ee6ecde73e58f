"""What the reader pane says when there is no page: in one sentence what is the matter, and what to do."""

from __future__ import annotations

from dataclasses import replace

from briefing.model.names import clean
from briefing.model.views import Place, Story
from briefing.ui.pages.story import located
from briefing.ui.sheet import Para, Piece, Sheet


def reading(done: int, total: int) -> Sheet:
    """The desk is read for the first time."""
    count = f"{done} of {total}" if total else ""
    return _note("Reading the desk …", count)


def too_small(columns: int, rows: int) -> Sheet:
    return _note(f"Too small to read: make the terminal at least {columns} × {rows}.")


def empty_desk(name: str) -> Sheet:
    """A desk without briefs: what to write first."""
    return Sheet(
        (
            Para((Piece(f"The desk {name} holds no briefs yet.", "text", "b"),)),
            Para((Piece("Save this in its folder as first.yaml and it shows here at once:", "soft"),), space=1),
            Para(
                (
                    Piece(
                        "title: Envoys may meet in Istanbul\n"
                        "actors: [Turkey, NATO]\n"
                        "venues: [Istanbul]\n"
                        "questions:\n"
                        "  - Who will come?\n"
                        "body: |\n"
                        "  Turkey offers the table.",
                        "soft",
                    ),
                ),
                lead=(Piece("  "),),
                keep=True,
                space=1,
            ),
        )
    )


def saved(story: Story) -> str:
    """For the bar below, when the file of the open story was saved."""
    problem = story.line_problem
    return f"{located(problem)} {problem.message}" if problem else f"{clean(story.brief.file)} was saved"


def same_position(old: Sheet, new: Sheet, place: Place) -> Place:
    """A position on a page whose text was changed: the same paragraph by its text, else the one behind the nearest
    paragraph before it that is still there, else its number. The top stays the top."""
    if not 0 <= place.para < len(old.paras) or (place.para, place.offset) == (0, 0):
        return place
    text = old.paras[place.para].text
    same = [index for index, para in enumerate(new.paras) if para.text == text]
    if same:
        return replace(place, para=min(same, key=lambda index: abs(index - place.para)))
    before = [para.text for para in old.paras[: place.para]]
    for back, known in enumerate(reversed(before), 1):
        if known and (found := [index for index, para in enumerate(new.paras) if para.text == known]):
            return replace(place, para=min(found[-1] + back, len(new.paras) - 1))
    return place


def _note(text: str, more: str = "") -> Sheet:
    paras = [Para((Piece(text, "text"),))]
    if more:
        paras.append(Para((Piece(more, "faint"),)))
    return Sheet(tuple(paras))
