"""Inputs that nobody thought of, for what reads files that others wrote: seeded, so that what is found comes again.

`python -m tests.fuzzing --seconds 600 [TARGET...]` tries the targets in turn and keeps what breaks one in a folder;
with `--atheris`, where that is installed, it is led by what is covered (one target then). What is found becomes a test.
"""

from __future__ import annotations

import argparse
import json
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random
from typing import NamedTuple

from briefing.articles.article import Article, Given, LeadsTo, NoArticle
from briefing.articles.drafting import brief_of
from briefing.articles.kinds import read as articles_of
from briefing.check.checker import check, check_registry, is_sound
from briefing.check.convert import converted, other_name
from briefing.check.fixes import put_right
from briefing.check.format import NotFormatted, formatted
from briefing.check.rule import Around
from briefing.config.paths import shipped
from briefing.config.searches import Searches, SearchesError
from briefing.config.settings import SettingsError, load_settings
from briefing.config.theme_file import read_theme_file
from briefing.desk.people import ftm, table
from briefing.desk.plain_session import plain, session_as_read
from briefing.desk.state_tables import migrate
from briefing.desk.trace_file import TraceFileError, as_traces, lines
from briefing.desk.traces import all_traces, take_in
from briefing.model.problem import Problem
from briefing.model.query import parse_query, term_at_end
from briefing.parse.brief import read_text
from briefing.parse.read_table import read_table
from briefing.parse.registry import read_registry
from briefing.parse.text import Text, decode
from tests.articles.inputs import WORDS, page, pdf, rss
from tests.hostile import ATOMS
from tests.parse.desk import ACTORS, FILES, NAMES, PLACES, REGISTRY
from tests.parse.test_brief import FULL, SHORT

SECONDS = 5.0
"""CPU time that one input may take; what is quadratic takes more of `LONGEST` bytes."""
LONGEST = 8_000
DESK = Around(REGISTRY, {}, date(2025, 5, 16))


class FuzzTarget(NamedTuple):
    """What is tried, by what it begins with; `words` are put into it."""

    run: Callable[[bytes], object]
    seeds: Callable[[], list[bytes]]
    words: tuple[str, ...] = ()


def _look(text: str, file: str) -> tuple[Problem, ...]:
    shown = decode(text.encode("utf-8", "replace"), file)
    return check(read_text(shown, REGISTRY, NAMES), shown, DESK)


def _check(data: bytes, file: str) -> None:
    shown = decode(data, file)
    brief = read_text(shown, REGISTRY, NAMES)
    problems = check(brief, shown, DESK)
    lines = len(shown.lines)
    for one in problems:
        assert 1 <= one.span.line <= one.span.end_line <= lines + 1, one
        assert one.message == one.message.strip(), one
    sparing = read_text(shown, REGISTRY, NAMES, is_sparing=True)
    assert any(one.severity != "info" for one in problems) <= (not is_sound(sparing, shown, DESK)), problems


def _fix(data: bytes, file: str) -> None:
    data = data[:2_000]  # it is looked at many times
    text = decode(data, file).text
    for guesses in (False, True):
        once = put_right(text, file, lambda new: _look(new, file), guesses)
        assert guesses or once.problems <= len(text) + 1


def _format(data: bytes, file: str, is_registry: bool = False) -> None:
    with suppress(NotFormatted):
        once = formatted(decode(data, file), is_registry)
        assert formatted(Text(once, file), is_registry) == once


def _convert(data: bytes, file: str) -> None:
    with suppress(NotFormatted):
        other = converted(decode(data, file))
        converted(Text(other, other_name(file)))


def _registry(data: bytes) -> None:
    for file in FILES:
        files = {**FILES, file: data[:2_000]}  # it is looked at many times
        check_registry(read_registry(files), decode(files[file], file), files)
        _format(data, file, is_registry=True)


def _settings(data: bytes) -> None:
    read_table(data)
    file = _scratch() / "config.toml"
    file.write_bytes(data)
    with suppress(SettingsError):
        load_settings(file)


def _theme(data: bytes) -> None:
    file = _scratch() / "theme.yaml"
    file.write_bytes(data)
    read_theme_file(file)
    with suppress(SearchesError):
        Searches(file).load()


