"""The facts of `model/traces.py` as a text that git, Syncthing or a mail carries: JSON, a fact a line, sorted.

One mark that changes changes one line. Lines may stand in any order and several times, as `merge=union` of git leaves
them: of one key the fact stands that is right by the rule. A file that ends early has fewer facts and is nothing less:
reading takes nothing away.
"""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from briefing.desk.plain_session import plain, session_as_read
from briefing.desk.traces import as_text
from briefing.model import place as places
from briefing.model.content import as_written
from briefing.model.limits import MARK, MARKS
from briefing.model.names import clean
from briefing.model.traces import FACTS, FLAGS, KINDS, LATEST, OWN, POSITIONS, Trace, merged, own_name, own_text

FORM = 1
"""What a file says that this program writes; one that says a higher number is of a later program."""
_HEAD = "briefing-marks"
_TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
_BEGAN = datetime(1970, 1, 1, tzinfo=UTC)
_PAGES = ("story", "actor", "venue", "question", "path")
_ID = re.compile(r"[^\x00-\x1f\x7f-\x9f]{1,4096}")
_OF = {
    **dict.fromkeys(FACTS, re.compile("")),
    **dict.fromkeys(OWN, re.compile(rf"(?:story|actor|venue):{_ID.pattern}")),
    **dict.fromkeys(POSITIONS, re.compile(rf"(?:{'|'.join(_PAGES)}):{_ID.pattern}")),
}
"""What `of` can be, by what a fact is; of the others it is the id of a story."""


class TraceFileError(Exception):
    """A file cannot be taken; the message is a sentence that begins with the line."""


def lines(traces: Iterable[Trace]) -> Iterator[str]:
    """The lines of a file: its head, then the facts that stand, sorted by what they are."""
    yield _line({_HEAD: FORM})
    yield from (line_of(trace) for _key, trace in sorted(merged(traces).items()))


def line_of(trace: Trace) -> str:
    """The line of one fact."""
    row: dict[str, object] = {"what": trace.what}
    row |= {name: value for name, value in (("of", trace.of), ("name", trace.name)) if value}
    return _line({**row, "value": _shown(trace), "at": _moment(trace.at)})


def _line(row: Mapping[str, object]) -> str:
    """ASCII: no program on the way takes a letter for an end of a line, or composes it anew."""
    return json.dumps(row)


def _shown(trace: Trace) -> object:
    if trace.what in FLAGS:
        return bool(trace.value)
    if trace.what in (*OWN, "visit", "caught_up"):
        return trace.value or None
    return json.loads(trace.value)


def _moment(at: int) -> str:
    time = _BEGAN + timedelta(milliseconds=min(at, LATEST))
    return f"{time:%Y-%m-%dT%H:%M:%S}.{time.microsecond // 1000:03}Z".rjust(24, "0")


def as_traces(data: bytes) -> list[Trace]:
    """The facts of a file, as often as they stand there. Raises `TraceFileError`, with the first line that is none."""
    if len(data) > MARKS:
        raise TraceFileError(f"it has more than {MARKS >> 20} MB, which no marks have")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # what `>` writes in a shell of Windows
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    found: list[Trace] = []
    has_head = False
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            row = _row(line)
            if _HEAD in row:
                _check_form(row[_HEAD])
                has_head = True
            elif not has_head:
                raise ValueError(f"this is no file of marks: one begins with {_line({_HEAD: FORM})}")
            else:
                found.append(_trace(row))
        except ValueError as error:
            raise TraceFileError(f"line {number}: {error}") from None
    if not has_head:
        raise TraceFileError(f"line 1: this is no file of marks: one begins with {_line({_HEAD: FORM})}")
    return found


def trace_of(line: str) -> Trace:
    """The fact of one line. Raises `ValueError` where it is none."""
    return _trace(_row(line.encode()))


