"""What is the matter with a value that could not be read: the code, the sentence, and what its author meant.

Needed only where something is wrong: nothing of this is loaded for a good brief.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from briefing.model.names import looks_like_id, slug
from briefing.model.when import WhenError, parse_when
from briefing.parse.dress import oddity, undressed
from briefing.parse.fields import Field, ValueKind
from briefing.parse.values import NUMBER, read, short


class Wrong(NamedTuple):
    """A wrong value: `fix` is what was meant, if that is clear, and `value` is that as it is read."""

    code: str
    message: str
    fix: str = ""
    value: Any = None


def wrong(row: Field, text: str) -> Wrong:
    """What is wrong with the text of a field's value that is none."""
    plainer = undressed(text)
    if plainer != text and (clause := oddity(text)) and (value := read(row, plainer)) is not None:
        return Wrong(_CODES[row.kind], f"`{short(text)}` {clause}", plainer, value)
    return _JUDGES[row.kind](row, text, plainer)


def listed(row: Field) -> str:
    """The words that a field may have, and where they are explained."""
    return f"it is one of {', '.join(row.choices)}; see `briefing explain {row.key}`"


def _id(row: Field, text: str, plainer: str) -> Wrong:
    better = slug(text)
    fix = better if looks_like_id(better) else ""
    clause = oddity(text) if plainer != text else ""
    clause = clause or "is no id; ids are lower-case words joined by dashes"
    return Wrong("B114", f"`{short(text)}` {clause}", fix)


def _when(row: Field, text: str, plainer: str) -> Wrong:
    from briefing.parse.dates import meant

    found = meant(text)
    if found.text:
        return Wrong("B107", f"write `{short(text)}` as {found.text}", found.text, parse_when(found.text))
    try:
        parse_when(text)
    except WhenError as error:
        said = str(error)
        return Wrong("B107", found.why or said + (f"; see `briefing explain {row.key}`" if "write it" in said else ""))
    return Wrong("B107", f"`{short(text)}` is not a date")  # pragma: no cover - it was refused before


def _url(row: Field, text: str, plainer: str) -> Wrong:
    bare = re.sub(r"^\[[^\]]*\]\((.*)\)$", r"\1", plainer)
    bare = re.sub(r"^<(.*)>$", r"\1", bare).strip()
    scheme = re.match(r"(?i)(?:h{1,2}t{1,3}p{1,2}(s?)|[ht]tp(s?))(?:[:;]/*|/{2,})(?=[^\s/])", bare)
    if scheme:
        bare = f"http{(scheme[1] or scheme[2] or '').lower()}://{bare[scheme.end() :]}"
    elif re.fullmatch(_HOST, bare.removeprefix("//")):
        bare = f"https://{bare.removeprefix('//')}"
    fix = bare.replace(" ", "%20")
    fix = fix if fix != text and read(row, fix) is not None and re.fullmatch(_HOST, fix.split("//", 1)[1]) else ""
    said = (
        "a blank in one is written %20"
        if read(row, plainer.partition(" ")[0])
        else "it must begin with https:// or http://"
    )
    message = f"`{short(text)}` is no address; {said}"
    return Wrong("B111", message, fix)


def _country(row: Field, text: str, plainer: str) -> Wrong:
    from briefing.parse.country_names import code_of

    better = code_of(plainer)
    message = f"`{short(text)}` is no country code of ISO 3166-1 (two capital letters, or `x-…`)"
    return Wrong("B110", message + (f"; did you mean `{better}`?" if better else ""), better, better or None)


def _degrees(row: Field, text: str, plainer: str) -> Wrong:
    from briefing.parse.degrees import Axis, limit, meant

    axis: Axis = "latitude" if row.kind == "latitude" else "longitude"
    if re.fullmatch(NUMBER, plainer):
        most = limit(axis)
        return Wrong("B108", f"{short(text)} is out of range: a {axis} goes from -{most} to {most}")
    found = meant(text, axis)
    if found.why:
        return Wrong("B108", f"`{short(text)}` {found.why}, and `{row.key}` is a {axis}")
    if found.other:
        return Wrong("B108", f"`{short(text)}` is a latitude and a longitude; write them as `lat` and `lon`")
    if found.text:
        comma = re.fullmatch(r"[+-]?[0-9]+,[0-9]+", plainer)
        message = f"a comma stands in `{text}`; write a decimal point" if comma else f"write `{text}` as {found.text}"
        return Wrong("B108", message, found.text, float(found.text))
    return Wrong("B108", f"`{short(text)}` is no number of degrees; write it like 41.0082")


def _wikidata(row: Field, text: str, plainer: str) -> Wrong:
    digits = re.fullmatch(r"[0 ]*([1-9][0-9]{0,11})", plainer)
    item = digits or re.fullmatch(r"(?i)(?:.*[/:#=])?q[ -]?([1-9][0-9]{0,11})(?:[/?#].*)?", plainer)
    fix = f"Q{item[1]}" if item else ""
    return Wrong("B112", f"`{short(text)}` is no Wikidata item; one looks like Q406", fix, fix or None)


def _geonames(row: Field, text: str, plainer: str) -> Wrong:
    address = re.search(r"(?i)geonames\.org/(?:maps/)?([1-9][0-9]{0,9})(?![0-9])", plainer)
    number = address or re.fullmatch(r"(?i)(?:(?:geonames(?:id)?|gn)[:# ]*|#)?([1-9][0-9]{0,9})", plainer)
    grouped = re.fullmatch(r"[1-9][0-9]{0,2}(?:[ ,.'][0-9]{3})+", plainer)
    fix = number[1] if number else re.sub(r"[^0-9]", "", plainer) if grouped else ""
    return Wrong("B112", f"`{short(text)}` is no GeoNames number; one looks like 745044", fix, fix or None)


def _choice(row: Field, text: str, plainer: str) -> Wrong:
    from briefing.parse.synonyms import word_for

    guess = word_for(row.choices, plainer)
    message = f"`{short(text)}` is no {row.key}; "
    if plainer != text and guess and (clause := oddity(text)):
        message = f"`{short(text)}` {clause}; "
    return Wrong("B106", message + (f"did you mean `{guess}`?" if guess else listed(row)), guess)


_HOST = r"(?i)(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::[0-9]+)?(?:[/?#]\S*)?"
_JUDGES: dict[ValueKind, Callable[[Field, str, str], Wrong]] = {
    "id": _id,
    "when": _when,
    "url": _url,
    "country": _country,
    "latitude": _degrees,
    "longitude": _degrees,
    "wikidata": _wikidata,
    "geonames": _geonames,
    "choice": _choice,
}
_CODES: dict[ValueKind, str] = {
    "id": "B114", "when": "B107", "url": "B111", "country": "B110", "latitude": "B108", "longitude": "B108",
    "wikidata": "B112", "geonames": "B112", "choice": "B106",
}  # fmt: skip
