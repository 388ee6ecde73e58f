"""What is the matter with a value that could not be read: the slip, and what its author meant.

Needed only where something is wrong: nothing of this is loaded for a good brief.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from briefing.model.brief import LIKELIHOODS
from briefing.model.likeness import is_denied, plain
from briefing.model.names import looks_like_id, slug
from briefing.model.value import NamedTuple
from briefing.model.when import WhenError, parse_when
from briefing.parse import slips
from briefing.parse.characters import BLANKS
from briefing.parse.dress import oddity, undressed
from briefing.parse.fields import Field, ValueKind
from briefing.parse.literals import NUMBER, read, short
from briefing.parse.nodes import ScalarNode
from briefing.parse.nothing import is_of_spreadsheet, says_nothing
from briefing.parse.slips import Slip


class Wrong(NamedTuple):
    """A wrong value: `words` are those of the slip's sentence, `fix` is what was meant, if that is clear, and `value`
    is that as it is read. Where it is not `is_sure`, the fix is no more than likely.
    """

    slip: Slip
    words: dict[str, Any]
    fix: str = ""
    value: Any = None
    is_sure: bool = True


def wrong(row: Field, text: str) -> Wrong:
    """What is wrong with the text of a field's value that is none."""
    plainer = undressed(text, is_ours=row.kind in ("choice", "country"))
    is_stretch = row.kind == "when" and re.fullmatch(r"[0-9]{4} ?[\u2012-\u2015] ?[0-9]{2}", text)  # `2011–12`
    if plainer != text and not is_stretch and (clause := oddity(text)) and (value := read(row, plainer)) is not None:
        return Wrong(slips.ODD_VALUE[row.kind], {"text": short(text), "clause": clause}, plainer, value)
    comment = re.search(_COMMENT, text)
    if comment and read(row, text[: comment.start()]) is not None and read(row, text[comment.end() :].strip()) is None:
        return Wrong(slips.COMMENT, {"mark": comment["mark"]}, value=read(row, text[: comment.start()]))
    found = _JUDGES[row.kind](row, text, plainer)
    if is_of_spreadsheet(text):
        return Wrong(slips.SPREADSHEET, {"text": text.strip()})
    if says_nothing(plainer) and (not found.fix or row.kind == "country"):
        return Wrong(slips.NOTHING, {"text": short(text)})
    is_more = text[-1] in "?+-" or (row.kind == "choice" and text[0] in "?+-~(")
    return found._replace(is_sure=False) if is_more else found  # `C?`, `A-`, `-held` say something more


def behind_value(
    row: Field, node: ScalarNode, lines: Sequence[str]
) -> tuple[Slip, int, int, str, dict[str, Any], Any] | None:
    """A value with what was to be a comment behind it, on a line without brackets: the slip, which characters of the
    value it is about, what stands in place of them, the words of the sentence, and what the value is."""
    line, start = node.start_mark.line, node.start_mark.column
    if node.style or node.end_mark.line != line or line >= len(lines):
        return None
    written = lines[line][start : node.end_mark.column]
    found = re.search(rf"(?P<gap>[{_BLANKS}]*)(?:#|{_COMMENT})", written)
    if found is None or "{" in lines[line][:start] or "[" in lines[line][:start]:
        return None
    value = read(row, written[: found.start()])
    if value is None or read(row, written[found.end() :].strip()) is not None:
        return None
    if found["mark"]:
        return (
            slips.COMMENT.sure_if(found["mark"] == "//"),
            found.start(),
            found.end(),
            "  #",
            {"mark": found["mark"]},
            value,
        )
    at = found.start()
    return slips.NO_COMMENT, at, found.end(), " #", {}, value


_BLANKS = "".join(BLANKS)
_COMMENT = r"(?<=\S)\s+(?P<mark>//|--|;)(?=\s)"
"""What other languages begin a comment with behind a value."""


def listed(row: Field) -> str:
    """The words that a field may have, and where they are explained."""
    return f"it is one of {', '.join(row.choices)}; see `briefing explain {row.key}`"


def _id(row: Field, text: str, plainer: str) -> Wrong:
    fix = id_meant(plainer) if any(map(str.isalnum, text)) else ""
    clause = oddity(text) if plainer != text else ""
    slip = slips.ODD_VALUE["id"] if clause else slips.NO_ID
    return Wrong(slip, {"text": short(text), "clause": clause}, fix)


_NOT_ONE_ID = r"[,;/|+&{}\[\]=<>\uff0c\u3001\uff1b\u060c\u061b](?=.*\w)|:(?=.*\w)"
"""What parts two ids, or an id and something else."""


