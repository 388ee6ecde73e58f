"""What the search of a site finds by: for each word the pages that have it, in small files by the words' beginnings.

The page that searches loads the few files that it needs, as scripts, since a page that lies on a disk may load nothing
else. A file says `WORDS(name, {word: [pages with it in the title, pages with it elsewhere]})`, another one
`PAGES(number, [[kind, address, title, what is said beside it]])` of some hundred pages. Numbers of pages are written
in base 36, each as the distance from the one before. `search.js` reads them, and cuts words in the same way.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from unicodedata import category, normalize

from briefing.model.fold import STROKES
from briefing.model.names import one_line
from briefing.report.escapes import as_json

TOGETHER = 250
"""Pages that a file tells of."""
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
"""Scripts without blanks between words, and Korean, whose endings stand at the word: each two letters count as one."""
_PLAIN = {char: plain for char, plain in STROKES.items() if char == char.lower()} | {"ς": "σ"}
_PLAINLY = str.maketrans(_PLAIN)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def words(text: str) -> set[str]:
    """The words of a text, folded."""
    found: set[str] = set()
    for run in re.findall(r"[^\W_]+", _folded(text)):
        if run.isascii() or not re.search(_UNSPACED, run):
            found.add(run)
            continue
        for part in re.findall(f"(?:{_UNSPACED})+|(?:(?!{_UNSPACED}).)+", run):
            if re.match(_UNSPACED, part):
                found.update(part[at : at + 2] for at in range(max(1, len(part) - 1)))
                found.add(part[-1])  # so that each letter begins a word
            else:
                found.add(part)
    return found


def shard_of(word: str) -> str:
    """The name of the file that has a word: its two first letters by their numbers; of large scripts the part of it."""
    first = ord(word[0])
    return f"{first >> 4:x}" if first >= 0x2E80 else "-".join(f"{ord(char):x}" for char in word[:2])


PlainWords = tuple[list[str], dict[str, bytes], dict[str, bytes]]
"""What a `SearchWords` holds: its pages, and by word the numbers of those with it in the title and elsewhere."""


class SearchWords:
    """Taken page by page, and given as files when all are there; a page is held as a few numbers and its title."""

    def __init__(self) -> None:
        self._pages: list[str] = []
        self._titles: dict[str, array[int]] = {}
        self._others: dict[str, array[int]] = {}

    def take(self, kind: str, address: str, title: str, note: str, more: str) -> None:
        """A page, in the order in which those that are found as well are shown."""
        number = len(self._pages)
        self._pages.append(as_json([kind, address, one_line(title), one_line(note)]))
        in_title = words(title)
        for pages, own in ((self._titles, in_title), (self._others, words(more) - in_title)):
            for word in own:
                if (numbers := pages.get(word)) is None:
                    pages[word] = array("I", (number,))
                else:
                    numbers.append(number)

    def plain(self) -> PlainWords:
        """All of it, as another process can be given it."""
        return self._pages, _plain(self._titles), _plain(self._others)

    def join(self, pages: list[str], titles: dict[str, bytes], others: dict[str, bytes]) -> None:
        """Take what is `plain` of others behind the pages that are here."""
        before = len(self._pages)
        self._pages += pages
        for mine, theirs in ((self._titles, titles), (self._others, others)):
            for word, data in theirs.items():
                mine.setdefault(word, array("I")).extend([before + number for number in memoryview(data).cast("I")])

    def files(self) -> Iterator[tuple[str, Iterator[str]]]:
        """The name of each file with its pieces; the last says which there are."""
        for number in range(0, len(self._pages), TOGETHER):
            name = f"pages-{number // TOGETHER}"
            yield (
                name,
                iter(
                    (f"PAGES({number // TOGETHER},[\n", ",\n".join(self._pages[number : number + TOGETHER]), "\n]);\n")
                ),
            )
        shards = []
        for shard, members in groupby(sorted(self._titles.keys() | self._others.keys(), key=_by_shard), shard_of):
            shards.append(shard)
            yield f"words-{shard}", self._shard(shard, members)
        listed = as_json({"together": TOGETHER, "shards": " ".join(shards), "plain": _PLAIN})
        yield "index", iter((f"window.SEARCH = {listed};\n",))

    def _shard(self, shard: str, members: Iterator[str]) -> Iterator[str]:
        yield f'WORDS("{shard}",{{\n'
        between = ""
        for word in members:
            numbers = [_written(pages.get(word, ())) for pages in (self._titles, self._others)]
            yield f"{between}{as_json(word)}:{as_json(numbers)}"
            between = ",\n"
        yield "\n});\n"


def _plain(pages: dict[str, array[int]]) -> dict[str, bytes]:
    return {word: numbers.tobytes() for word, numbers in pages.items()}


def _by_shard(word: str) -> tuple[str, str]:
    return shard_of(word), word


def _folded(text: str) -> str:
    """As `fold` in `search.js`: without cases and marks. Looser than the fold of the program, which keeps the marks of
    some scripts, since a browser knows less of them."""
    if text.isascii():
        return text.lower()
    return " ".join([part.lower() if part.isascii() else _folded_part(part) for part in text.split(" ")])


@lru_cache(maxsize=4096)
def _folded_part(part: str) -> str:
    """What no blank is in: the same names and words come again and again, and nothing of it depends on what is beyond a
    blank."""
    made = normalize("NFKD", normalize("NFKD", part).lower())
    bare = "".join([char for char in made if char.isascii() or category(char)[0] != "M"])
    return normalize("NFC", bare.translate(_PLAINLY))


def _written(numbers: array[int] | tuple[()]) -> str:
    made, before = [], 0
    for number in numbers:
        made.append(_in_36(number - before))
        before = number
    return " ".join(made)


def _in_36(number: int) -> str:
    made = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        made = _DIGITS[digit] + made
    return _DIGITS[number] + made
