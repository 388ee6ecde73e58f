"""One actor or place as a source tells of it, with nothing in it that the registry could not hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Literal

from briefing.desk.people.capitals import uncapitalised
from briefing.model.names import one_line
from briefing.model.value import NamedTuple, dataclass
from briefing.parse.fields import OWNERS
from briefing.parse.nothing import says_nothing

Sort = Literal["actor", "venue"]
Value = str | tuple[str, ...]

OWNER: dict[Sort, str] = {"actor": "registry actor", "venue": "registry venue"}
MANY = ("aliases", "weak")
"""The keys with a list of texts."""
_LONGEST = {"name": 160, "aliases": 160, "weak": 160, "kind": 60, "position": 300, "note": 2_000}
_LONGEST_OTHER = 500
"""So many characters a value may have; what is longer is no name, no office and no word of a list."""
_LONGEST_ID = 80
_NO_CHARACTER = "[\ufffe\uffff]"


@dataclass(frozen=True, slots=True)
class Record:
    """What a source says of somebody, or of a place. `values` are by the registry's keys, those of `x-…` among them;
    `id` is what the source calls it by, where it does; `line` is where it stands in the source; `left_out` says which
    of its values are none. `guess` is the kind that it seems to be of where the source says none: that is no fact, and
    never tells two apart."""

    line: int
    sort: Sort
    values: dict[str, Value]
    id: str = ""
    left_out: tuple[str, ...] = ()
    guess: str = ""

    def text(self, key: str) -> str:
        """The text of a key that has one; nothing where it is not said."""
        value = self.values.get(key, "")
        return value if isinstance(value, str) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a key that has a list."""
        value = self.values.get(key, ())
        return value if isinstance(value, tuple) else (value,)

    @property
    def name(self) -> str:
        return self.text("name")


class Passed(NamedTuple):
    """A line of a source that gives nothing, and why."""

    line: int
    why: str


class Draft:
    """A record in the making: takes what cells say, and notes what is no value."""

    def __init__(self, line: int, sort: Sort = "actor") -> None:
        self.line = line
        self.sort: Sort = sort
        self.id = ""
        self.guess = ""
        self._values: dict[str, Value] = {}
        self._left_out: list[str] = []

    def put(self, key: str, cell: str) -> None:
        """Take a text for a key that has one, if it is none of a value already."""
        if key in self._values or not (text := cleaned(cell)):
            return
        value = self._read(key, text)
        if value:
            self._values[key] = value

    def add(self, key: str, cells: Iterable[str]) -> None:
        """Take texts for a key with a list: names, without those that it has."""
        had = self._values.get(key, ())
        names: dict[str, None] = dict.fromkeys(had if isinstance(had, tuple) else (had,))
        for cell in cells:
            text = cleaned(cell)
            if not text:
                continue
            if len(text) > _LONGEST.get(key, _LONGEST_OTHER):
                self.leave(f"a name of {len(text):,} characters")
            elif len(text) > 1 and is_name(text):
                names[text] = None
        if names:
            self._values[key] = tuple(names)

    def has(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str) -> str:
        value = self._values.get(key, "")
        return value if isinstance(value, str) else ""

    def done(self) -> Record | Passed:
        """The record; why there is none, where it has no name."""
        name = self.text("name")
        if not name:
            return Passed(self.line, self._left_out[0] if self._left_out else "no name")
        if self.sort == "actor" and (self.text("kind") or self.guess) == "person":
            self._values["name"] = uncapitalised(name)
            self._values["aliases"] = _as_in_texts(self._values.get("aliases", ()), self.text("name"))
        if ("lat" in self._values) != ("lon" in self._values):
            self._values.pop("lat", None)
            self._values.pop("lon", None)
        known = {name, self.text("name")}
        for key in MANY:
            names = [one for one in self._values.get(key, ()) if one not in known]
            known.update(names)
            self._values.pop(key, None)
            if names:
                self._values[key] = tuple(names)
        if self.sort == "actor":
            for key in ("lat", "lon", "geonames"):
                self._values.pop(key, None)
        elif position := self._values.pop("position", None):
            self._values.setdefault("note", position)
        return Record(
            line=self.line,
            sort=self.sort,
            values=ordered(self.sort, self._values),
            id=self.id,
            left_out=tuple(self._left_out),
            guess=self.guess,
        )

    def leave(self, what: str) -> None:
        """Note what is left out."""
        self._left_out.append(what)

    def _read(self, key: str, text: str) -> str:
        if len(text) > _LONGEST.get(key, _LONGEST_OTHER):
            self.leave(f"a {key.removeprefix('x-')} of {len(text):,} characters")
            return ""
        if key == "name" and not is_name(text):
            self.leave(f"no name: `{shown(text)}`")
            return ""
        read = _READ.get(key)
        value = read(text) if read else text
        if not value:
            self.leave(f"{_NOUNS.get(key, key)}: `{shown(text)}`")
        return value


def cleaned(cell: str) -> str:
    """What a cell says, in one line and without what steers a terminal; nothing where it says that it says nothing."""
    text = one_line(cell)
    if not text.isascii():
        from briefing.parse.encodings import ungarbled

        text = re.sub(_NO_CHARACTER, "", ungarbled(text))
    return "" if says_nothing(text) else text