def id_meant(text: str) -> str:
    """The id that a text was to be that is none; nothing where it is more than one word for a thing."""
    better = slug(text)
    return better if looks_like_id(better) and not re.search(_NOT_ONE_ID, text) else ""


def _when(row: Field, text: str, plainer: str) -> Wrong:
    from briefing.parse.dates import meant

    guess = meant(text)
    if not guess.text and (inside := re.fullmatch(r"[(<\[{](.*)[)>\]}]", plainer)):
        guess = meant(inside[1])
        if not guess.text and read(row, inside[1]) is not None:
            guess = guess._replace(text=inside[1])
        guess = guess._replace(is_sure=False)
    if guess.text:
        words: dict[str, Any] = {"text": short(text), "better": guess.text}
        return Wrong(
            slip=slips.WRITE_AS["when"],
            words=words,
            fix=guess.text,
            value=parse_when(guess.text),
            is_sure=guess.is_sure,
        )
    try:
        parse_when(text)
    except WhenError as error:
        reason = str(error)
        more = f"; see `briefing explain {row.key}`" if "write it" in reason else ""
        return Wrong(slips.NO_DATE, {"why": guess.why or reason + more})
    return Wrong(slips.NO_DATE, {"why": f"`{short(text)}` is not a date"})  # pragma: no cover - it was refused before


def _url(row: Field, text: str, plainer: str) -> Wrong:
    bare = re.sub(r"^\[[^\]]*\]\((.*)\)$", r"\1", plainer)
    bare = re.sub(r"^<(.*)>$", r"\1", bare).strip()
    bare = re.sub(r"(?i)^(https?) ?: ?/ ?/ ?", r"\1://", bare)
    if doi := re.fullmatch(r"(?i)(?:doi[: ]*)?(10\.[0-9]{4,9}/\S+)", bare):
        bare = f"https://doi.org/{doi[1]}"
    why = ""
    if re.match(r"(?i)view-source:https?:", bare):
        bare = bare.partition(":")[2]
    if re.match(r"(?i)https?%3a%2f%2f", bare):
        from urllib.parse import unquote

        bare = unquote(bare)
    if harmless := re.search(r"(?i)^hxxps?|[\[(]\.[\])]|[\[(]dot[\])]", bare):
        why = f"`{harmless[0]}` keeps programs from following it"
        bare = re.sub(r"(?i)[\[(](?:\.|dot)[\])]", ".", re.sub(r"(?i)^hxxp", "http", bare))
    once = re.sub(r"(?i)^(?:https?:?/{1,3})+(?=https?:?/{1,3})", "", bare)
    why, bare = ("it begins twice" if once != bare else why), once
    scheme = re.match(r"(?i)(?:h{1,2}t{1,3}p{1,2}(s?)s?|[ht]tp(s?))(?:[:;][/\\]*|/{2,})(?=[^\s/])", bare)
    if scheme:
        bare = f"http{(scheme[1] or scheme[2] or '').lower()}://{bare[scheme.end() :]}"
    elif re.fullmatch(_HOST, bare.removeprefix("//")):
        bare = f"https://{bare.removeprefix('//')}"
    if len(re.findall(r"(?i)(?:^|[\s,;])(?:https?://|www\.)", bare)) > 1:
        return Wrong(slips.TWO_ADDRESSES, {"text": short(text)})
    host = re.match(r"(?i)(?P<scheme>https?://)(?P<name>[^/?#\s]+)", bare)
    if host and (mark := re.search(r"[,;]|^\.|\.{2,}", host["name"])):
        dotted = re.sub(r"[,;]|\.{2,}", ".", host["name"]).strip(".")
        why, bare = f"`{mark[0]}` stands in the name of its host", f"{host['scheme']}{dotted}{bare[host.end() :]}"
    fix = bare.replace(" ", "%20") if " (" not in bare else ""
    fix = fix if fix != text and read(row, fix) is not None and re.fullmatch(_HOST, fix.split("//", 1)[1]) else ""
    if why:
        return Wrong(slips.ODD_ADDRESS, {"text": short(text), "why": why}, fix, is_sure=False)
    slip = slips.BLANK_IN_ADDRESS if read(row, plainer.partition(" ")[0]) else slips.NO_ADDRESS
    return Wrong(slip, {"text": short(text)}, fix)


def _country(row: Field, text: str, plainer: str) -> Wrong:
    from briefing.parse.country_names import code_of

    better = code_of(plainer)
    tail = f"; did you mean `{better}`?" if better else ""
    is_sure = better not in ("NO", "NA")  # `no` and `na` may mean none
    return Wrong(
        slip=slips.NO_COUNTRY,
        words={"text": short(text), "tail": tail},
        fix=better,
        value=better or None,
        is_sure=is_sure,
    )


