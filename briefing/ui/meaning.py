"""What the app shows, as meaning: read from what its widgets were given, never from what is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Input

from briefing.model.place import CHANGED, AtAnchor, Place, Position
from briefing.model.shown import Shown, ShownMark, ShownPane, ShownPart, ShownRow
from briefing.model.value import replace
from briefing.ui.glyphs import word
from briefing.ui.item import Item
from briefing.ui.linear import sign_of
from briefing.ui.sheet import SEAM, Para, Piece, Sheet, Stop, Target, WebLink, text_of
from briefing.ui.widgets.bar import Bar
from briefing.ui.widgets.edge import Edge
from briefing.ui.widgets.list_view import ListView
from briefing.ui.widgets.map_view import MapView
from briefing.ui.widgets.search_parts import Says
from briefing.ui.widgets.sheet_pane import SheetPane
from briefing.ui.windowed import COMING

if TYPE_CHECKING:
    from briefing.ui.app import BriefingApp

_QUIET = ("text", "soft", "faint")
"""Inks that say no more than that something is text."""
_USUAL = ("faint", "text", "faint")
"""The inks of a row's glyph, title and count."""


def shown(app: BriefingApp) -> Shown:
    """What is on the screens, the lowest first."""
    reading = app.desk_screen.reading
    top = app.screen
    return Shown(
        screen="desk" if top is app.desk_screen else type(top).__name__.removesuffix("Screen").lower(),
        view=reading.view.name,
        order=reading.order,
        size=(app.size.width, app.size.height),
        panes=tuple([pane for widget in widgets(app) if (pane := _pane(widget))]),
    )


def widgets(app: BriefingApp) -> Iterator[Widget]:
    """What is on the screens and has something to say, the lowest screen first, each from top to bottom as made."""
    for screen in (*app._background_screens, app.screen):
        for widget in screen.walk_children(Widget):
            if isinstance(widget, SheetPane | ListView | MapView | Bar | Edge | Says | Input) and _is_seen(widget):
                yield widget


def _is_seen(widget: Widget) -> bool:
    above = widget.ancestors_with_self
    return all(node.display for node in above if isinstance(node, Widget)) and bool(widget.outer_size.area)


def name_of(widget: Widget) -> str:
    """What a widget is called: its id, else the kind of thing that it is."""
    return widget.id or {"Edge": "beside the field", "InputLine": "field"}.get(
        type(widget).__name__, type(widget).__name__.lower()
    )


def page_of(widget: Widget) -> str:
    """The page that a pane shows; empty where it shows none."""
    address = widget.sheet.address if isinstance(widget, SheetPane) else None
    return f"{address.kind} {address.key}" if address else ""


def _pane(widget: Widget) -> ShownPane | None:
    name, focus = name_of(widget), widget.has_focus
    match widget:
        case SheetPane():
            return ShownPane(
                name=name,
                page=page_of(widget),
                has_focus=focus,
                top=_number(widget.sheet, widget.top_position[0]),
                parts=tuple(_parts(widget.sheet, widget.current)),
            )
        case ListView():
            rows, count = _rows(widget), len(widget.items)
            return ShownPane(name=name, has_focus=focus, of=count if count > len(rows) else 0, rows=rows)
        case MapView():
            return ShownPane(name=name, has_focus=focus, rows=tuple(_pins(widget)))
        case Bar() | Edge():
            return ShownPane(name=name, parts=tuple(_bar_parts(widget.pieces)))
        case Says():
            return ShownPane(name=name, parts=(_part(Para(widget.pieces), (), None),))
        case Input():
            parts = (ShownPart(widget.value),) if widget.value else ()
            return ShownPane(name=name, has_focus=focus, parts=parts)
    return None


# Pages


def _number(sheet: Sheet, para: int) -> int:
    """Which of the parts a paragraph is, from 1."""
    return 1 + sum(map(_says, sheet.paras[:para]))


def _says(para: Para) -> bool:
    return bool(para.told or para.whole.replace(SEAM, "").strip())


def _parts(sheet: Sheet, current: Stop | None) -> Iterator[ShownPart]:
    keys: dict[int, list[str]] = {}
    for key, at in sheet.anchors.items():
        if isinstance(at, Position) and key and key != CHANGED:
            keys.setdefault(at.para, []).append(key.removesuffix(":"))
    part: ShownPart | None = None
    for index, para in enumerate(sheet.paras):
        if not _says(para):
            continue
        named = tuple(keys.get(index, ()))
        if part and _goes_on(part, para, named):
            part = _joined(part, para, current)
            continue
        if part:
            yield part
        part = _part(para, named, current)
    if part:
        yield part


def _goes_on(part: ShownPart, para: Para, keys: tuple[str, ...]) -> bool:
    """Whether a paragraph belongs to the entry above it, under whose text it stands."""
    is_prose = any(key.startswith("text") for key in part.keys)
    return not keys and not para.space and not is_prose and text_of(para.lead).startswith("  ")


