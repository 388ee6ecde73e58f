"""Which known word a slip of the hand made another word of: for every `did you mean`.

Rather nothing than a wrong one. A word is taken for a slip of another where one or two slips of the hand lead from one
to the other (transposed, doubled, missing or foreign letters, a neighbouring key: the distance of Damerau and
Levenshtein in which two letters change places at the cost of one slip, Comm. ACM 7/3, 1964), and never where it says
the opposite. Words of at most five letters allow one slip, longer ones two; numbers are never guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import pairwise

from briefing.model.fold import fold

_LIGHT, _SLIP, _EXTRA, _FAR, _FIRST, _FAR_FIRST = 8, 9, 10, 11, 12, 23
"""What a slip costs: letters transposed or doubled; a missing letter, or one for another that is near it on a keyboard
or sounds alike; a letter too many; any other for another; and both at a word's beginning, where hands and eyes rarely
err. So the likelier slip wins, and a letter too many with one missing is dearer than two likely slips."""
_ONE, _TWO_LIKELY, _TWO = _FAR, 2 * _SLIP, 2 * _FAR
_BEYOND = 99
_LONGEST = 80
"""So much of a text is compared."""
_FEW = 128
"""So many known words are compared one by one; of more only those that begin or end alike."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ALIKE = frozenset(
    frozenset(pair)
    for pairs in (
        [one + other for row in _ROWS for one, other in pairwise(row)],
        [letter + other for upper, lower in pairwise(_ROWS)
         for at, letter in enumerate(upper) for other in lower[max(at - 1, 0) : at + 1]],
        "ae ai ao au ei eo eu io iu ou iy ij jy ck kq cs sz vw".split(),
    )
    for pair in pairs
)  # fmt: skip
"""Letters that are neighbours on a keyboard, and those that sound alike."""

_TURNS = frozenset(
    "un in im il ir non not no never dis mis de anti counter contra re pre post ex pro sub under over".split()
)
"""Beginnings that make another word of a word, most of them its opposite."""
_HALF_TURNS = frozenset(("u", "n", "i", "nu", "ni", "nno"))
"""What a slip leaves of the commonest of them."""


def nearest(text: str, known: Iterable[str], taken: Collection[str] = (), slips: int = 2) -> str:
    """The known text that this one is a slip of, or nothing; never one of `taken`. See `Words` for many texts."""
    return Words(known).nearest(text, taken, slips)


