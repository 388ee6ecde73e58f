"""Slips in what a key or a value says: letters, capitals, synonyms, dates, coordinates, references."""

from __future__ import annotations

import random
import re
from datetime import date
from itertools import pairwise

from briefing.model.fold import fold
from briefing.parse.fields import OWNERS
from tests.check.slips.good import Good, Scalar
from tests.check.slips.slip import Slip, cut, cut_all, keys, pick, plain, slip
from tests.check.slips.writing import GUESTS
from tests.check.test_mutations import samples

MONTHS = "January February March April May June July August September October November December".split()
GERMAN = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
DASHES = "–—−‑‐"
OTHER_WORDS = {
    "open": ("unanswered", "pending", "unresolved", "Open"),
    "answered": ("closed", "resolved", "Answered"),
    "scheduled": ("announced", "planned"),
    "moderate": ("medium",),
    "state": ("country",),
    "organisation": ("company", "org", "organization"),
    "very unlikely": ("highly unlikely",),
    "cancelled": ("canceled",),
    "very likely": ("highly likely",),
    "partly": ("partially",),
}
OTHER_KEYS = {"lon": ("lng", "long", "longitude"), "lat": ("latitude",), "summary": ("description", "excerpt", "deck")}


def mistyped(word: str, dice: random.Random) -> str:
    """A word with a letter doubled, dropped, or changed with its neighbour."""
    at = dice.randrange(len(word))
    return dice.choice(
        (
            word[: at + 1] + word[at:],
            word[:at] + word[at + 1 :],
            word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
        )
    )


@slip("letter wrong in a key")
def key_letter(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, keys(good))
    if found is None:
        return None
    key = found[0]
    word = mistyped(key.text, dice)
    owner = OWNERS[key.owner].fields if key.owner else {}
    if word in owner or len(word) < 2 or word == key.text:
        return None
    return Slip(cut(good.text, key.start, key.end, word), key.start)


@slip("letter wrong in an id")
def id_letter(good: Good, dice: random.Random) -> Slip | None:
    # An entry's own id may be any word; one that refers to something, or stands for it in the registry, may not.
    registry = samples()[1].registry
    things = {*registry.actors, *registry.venues}
    own = {value for mapping in good.mappings for key, value in mapping.pairs if key.text == "name"}
    named = {id(mapping) for mapping in good.mappings for _key, value in mapping.pairs if value in own}
    bare = [
        one for one in plain(good) if one.is_item and one.kind == "entry" and one.text in things and "-" in one.text
    ]
    refers = [one for one in plain(good) if one.kind == "reference" and len(one.text) > 3]
    given = [
        value
        for mapping in good.mappings
        if id(mapping) not in named and mapping.owner in ("actor", "venue")
        for key, value in mapping.pairs
        if key.text == "id" and isinstance(value, Scalar) and not value.style
    ]
    found = pick(dice, [*bare, *refers, *given])
    if found is None:
        return None
    word = mistyped(found.text, dice)
    if (
        word == found.text
        or word in things
        or fold(word) == fold(found.text)
        or not re.fullmatch(r"[a-z0-9][\w-]+", word)
    ):
        return None
    if found.kind == "entry" and "-" not in word:
        return None  # a name in one lower-case word may be a name
    return Slip(cut(good.text, found.start, found.end, word), found.start)


@slip("letter wrong in a word of the format")
def choice_letter(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [one for one in plain(good) if one.kind == "choice" and len(one.text) > 1])
    if found is None or found.row is None:
        return None
    word = mistyped(found.text, dice)
    if word in found.row.choices or word == found.text or word.strip() != word:
        return None
    return Slip(cut(good.text, found.start, found.end, word), found.start)


@slip("capital in a key")
def key_case(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, keys(good))
    if found is None:
        return None
    key = found[0]
    return Slip(cut(good.text, key.start, key.end, dice.choice((key.text.capitalize(), key.text.upper()))), key.start)


