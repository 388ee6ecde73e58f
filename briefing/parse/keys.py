"""A key that YAML does not see as one, or sees with something around it: another sign for its colon, an odd blank
beside it, something invisible in it.
"""

from __future__ import annotations

import re

from briefing.model.names import looks_like_id
from briefing.model.problem import Edit
from briefing.model.value import NamedTuple
from briefing.parse import slips
from briefing.parse.characters import BLANK, INVISIBLE, ODD, WIDE_COMMAS, name_of
from briefing.parse.cut_off import is_bare
from briefing.parse.fields import Owner
from briefing.parse.lines import COLON, LONGEST, lines_of
from briefing.parse.nodes import Node, ScalarNode, plain_scalar
from briefing.parse.values import Values

_FORM = (
    rf"(?P<odd>[{ODD}]*)(?P<key>[\w-]+(?:[{ODD}][\w-]+)?)(?P<before>{BLANK}*)"
    rf"{COLON}?(?P<after>{BLANK}*)(?P<rest>.*)"
)


class KeyMeant(NamedTuple):
    """The key that was meant, and the value that stands with it in one text; None where it is YAML's own value."""

    key: str
    value: Node | None


def meant(values: Values, node: ScalarNode, owner: Owner, value: Node | None = None) -> KeyMeant | None:
    """The key that a text is, or begins with; reported. None for a text that has no key of the owner.

    `value` is the value that YAML read behind the text, where it took that for a key.
    """
    is_key = value is not None
    has_colon = value is not None and not is_bare(values, node, value)
    start, end = node.start_mark, node.end_mark
    if node.style or start.line != end.line or start.line >= len(values.lines):
        return None
    text = values.lines[start.line][start.column : end.column]
    form = re.fullmatch(_FORM, text)
    if lost := _lost_colon(values, node, owner, text) if not is_key else None:
        return lost
    if form is None or (form["colon"] is None and not is_key):
        return None
    key = re.sub(rf"[{ODD}]", "", form["key"])
    if key not in owner.fields or (key == text and is_key):
        return None
    if is_key and form["colon"] is None and form["rest"]:
        sign = re.match(r"[.|~\u2013\u2014][ ]+(?=\w)", form["rest"])
        if sign and not has_colon and not form["before"]:
            at = values.at(node, form.start("key"), form.end("key"))
            edits = (Edit(values.at(node, form.end("key"), form.start("rest") + sign.end()), ": "),)
            values.problems.append(slips.NO_COLON.sure_if(False).at(at, edits=edits, key=key, meant=key))
            begin, rest = start.column + form.start("rest") + sign.end(), form["rest"][sign.end() :]
            return KeyMeant(key, plain_scalar(rest, start.line, begin, end.column))
        if has_colon or not form["before"]:
            return None
        at = values.at(node, form.start("key"), form.end("key"))
        edits = (Edit(values.at(node, form.end("key"), form.end("before")), ": "),)
        values.problems.append(slips.NO_COLON.at(at, edits=edits, key=key, meant=key))
    else:
        _report(values, node, form, key, has_colon)
    rest = form["rest"]
    if is_key and not rest:
        return KeyMeant(key, None)
    begin = start.column + form.start("rest")
    style = rest[:1] if rest[:1] in ("'", '"') and rest[-1:] == rest[:1] and len(rest) > 1 else ""
    said = rest[1:-1] if style else rest
    return KeyMeant(key, plain_scalar(said, start.line, begin, end.column, style))


def _lost_colon(values: Values, node: ScalarNode, owner: Owner, text: str) -> KeyMeant | None:
    """The key of an item that is a text and begins with it, as in `name Jo Doe`: no name and no sentence does."""
    form = re.fullmatch(rf"(?P<key>id|{owner.bare})(?P<gap> +)(?P<rest>\S.*)", text)
    if form is None or form["key"] not in owner.fields:
        return None
    if not (looks_like_id(form["rest"]) if form["key"] == "id" else form["rest"][0].isupper()):
        return None
    edit = Edit(values.at(node, *form.span("gap")), ": ")
    at = values.at(node, *form.span("key"))
    values.problems.append(slips.NO_COLON.sure_if(False).at(at, edits=(edit,), key=form["key"], meant=form["key"]))
    start = node.start_mark
    return KeyMeant(form["key"], plain_scalar(form["rest"], start.line, start.column + form.start("rest"),
                                              node.end_mark.column))  # fmt: skip


