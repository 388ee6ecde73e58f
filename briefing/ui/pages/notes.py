"""What the reader pane says when there is no page: in one sentence what is the matter, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model.names import clean
from briefing.model.place import Place, Position
from briefing.model.secrets import hidden
from briefing.model.value import replace
from briefing.model.views import Story
from briefing.ui.commands import Command
from briefing.ui.keys import plain
from briefing.ui.manner import Manner
from briefing.ui.pages.story import located
from briefing.ui.sheet import Para, Piece, Sheet


def reading(done: int, total: int) -> Sheet:
    """The desk is read for the first time."""
    count = f"{done} of {total}" if total else ""
    return _note("Reading the desk …", count)


def not_found(opened: str, questions: Sequence[str] = ()) -> str:
    """For the bar below, when the id that was to be opened is none of the desk's, or that of several `questions`; it
    may be an address in the wrong place."""
    if questions:
        return f"{len(questions)} questions have the id `{opened}`: open one as `{questions[0]}`"
    return f"There is no story, actor, place or question `{hidden(opened, [opened])}` on this desk"


def too_small(columns: int, rows: int) -> Sheet:
    return _note(f"Too small to read: make the terminal at least {columns} × {rows}.")


def welcome(commands: Sequence[Command], label: str, small: bool, manner: Manner) -> Sheet:
    """For who has never opened a desk: what this is, and the five keys that matter. `small` fits ten lines of 36."""
    known = {command.id: command for command in commands if command.keys}
    offered = [(known[id], texts[small]) for id, *texts in _FIRST_KEYS if id in known]
    if "search" in known:
        offered = [(command, text) for command, text in offered if command.id != "view.people"]
    labels = [plain(command.first) if manner.ascii or manner.linear else command.first for command, _text in offered]
    width = max(len(label) for label in labels)
    keys = [
        Para((Piece(text),), lead=(Piece(f"{key:<{width}}  ", "accent", "bw"),), space=0 if number else 1)
        for number, (key, (_command, text)) in enumerate(zip(labels, offered, strict=True))
    ]
    if small:
        about = " reads a desk: stories, and the people, places and questions in them."
        title = [Para((Piece("briefing", "accent", "b"), Piece(about)))]
    else:
        whose = f"This is {label}. " if label else ""
        title = [Para((Piece("Welcome to briefing", "text", "b"),)), Para((Piece(f"{whose}{_ABOUT}"),), space=1)]
    end = "Any key begins." if small else "Any key begins, and does what it does."
    return Sheet((*title, *keys, Para((Piece(end, "faint"),), space=0 if small else 1)))


_ABOUT = (
    "A desk is a folder of stories, with the people, the places and the open questions in them. Every coloured name is "
    "a door: to who that is, to every sentence that names them, to whom they met and where. However far you walk, one "
    "key leads back."
)
_FIRST_KEYS = (
    ("open", "opens what is marked: a story in the list, a name in the text", "opens a story, or a name"),
    ("mention.next", "marks the next name in the text", "marks the next name"),
    ("trail.back", "leads back, to the very line you came from", "leads back"),
    ("search", "searches everything that the desk says", "searches the whole desk"),
    ("view.people", "lists the people; the other digits are the other views", "lists the people"),
    ("help", "says what every other key does", "says what every key does"),
)


def empty_desk(name: str, passed: str = "") -> Sheet:
    """A desk without briefs: what was passed over, in words, or what to write first."""
    if passed:
        return Sheet(
            (
                Para((Piece(f"The desk {name} holds no briefs.", "text", "b"),)),
                Para((Piece(f"{passed}.", "text", "w"),), space=1),
                Para((Piece("To read Markdown of another tool where it lies:", "soft"),), space=1),
                Para((Piece("briefing init --from .", "soft"),), lead=(Piece("  "),), keep=True, space=1),
            )
        )
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
    at = place.at
    if not isinstance(at, Position) or not 0 <= at.para < len(old.paras) or (at.para, at.offset) == (0, 0):
        return place
    text = old.paras[at.para].text
    same = [index for index, para in enumerate(new.paras) if para.text == text]
    if same:
        return replace(place, at=replace(at, para=min(same, key=lambda index: abs(index - at.para))))
    before = [para.text for para in old.paras[: at.para]]
    for back, known in enumerate(reversed(before), 1):
        if known and (left := [index for index, para in enumerate(new.paras) if para.text == known]):
            return replace(place, at=replace(at, para=min(left[-1] + back, len(new.paras) - 1)))
    return place


def _note(text: str, more: str = "") -> Sheet:
    paras = [Para((Piece(text, "text"),))]
    if more:
        paras.append(Para((Piece(more, "faint"),)))
    return Sheet(tuple(paras))
