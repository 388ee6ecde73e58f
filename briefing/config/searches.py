"""Searches kept under a name: `searches.yaml` in the config folder, one `name: query` a line, to be edited by hand."""

from __future__ import annotations

import json
from pathlib import Path

from briefing.model.files import changed_ns, put
from briefing.model.names import one_line
from briefing.model.seal import sealed, unsealed
from briefing.model.value import dataclass

MOST = 100
LONGEST = 60
"""How many searches are kept, and how many characters a name may have."""
_SIZE_LIMIT = 65_536  # bytes; far more than the searches need, far less than what nesting needs to do harm
_HEAD = "# Searches kept in briefing: a name, and what is searched for. `name: 'query'`\n"


class SearchesError(Exception):
    """The file can't be used, or a search can't be kept; the message is a sentence with the file and the line."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A search under a name."""

    name: str
    query: str


class Searches:
    """The kept searches of a reader, in the order of the file. A file that cannot be read is never written over.

    What was read is remembered in `cache`, by size and time of the file, so that a start need not load YAML.
    """

    def __init__(self, file: Path, cache: Path | None = None) -> None:
        self.file = file
        self._cache = cache / "searches.json" if cache else None
        self._known: tuple[list[object], tuple[Kept, ...]] | None = None

    def load(self) -> tuple[Kept, ...]:
        """All of them; none where there is no file. Raises `SearchesError`."""
        try:
            stat = self.file.stat()
            if stat.st_size > _SIZE_LIMIT:
                raise SearchesError(f"{self.file} is too large (over {_SIZE_LIMIT // 1024} KB)")
            stamp: list[object] = [str(self.file), changed_ns(stat), stat.st_size]
            known = self._known or self._remembered()
            if known and known[0] == stamp:
                self._known = known
                return known[1]
            text = self.file.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            return ()
        except UnicodeDecodeError:
            raise SearchesError(f"{self.file}: the file is not UTF-8") from None
        except OSError as error:
            raise SearchesError(f"{self.file} could not be read: {error.strerror}") from None
        found = _read(text, self.file)
        self._remember(stamp, found)
        return found

    def _remembered(self) -> tuple[list[object], tuple[Kept, ...]] | None:
        try:
            stamp, found = json.loads(unsealed(self._cache.read_bytes())) if self._cache else (None, ())
            return (stamp, tuple(Kept(str(name), str(query)) for name, query in found)) if stamp else None
        except (OSError, ValueError, TypeError):
            return None

    def _remember(self, stamp: list[object], found: tuple[Kept, ...]) -> None:
        self._known = (stamp, found)
        if self._cache is None:
            return
        data = json.dumps([stamp, [[one.name, one.query] for one in found]]).encode()
        try:
            put(self._cache, sealed(data), folders=True)
        except OSError:
            return  # a cache that cannot be kept costs time, not correctness

    def keep(self, name: str, query: str) -> tuple[Kept, ...]:
        """Put a search under a name, in the place of one of that name; all of them then. Raises `SearchesError`."""
        name, query = one_line(name)[:LONGEST].strip(), one_line(query)
        if not name or not query:
            raise SearchesError("a kept search needs a name and something to look for")
        before = self.load()
        kept = Kept(name, query)
        if any(one.name == name for one in before):
            return self._write(tuple(kept if one.name == name else one for one in before))
        if len(before) >= MOST:
            raise SearchesError(f"{self.file} holds {MOST} searches already: drop one first")
        return self._write((*before, kept))

    def drop(self, name: str) -> tuple[Kept, ...]:
        """Forget a search; the others then. Raises `SearchesError`."""
        return self._write(tuple(one for one in self.load() if one.name != name))

    def _write(self, searches: tuple[Kept, ...]) -> tuple[Kept, ...]:
        import yaml

        data = {one.name: one.query for one in searches}
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000) if data else ""
        try:
            put(self.file, (_comments(self.file) + text).encode(), folders=True)
        except (OSError, UnicodeEncodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it holds what is no text"
            raise SearchesError(f"{self.file} could not be written: {why}") from None
        return searches


def _comments(file: Path) -> str:
    """The comment lines that the file begins with: they are the reader's."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except (OSError, UnicodeDecodeError):
        return _HEAD
    kept = []
    for line in lines:
        if not line.startswith("#") and line.strip():
            break
        kept.append(line)
    return "".join(kept) or _HEAD


def _read(text: str, file: Path) -> tuple[Kept, ...]:
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "this is not YAML"
        raise SearchesError(f"{file}:{mark.line + 1 if mark else 1}: {reason}") from None
    if root is None:
        return ()
    if not isinstance(root, yaml.MappingNode):
        raise SearchesError(f"{file}:{root.start_mark.line + 1}: write each search as `name: 'query'`")
    queries: dict[str, str] = {}
    for name, query in root.value:
        line = name.start_mark.line + 1
        if not isinstance(name, yaml.ScalarNode) or not isinstance(query, yaml.ScalarNode) or not query.value.strip():
            raise SearchesError(f"{file}:{line}: write a search as `name: 'query'`, with the query in quotes")
        plain = one_line(name.value)
        if not plain or plain in queries:
            raise SearchesError(f"{file}:{line}: `{plain}` is there twice" if plain else f"{file}:{line}: no name")
        queries[plain] = one_line(query.value)
    return tuple(Kept(name, query) for name, query in queries.items())