def pairs(values: Values, node: ScalarNode, owner: Owner) -> list[KeyMeant]:
    """The keys and values of an entry that YAML took for one text, since other signs stand for their colons; reported.
    Empty for a text.
    """
    found: list[KeyMeant] = []
    for number, begin, text in lines_of(node, values.lines):
        line = plain_scalar(text, number, begin, begin + len(text))
        if len(found) > len(owner.fields):
            break
        if (pair := meant(values, line, owner)) is not None:
            found.append(pair)
        elif not found:
            return []
        elif (last := found[-1].value) is not None:
            last.value = f"{last.value} {text}".strip()
    return found


_OVERRIDE = rf"(?P<name>[^:\uff1a=]*?[^:\uff1a=\s]){BLANK}*{COLON}{BLANK}*(?P<id>[\w-]+)"


def overrides(values: Values, node: ScalarNode) -> list[tuple[Node, Node]]:
    """The names and ids of `mentions` that YAML took for one text, as `pairs` has the keys of an entry."""
    written = lines_of(node, values.lines)
    if len(node.value) > LONGEST:
        return []
    forms = [form for _number, _begin, text in written if (form := re.fullmatch(_OVERRIDE, text))]
    if node.style or len(forms) < len(written):
        return []
    is_beside = len(written) == 1 and bool(values.lines[written[0][0]][: written[0][1]].strip())
    result: list[tuple[Node, Node]] = []
    for (number, begin, text), form in zip(written, forms, strict=True):
        line = plain_scalar(text, number, begin, begin + len(text))
        edits: tuple[Edit, ...] = (Edit(values.at(line, form.end("name"), form.start("id")), ": "),)
        if is_beside:  # a mapping that begins on its key's line stands in braces
            end = len(text)
            edits = (Edit(values.at(line, 0, 0), "{"), *edits, Edit(values.at(line, end, end), "}"))
        slip = {":": slips.NO_SPACE, "\uff1a": slips.WIDE_COLON}.get(form["colon"], slips.EQUALS)
        at = values.at(line, *form.span("colon"))
        values.problems.append(slip.at(at, edits=edits, key=form["name"], mark=form["colon"]))
        name, target = (
            plain_scalar(form[part], number, begin + form.start(part), begin + form.end(part))
            for part in ("name", "id")
        )
        result.append((name, target))
    return result


def _report(values: Values, node: ScalarNode, form: re.Match[str], key: str, is_key: bool) -> None:
    colon, before, after = form["colon"], form["before"], form["after"]
    hidden = [at for group in ("odd", "key") for at in range(*form.span(group)) if form.string[at] in ODD]
    if hidden:
        name = name_of(form.string[hidden[0]])
        edits = tuple(Edit(values.at(node, at, at + 1), "") for at in hidden)
        values.problems.append(slips.INVISIBLE.at(edits[0].span, edits=edits, a_name=name))
        return
    if odd := next((char for char in before if char not in " \t"), ""):
        at = form.start("before") + before.index(odd)
        edit = Edit(values.at(node, *form.span("before")), "")
        slip = slips.INVISIBLE if odd in INVISIBLE else slips.BEFORE_COLON
        place = values.at(node, at, at + 1)
        values.problems.append(slip.at(place, edits=(edit,), a_name=name_of(odd), a_blank=name_of(odd)))
        return
    if colon is None:
        return
    place = values.at(node, *form.span("colon"))
    if is_key and not form["rest"] and form["colon"]:  # YAML's own colon follows this one
        edits = (Edit(values.at(node, form.start("before"), form.end("after")), ""),)
        values.problems.append(slips.EQUALS.at(place, edits=edits, key=key, mark=f"{colon}:"))
        return
    whole = (Edit(values.at(node, form.start("before"), form.end("after")), ": "),)
    if odd := next((char for char in after if char not in " \t"), ""):
        at = form.start("after") + after.index(odd)
        slip = slips.INVISIBLE if odd in INVISIBLE else slips.ODD_SPACE
        where = values.at(node, at, at + 1)
        values.problems.append(slip.at(where, edits=whole, a_name=name_of(odd), a_blank=name_of(odd)))
    elif colon == "\uff1a":
        is_last = re.search(rf"[\uff1a{WIDE_COMMAS}]", form["rest"]) is None
        values.problems.append(slips.WIDE_COLON.sure_if(is_last).at(place, edits=whole))
    elif colon == ":":
        values.problems.append(slips.NO_SPACE.at(place, edits=whole))
    else:
        values.problems.append(slips.EQUALS.at(place, edits=whole, key=key, mark=colon))
