"""A desk's files as an operation on them reads them: from the disk, or as an editor has them open."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from briefing.desk import scan
from briefing.desk.registry.finding import WordSearch, encoded, has_one, holding
from briefing.desk.registry.steps import Impossible
from briefing.model.brief import Actor, Registry, Venue
from briefing.model.files import read
from briefing.model.fold import fold
from briefing.model.names import composed, stem
from briefing.model.span import Span
from briefing.parse.entries import Reader
from briefing.parse.entry import Entry
from briefing.parse.names import RegistryNames
from briefing.parse.read_table import NO_TABLE, ReadTable, is_markdown
from briefing.parse.registry import read_entries, read_registry
from briefing.parse.registry_name import is_registry, owner_of
from briefing.parse.text import Text, decode, limit_of, mark_of
from briefing.parse.uses import UsesOfFile, registry_uses_in, uses_in


class DeskFiles:
    """The files of the desk in a folder. `opened` are those that are to be read otherwise than they lie on the disk, by
    their paths from the root: what an editor holds. What was read once stays as it was for this object.
    """

    def __init__(self, root: Path, opened: Mapping[str, bytes] | None = None, search: WordSearch | None = None) -> None:
        """`search` is one that was begun before, of files as they lie on the disk."""
        self.root = root
        self._search = None if opened else search
        self.opened = dict(opened or {})
        self._read: dict[str, bytes] = {}
        self._texts: dict[str, Text] = {}
        self._shown: dict[str, Text] = {}
        self._uses: dict[str, UsesOfFile] = {}
        self._entries: dict[str, list[tuple[str, Entry, Span, Reader]]] = {}

    def with_opened(self, texts: Mapping[str, bytes]) -> DeskFiles:
        """The same files, with some as they are to be."""
        files = DeskFiles(self.root, {**self.opened, **texts})
        files._read, files.paths = self._read, sorted({*self.paths, *filter(scan.could_be_brief, texts)})
        return files

    @cached_property
    def registries(self) -> dict[str, bytes]:
        """The files of the registry by their paths."""
        there = {*scan.registry_files(self.root), *filter(is_registry, self.opened)}
        return {file: data for file in sorted(there) if (data := self.bytes_of(file)) is not None}

    @cached_property
    def registry(self) -> Registry:
        return read_registry(self.registries)

    @cached_property
    def names(self) -> RegistryNames:
        return RegistryNames(self.registry)

    @cached_property
    def table(self) -> ReadTable:
        return scan.table_of(self.root)

    @cached_property
    def paths(self) -> list[str]:
        """Every file that could be a brief."""
        listed = (path for path, _size, _time in scan.listing(self.root, stats=False))
        return sorted({*listed, *filter(scan.could_be_brief, self.opened)})

    def bytes_of(self, file: str) -> bytes | None:
        """What is in a file; None where there is none. Raises `Impossible` for one that cannot be read."""
        if file in self.opened:
            return self.opened[file]
        if file not in self._read:
            try:
                self._read[file] = read(os.path.join(self.root, file), limit_of(file) + 1)
            except FileNotFoundError:
                return None
            except OSError as error:
                raise Impossible(f"{file} could not be read: {error.strerror or error}") from None
        return self._read[file]

    def text(self, file: str) -> Text:
        """A file as it is read, and as it can be written. Raises `Impossible` where that is not the same text."""
        if file not in self._texts:
            data = self.bytes_of(file) or b""
            try:
                data.removeprefix(mark_of(data)).decode()
            except UnicodeDecodeError:
                raise Impossible(f"{file} is not UTF-8; put that right first (`briefing check`)") from None
            if len(data) > limit_of(file):
                raise Impossible(f"{file} is larger than what is read of a file")
            self._texts[file] = self.shown(file)
        return self._texts[file]

    def shown(self, file: str) -> Text:
        """A file as it is read, whatever its encoding."""
        if file not in self._shown:
            self._shown[file] = decode(self.bytes_of(file) or b"", file)
        return self._shown[file]

    def uses(self, file: str) -> UsesOfFile:
        """What a file names."""
        if file not in self._uses:
            if file in self.registries:
                self._uses[file] = registry_uses_in(self.entries(file), self.registry, self.names)
            else:
                self._uses[file] = uses_in(self.shown(file), self.registry, self.names, self.table)
        return self._uses[file]

    def entries(self, file: str) -> list[tuple[str, Entry, Span, Reader]]:
        """The entries of a file of the registry, as `read_entries` has them."""
        if file not in self._entries:
            self.text(file)  # or it could not be written
            self._entries[file] = read_entries(file, self.registries[file], owner_of(file), [])
        return self._entries[file]

    def holding(self, ids: Collection[str]) -> list[str]:
        """The briefs in which one of these ids stands, letter by letter."""
        wanted = encoded(ids)
        if self._search and self._search.words >= {*ids}:
            is_asked = self._search.words == {*ids}
            ready = self._search.files()
            holders = [file for file in ready if is_asked or has_one(self.bytes_of(file) or b"", wanted, whole=True)]
            return sorted(filter(self.is_story, holders))
        return self._having(wanted, whole=True)

    def _having(self, words: Sequence[bytes], whole: bool) -> list[str]:
        holders = [file for file in self.paths if file in self.opened and has_one(self.opened[file], words, whole)]
        unopened = [file for file in self.paths if file not in self.opened]
        return sorted(filter(self.is_story, [*holders, *holding(self.root, unopened, words, whole)]))

    def naming(self, names: Collection[str]) -> list[str]:
        """The briefs that may name what has one of these names or ids: all words of one stand there, whatever their
        case and their accents, the longest in one of the ways in which it is mostly written."""
        longest = (max(one.split(), key=len, default="") for name in names for one in (name, fold(name)))
        words = {form for word in longest for form in (word, word.capitalize(), word.upper())} - {""}
        folded = [fold(name).split() for name in names]
        return [file for file in self._having(encoded(words), whole=False) if self._says(file, folded)]

    def _says(self, file: str, names: Collection[Collection[str]]) -> bool:
        data = self.bytes_of(file) or b""
        if b"\\" in data:  # letters may be written by their numbers
            return True
        text = fold(data.decode("utf-8", "replace"))
        return any(words and all(word in text for word in words) for words in names)

    def is_story(self, file: str) -> bool:
        """Whether a file that could be a brief is one."""
        return scan.is_story(file, (self.bytes_of(file) or b"")[: 4096 if is_markdown(file) else None], self.table)

    def id_of(self, file: str) -> str:
        """The id of a story by what its own line says, or by its name."""
        for use in self.uses(file).uses:
            if use.where == "id":
                return use.key
        return self.own_name(file)

    def own_name(self, file: str) -> str:
        """The id of a story that gives none."""
        if is_markdown(file) and self.table is not NO_TABLE:
            from briefing.parse.read_table import is_guest, name_of_file

            if is_guest(self.text(file).lines, self.table):
                return name_of_file(file)
        return stem(file)

    def stories(self, id_: str) -> list[str]:
        """The files of the stories that have an id."""
        near = [file for file in self.paths if id_ in file.replace("\\", "/")]
        return sorted(file for file in {*self.holding([id_]), *filter(self.is_story, near)} if self.id_of(file) == id_)

    def thing(self, key: str) -> Actor | Venue | None:
        """What the registry has under an id."""
        return self.registry.actors.get(key) or self.registry.venues.get(key)

    def is_taken(self, file: str) -> bool:
        """Whether something has a path, whatever it is."""
        return file in self.opened or os.path.lexists(os.path.join(self.root, file))

    def nearest(self, text: str) -> str:
        """The id of the registry that a text may be a slip of, or nothing."""
        from briefing.model.likeness import nearest

        return nearest(text, [*self.registry.actors, *self.registry.venues])

    def key_of(self, text: str) -> str:
        """The id of the registry that a text is, was or names; nothing where there is none. Raises `Impossible` where
        it may be several."""
        text = composed(text.strip())
        if self.thing(text):
            return text
        if text in self.registry.former:
            return self.registry.former[text]
        found = dict.fromkeys([*self.names.named(text, "actor"), *self.names.named(text, "venue")])
        if len(found) > 1:
            raise Impossible(f"`{text}` can mean {' or '.join(f'`{key}`' for key in found)}; say which by its id")
        return next(iter(found), "")