@slip("case of a word of the format")
def choice_case(good: Good, dice: random.Random) -> Slip | None:
    found = pick(
        dice,
        [
            one
            for one in plain(good)
            if one.kind in ("choice", "country")
            or (one.kind == "reference" and one.row and one.row.key in ("follows", "source", "answered_by"))
        ],
    )
    if found is None:
        return None
    word = dice.choice(
        [
            one
            for one in (found.text.capitalize(), found.text.upper(), found.text.lower(), found.text.title())
            if one != found.text
        ]
    )
    return Slip(cut(good.text, found.start, found.end, word), found.start)


@slip("another word for a word of the format")
def synonym(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [one for one in plain(good) if one.kind == "choice" and one.text in OTHER_WORDS])
    if found is None:
        return None
    word = dice.choice(OTHER_WORDS[found.text])
    return Slip(cut(good.text, found.start, found.end, word), found.start)


@slip("another word for a key")
def key_synonym(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [key for key, _value in keys(good) if key.text in OTHER_KEYS])
    if found is None:
        return None
    return Slip(cut(good.text, found.start, found.end, dice.choice(OTHER_KEYS[found.text])), found.start)


@slip("country in another way")
def country(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [one for one in plain(good) if one.kind == "country"])
    if found is None:
        return None
    other = {
        "GB": "UK",
        "US": "USA",
        "TR": "Turkey",
        "RU": "Russia",
        "AR": "Argentina",
        "QA": "Qatar",
        "AU": "Australia",
        "JP": "Japan",
        "CH": "Switzerland",
    }.get(found.text)
    word = dice.choice([one for one in (other, found.text.lower(), found.text.title()) if one])
    return Slip(cut(good.text, found.start, found.end, word), found.start)


# dates


def days(good: Good) -> list[tuple[Scalar, date]]:
    return [
        (one, date.fromisoformat(one.text))
        for one in plain(good)
        if one.kind == "when" and re.fullmatch(r"\d{4}-\d\d-\d\d", one.text)
    ]


@slip("date in words")
def date_in_words(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, days(good))
    if found is None:
        return None
    value, day = found
    month = MONTHS[day.month - 1]
    ordinal = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
    forms = [
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day}. {GERMAN[day.month - 1]} {day.year}",
        f"{DAYS[day.weekday()]} {day.day} {month} {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        f"{month} {day.day} {day.year}",
        f"{day.day} {FRENCH[day.month - 1]} {day.year}",
        f"{DAYS[day.weekday()]}, {month} {day.day}, {day.year}",
        f"{day.day}{ordinal} {month} {day.year}",
        f"{day.day}-{month[:3]}-{day.year}",
        f"{day.year} {month} {day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{month[:3]}. {day.day}, {day.year}",
    ]
    return Slip(cut(good.text, value.start, value.end, dice.choice(forms)), value.start)


@slip("date in other digits")
def date_in_digits(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, days(good))
    if found is None:
        return None
    value, day = found
    forms = [
        f"{day.year}/{day.month:02}/{day.day:02}",
        f"{day.year}.{day.month:02}.{day.day:02}",
        f"{day.year}{day.month:02}{day.day:02}",
        f"{day.year} {day.month:02} {day.day:02}",
        f"{day.year}-{day.month:02}-{day.day:02}.",
        f"{day.year}_{day.month:02}_{day.day:02}",
    ]
    if day.month < 10:
        forms.append(f"{day.year}-{day.month}-{day.day}")
    if day.day > 12:
        forms += [
            f"{day.day}.{day.month}.{day.year}",
            f"{day.day}/{day.month:02}/{day.year}",
            f"{day.month}/{day.day}/{day.year}",
            f"{day.year}-{day.day}-{day.month:02}",
        ]
    form = dice.choice(forms)
    return Slip(cut(good.text, value.start, value.end, form), value.start, (value.start + len(form) - 1,))