def _row(line: bytes) -> dict[str, Any]:
    if line.startswith((b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")):
        raise ValueError("git left a conflict here; take out the lines that begin so and keep both sides")
    if len(line) > MARK:
        raise ValueError(f"it has more than {MARK >> 20} MB, which no mark has")
    try:
        row = json.loads(line.decode())
    except UnicodeDecodeError:
        raise ValueError("this is not UTF-8") from None
    except (ValueError, RecursionError):
        raise ValueError("this is no JSON, or only the beginning of it") from None
    if not isinstance(row, dict):
        raise ValueError('a mark is an object: {"what": "star", …}')
    return row


def _check_form(form: object) -> None:
    if type(form) is not int or form < 1:
        raise ValueError(f"`{_HEAD}` is the number of a form, as in {_line({_HEAD: FORM})}")
    if form > FORM:
        raise ValueError("a newer version of briefing wrote this; update this one to read it")


def _trace(row: Mapping[str, Any]) -> Trace:
    """The fact of a line. Raises `ValueError` with what is the matter with it."""
    what = row.get("what")
    if not isinstance(what, str) or what not in KINDS:
        raise ValueError(f"`what` is one of {', '.join(KINDS)}")
    of, at = row.get("of", ""), row.get("at")
    if not isinstance(of, str) or not _OF.get(what, _ID).fullmatch(of) or not _is_text(of):
        raise ValueError("`of` says of what it is, as in a file that was exported")
    try:
        value = _READ[what](row.get("value"))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, zlib.error):
        raise ValueError(f"`value` is nothing that a `{what}` has") from None
    name = own_name(what, value) if value and what in OWN else row.get("name", "") if what in OWN else ""
    if not isinstance(name, str) or bool(name) != (what in OWN) or not _is_text(name) or clean(name) != name:
        raise ValueError(f"`name` says which {what} it is, as in a file that was exported")
    return Trace(what=what, of=of, name=name, value=value, at=_milliseconds(at))


def _milliseconds(at: object) -> int:
    wrong = ValueError("`at` is a time like 2025-05-15T09:30:00.000Z")
    if not isinstance(at, str) or not re.fullmatch(_TIME, at, re.ASCII):
        raise wrong
    try:
        time = datetime.fromisoformat(at)
    except ValueError:
        raise wrong from None
    return max((time - _BEGAN) // timedelta(milliseconds=1), 0)


def _is_text(text: str) -> bool:
    """Whether it can be written: halves of letters cannot."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


# ── values ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _flag(value: Any) -> str:
    if type(value) is not bool:
        raise ValueError
    return "1" if value else ""


def _own(what: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value is None:
            return ""
        if not isinstance(value, str) or own_text(what, value) != value or not value:
            raise ValueError
        return value

    return read


def _seen(value: Any) -> str:
    digest, parts, text = value["digest"], value["parts"], value["text"]
    if not isinstance(digest, str) or not re.fullmatch("[0-9a-z]{12}", digest) or not isinstance(parts, str):
        raise ValueError
    as_written(parts)
    if text is not None:
        words = zlib.decompressobj()
        if not isinstance(text, str) or len(words.decompress(b64decode(text, validate=True), MARK)) >= MARK:
            raise ValueError
    return _plain({"digest": digest, "parts": parts, "text": text})


def _position(value: Any) -> str:
    known = {name: _KNOWN[name](each) for name, each in value.items()}
    places.as_read({**known, "kind": "story", "key": "x"})
    return _plain(known)


def _session(value: Any) -> str:
    """How a desk was left, without its trail; what a later program has besides is not known here."""
    session = session_as_read({name: each for name, each in value.items() if name in _OF_SESSION})
    found = plain(session)
    if not all(isinstance(found[name], str) for name in ("view", "pane", "theme")):
        raise ValueError
    if session.of:
        if session.of.kind not in _PAGES or not isinstance(session.of.key, str):
            raise ValueError
        _position({name: each for name, each in value["of"].items() if name not in ("kind", "key")})
    return _plain({name: found[name] for name in _OF_SESSION})


def _text(value: Any) -> str:
    if not isinstance(value, str) or clean(value) != value:
        raise ValueError
    return value


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _MOST:
        raise ValueError
    return value


def _stop(value: Any) -> int:
    return -1 if value == -1 else _number(value)


def _offset(value: Any) -> int:
    """Of the first line on the screen; where that is an empty one it is below zero."""
    return -_number(-value) if type(value) is int and value < 0 else _number(value)


def _yes(value: Any) -> bool:
    """What is only told where it is so."""
    if value is not True:
        raise ValueError
    return value


_MOST = 10**9
_KNOWN: Mapping[str, Callable[[Any], str | int]] = {
    **dict.fromkeys(("para", "mention"), _number), "stop": _stop, "offset": _offset,
    **dict.fromkeys(("anchor", "find", "near"), _text), "whole": _yes,
}  # fmt: skip
_OF_SESSION = ("view", "of", "pane", "theme", "recent", "orders", "row")


def _plain(value: dict[str, Any]) -> str:
    text = as_text(value)
    if not _is_text(text):
        raise ValueError
    return text


def _day(value: Any) -> str:
    datetime.fromisoformat(value)
    return str(value)


_READ: Mapping[str, Callable[[Any], str]] = {
    "read": _flag, "star": _flag, "tag": _own("tag"), "note": _own("note"), "seen": _seen, "position": _position,
    "session": _session, "visit": _day, "caught_up": _day,
}  # fmt: skip
"""A value of a file as it is kept, by what it is of."""
