"""What an id or a name in a brief refers to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from briefing.model.brief import Actor, Venue
from briefing.model.fold import fold
from briefing.model.likeness import is_denied
from briefing.model.names import looks_like_id, slug
from briefing.model.nouns import an
from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.entries import Reader
from briefing.parse.fields import Thing
from briefing.parse.inline import Target
from briefing.parse.joined import joints, report, separators, surely_one
from briefing.parse.literals import short
from briefing.parse.names import RegistryNames
from briefing.parse.neighbours import Kind
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode, text_of
from briefing.parse.values import as_item, ends_in_block

if TYPE_CHECKING:
    from briefing.parse.nearby import Nearby

_BETWEEN = r"[,;/|+&\uff0c\u3001\uff1b\u060c\u061b]|\s(?:and|or|to|und|et|[\u2013\u2014-])\s"
"""What parts the names of a text that has several."""
_MARKS = "@#&*%! "
"""What stands before a name elsewhere, as in a message or on a tag."""
_LISTS: dict[Thing, str] = {"actor": "actors", "venue": "venues", "source": "sources"}
"""The lists that a name can be put into."""
GUESSES = 100
"""So many unknown references of a file are compared with what is known; a file with more is no brief."""

PARTED = 5000
"""So many unknown names of a file are looked at whether they are several; a file with more is no brief."""


class References:
    """Looks things up in the order of `format.md`: here, then in the registry; ids, former ids, then strong names.

    Here is what the brief itself defines: for each kind of thing, its keys by id, and by folded strong name. `head` is
    the node of the brief's own keys, to say where a name can be listed.
    """

    def __init__(self, names: RegistryNames, reader: Reader, head: Node | None = None) -> None:
        self.names, self.registry, self.reader, self.head = names, names.registry, reader, head
        self.guesses = 0
        self.parted = 0
        self.keys: dict[str, set[str]] = {}
        self._named: list[tuple[Thing, str, tuple[str, ...]]] = []
        self._by_name: dict[str, dict[str, str]] = {}
        self.titles: dict[tuple[str, str], str] = {}
        self._listed: tuple[Sequence[Actor], Sequence[Venue]] = ((), ())
        self._unlisted: set[str] = set()

    def define(self, kind: Thing, key: str, name: str) -> None:
        """Make a thing of this brief known."""
        self.__dict__.pop("_here", None)
        self.keys.setdefault(kind, set()).add(key)
        self.titles[kind, key] = name
        self._named.append((kind, key, (name,)))

    def listed(self, actors: Sequence[Actor], venues: Sequence[Venue]) -> None:
        """Make the brief's actors and venues known."""
        self._define_all("actor", actors)
        self._define_all("venue", venues)
        self.__dict__.pop("_here", None)
        self._listed = actors, venues

    def _define_all(self, kind: Kind, things: Sequence[Actor] | Sequence[Venue]) -> None:
        self.keys.setdefault(kind, set()).update([thing.key for thing in things])
        self.titles.update({(kind, thing.key): thing.name for thing in things})
        self._named += [(kind, thing.key, (thing.name, *thing.aliases)) for thing in things]

    @property
    def by_name(self) -> dict[str, dict[str, str]]:
        """The keys of what the brief defines, by kind and by folded name: made when a name is first looked for, since
        most briefs say ids.
        """
        for kind, key, names in self._named:
            table = self._by_name.setdefault(kind, {})
            for name in names:
                table.setdefault(fold(name), key)
        self._named = []
        return self._by_name

    def find(self, text: str, kinds: Sequence[Thing]) -> str:
        """The key of what a text refers to, or nothing."""
        for kind in kinds:
            if text in self.keys.get(kind, ()):
                return text
        for kind in kinds:
            if (kind == "actor" and text in self.registry.actors) or (kind == "venue" and text in self.registry.venues):
                return text
        current = self.registry.former.get(text, "")
        if current and self.find_id(current, kinds):
            return current
        name = fold(text)
        for kind in kinds:
            if key := self.by_name.get(kind, {}).get(name, ""):
                return key
        for kind in kinds:
            if kind == "actor" or kind == "venue":
                found = self.names.named(text, kind)
                if len(found) == 1:
                    return found[0]
        return ""

    def find_id(self, key: str, kinds: Sequence[Thing]) -> bool:
        """Whether an id of the registry belongs to one of the kinds."""
        return ("actor" in kinds and key in self.registry.actors) or ("venue" in kinds and key in self.registry.venues)

    def is_id(self, text: str) -> bool:
        """Whether a text is, letter by letter, the id of an actor or of a venue."""
        return bool(self._exact(text, "actor") or self._exact(text, "venue"))

    def target(self, text: str) -> Target | None:
        """The actor or the venue that a text refers to."""
        kinds: tuple[Kind, ...] = ("actor", "venue")
        for find in (self._exact, self._loose, self._part):
            for kind in kinds:
                if key := find(text, kind):
                    return Target(kind, key, self.title(kind, key))
        return None

    def _exact(self, text: str, kind: Kind) -> str:
        things = self.registry.actors if kind == "actor" else self.registry.venues
        return text if text in self.keys.get(kind, ()) or text in things else ""

    def _loose(self, text: str, kind: Kind) -> str:
        return self.find(text, (kind,))

    def _part(self, text: str, kind: Kind) -> str:
        found = self._here.called(text, ("actor", "venue"))
        return found[0] if len(found) == 1 and found[0] in self.keys.get(kind, ()) else ""

    def title(self, kind: str, key: str) -> str:
        """The name to show."""
        if (kind, key) in self.titles:
            return self.titles[kind, key]
        thing = (self.registry.actors if kind == "actor" else self.registry.venues).get(key)
        return thing.name if thing else key

    def resolve(self, text: str, kinds: Sequence[Thing], node: Node) -> str:
        """The key that a text refers to; reported and given back as it is where nothing has it.

        A part of a name does for what the brief lists, if no other has it.
        """
        if found := self.find(text, kinds) or self.part(text, kinds):
            return found
        if "story" in kinds and (looks_like_id(text) or set(kinds) == {"story"}):
            return text  # only the desk knows its stories
        self.unknown(text, kinds, node)
        return text

    def part(self, text: str, kinds: Sequence[Thing]) -> str:
        """The key of the one thing of the brief that has a text for a part of its name, or nothing."""
        here = self._here.called(text, kinds)
        return here[0] if len(here) == 1 else ""

    def has(self, kind: Thing, key: str) -> bool:
        """Whether a thing of this kind, here or in the registry, has a key."""
        return key in self.keys.get(kind, ()) or self.find_id(key, (kind,))

    def unknown(self, text: str, kinds: Sequence[Thing], at: Node | Span) -> None:
        """Report a reference to nothing, with what was meant, or where to list it."""
        from briefing.parse.dress import oddity, undressed
        from briefing.parse.nothing import says_nothing

        if says_nothing(text):
            self.reader.report(slips.NOTHING, at, text=short(text))
            return
        what = kinds[0] if len(kinds) == 1 and kinds[0] in slips.UNKNOWN else "other"
        called = [] if looks_like_id(text) else self._called(text, kinds)
        if len(called) > 1:
            keys = " or ".join(f"`{key}`" for key in called[:3])
            self.reader.report(slips.SEVERAL, at, text=short(text), keys=keys)
            return
        if called:
            among = " or ".join(_LISTS[kind] for kind in kinds if self.find(called[0], (kind,)))
            slip, key = slips.NOT_LISTED[what], called[0]
            self.reader.report(slip, at, fix=key, text=short(text), key=key, lists=among)
            return
        other: Kind | None = "venue" if set(kinds) == {"actor"} else "actor" if set(kinds) == {"venue"} else None
        if other and (key := self.find(text, (other,)) or "".join(self._called(text, (other,))[:1])):
            self.reader.report(slips.OTHER_THING, at, key=key, a_thing=an(other), another=an(kinds[0]))
            return
        if text[:1] in _MARKS and (key := self.find(text.lstrip(_MARKS), kinds)):
            self.marked(text, key, kinds[0], at)
            return
        plainer = undressed(text)
        if plainer != text and (clause := oddity(text)) and self.find(plainer, kinds):
            self.reader.report(slips.ODD_REFERENCE[what], at, fix=plainer, text=short(text), clause=clause)
            return
        if isinstance(at, Node) and self.joined(text, at, lambda name: bool(self.find(name, kinds))):
            return
        if (number := self._several(text, kinds)) > 1:
            self.reader.report(slips.TWO_NAMES[what], at, noun=kinds[0], text=short(text), number=number)
            return
        from briefing.parse.beside_name import DENYING, denial, denied, with_more

        if word := denied(text, lambda name: self.find(name, kinds) or "".join(self._called(name, kinds)[:1])):
            self.reader.report(slips.ODD_REFERENCE[what], at, text=short(text), clause=denial(word))
            return
        key, clause = with_more(text, lambda name: self.find(name, kinds))
        if key:
            self.reader.report(slips.ODD_REFERENCE[what], at, fix=key, text=short(text), clause=clause)
            return
        guess = self.nearest(text, kinds)
        if "story" in kinds and not guess:
            return  # the desk tells it, which knows the titles of its stories
        nouns = [kind for kind in kinds if kind != "story"]
        noun = nouns[0] if len(nouns) == 1 else "actor, venue or other thing" if len(nouns) > 3 else " or ".join(nouns)
        where = "here or in the registry" if {"actor", "venue"} & set(kinds) else "in this brief"
        words: dict[str, Any] = {"noun": noun, "text": short(text), "where": where}
        slip = slips.UNKNOWN[what]
        lists = [_LISTS[kind] for kind in kinds if kind in _LISTS and (kind != "source" or len(kinds) == 1)]
        if guess or looks_like_id(text) or not lists:
            self.reader.report(slip, at, fix=guess, tail=f"; did you mean `{guess}`?" if guess else "", **words)
        elif (name := fold(text)) not in self._unlisted:  # one mistake, however often the name is used
            self._unlisted.add(name)
            is_other = is_denied(text) or re.fullmatch(DENYING, text)
            edits = self._listing(lists[0], text) if len(lists) == 1 and not is_other else ()
            self.reader.report(slip, at, edits=edits, tail=f"; list it among the {' or '.join(lists)}", **words)

    def marked(self, text: str, meant: str, kind: Thing, at: Node | Span) -> None:
        """Report a reference with a sign before it, in place of what YAML says of the sign."""
        span = at if isinstance(at, Span) else self.reader.span(at)
        begins = span.line, span.column
        sign = slips.FIRST_CHARACTER.code
        self.reader.problems[:] = [
            one for one in self.reader.problems if one.code != sign or (one.span.line, one.span.column) != begins
        ]
        what = kind if kind in slips.UNKNOWN else "other"
        clause = f"has a `{text[0]}` before it; leave it out"
        self.reader.report(slips.ODD_REFERENCE[what], at, fix=meant, text=short(text), clause=clause)

    def _several(self, text: str, kinds: Sequence[Thing]) -> int:
        """How many known things a text names, with commas or words between: 0 where one is not known."""
        parts = [part for part in re.split(_BETWEEN, text, maxsplit=8) if part.strip()]
        are_known = all(self.find(one, kinds) or len(self._called(one, kinds)) == 1 for one in map(str.strip, parts))
        return len(parts) if len(parts) > 1 and are_known else 0

    def joined(self, text: str, node: Node, is_known: Callable[[str], bool]) -> bool:
        """Report a text that is several names without a comma between them; whether it is."""
        if not isinstance(node, ScalarNode) or node.style or text_of(node) != text:
            return False
        self.parted += 1
        if self.parted > PARTED:
            return False
        comment = re.search(r"(?<=\S)\s+(?P<mark>//|--)\s", text)
        if comment and is_known(text[: comment.start()]):
            self.reader.report(slips.COMMENT, self.reader.at(node, *comment.span("mark")), mark=comment["mark"])
            return True
        gaps = joints(text, is_known)
        if gaps:
            return report(self.reader, node, gaps)
        return bool(gaps := separators(text)) and report(self.reader, node, gaps, certain=False)

    def surely_one(self, node: Node) -> None:
        """Note that a text is one name and not several, if it stands where a list belongs."""
        line, column = node.start_mark.line, node.start_mark.column
        if line < len(self.reader.lines) and self.reader.lines[line][:column].rstrip().endswith(":"):
            surely_one(self.reader, node)

    def lookalike(self, name: str, kind: Thing, node: Node, may_be_id: bool) -> None:
        """Report a new name that is a known one, or was to be an id, but for letters that only look like Latin ones."""
        from briefing.parse.dress import latin, oddity

        plainer = latin(name)
        if plainer != name and (self.find(plainer, (kind,)) or (may_be_id and looks_like_id(plainer))):
            self.reader.report(slips.ODD_REFERENCE[kind], node, fix=plainer, text=short(name), clause=oddity(name))

    def nearest(self, text: str, kinds: Sequence[Thing]) -> str:
        """The id that was meant, or nothing; and nothing for what is unknown beyond all measure."""
        self.guesses += 1
        if self.guesses > GUESSES:
            return ""
        from briefing.parse.nearby import meant

        if is_denied(text):
            return ""
        spelled = slug(text)
        if spelled != text and (known := self.find(spelled, kinds)):  # a name of a former id
            return known
        return self.in_country(text, kinds) or meant(text, kinds, (self._here, self.names.nearby))

    def in_country(self, text: str, kinds: Sequence[Thing]) -> str:
        """The venue that a text names with the country in which it lies: `Istanbul, Turkey`."""
        from briefing.parse.country_names import code_of

        name, _comma, country = (part.strip() for part in text.partition(","))
        key = self.find(name, ("venue",)) if country and "venue" in kinds else ""
        venues = {venue.key: venue for venue in (*self.registry.venues.values(), *self._listed[1])}
        return key if key in venues and code_of(country) == venues[key].country != "" else ""

    def _called(self, text: str, kinds: Sequence[Thing]) -> list[str]:
        """The keys of what has this part of a name: in the brief, else in the registry."""
        return self._here.called(text, kinds) or self.names.nearby.called(text, kinds)

    @cached_property
    def _here(self) -> Nearby:
        """What the brief defines so far."""
        from briefing.parse.nearby import Nearby, Thing, actor, venue

        actors, venues = self._listed
        others = [
            Thing(kind, key, (self.titles[kind, key],))
            for kind, keys in self.keys.items()
            if kind not in ("actor", "venue")
            for key in sorted(keys)
        ]
        return Nearby([*map(actor, actors), *map(venue, venues), *others])

    def _listing(self, key: str, text: str) -> tuple[Edit, ...]:
        """The edit that adds a name to a list of the brief; none where the list is none, or empty."""
        pairs = self.head.value if isinstance(self.head, MappingNode) else ()
        node = next((value for name, value in pairs if name.value == key), None)
        if not isinstance(node, SequenceNode) or not node.value or node.value[-1].value in ("", []):
            return ()
        last = self.reader.span(node.value[-1])
        if node.flow_style:
            place = Span(last.file, last.end_line, last.end_column, last.end_line, last.end_column)
            return (Edit(place, f", {as_item(text)}"),)
        if ends_in_block(node.value[-1]) or last.end_line > len(self.reader.lines):
            return ()
        end = len(self.reader.lines[last.end_line - 1]) + 1
        indent = " " * node.start_mark.column
        return (Edit(Span(last.file, last.end_line, end, last.end_line, end), f"\n{indent}- {as_item(text)}"),)