def _query(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for typing in (False, True):
        query = parse_query(text, DESK.today, None, typing)
        for one in query.mistakes:
            assert 0 <= one.start <= one.end <= len(text), one
    term_at_end(text)


def _article(data: bytes, file: str) -> None:
    with suppress(NoArticle):
        for one in articles_of(Given(data, name=file, origin=file, file=file)):
            if isinstance(one, Article):
                _check(brief_of(one, REGISTRY, NAMES, "t.yaml").encode("utf-8", "replace"), "t.yaml")
            else:
                assert isinstance(one, LeadsTo | NoArticle)


def _people(data: bytes) -> None:
    if ftm.looks_like_ftm(data):
        list(ftm.records(BytesIO(data)))
        return
    file = _scratch() / "people.csv"
    file.write_bytes(data)
    with suppress(table.NoTable):
        list(table.records(file, table.form_of(file)))


def _marks(data: bytes) -> None:
    """What is taken in comes out again, and how the desk was left can be read."""
    try:
        traces = as_traces(data)
    except TraceFileError:
        return
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db)
    take_in(db, traces)
    text = "\n".join(lines(all_traces(db)))
    assert take_in(db, as_traces(text.encode())) == []
    row = db.execute("SELECT value FROM facts WHERE key = 'session'").fetchone()
    if row:
        assert plain(session_as_read(json.loads(row[0])))
    db.close()


@cache
def _scratch() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzzing-"))


