"""What the app shows, as text in which the names of style roles stand: `{place Istanbul}`, not a colour of any theme.

Pane by pane, so that what changes in one changes no line of another, and read from the panes, not from the screen: how
a release of Textual puts them together is not in it. A group says what its text is drawn with: its role, then the
attributes that this role does not always have, with commas. Text that is plain stands for itself. A group around others
is the ground below them: `{selected {accent ●} {bold Talks}}`. A brace of the text itself stands there twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.widget import Widget
from textual.widgets import Input

from briefing.config.theme_file import ROLES
from briefing.config.themes import Theme
from briefing.ui.meaning import name_of, page_of, widgets
from briefing.ui.styles import Styles
from briefing.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from briefing.ui.app import BriefingApp

_ROLES = Theme("roles", "Roles", True, {role: f"#fe{number:02x}fe" for number, role in enumerate(ROLES)})
"""A theme that nobody sees: in it each role has a colour that is no other's, by which it is known again."""
_NAMES = {colour: role for role, colour in _ROLES.colours.items()}
_LINES = ("underlined", "struck")
"""What is seen of blanks, too."""
_ALWAYS = {"person": "bold", "place": "italic"}
"""What a mention of the role always is; to say so each time would be noise."""


def styled(app: BriefingApp) -> str:
    """The screens in their panes, the lowest first."""
    look, shown = app.look, [*widgets(app)]
    app.look = Styles(_ROLES, app.manner)
    try:
        _draw_anew(shown)
        blocks = ["\n".join([_head(widget), *_lines(widget)]) for widget in shown]
    finally:
        app.look = look
        _draw_anew(shown)
    return "\n".join([f"{block}\n" for block in blocks])


def _draw_anew(shown: Iterable[Widget]) -> None:
    for widget in shown:
        if isinstance(widget, Pane):
            widget.restyle()


def _head(widget: Widget) -> str:
    facts = [name_of(widget), page_of(widget), "focus" if widget.has_focus else ""]
    return f"== {', '.join([fact for fact in facts if fact])}"


def _lines(widget: Widget) -> list[str]:
    if isinstance(widget, Input):
        return [_plain(widget.value)] if widget.value else []
    ground = getattr(widget, "ground", "bar")
    lines = [_line(widget.render_line(y), ground) for y in range(widget.outer_size.height)]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _line(segments: Iterable[Segment], ground: str) -> str:
    """A line without the blanks at its end."""
    parts = [(text, style or Style()) for text, style, _control in segments if text]
    groups = groupby(parts, lambda part: _role(part[1], is_ground=True))
    shown = [_group(name, "".join(_runs(group)), ground) for name, group in groups]
    while shown and shown[-1].isspace():
        shown.pop()
    return "".join(shown).rstrip()


def _group(name: str, text: str, ground: str) -> str:
    if name in (ground, ""):
        return text
    bare = text.rstrip()
    return f"{{{name} {bare}}}{text[len(bare) :]}"


def _runs(parts: Iterable[tuple[str, Style]]) -> Iterator[str]:
    for name, run in groupby(parts, lambda part: _drawn_with(*part)):
        text = _plain("".join([text for text, _style in run]))
        bare = text.strip(" ") if name and not name.endswith(_LINES) else text
        at = text.find(bare)
        yield f"{text[:at]}{{{name} {bare}}}{text[at + len(bare) :]}" if name else text


def _drawn_with(text: str, style: Style) -> str:
    """The role and the attributes of a run, empty for plain text; of blanks only what is seen of them."""
    marks = [word for word, is_on in zip(_LINES, (style.underline, style.strike), strict=True) if is_on]
    if text.isspace():
        return ",".join(marks)
    role = _role(style)
    weights = [word for word, is_on in (("bold", style.bold), ("italic", style.italic)) if is_on]
    words = ["" if role == "text" else role, *[word for word in weights if word != _ALWAYS.get(role)], *marks]
    return ",".join([word for word in words if word])


def _role(style: Style, is_ground: bool = False) -> str:
    colour = style.bgcolor if is_ground else style.color
    return _NAMES.get(colour.name, "") if colour else ""


def _plain(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