def _degrees(row: Field, text: str, plainer: str) -> Wrong:
    from briefing.parse.degrees import Axis, limit, meant

    axis: Axis = "latitude" if row.kind == "latitude" else "longitude"
    words: dict[str, Any] = {"text": short(text), "key": row.key, "axis": axis, "most": limit(axis)}
    if re.fullmatch(NUMBER, plainer):
        return Wrong(slips.OUT_OF_RANGE, words)
    found = meant(text, axis)
    if found.why:
        return Wrong(slips.OTHER_AXIS, words | {"why": found.why})
    if found.other:
        return Wrong(slips.BOTH_DEGREES, words)
    if found.text:
        comma = re.fullmatch(r"[+-]?[0-9]+,[0-9]+", plainer)
        slip = slips.DECIMAL_COMMA if comma else slips.WRITE_AS[axis]
        return Wrong(slip, {"text": text, "better": found.text}, found.text, float(found.text))
    return Wrong(slips.NO_DEGREES, words)


def _wikidata(row: Field, text: str, plainer: str) -> Wrong:
    digits = re.fullmatch(r"[0 ]*([1-9][0-9]{0,11})", plainer)
    item = digits or re.fullmatch(r"(?i)(?:.*[/:#=])?q[ -]?([1-9][0-9]{0,11})(?:[/?#].*)?", plainer)
    alone = re.findall(r"(?<![^\W_])[Qq]0*([1-9][0-9]{0,11})(?![^\W_]|[ ,.'][0-9])", plainer)
    several = re.findall(r"(?i)(?<![^\W_])q ?[0-9]", plainer)
    if len(several) > 1 or is_denied(plainer) or re.match(r"(?i)(?:not?|never)\b", plainer):
        return Wrong(slips.NO_WIKIDATA, {"text": short(text)})
    item = item or (re.search("[0-9]+", alone[0]) if len(alone) == 1 else None)
    fix = f"Q{item[item.re.groups]}" if item else ""
    return Wrong(slips.NO_WIKIDATA, {"text": short(text)}, fix, fix or None)


def _geonames(row: Field, text: str, plainer: str) -> Wrong:
    address = re.search(r"(?i)geonames\.org/(?:maps/)?([1-9][0-9]{0,9})(?![0-9])", plainer)
    number = address or re.fullmatch(r"(?i)(?:(?:geonames(?:id)?|gn)[:# ]*|#)?([1-9][0-9]{0,9})", plainer)
    grouped = re.fullmatch(r"[1-9][0-9]{0,2}(?:[ ,.'][0-9]{3})+", plainer)
    fix = number[1] if number else re.sub(r"[^0-9]", "", plainer) if grouped else ""
    return Wrong(slips.NO_GEONAMES, {"text": short(text)}, fix, fix or None)


def _choice(row: Field, text: str, plainer: str) -> Wrong:
    from briefing.parse.synonyms import word_for

    guess = word_for(row.choices, plainer.strip("()<>[]{}|/\\*_"))
    if not guess and (graded := re.fullmatch(r"([A-Fa-f])[ -]?[1-6]", plainer)) and "A" in row.choices:
        guess = graded[1].upper()  # the scale's second half is of what is said
    if not guess and row.choices is LIKELIHOODS:
        guess = _likelihood(plainer)
    clause = oddity(text) if plainer != text and plain(plainer) == plain(guess) else ""
    tail = f"did you mean `{guess}`?" if guess else listed(row)
    return Wrong(slips.NO_CHOICE, {"text": short(text), "clause": clause or f"is no {row.key}", "tail": tail}, guess)


_BANDS = (1, 5, 20, 45, 55, 80, 95, 99)
"""Where the likelihoods of ICD 203 begin and end, in per cent."""
_SHARE = r"[~≈]?(?:about |around |some )?([0-9]{1,2}(?:\.[0-9]+)?)(?: ?(?:-|–|to) ?([0-9]{1,2}))? ?(%|per ?cent|pct)?"


def _likelihood(text: str) -> str:
    """The word for a share of a hundred (`70%`, `0.7`); nothing where two words share it, as they do 80%."""
    share = re.fullmatch(_SHARE, text)
    if share is None:
        return ""
    ends = [float(one) for one in share.groups()[:2] if one]
    if not share[3] and ends[0] <= 1:
        ends = [100 * one for one in ends] if len(ends) == 1 else []
    bands = {n for one in ends for n, (low, high) in enumerate(pairwise(_BANDS)) if low < one < high}
    is_between = all(one not in _BANDS for one in ends)
    return LIKELIHOODS[bands.pop()] if len(bands) == 1 and is_between else ""


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