def _briefs() -> list[bytes]:
    sample = [file.read_bytes() for file in sorted(shipped("briefs").glob("*.yaml"))[:6]]
    front = (
        f"---\n{SHORT.partition('body:')[0]}---\n\n# A\n\nNATO | [[x]] <b>b</b>\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    return [FULL.encode(), SHORT.encode(), front.encode(), *sample]


YAML = (
    "\n",
    ": ",
    "- ",
    "  ",
    "\t",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
    "!!x ",
    "<<: *a\n",
    "? ",
    "---\n",
    "...\n",
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    "#",
    "%YAML 1.1\n",
    "body: |\n",
    "title: ",
    "date: 2025-05-16",
    "actors:\n",
    "mentions:\n",
    "# briefing: ignore B209\n",
    "claims:\n",
    "\r",
    "\x85",
    "\ufeff",
    "x-a: ",
    "0x1F",
    "1/2/3/",
    ",",
    "NATO",
    "+++\n",
)
MARKDOWN = (
    "**",
    "__",
    "`",
    "```\n",
    "~~~\n",
    "> ",
    "# ",
    "1. ",
    "[x](y)",
    "![",
    "[^1]",
    "[^1]: ",
    "|-|-|\n",
    "<!--",
    "-->",
    "<b>",
    "</b>",
    "<script>",
    "&amp;",
    "\\",
    "~~",
    "==",
    "[[NATO|x]]",
    "https://a.b ",
    "*",
    "_",
    "(",
    ")",
)
TOML = (
    "[read]\n",
    "[[a]]\n",
    "a.b.c = ",
    '"""',
    "'''",
    "{a=1}",
    "[1,",
    "bare = true\n",
    "ignore = [",
    "inf",
    "1e9",
    "1979-05-27T07:32:00Z",
    "title = 'title'\n",
    "[keys]\n",
)
HTML = (
    "<p>",
    "</p>",
    "<div>",
    "<table><tr><td>",
    "<meta name=date content=2025-05-16>",
    "<base href=//x>",
    "<!--",
    "]]>",
    "<script type='application/ld+json'>{",
    "&#0;",
    "&#x1F600;",
    "<svg>",
    "<iframe src=",
    "<![CDATA[",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    "&a;",
    "<item>",
    "</item>",
    "<title>",
    "<link>",
)
PDF = (
    "<<",
    ">>",
    " 0 R",
    "endobj",
    "stream\n",
    "/Kids [",
    "/Filter /FlateDecode",
    "/Length 9",
    "/Parent 2 0 R",
    "BT",
    "Tj",
    "/Prev 9",
    "xref",
    "trailer",
    "%%EOF",
    "/ObjStm",
)
CELLS = (
    ";",
    ",",
    "\t",
    '"',
    "\n",
    "\r\n",
    "name",
    "lat",
    "Q42",
    "1,5",
    "\0",
    '""',
    '{"id":"a","schema":"Person","properties":{"name":["A"]}}\n',
)
JSON = (
    '"', "{", "}", "[", "null", "true", "1e999", "-1", '"what": "seen"', '"what": "session"', '"of": "', '"at": "',
    "\\u001b", "\\ud800", "\n", "=======\n", "\0", "#", ":", "0", "story:", "9" * 30, "2025-05-15T09:30:00.000Z",
)  # fmt: skip
HEAD = '{"briefing-marks": 1}'
MARKS = "\n".join(
    f'{{{mark}, "at": "2025-05-15T09:30:00.000Z"}}'
    for mark in (
        '"what": "star", "of": "talks", "value": true',
        '"what": "tag", "of": "actor:x", "value": "Grain"',
        '"what": "note", "of": "story:a#1.0123456789ab", "name": "x", "value": null',
        '"what": "seen", "of": "a", "value": {"digest": "0123456789ab", "parts": "[[],[],[],[]]", "text": null}',
        '"what": "visit", "value": "2025-05-15T09:30:00"',
        '"what": "position", "of": "story:a", "value": {"para": 3, "offset": 0, "stop": -1, "anchor": ""}',
        '"what": "position", "of": "story:b", "value": {"mention": 3}',
        '"what": "position", "of": "story:c", "value": {"find": "x", "near": ""}',
        '"what": "session", "value": {"view": "map", "of": {"kind": "actor", "key": "x"}, "orders": {}, "row": 1}',
    )
)
QUERY = (
    '"',
    "-",
    ":",
    "actor:",
    "since:",
    "until:",
    "2025-05",
    "is:unread",
    "tag:",
    "(",
    ")",
    "OR ",
    "*",
    " ",
    "王",
    "’",
)
PEOPLE = b'{"id":"a","schema":"Person","properties":{"name":["Al Bo"],"country":["tr"]}}\n'


def _pages() -> list[bytes]:
    return [page(f"<article><p>{WORDS}</p><p>{WORDS}</p></article>", "<meta name=date content=2025-05-16>").encode()]


def _feeds() -> list[bytes]:
    item = f"<item><title>T</title><link>https://example.org/1</link><description>{WORDS}</description></item>"
    listed = "<opml><body><outline xmlUrl='https://example.org/f'/></body></opml>"
    entry = "<entry><title>T</title><content type='html'>x</content></entry>"
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>"
    return [rss(item).encode(), listed.encode(), atom.encode()]


def _archives() -> list[bytes]:
    head = "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    return [f"{head}Content-Type: text/html\nContent-Location: https://example.org/\n\n{page(WORDS)}\n--b--\n".encode()]


TARGETS = {
    "check": FuzzTarget(lambda data: _check(data, "talks.yaml"), _briefs, YAML + MARKDOWN),
    "check-markdown": FuzzTarget(lambda data: _check(data, "talks.md"), _briefs, YAML + MARKDOWN),
    "fix": FuzzTarget(lambda data: _fix(data, "talks.yaml"), _briefs, YAML),
    "format": FuzzTarget(lambda data: _format(data, "talks.yaml"), _briefs, YAML),
    "convert": FuzzTarget(lambda data: _convert(data, "talks.yaml"), _briefs, YAML + MARKDOWN),
    "convert-back": FuzzTarget(lambda data: _convert(data, "talks.md"), _briefs, YAML + MARKDOWN),
    "registry": FuzzTarget(_registry, lambda: [ACTORS.encode(), PLACES.encode()], YAML),
    "settings": FuzzTarget(
        _settings, lambda: [b"[read]\ntitle = 'Title'\nignore = ['a.md', 'x']\n", b"theme = 'ink'\n"], TOML
    ),
    "theme": FuzzTarget(_theme, lambda: [file.read_bytes() for file in sorted(shipped("themes").glob("*.yaml"))], YAML),
    "query": FuzzTarget(
        _query, lambda: [b'talks "first day" -grain actor:nato since:2025-05', b"is:unread tag:x"], QUERY
    ),
    "page": FuzzTarget(lambda data: _article(data, "a.html"), _pages, HTML),
    "feed": FuzzTarget(lambda data: _article(data, "a.xml"), _feeds, HTML),
    "paper": FuzzTarget(lambda data: _article(data, "a.pdf"), lambda: [pdf([[WORDS, "b"], ["c"]])], PDF),
    "archive": FuzzTarget(lambda data: _article(data, "a.mhtml"), _archives, HTML),
    "text": FuzzTarget(
        lambda data: _article(data, "a.txt"), lambda: [f"Bread\n\n{WORDS}\n\n{WORDS}\n".encode()], MARKDOWN
    ),
    "markdown": FuzzTarget(lambda data: _article(data, "a.md"), _briefs, YAML + MARKDOWN),
    "marks": FuzzTarget(_marks, lambda: [f"{HEAD}\n{one}".encode() for one in (MARKS, *MARKS.splitlines())], JSON),
    "people": FuzzTarget(_people, lambda: [b"name;kind;lat\nAl Bo;person;\nUlm;place;48,4\n", PEOPLE], CELLS),
}


def inputs(target: FuzzTarget, seed: int) -> Iterator[bytes]:
    """What is tried, without end: nothing, the seeds, and what comes of them by a few changes each."""
    chance = Random(seed)
    seeds = target.seeds()
    words = [word.encode("utf-8", "surrogatepass") for word in (*target.words, *ATOMS)]
    yield from (b"", *seeds)
    while True:
        data = chance.choice(seeds)
        for _ in range(1 << chance.randrange(5)):
            data = _changed(data, chance, seeds, words)[:LONGEST]
        yield data


def _changed(data: bytes, chance: Random, seeds: list[bytes], words: list[bytes]) -> bytes:
    at, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    end = min(end, at + chance.choice((1, 4, 16, 64, 1024)))
    how = chance.randrange(10)
    if how < 4:
        return data[:at] + chance.choice(words) + data[at if how < 3 else end :]
    if how == 4:
        return data[:at] + data[end:]
    if how == 5:
        return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    if how == 6:
        return data[:end] + data[at:]
    if how == 7:
        return data[:at] + data[at:end] * chance.choice((3, 50, 2000)) + data[end:]
    if how == 8:
        other = chance.choice(seeds)
        start = chance.randrange(len(other) + 1)
        return data[:at] + other[start : start + chance.choice((8, 64, 1024))] + data[end:]
    return data[:at] + chance.choice(words) * chance.choice((2, 30, 3000)) + data[at:]


class TooSlow(BaseException):
    """An input took more CPU time than it may; no `Exception`, so that nobody takes it for a fault of his library."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises `TooSlow` where this takes more CPU time."""

    def stop(_number: int, _frame: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _by_ourselves(names: list[str], seconds: float, seed: int, folder: Path) -> int:
    """Try each target for its part of the time; the number of faults that were found."""
    known: set[str] = set()
    for name in names:
        tried, end = 0, time.process_time() + seconds / len(names)
        for data in inputs(TARGETS[name], seed):
            if time.process_time() > end:
                break
            tried += 1
            try:
                with within(SECONDS):
                    TARGETS[name].run(data)
            except (Exception, TooSlow) as error:
                where = traceback.extract_tb(error.__traceback__)
                ours = [one for one in where if "/briefing/" in one.filename] or where
                fault = f"{name}: {type(error).__name__} {str(error)[:90]!r} in {ours[-1].name}"
                if f"{ours[-1].filename}{ours[-1].lineno}{type(error)}" not in known:
                    known.add(f"{ours[-1].filename}{ours[-1].lineno}{type(error)}")
                    file = folder / f"{name}-{sha256(data).hexdigest()[:10]}"
                    file.write_bytes(data)
                    print(f"{fault} ({ours[-1].filename}:{ours[-1].lineno}), kept in {file}", flush=True)
        print(f"{name}: {tried:,} tried", flush=True)
    return len(known)


def _led_by_atheris(name: str, seconds: float, seed: int, folder: Path) -> None:
    import atheris

    atheris.instrument_all()
    corpus = folder / f"corpus-{name}"
    corpus.mkdir(exist_ok=True)
    for data in TARGETS[name].seeds():
        (corpus / sha256(data).hexdigest()[:10]).write_bytes(data)
    options = [
        f"-max_total_time={seconds:.0f}",
        f"-seed={seed}",
        f"-max_len={LONGEST}",
        "-timeout=20",
        "-rss_limit_mb=4096",
    ]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={folder}/{name}-", str(corpus)], TARGETS[name].run)
    atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"one of {', '.join(TARGETS)}; all without")
    parser.add_argument("--seconds", type=float, default=60, help="CPU time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "briefing-fuzzing")
    parser.add_argument("--atheris", action="store_true")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    if asked.atheris:
        _led_by_atheris(asked.targets[0], asked.seconds, asked.seed, asked.folder)
    else:
        sys.exit(bool(_by_ourselves(asked.targets or [*TARGETS], asked.seconds, asked.seed, asked.folder)))


if __name__ == "__main__":
    main()
