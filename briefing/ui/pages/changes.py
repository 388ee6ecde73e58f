"""What changed in a story since the last visit: the text word by word, taken out struck through and put in underlined,
and each entry key by key. Everything leads to where the story has it now."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.desk.difference import word_by_word
from briefing.model.place import AtAnchor, AtMention, Place
from briefing.model.revision import Difference, EntryChange, FactChange, Kind, Words
from briefing.model.views import Story
from briefing.report.changes import PROSE, REWORDED, both, called, label, parts, shown_facts
from briefing.ui.glyphs import glyph
from briefing.ui.pages.story import anchor_of
from briefing.ui.sheet import Para, Piece, Sheet, Stop, heading

_SHOWN = {"kept": ("text", "w"), "removed": ("open", "ws"), "added": ("answered", "wu")}
_SIGNS: dict[str, Kind] = {"−": "removed", "+": "added"}
_OF_ENTRY = {"new": "+", "gone": "−", "changed": "~"}
_IN_WORDS = {"+": "new: ", "−": "gone: ", "~": "changed: "}
_AROUND = 160  # characters of what stayed, on either side of a change


def changes_sheet(difference: Difference, story: Story, since: str, is_linear: bool = False) -> Sheet:
    """`is_linear`: what is taken out and put in is said, not drawn."""
    page = _ChangesPage(difference, story, is_linear)
    when = Piece(f" since {since} in ", "soft")
    title = Piece("What changed", "text", "b"), when, Piece(difference.title, "text", "w")
    paras = [Para(title)]
    if not is_linear:
        paras.append(Para((Piece("taken out", "open", "s"), Piece("   ", "soft"), Piece("put in", "answered", "u"))))
    if not difference.is_complete:
        paras.append(
            Para((Piece("How it was is not known any more: it was never opened, and read anew since.", "soft"),))
        )
    if difference.paragraphs:
        paras += [heading("In the text", str(len(difference.paragraphs))), *page.paragraphs()]
    if difference.entries:
        paras += [heading("Beside the text", str(len(difference.entries))), *page.entries()]
    return Sheet(tuple(paras))


class _ChangesPage:
    def __init__(self, difference: Difference, story: Story, is_linear: bool) -> None:
        self._difference = difference
        self._story = story
        self._is_linear = is_linear

    def paragraphs(self) -> Iterator[Para]:
        for number, passage in enumerate(self._difference.paragraphs):
            index = min(passage.index, len(self._story.brief.blocks) - 1)
            stop = Stop(self._to(anchor_of("text", str(index))), f"paragraph {passage.index + 1}")
            lead = self._lead(_sign(passage.words), stop)
            yield Para(tuple(self._pieces(passage.words)), lead=lead, hang=_HANG, space=1 if number else 0)

    def entries(self) -> Iterator[Para]:
        for entry in self._difference.entries:
            before, name, behind = called(entry)
            stop = Stop(place, name) if (place := self._place(entry)) else None
            is_own = entry.how == "gone" and bool(before)
            pieces = [Piece(before, "soft"), Piece(name, "text", "ws" if is_own else "w", stop), Piece(behind, "soft")]
            facts = shown_facts(entry)
            lead = self._lead(_OF_ENTRY[entry.how])
            if len(facts) == 1 and not label(entry, facts[0]):
                yield Para((*pieces, Piece("  "), *self._fact(entry, facts[0])), lead=lead, hang=_HANG)
                continue
            yield Para(tuple(pieces), lead=lead, hang=_HANG)
            for fact in facts:
                words = (Piece(f"{label(entry, fact)}  ", "soft"), *self._fact(entry, fact))
                yield Para(words, lead=(Piece("    "),), hang=(Piece("      "),))

    def _fact(self, entry: EntryChange, fact: FactChange) -> Iterator[Piece]:
        """What stood and stands under a key: prose word by word, else the one and then the other."""
        names = self._difference.names
        if listed := parts(fact, names):
            for number, (word, text) in enumerate(listed):
                yield Piece(f"{', ' if number else ''}{word}", "soft")
                yield Piece(text, *_SHOWN["removed" if word == "without " else "added"])
            return
        old, new = both(fact, names)
        if not entry.is_known and not old:
            yield Piece(f"now {new}" if new else "changed", "text", "w")
        elif fact.key in PROSE and (compared := word_by_word(old, new)):
            yield from self._pieces(compared)
        elif label(entry, fact) in REWORDED and old:
            yield Piece("from ", "soft")
            yield from self._pieces((("removed", old),))
        elif old and new:
            yield Piece(old, "soft", "w")
            yield Piece(" to " if self._is_linear else f" {glyph('to')} ", "faint")
            yield Piece(new, "text", "bw")
        else:
            kind: Kind = "removed" if old else "kept" if entry.how == "new" else "added"
            yield from self._pieces(((kind, old or new),))

    def _place(self, entry: EntryChange) -> Place | None:
        """Where the story has it now; who is not listed any more has a page of their own."""
        if entry.sort in ("actor", "venue"):
            brief = self._story.brief
            listed = brief.actors if entry.sort == "actor" else brief.venues
            key = next((one.key for one in listed if one.name == entry.name), "")
            at = next((at for at, mention in enumerate(brief.mentions) if mention.key == key), -1)
            return self._to_mention(at) if at >= 0 else Place.to(entry.sort, key or entry.key)  # type: ignore[arg-type]
        if entry.how == "gone":
            return None
        return self._to(anchor_of(entry.sort, entry.key))

    def _to(self, anchor: str) -> Place:
        return Place.to("story", self._story.brief.id, AtAnchor(anchor))

    def _to_mention(self, index: int) -> Place:
        return Place.to("story", self._story.brief.id, AtMention(index))

    def _lead(self, sign: str, stop: Stop | None = None) -> tuple[Piece, ...]:
        """What happened to the whole: put in, taken out, changed."""
        text = _IN_WORDS[sign] if self._is_linear else f"{sign} "
        return (Piece(text, _SHOWN[_SIGNS[sign]][0] if sign in _SIGNS else "accent", "b", stop),)

    def _pieces(self, words: Words) -> Iterator[Piece]:
        """The stretches of a text; what stayed is cut down to what stands around a change."""
        before = ""
        for number, (kind, text) in enumerate(words):
            text = text.replace("\t", " ")
            if kind == "kept" and len(words) > 1:
                text = _cut(text, number == 0, number == len(words) - 1)
            if before == "removed" and kind == "added":
                yield Piece(" ")  # so that two words in each other's place are not read as one
            if self._is_linear and kind != "kept" and len(words) > 1:
                text = f"({'out' if kind == 'removed' else 'in'}: {text.strip()})"
            yield Piece(text, *_SHOWN[kind])
            before = kind


_HANG = (Piece("  "),)


def _sign(words: Words) -> str:
    kinds = {kind for kind, _text in words}
    return next((sign for sign, kind in _SIGNS.items() if kinds == {kind}), "~")


def _cut(text: str, is_first: bool, is_last: bool) -> str:
    """The words next to the changes on either side, with an ellipsis for those between."""
    if len(text) <= 2 * _AROUND:
        return text
    before = "" if is_first else text[:_AROUND].rsplit(" ", 1)[0] + " "
    after = "" if is_last else " " + text[-_AROUND:].split(" ", 1)[-1]
    return f"{before}…{after}"
