"""What changed in a story since the last visit, word by word: taken out struck through, put in underlined."""

from __future__ import annotations

from briefing.desk.difference import Difference, Words
from briefing.ui.sheet import Para, Piece, Sheet, heading

_SHOWN = {"kept": ("text", "w"), "removed": ("open", "ws"), "added": ("answered", "wu")}
_SIGNS = {"removed": "−", "added": "+"}
_AROUND = 160  # characters of what stayed, on either side of a change


def changes_sheet(difference: Difference, since: str) -> Sheet:
    legend = [Piece("taken out", "open", "s"), Piece("   ", "soft"), Piece("put in", "answered", "u")]
    if not difference.is_complete:
        legend.append(Piece("   how it was is not known: it was not opened before", "soft"))
    title = (
        Piece("What changed", "text", "b"),
        Piece(f" since {since} in ", "soft"),
        Piece(difference.title, "text", "w"),
    )
    paras = [Para(title), Para(tuple(legend))]
    if difference.paragraphs:
        paras.append(heading("In the text", str(len(difference.paragraphs))))
    for number, words in enumerate(difference.paragraphs):
        paras.append(Para(tuple(_pieces(words)), lead=_lead(words), hang=(Piece("  "),), space=1 if number else 0))
    if difference.notes:
        paras.append(heading("Beside the text", str(len(difference.notes))))
    for label, words in difference.notes:
        pieces = (Piece(label, "soft", "w"), Piece("  "), *_pieces(words))
        paras.append(Para(pieces, lead=_lead(words), hang=(Piece("  "),)))
    return Sheet(tuple(paras))


def _lead(words: Words) -> tuple[Piece, ...]:
    """What happened to the whole, as a sign: put in, taken out, changed."""
    kinds = {kind for kind, _text in words}
    if len(kinds) == 1 and (kind := kinds.pop()) in _SIGNS:
        return (Piece(f"{_SIGNS[kind]} ", _SHOWN[kind][0], "b"),)
    return (Piece("~ ", "accent", "b"),)


def _pieces(words: Words) -> list[Piece]:
    """The stretches of a text; what stayed is cut down to what stands around a change."""
    pieces: list[Piece] = []
    before = ""
    for number, (kind, text) in enumerate(words):
        text = text.replace("\t", " ")
        if kind == "kept" and len(words) > 1:
            text = _cut(text, number == 0, number == len(words) - 1)
        if before == "removed" and kind == "added":
            pieces.append(Piece(" "))  # so that two words in each other's place are not read as one
        pieces.append(Piece(text, *_SHOWN[kind]))
        before = kind
    return pieces


def _cut(text: str, is_first: bool, is_last: bool) -> str:
    """The words next to the changes on either side, with an ellipsis for those between."""
    if len(text) <= 2 * _AROUND:
        return text
    before = "" if is_first else text[:_AROUND].rsplit(" ", 1)[0] + " "
    after = "" if is_last else " " + text[-_AROUND:].split(" ", 1)[-1]
    return f"{before}…{after}"