@slip("another dash in a date")
def date_dash(good: Good, dice: random.Random) -> Slip | None:
    found = pick(
        dice, [one for one in plain(good) if one.kind == "when" and one.text.count("-") and one.text[:4].isdigit()]
    )
    if found is None:
        return None
    mark = dice.choice(DASHES)
    text = found.text.replace("-", mark) if dice.random() < 0.6 else found.text.replace("-", mark, 1)
    return Slip(cut(good.text, found.start, found.end, text), found.start, (found.start + text.index(mark),))


@slip("month in words")
def month_in_words(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [one for one in plain(good) if one.kind == "when" and re.fullmatch(r"\d{4}-\d\d", one.text)])
    if found is None:
        return None
    year, number = found.text.split("-")
    month = MONTHS[int(number) - 1]
    forms = (
        f"{month} {year}",
        f"{month[:3]} {year}",
        f"{month}, {year}",
        f"{year} {month}",
        f"{number}/{year}",
        f"{year}/{number}",
        f"{GERMAN[int(number) - 1]} {year}",
    )
    return Slip(cut(good.text, found.start, found.end, dice.choice(forms)), found.start)


@slip("interval with another mark")
def interval(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [one for one in plain(good) if one.kind == "when" and "/" in one.text])
    if found is None:
        return None
    mark = dice.choice((" - ", " – ", "–", " to ", " / ", "..", " until ", "—", " bis "))
    return Slip(cut(good.text, found.start, found.end, found.text.replace("/", mark)), found.start)


@slip("time in another way")
def clock(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [one for one in plain(good) if one.kind == "when" and "T" in one.text])
    if found is None:
        return None
    day, _, rest = found.text.partition("T")
    hour, zone = rest[:5], rest[5:]
    forms = (
        f"{day} {hour}{zone}",
        f"{day} {hour} {zone}".strip(),
        f"{day}T{hour}:00{zone}",
        f"{day}t{hour}{zone}",
        f"{day}T{hour}{zone.replace(':', '')}",
        f"{day}, {hour}{zone}",
        f"{day}  {hour}{zone}",
    )
    text = dice.choice([form for form in forms if form != found.text])
    return Slip(cut(good.text, found.start, found.end, text), found.start)


# coordinates and numbers


def points(good: Good) -> list[Scalar]:
    return [one for one in plain(good) if one.kind in ("latitude", "longitude")]


@slip("typographic minus")
def minus(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [one for one in points(good) if one.text.startswith("-")])
    if found is None:
        return None
    return Slip(cut(good.text, found.start, found.start + 1, dice.choice("−–—‒")), found.start)


@slip("coordinate in another way")
def coordinate(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, points(good))
    if found is None:
        return None
    value = float(found.text)
    ways = ("N", "S") if found.kind == "latitude" else ("E", "W")
    way = ways[value < 0]
    size = found.text.lstrip("-")
    forms = [
        f"{size} {way}",
        f"{size}°{way}",
        f"{size}° {way}",
        f"{size}{way}",
        f"{way} {size}",
        f"{found.text}°",
        found.text.replace(".", ","),
    ]
    minutes = round(abs(value) * 60, 6)
    if minutes == int(minutes):
        forms.append(f"{int(minutes) // 60}°{int(minutes) % 60:02}′{way}")
    form = dice.choice(forms)
    return Slip(
        cut(good.text, found.start, found.end, form),
        found.start,
        (found.start + form.find(","),) if "," in form else (),
    )


@slip("both coordinates in one")
def both_in_one(good: Good, dice: random.Random) -> Slip | None:
    options = []
    for mapping in good.mappings:
        pairs = mapping.pairs
        for (key, value), (other, more) in pairwise(pairs):
            if (key.text, other.text) == ("lat", "lon") and isinstance(value, Scalar) and isinstance(more, Scalar):
                options.append((value, more))
    found = pick(dice, [(one, other) for one, other in options if not one.style and not other.style])
    if found is None:
        return None
    lat, lon = found
    return Slip(cut(good.text, lat.start, lon.end, f"{lat.text}, {lon.text}"), lat.start)