def _joined(part: ShownPart, para: Para, current: Stop | None) -> ShownPart:
    more = _part(para, (), current)
    sign = text_of(para.lead).strip() if more.sign else ""
    return replace(part, text=f"{part.text}  {f'{sign} {more.text}'.strip()}", marks=part.marks + more.marks)


def _part(para: Para, keys: tuple[str, ...], current: Stop | None) -> ShownPart:
    if para.told:
        return ShownPart(para.told, keys)
    sign = next((piece for piece in para.lead if word(piece.text.strip())), None)
    lead = [piece for piece in para.lead if piece is not sign]
    cells = [cell for row in para.grid for cell in row]
    groups = [lead, *(cells or [para.pieces]), para.tail]
    texts = [text for group in groups if (text := "".join([piece.text for piece in group]).strip())]
    if para.mark:
        texts.insert(0, f"({para.mark})")
    is_heading = bool(para.pieces) and para.pieces[0].ink == "accent" and para.pieces[0].attributes == "b"
    marks = () if is_heading else tuple(_marks([piece for group in groups for piece in group], current))
    role = sign.ink if sign and sign.ink not in _QUIET else ""
    if len(marks) == 1 and not sign and not marks[0].to and marks[0].text == "  ".join(texts):
        role, marks = marks[0].role, ()
    return ShownPart(
        text="  ".join(texts),
        keys=(*keys, "heading") if is_heading else keys,
        sign=word(sign.text.strip()) if sign else "",
        role=role,
        marks=marks,
    )


def _marks(pieces: Sequence[Piece], current: Stop | None) -> Iterator[ShownMark]:
    """The pieces that are more than text, those of one stop as one."""
    before: Stop | None = None
    made: ShownMark | None = None
    for piece in pieces:
        stop, role = piece.stop, piece.ink if piece.ink not in _QUIET else ""
        role = role or ("struck" if "s" in piece.attributes else "") or piece.ground
        if made and stop is not None and stop is before:
            made = ShownMark(made.text + piece.text, made.role or role, made.to, made.is_here)
            continue
        if made:
            yield made
        says = piece.text.strip() and (stop is not None or role)
        made = (
            ShownMark(piece.text.strip(), role, leads_to(stop), stop is not None and stop is current) if says else None
        )
        before = stop
    if made:
        yield made


def leads_to(stop: Stop | None) -> str:
    """Where something that can be followed leads, in words that no release changes."""
    return _target(stop.target) if stop else ""


def _target(target: Target) -> str:
    if isinstance(target, Place):
        anchor = f"#{target.at.name}" if isinstance(target.at, AtAnchor) else ""
        return f"{target.kind} {target.key}{anchor}"
    if isinstance(target, WebLink):
        return target.href
    return " ".join(["command", target.act.id, *map(str, target.act.arguments)])


# Lists


def _rows(rows: ListView) -> tuple[ShownRow, ...]:
    """The rows on screen: what a story far below is called is no change of this screen."""
    first = max(0, rows._row_at(rows.scroll_offset.y))
    last = rows._row_at(rows.scroll_offset.y + rows.room.height - 1)
    items = ((index, rows.items[index]) for index in range(first, min(last + 1, len(rows.items))))
    made = [_row(item, index == rows.cursor, item.key in rows.picked) for index, item in items if item is not COMING]
    return tuple(made)


def _row(item: Item, is_here: bool, is_picked: bool) -> ShownRow:
    inks = (item.glyph_ink, item.ink, item.count_ink)
    roles = [ink for ink, usual in zip(inks, _USUAL, strict=True) if ink != usual and ink not in _QUIET]
    roles += ["struck"] * ("s" in item.attributes)
    return ShownRow(
        title=item.title,
        key=item.key,
        sign=sign_of(item) if item.key else "",
        facts=" · ".join([part for part in (item.facts.replace("\n", " · "), ", ".join(item.spare)) if part]),
        count=item.count.replace(" ?", " open"),
        also="".join([piece.text for piece in item.says]),
        to=_target(item.place) if item.place else "",
        roles=tuple(dict.fromkeys(roles)) if item.key else (),
        is_here=is_here and bool(item.key),
        is_picked=is_picked and bool(item.key),
    )


def _pins(chart: MapView) -> Iterator[ShownRow]:
    """The places of the map with where they are, in degrees to the hundredth."""
    for pin in sorted(chart.marks, key=lambda pin: pin.key):
        where = f"{pin.point.lat:.2f} {pin.point.lon:.2f}"
        yield ShownRow(
            title=pin.name, key=pin.key, facts=where, count=str(pin.weight or ""), to=f"venue {pin.key}",
            is_here=pin.key == chart.chosen,
        )  # fmt: skip


# Bars


def _bar_parts(pieces: Sequence[Piece]) -> Iterator[ShownPart]:
    """The things that stand in a bar, which blanks part."""
    group: list[Piece] = []
    for piece in (*pieces, Piece("  ")):
        if len(piece.text) > 1 and piece.text.isspace():
            if text := "".join([piece.text for piece in group]).strip():
                yield ShownPart(" ".join(text.split()), marks=tuple(_marks(group, None)))
            group = []
        else:
            group.append(piece)
