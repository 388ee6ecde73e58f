"""A desk as it is while it is written: what lies on the disk, and what an editor has open and has not saved."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.check.checker import check, check_registry, facts, is_sound
from briefing.check.order import few
from briefing.check.rule import Around, Known
from briefing.desk import scan
from briefing.desk.checking import Checker, around
from briefing.lsp.open_file import OpenFile
from briefing.lsp.said import LISTED, lists_of, name_of
from briefing.model.brief import Brief, Registry
from briefing.model.clock import Clock
from briefing.model.files import read
from briefing.model.names import stem
from briefing.model.problem import Problem
from briefing.parse.brief import read_text
from briefing.parse.names import RegistryNames
from briefing.parse.read_table import read_table
from briefing.parse.registry import read_entries, read_registry
from briefing.parse.registry_name import is_registry, owner_of
from briefing.parse.text import Text, decode, limit_of

if TYPE_CHECKING:
    from briefing.desk.desk import Desk
    from briefing.desk.registry.files import DeskFiles
    from briefing.parse.references import References
    from briefing.parse.uses import UsesOfFile

_OF_STORIES = ("B207", "B211", "B212", "B230")
"""The codes of what nobody can say who does not know the other stories."""
_AT_ONCE = 50
"""So many files are looked through before it is asked whether somebody waits."""


class LiveDesk:
    """One desk of the workspace. All paths are relative to its root, with forward slashes.

    What is open is read as it is typed, a registry's file too. `found` are the problems of the files that are not open,
    without hints. Never raises for what is in a file.
    """

    def __init__(self, root: Path, cache: Path, clock: Clock) -> None:
        self.root, self.cache, self.clock = root, cache, clock
        self.open: dict[str, OpenFile] = {}
        self.found: dict[str, tuple[Problem, ...]] = {}
        self.is_loaded = self.is_known = False
        self._known: dict[str, Known] = {}
        self._around: Around | None = None
        self._checked_against: dict[str, Known] = {}
        self._registries: dict[str, bytes] = {}
        self._settings = b""
        self.registry = Registry()
        self.names = RegistryNames(self.registry)
        self.table, self.wrong = read_table(b"")

    @cached_property
    def desk(self) -> Desk:
        """The index, as the last refresh left it: what takes the whole desk to answer is asked there."""
        from briefing.desk.desk import Desk

        return Desk(self.root, self.cache, self.clock)

    # what is there

    def load(self) -> None:
        """Read the registry and the settings, which is enough to say most of what there is to say of a brief."""
        if not self.is_loaded:
            self.reload()
            self.is_loaded = True

    def know(self) -> None:
        """Find out what can be known of all stories at once, if that is still to be done."""
        if self.is_known:
            return
        self.load()
        self._known = {one.file: one for one in self.checker().glance()} | self._known
        self.is_known = True
        self.forget()

    def reload(self) -> bool:
        """Read the registry and the settings again; whether they are others."""
        registries = {}
        for name in dict.fromkeys([*scan.registry_files(self.root), *filter(is_registry, self.open)]):
            data = self.open[name].raw.encode("utf-8", "replace") if name in self.open else self.read(name)
            if data is not None:
                registries[name] = data
        settings = self.read(scan.SETTINGS_FILE) or b""
        if self.is_loaded and registries == self._registries and settings == self._settings:
            return False
        self._registries, self._settings = registries, settings
        self.registry = read_registry(registries)
        self.names = RegistryNames(self.registry)
        self.table, self.wrong = read_table(settings)
        self.forget()
        return True

    def forget(self, beside: OpenFile | None = None) -> None:
        """All that is open is to be looked at again, but for one: something changed that it rests on."""
        self._around = None
        for one in self.open.values():
            if one is not beside:
                one.forget()

    def checker(self) -> Checker:
        """The desk as it lies on the disk, to check all of its files; hints are for those that are open."""
        return Checker(self.root, self.clock.today(), cache=lambda: self.cache, hints=False)

    def checked(self, known: Iterable[Known]) -> bool:
        """All files were checked, and this is known of them; whether that is another thing than before."""
        fresh = {one.file: one for one in known}
        self._checked_against = dict(fresh)
        fresh |= {file: self._known[file] for file in self.open if file in self._known}
        if fresh == self._known:
            return False
        self._known = fresh
        self.forget()
        return True

    @property
    def around(self) -> Around:
        """What a brief is checked against."""
        if self._around is None or self._around.today != self.clock.today():
            self._around = around(self._known.values(), self.registry, self.names, self.table, self.clock.today())
        return self._around

    @property
    def registry_files(self) -> Iterable[str]:
        """The files of the registry."""
        return self._registries

    @property
    def stories(self) -> Iterable[Known]:
        """What is known of every brief."""
        return self._known.values()

    def read(self, file: str) -> bytes | None:
        """The bytes of a file, or one more than it may have; None where it cannot be read."""
        try:
            return read(os.path.join(self.root, file), limit_of(file) + 1)
        except (OSError, ValueError):
            return None

    def text_of(self, file: str) -> Text | None:
        """The text of a file, as it is typed where it is open."""
        if file in self.open:
            return self.open[file].text
        data = self.read(file)
        return None if data is None else decode(data, file)

    def reads(self, file: str) -> bool:
        """Whether a file is one that the desk reads, by its path: what it leaves out or hides is none."""
        may_be_brief = scan.could_be_brief(file) and not scan.is_hidden(file) and not self.table.leaves_out(file)
        return is_registry(file) or may_be_brief

    def is_story(self, file: str, data: bytes) -> bool:
        """Whether a file of the desk that says this is a brief."""
        return scan.could_be_brief(file) and scan.is_story(file, data, self.table)

    def is_of_desk(self, one: OpenFile) -> bool:
        """Whether an open file is the registry's or a brief, as it is typed."""
        return is_registry(one.file) or self.is_story(one.file, one.raw.encode("utf-8", "replace"))

    # what is open

    def look(self, one: OpenFile) -> bool:
        """Find the problems of an open file; whether others that are open rest on what changed in it."""
        one.is_checked = True
        one.problems = ()
        before = self._known.get(one.file)
        if is_registry(one.file):
            one.problems = few(self.problems_of(one.file, one.text))
            return self._registries.get(one.file) != one.raw.encode("utf-8", "replace")
        if not self.is_of_desk(one):
            return self._known.pop(one.file, None) is not None
        brief = self.brief_of(one)
        problems = few(check(brief, one.text, self.around))
        one.problems = problems if self.is_known else tuple([it for it in problems if it.code not in _OF_STORIES])
        self._known[one.file] = facts(brief)
        return before != self._known[one.file]

    def problems_of(self, file: str, text: Text) -> tuple[Problem, ...]:
        """What would be wrong with a file that said this."""
        if not is_registry(file):
            return check(read_text(text, self.registry, self.names, self.table), text, self.around)
        files = {**self._registries, file: text.text.encode("utf-8", "replace")}
        registry = self.registry if files == self._registries else read_registry(files)
        return check_registry(registry, text, files)

    def brief_of(self, one: OpenFile) -> Brief:
        """What an open file says."""
        if one.brief is None:
            one.brief = read_text(one.text, self.registry, self.names, self.table)
        return one.brief

    def references_of(self, one: OpenFile) -> References:
        """What the ids and names of an open brief refer to."""
        if one.references is None:
            one.references = references(self.brief_of(one), self.names)
        return one.references

    def uses_of(self, one: OpenFile) -> UsesOfFile:
        """Every place of an open file that names something."""
        if one.uses is None:
            from briefing.parse.uses import registry_uses_in, uses_in

            if owner := owner_of(one.file):
                entries = read_entries(one.file, one.text.text.encode("utf-8", "replace"), owner, [])
                one.uses = registry_uses_in(entries, self.registry, self.names)
            else:
                one.uses = uses_in(one.text, self.registry, self.names, self.table)
        return one.uses

    def files(self) -> DeskFiles:
        """The files of the desk as those who change names read them, what is open as it is typed."""
        from briefing.desk.registry.files import DeskFiles

        return DeskFiles(self.root, {file: one.raw.encode("utf-8", "replace") for file, one in self.open.items()})

    # what lies on the disk

    def closed(self, file: str) -> None:
        """A file is not open any more: what it says is what lies on the disk."""
        self.open.pop(file, None)
        if self.look_at_closed(file):
            self.forget()

    def look_at_closed(self, file: str) -> bool:
        """Read a file that is not open again; whether others rest on what changed in it."""
        data = self.read(file)
        if is_registry(file):
            text = decode(data or b"", file)
            problems = check_registry(self.registry, text, self._registries) if data is not None else ()
            self.found[file] = few(problems)
            return False
        before = self._known.get(file)
        if data is None or not self.reads(file) or not self.is_story(file, data):
            self.found.pop(file, None)
            self._known.pop(file, None)
            return before is not None
        text = decode(data, file)
        brief = read_text(text, self.registry, self.names, self.table, is_sparing=True)
        self._known[file] = facts(brief)
        if self._known[file] != before:
            self._around = None
        self.found[file] = self._problems_of(brief, text)
        return self._known[file] != before

    def _problems_of(self, brief: Brief, text: Text) -> tuple[Problem, ...]:
        if is_sound(brief, text, self.around):
            return ()
        whole = read_text(text, self.registry, self.names, self.table)
        return few(tuple([one for one in check(whole, text, self.around) if one.severity != "info"]))

    def settled(self, files: Collection[str]) -> Iterator[str | None]:
        """The closed files that may say something else since these changed, as they are found; None now and then."""
        old = [self._checked_against[file] for file in files if file in self._checked_against]
        new = [self._known[file] for file in files if file in self._known]
        changed = [one for one in [*old, *new] if one not in old or one not in new]
        for file in files:
            self._checked_against.pop(file, None)
        self._checked_against |= {one.file: one for one in new}
        ids = {one.id for one in changed}
        words = {
            word.casefold() for one in changed for word in (one.id, one.title, stem(one.file), *one.aliases) if word
        }
        for number, one in enumerate(list(self._known.values()) if changed else ()):
            if number % _AT_ONCE == 0:
                yield None
            if one.file in self.open or one.file in files:
                continue
            if one.id in ids or not ids.isdisjoint(one.follows) or self._names_one(one.file, words):
                yield one.file

    def _names_one(self, file: str, words: Collection[str]) -> bool:
        """Whether a file has a link, or an answer, that may lead to a story of one of these names."""
        data = self.read(file) or b""
        if b"[[" not in data and b"answered_by" not in data:
            return False
        text = data.decode("utf-8", "replace").casefold()
        return any(word in text for word in words)


def references(brief: Brief, names: RegistryNames) -> References:
    """What the ids and names of a brief refer to, in it and in the registry."""
    from briefing.parse.entries import Reader
    from briefing.parse.references import References

    found = References(names, Reader(brief.file, []))
    found.listed(brief.actors, brief.venues)
    for kind, things in lists_of(brief).items():
        for one in things if kind not in LISTED else ():
            found.define(kind, one.key, name_of(one))
    return found