@slip("latitude and longitude changed about")
def swapped(good: Good, dice: random.Random) -> Slip | None:
    # Where the country tells: both would be far away.
    options = [
        (values["lat"], values["lon"])
        for mapping in good.mappings
        if (
            values := {key.text: value for key, value in mapping.pairs if isinstance(value, Scalar) and not value.style}
        )
        and {"lat", "lon", "country"} <= values.keys()
        and abs(float(values["lat"].text) - float(values["lon"].text)) > 15
        and abs(float(values["lon"].text)) <= 90
    ]
    found = pick(dice, options)
    if found is None:
        return None
    lat, lon = found
    return Slip(cut_all(good.text, [(lat.start, lat.end, lon.text), (lon.start, lon.end, lat.text)]), lat.start)


@slip("Wikidata item in another way")
def wikidata(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [one for one in plain(good) if one.kind == "wikidata"])
    if found is None:
        return None
    number = found.text[1:]
    form = dice.choice(
        (number, f"q{number}", f"https://www.wikidata.org/wiki/Q{number}", f"Q {number}", f"wd:Q{number}")
    )
    return Slip(cut(good.text, found.start, found.end, form), found.start)


@slip("address in another way")
def address(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [one for one in plain(good) if one.kind == "url" and one.text.startswith("https://")])
    if found is None:
        return None
    rest = found.text.removeprefix("https://")
    form = dice.choice(
        (
            rest,
            f"https:/{rest}",
            f"https//{rest}",
            f"htps://{rest}",
            f"https;//{rest}",
            f"https:// {rest}",
            f"<{found.text}>",
        )
    )
    return Slip(
        cut(good.text, found.start, found.end, form),
        found.start,
        (found.start + form.find(" "),) if " " in form else (),
    )


# references


@slip("surname for an id")
def surname(good: Good, dice: random.Random) -> Slip | None:
    registry = samples()[1].registry
    weak: dict[str, list[str]] = {}
    for actor in registry.actors.values():
        for name in actor.weak:
            weak.setdefault(fold(name), []).append(actor.key)
    options = [
        one
        for one in plain(good)
        if one.kind == "reference"
        and one.text in registry.actors
        and any(weak[fold(name)] == [one.text] for name in registry.actors[one.text].weak)
    ]
    found = pick(dice, options)
    if found is None:
        return None
    names = [name for name in registry.actors[found.text].weak if weak[fold(name)] == [found.text]]
    return Slip(cut(good.text, found.start, found.end, dice.choice(names)), found.start)


@slip("name that is not listed")
def not_listed(good: Good, dice: random.Random) -> Slip | None:
    """An event names an actor whose line in the list was forgotten."""
    actors = next((one for one in good.lists if one.row and one.row.key == "actors"), None)
    if actors is None or len(actors.items) < 2:
        return None
    last = actors.items[-1]
    refers = [
        one for one in good.values if one.kind == "reference" and isinstance(last, Scalar) and one.text == last.text
    ]
    if not refers or not isinstance(last, Scalar) or last.text not in GUESTS:
        return None
    if actors.is_flow:
        start, end = actors.items[-2].end, last.end
    else:
        start = good.line_start(last.start)
        end = good.shown.starts[good.shown.line_at(start) + 1]
    at = refers[0].start
    return Slip(cut(good.text, start, end), at - (end - start) if at > end else at)


@slip("hyphen of another kind in an id")
def odd_hyphen(good: Good, dice: random.Random) -> Slip | None:
    found = pick(
        dice,
        [
            one
            for one in plain(good)
            if one.kind in ("reference", "entry", "id")
            and re.fullmatch(r"[a-z]+(-[a-z]+)+", one.text)
            and one.text in {*samples()[1].registry.actors, *samples()[1].registry.venues}
        ],
    )
    if found is None:
        return None
    mark = dice.choice((*DASHES, "_", " "))
    text = found.text.replace("-", mark)
    return Slip(cut(good.text, found.start, found.end, text), found.start, (found.start + text.index(mark),))