class Words:
    """Known texts, to be compared with many others: what is compared is found by its beginning and its end."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = dict.fromkeys(known)
        self._plain: dict[str, str] = {}
        """Known texts by their plain forms; the first of two with one form."""
        self._ends: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
        """Lengths, letters and texts by how they begin and end, and their digits."""
        self._by_word: dict[str, list[str]] = {}

    def nearest(self, text: str, taken: Collection[str] = (), slips: int = 2) -> str:
        """The known text that this one is a slip of; nothing where two are as likely, or where it is one of `taken`."""
        return best([self.ranked(text, slips)], taken)

    def ranked(self, text: str, slips: int = 2) -> tuple[int, tuple[str, ...]]:
        """The known texts that are fewest slips away, and a measure of how far that is; for `best`."""
        if not self._plain:
            for one in self._known:
                self._plain.setdefault(plain(one), one)
        query = plain(text[:_LONGEST])
        if query in self._plain:
            return 0, (self._plain[query],)
        limit = _ONE if slips == 1 else _TWO
        matches: list[str] = []
        for one in self._like(query):
            cost = _distance(query, one, limit)
            if cost <= limit:
                matches = [*matches, one] if cost == limit else [one]
                limit = cost
        return limit, tuple(self._plain[one] for one in matches)

    def holding(self, text: str) -> str:
        """The one known text of which this is a word, or some words in any order: a surname for a whole id."""
        if not self._by_word:
            for one in self._known:
                for word in set(plain(one).split()):
                    self._by_word.setdefault(word, []).append(one)
        words = set(plain(text[:_LONGEST]).split())
        if not any(len(word) > 2 for word in words):
            return ""
        holders = [set(self._by_word.get(word, ())) for word in words]
        common = set.intersection(*holders)
        only = common.pop() if len(common) == 1 else ""
        return only if only and not (set(plain(only).split()) - words) & _TURNS else ""

    def begun(self, text: str) -> str:
        """The one known text whose words begin with the words of this one, in order; half of it has to be there."""
        words = plain(text[:_LONGEST]).split()
        found = [
            one
            for one in self._known
            if 2 * len(text) >= len(one) and len(others := plain(one).split()) == len(words)
            if all(other.startswith(word) for word, other in zip(words, others, strict=True))
        ]
        return found[0] if len(found) == 1 else ""

    def _like(self, text: str) -> Iterable[str]:
        """The known texts that begin or end like this one (any of a few), with its digits, and nearly its letters."""
        if not self._ends:
            for one in self._plain:
                letters, digits = _signs(one)
                for end in (one[:2], one[-2:]):
                    self._ends.setdefault((end, digits), []).append((len(one), letters, one))
        length = len(text)
        letters, digits = _signs(text)
        if len(self._plain) <= _FEW:
            entries = [entry for (_end, its), some in self._ends.items() if its == digits for entry in some]
        else:
            entries = [entry for end in (text[:2], text[-2:]) for entry in self._ends.get((end, digits), ())]
        near = range(length - 2, length + 3)
        alike = [one for its, its_letters, one in entries if its in near and (its_letters ^ letters).bit_count() < 5]
        return dict.fromkeys(alike)


def best(ranked: Iterable[tuple[int, tuple[str, ...]]], taken: Collection[str] = ()) -> str:
    """The one text that is fewest slips away in several lots of `Words.ranked`, or nothing."""
    lots = [one for one in ranked if one[1]]
    least = min((cost for cost, _texts in lots), default=0)
    found = {text for cost, texts in lots if cost == least for text in texts}
    only = found.pop() if len(found) == 1 else ""
    return "" if only in taken else only


def _signs(text: str) -> tuple[int, str]:
    """Which letters a text has, a bit for each, of which a slip changes at most two; and its digits, doubled ones once,
    which no slip changes.
    """
    letters, digits = 0, ""
    for char in text:
        if "0" <= char <= "9":
            digits += char if char != digits[-1:] else ""
        else:
            letters |= 1 << (ord(char) & 31)
    return letters, digits


def plain(text: str) -> str:
    """A text without what a slip of the hand is not about: case, accents, and how its words are joined."""
    if text.isascii():
        return " ".join(text.lower().translate(_JOINTS).split())
    return " ".join(fold(text).translate(_JOINTS).split())


_JOINTS = dict.fromkeys(map(ord, "-_.\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), " ")


_DENIALS = "\u00ac\u2260\u2249\u2262\u2209\u2717\u2718\u2715\u2716\u274c\u274e"
"""Signs with which people say that something is not so."""


def is_denied(text: str) -> bool:
    """Whether a text says by a sign that it does not mean its word: `!held`, `\u00acheld`."""
    return (text[:1] == "!" and len(text) > 1) or any(char in _DENIALS for char in text)


def is_turned(one: str, other: str) -> bool:
    """Whether one of two words is the other behind a negation (`unanswered`, `answered`), or nearly so."""
    for longer, shorter in ((one, other), (other, one)):
        if longer.endswith(shorter) and longer != shorter:
            before = longer[: len(longer) - len(shorter)].rstrip(" ")
            if before in _TURNS or (longer == one and before in _HALF_TURNS and before != shorter[0]):
                return True
    return False


def _distance(one: str, other: str, limit: int) -> int:
    """What the slips cost that lead from what stands there to another text; more than the limit if too many do."""
    if is_turned(one, other):
        return _BEYOND
    words, others = one.split(), other.split()
    joined, others_joined = "".join(words), "".join(others)
    if joined == others_joined:
        return _LIGHT
    if len(words) != len(others):
        if abs(len(words) - len(others)) > 1 or is_turned(joined, others_joined):
            return _BEYOND
        return _LIGHT + _of_word(joined, others_joined, limit - _LIGHT)
    cost = 0
    for word, another in zip(words, others, strict=True):
        if word != another:
            cost += _BEYOND if is_turned(word, another) else _of_word(word, another, limit - cost, len(words) > 1)
            if cost > limit:
                return _BEYOND
    return cost


def begins_nearly(typed: str, word: str) -> bool:
    """Whether what was typed begins a word, or would but for one slip: two letters transposed, one missing, one too
    many or another. Both are folded. Of three letters one may be missing or two transposed; fewer are taken as they
    are.
    """
    if word.startswith(typed):
        return True
    length = len(typed)
    at = next((at for at, (one, other) in enumerate(zip(typed, word, strict=False)) if one != other), len(word))
    if length < 3 or at == len(word) < length - 1:
        return False
    turned = typed[at + 1 : at + 2] + typed[at : at + 1]
    if word.startswith(typed[at:], at + 1) or word.startswith(turned + typed[at + 2 :], at):
        return True
    return length > 3 and (word.startswith(typed[at + 1 :], at) or word.startswith(typed[at + 1 :], at + 1))


_MOST = ((2, _LIGHT), (3, _EXTRA), (5, _ONE), (8, _TWO_LIKELY), (_LONGEST, _TWO))
"""What slips may cost in words of so many letters."""


def _of_word(word: str, other: str, limit: int, is_among: bool = False) -> int:
    """What the slips in one word cost; `is_among` others, even two letters say what was meant."""
    least = min(len(word), len(other))
    if least < 2:
        return _BEYOND
    most = next(cost for letters, cost in _MOST if least <= letters)
    if least == 2 and (is_among or (len(word) < len(other) and word[0] == other[0])):
        most = _SLIP  # `fo`
    return _slips(word, other, min(limit, most))


def _slips(word: str, other: str, limit: int) -> int:
    """The restricted distance of Damerau and Levenshtein with weights, in a band that two slips can't leave.

    For `title`, `titel` (two letters transposed) costs 8 and `yitle` (another first letter, near on the keyboard) 12;
    for `place`, `pla` costs 18, a missing letter twice.
    """
    width = len(other)
    above: list[int] = []
    row = [0, *(at * _missing(other, at) for at in range(1, width + 1))]
    for at, letter in enumerate(word, 1):
        before, above, row = above, row, [_BEYOND] * (width + 1)
        if at < 3:
            row[0] = above[0] + _extra(word, at)
        for to in range(max(1, at - 2), min(width, at + 2) + 1):
            wanted = other[to - 1]
            cost = above[to - 1] + (0 if letter == wanted else _instead(letter, wanted, at == to == 1))
            cost = min(cost, above[to] + _extra(word, at), row[to - 1] + _missing(other, to))
            if at > 1 and to > 1 and letter == other[to - 2] and word[at - 2] == wanted and letter != wanted:
                cost = min(cost, before[to - 2] + (_BEYOND if letter.isdigit() else _LIGHT))
            row[to] = cost
        if min(row) > limit and min(above) + _LIGHT > limit:
            return _BEYOND
    return row[width] if row[width] <= limit else _BEYOND


def _missing(other: str, at: int) -> int:
    """What it costs that a word lacks the letter before a place of the one that was meant."""
    if other[at - 1].isdigit():
        return _BEYOND
    return _LIGHT if at > 1 and other[at - 2] == other[at - 1] else _SLIP


def _extra(word: str, at: int) -> int:
    """What it costs that a word has the letter before a place, and the one that was meant has not."""
    is_double = at > 1 and word[at - 1] == word[at - 2]
    return _LIGHT if is_double else _BEYOND if word[at - 1].isdigit() else _EXTRA


def _instead(letter: str, wanted: str, is_first: bool) -> int:
    if letter.isdigit() or wanted.isdigit():
        return _BEYOND
    is_likely = frozenset((letter, wanted)) in _ALIKE
    return (_FIRST if is_likely else _FAR_FIRST) if is_first else _SLIP if is_likely else _FAR
