"""What a screen shows, as meaning: its panes with their rows and paragraphs, what can be followed and where it leads.

Written as JSON with a line for each row and each paragraph, so that a change of one of them is a change of one line.
Nothing here knows of colours, themes or the release of a library.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from briefing.model.value import dataclass

FORM = "briefing shows 1"
"""What the JSON begins with: a later form has another number."""


@dataclass(frozen=True, slots=True)
class ShownMark:
    """A stretch of a text that has a role of the theme of its own or can be followed.

    `to` is where it leads: a page (`actor vladimir-putin`), an address, or a command; empty where nowhere. `is_here` is
    what the cursor is on.
    """

    text: str
    role: str = ""
    to: str = ""
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A paragraph of a page or a piece of a bar, whole, without line breaks of a width. `keys` say what of the page it
    is: `title`, `date`, `question:who`, `text:3`, `heading`; none for what has no name. `sign` is the glyph before it
    in a word, `role` the role of that glyph."""

    text: str = ""
    keys: tuple[str, ...] = ()
    sign: str = ""
    role: str = ""
    marks: tuple[ShownMark, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a list, or a heading in it, which has no `key`. `sign` is its glyph in a word, `roles` the roles of the
    glyph, the title and the count where these are not the usual ones."""

    title: str
    key: str = ""
    sign: str = ""
    facts: str = ""
    count: str = ""
    also: str = ""
    to: str = ""
    roles: tuple[str, ...] = ()
    is_here: bool = False
    is_picked: bool = False


@dataclass(frozen=True, slots=True)
class ShownPane:
    """A pane, a bar or a field by its name, with rows or parts, not both. Of a page (`page`, as `story talks`) it has
    all the parts, and `top` is the first of them on screen, counted from 1; of a list the rows that are on screen, and
    `of` says how many there are where these are not all."""

    name: str
    page: str = ""
    has_focus: bool = False
    top: int = 1
    of: int = 0
    rows: tuple[ShownRow, ...] = ()
    parts: tuple[ShownPart, ...] = ()

    @property
    def count(self) -> int:
        """How many rows there are, on screen or not."""
        return self.of or len(self.rows)


@dataclass(frozen=True, slots=True)
class Shown:
    """A whole screen: `screen` is the one that lies over all others (`desk`, `search`), `view` the list's view with its
    order, `size` columns and rows."""

    screen: str = "desk"
    view: str = ""
    order: str = ""
    size: tuple[int, int] = (0, 0)
    panes: tuple[ShownPane, ...] = ()

    def pane(self, name: str) -> ShownPane | None:
        return next((pane for pane in self.panes if pane.name == name), None)


_HEAD = ("screen", "view", "order", "size")


def written(shown: Shown) -> str:
    """The JSON text, ending in a line break; what is empty is left out."""
    head = {"form": FORM, **{name: value for name in _HEAD if (value := getattr(shown, name))}}
    lines = ["{"] + [f" {_json(name)}: {_json(value)}," for name, value in head.items()] + [' "panes": [']
    for number, pane in enumerate(shown.panes):
        kind = "rows" if pane.rows else "parts"
        entries = [_json(_flat(entry)) for entry in (pane.rows or pane.parts)]
        facts = _json(_flat(pane, leave=("rows", "parts")))[:-1]
        comma = "," if number < len(shown.panes) - 1 else ""
        if entries:
            lines += [f'  {facts}, "{kind}": [', *[f"   {entry}," for entry in entries[:-1]], f"   {entries[-1]}"]
            lines.append(f"  ]}}{comma}")
        else:
            lines.append(f"  {facts}}}{comma}")
    return "\n".join([*lines, " ]", "}", ""])


def read_shown(text: str) -> Shown:
    """The reverse of `written`. Raises `ValueError` for what is not of this form."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("it is no JSON") from None
    try:
        if data["form"] != FORM:
            raise ValueError(f"it is of another form, {data['form']}")
        head: dict[str, Any] = {
            name: tuple(data[name]) if name == "size" else data[name] for name in _HEAD if name in data
        }
        return Shown(**head, panes=tuple([_pane(pane) for pane in data["panes"]]))
    except (KeyError, TypeError, AttributeError):
        raise ValueError("it is not what a screen shows") from None


def _pane(data: Mapping[str, Any]) -> ShownPane:
    rows = [ShownRow(**{**row, "roles": tuple(row.get("roles", ()))}) for row in data.get("rows", ())]
    parts = [
        ShownPart(
            **{
                **part,
                "keys": tuple(part.get("keys", ())),
                "marks": tuple([ShownMark(**mark) for mark in part.get("marks", ())]),
            }
        )
        for part in data.get("parts", ())
    ]
    return ShownPane(**{**data, "rows": tuple(rows), "parts": tuple(parts)})


def _flat(value: Any, leave: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields of a value that say something."""
    fields = {name: getattr(value, name) for name in value.__slots__ if name not in leave}
    fields = {name: field for name, field in fields.items() if field and not (name == "top" and field == 1)}
    if "marks" in fields:
        fields["marks"] = [_flat(mark) for mark in fields["marks"]]
    return {"title": "", **fields} if isinstance(value, ShownRow) else fields


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