def source_id(text: str) -> str:
    """What a source calls somebody by, as one word that a mark can have; nothing where it says nothing."""
    word = re.sub(r"[^\w.:+@/~-]", lambda found: f"%{ord(found[0]):X}", cleaned(text))
    if len(word) > _LONGEST_ID:
        word = word[:_LONGEST_ID] + blake2b(word.encode(), digest_size=8).hexdigest()
    return word


def is_name(text: str) -> bool:
    """Whether a text can be somebody's name: it has a letter."""
    return any(map(str.isalpha, text))


def turned(name: str) -> str:
    """A name that is written as in a register (`Berg, Anna`) in the order of a text; nothing for any other."""
    family, comma, given = name.partition(",")
    is_turned = comma and "," not in given and is_name(family) and is_name(given) and "." not in given[-4:]
    return f"{given.strip()} {family.strip()}" if is_turned else ""


def _as_in_texts(aliases: Value, name: str) -> tuple[str, ...]:
    """Other names of a person in the letters and the order of a text, unless that is a name already."""
    from briefing.model.brief import Actor
    from briefing.parse.surnames import is_person

    found = dict.fromkeys([name])
    for alias in (aliases,) if isinstance(aliases, str) else aliases:
        other = uncapitalised(turned(alias) or alias)
        is_better = other not in found and (other == alias or "," not in alias or is_person(Actor("", other)))
        found[other if is_better else alias] = None
    return tuple(found)


_PATRONYMIC = "(?:вич|ьич|мич|лич|вна|чна|шна)$"
"""How a Russian, Ukrainian or Belarusian name of one's father ends."""


def patronymic_inside(name: str) -> str:
    """A name of the form `Коваль Олена Ивановна` in the order of a text, `Олена Ивановна Коваль`; as it is otherwise: a
    patronymic stands behind the given name, so what is before both is the surname."""
    words = name.split()
    if len(words) != 3 or not re.search(_PATRONYMIC, words[2]) or re.search(_PATRONYMIC, words[1]):
        return name
    return f"{words[1]} {words[2]} {words[0].rstrip(',')}"


def without_patronymic(name: str) -> str:
    """A name as a text mostly has it: `Олена Коваль` for `Олена Ивановна Коваль`; nothing for any other."""
    words = name.split()
    return f"{words[0]} {words[2]}" if len(words) == 3 and re.search(_PATRONYMIC, words[1]) else ""


def shown(text: str) -> str:
    """A text for a message."""
    return text if len(text) <= 40 else f"{text[:39]}…"


def ordered(sort: Sort, values: dict[str, Value]) -> dict[str, Value]:
    """The values in the order of the format, those of one's own behind the others."""
    keys = [key for key in OWNERS[OWNER[sort]].fields if key in values]
    return {key: values[key] for key in [*keys, *(key for key in values if key.startswith("x-"))]}


@lru_cache(maxsize=4096)
def country(text: str) -> str:
    """The code of a country that a text surely means, by a code or a name."""
    from briefing.parse.country_names import code_of, is_country, named_anywhere

    is_sure = (
        len(text.replace(".", "").replace(" ", "")) <= 3
        or re.fullmatch(r"[A-Za-z]{2}-\w{1,3}", text)
        or is_country(text)
    )
    bare = re.sub(r"(?i)^(?:the )?(?:republic of )?", "", text)
    return code_of(text) if is_sure or is_country(bare) else named_anywhere(text)


def degrees(most: int, text: str) -> str:
    """Degrees as the format has them."""
    number = text.replace(",", ".").replace("\u2212", "-").rstrip("° ")
    if not re.fullmatch(r"[+-]?[0-9]{1,3}(?:\.[0-9]+)?", number) or abs(float(number)) > most:
        return ""
    return f"{float(number):.6f}".rstrip("0").rstrip(".")


def point(text: str) -> tuple[str, str]:
    """Latitude and longitude in one text: `48.85, 2.35`, or as maps have it, `Point(2.35 48.85)`."""
    if found := re.fullmatch(r"(?i)point ?\(([-+\d.]+) ([-+\d.]+)\)", text):
        return degrees(90, found[2]), degrees(180, found[1])
    if found := re.fullmatch(r"([-+\d.]+)[,;/ ] ?([-+\d.]+)", text):
        return degrees(90, found[1]), degrees(180, found[2])
    return "", ""


def wikidata(text: str) -> str:
    """The id of a Wikidata item, also from its address."""
    found = re.fullmatch(r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/|wd:)?([Qq][1-9][0-9]{0,11})", text)
    return found[1].upper() if found else ""


def geonames(text: str) -> str:
    """The number of a place at GeoNames, also from its address."""
    found = re.fullmatch(r"(?:https?://(?:www\.|sws\.)?geonames\.org/)?([1-9][0-9]{0,9})(?:/.*)?", text)
    return found[1] if found else ""


_READ: dict[str, Callable[[str], str]] = {
    "country": country,
    "lat": lambda text: degrees(90, text),
    "lon": lambda text: degrees(180, text),
    "wikidata": wikidata,
    "geonames": geonames,
}
_NOUNS = {
    "country": "no country", "lat": "no latitude", "lon": "no longitude", "wikidata": "no Wikidata id",
    "geonames": "no GeoNames number",
}  # fmt: skip
