"""A desk for a whole team: published to PostgreSQL and read from there, beside the embedded index in the same run; then
fifty readers at once. On 10,000 briefs of 5 KB, with `--large` on 100,000, or on as many as are asked for.

    python -m benchmarks.team [BRIEFS] [--large]

The server is one of our own on this machine and its only one, by TCP on loopback, with `SETTINGS`; it writes to the
disk as one that is not to lose anything does. It and all readers share the processors.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import random
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.desks import write_desk
from benchmarks.ratios import spread

BRIEFS, LARGE = 10_000, 100_000
SIZE = 4200  # characters of body: files of about 5 KB
SETTINGS = ("fsync=on", "synchronous_commit=on", "shared_buffers=512MB", "max_connections=120", "max_wal_size=4GB")
ROUNDS = 9
CHANGED = 10
"""Briefs that are changed and published again."""
READERS, SECONDS, PAUSE = 50, 20.0, 1.0
"""How many read at once, for how long, and how long each looks at an answer in the middle."""
PATIENCE = 0.1
"""What a question may take of the slowest twentieth of answers, with so many readers."""
WHOLE_PAGES = ("an actor", "a place")
"""What commands that print ask, and a reader who wants all of a page of thousands of stories: it is among what fifty
ask once, and left out where they ask what a screen shows."""
TODAY = date(2025, 6, 1)
Questions = Mapping[str, Callable[[Any], object]]


def main(briefs: int = BRIEFS) -> None:
    from briefing.desk.desk import Desk
    from briefing.model.clock import Clock
    from briefing.postgres.address import address_of
    from briefing.postgres.desk import PublishedDesk
    from tests.postgres.server import server

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    found = server(*SETTINGS, port=port)
    if found is None:
        print("A team: no PostgreSQL can be had here: left out")
        return
    address = address_of(f"{found}&schema=team")
    with tempfile.TemporaryDirectory() as folder:
        root, cache = Path(folder) / "desk", Path(folder) / "cache"
        write_desk(root, briefs, SIZE)
        print(f"A team: {briefs:,} briefs in PostgreSQL, with {', '.join(SETTINGS)}")
        publishing(root, cache, address)
        clock = Clock.at(TODAY)
        with contextlib.closing(Desk(root, cache, clock)) as own:
            with contextlib.closing(PublishedDesk(address, clock)) as published:
                asked = questions(own)
                beside(asked, own, published)
            shown = {name: ask for name, ask in asked.items() if name not in WHOLE_PAGES}
            together(shown, address, PAUSE)
            together(asked, address, PAUSE)
            together(shown, address, 0.0)


def publishing(root: Path, cache: Path, address: Any) -> None:
    """A first publishing, which reads all files into an index of its own, beside what an index itself takes; then one
    of a few changes."""
    from briefing.desk.desk import Desk
    from briefing.model.clock import Clock
    from briefing.postgres.connection import connect
    from briefing.postgres.publishing import publish

    clock = Clock.at(TODAY)
    with contextlib.closing(Desk(root, cache, clock)) as desk:
        reading = _seconds(desk.refresh)
    briefs, whole_time = len(list(root.glob("story-*"))), _seconds(partial(publish, root, cache, address, clock))
    index = sum(file.stat().st_size for file in cache.iterdir())
    with contextlib.closing(connect(address)) as connection:
        size = connection.execute("SELECT pg_database_size(current_database())").fetchone()[0]
    print(
        f"  published: {briefs / whole_time:,.0f} briefs a second, {reading / whole_time:.2f} × the rate of the index"
        f" alone ({reading:.1f} s, of {whole_time:.1f} s)"
    )
    print(f"  {'':9}  {size / 1e6:,.0f} MB of database, {size / index:.2f} × the index")
    whole, sent = [], []
    for round_ in range(3):
        for file in sorted(root.glob("story-*"))[round_ :: briefs // CHANGED + 1]:
            file.write_bytes(file.read_bytes().replace(b"envoys", b"legates").replace(b"title: ", b"title: Again, ", 1))
        whole.append(_seconds(partial(publish, root, cache, address, clock)))
        sent.append(_seconds(partial(publish, root, cache, address, clock)))
    print(f"  {CHANGED} briefs that changed: {spread(whole)} s; nothing: {spread(sent)} s")


def questions(own: Any) -> Questions:
    """What a reader asks of a desk, by what it is for. `own` tells which pages there are."""
    from briefing.desk.share import FIRST
    from briefing.model.query import parse_query

    (actor, other), venue = own.actors("stories")[:2], own.venues("stories")[0]
    stories = own.roll("story").numbers
    story = own.ids_at([stories[len(stories) // 2]])[0]
    first = own.roll("question", most=1).numbers
    question = next(iter(own.questions_at(first).values())).key
    name = actor.name.split()[-1]

    def search(text: str) -> Callable[[Any], object]:
        return lambda desk: desk.search(parse_query(text, TODAY))

    def window(kind: str, rows: str, **more: Any) -> Callable[[Any], object]:
        return lambda desk: getattr(desk, rows)(desk.roll(kind, **more).numbers[:60])

    marks: dict[int, Any] = {}

    def since(desk: Any) -> object:
        """Of the state that this desk was in when it was first asked."""
        if id(desk) not in marks:
            marks[id(desk)], _every = desk.differing(("", -1), (), lambda ids: {})
        return desk.differing(marks[id(desk)], (), lambda ids: {})

    def counted(desk: Any) -> object:
        return desk.count(parse_query("ministers prisoners ", TODAY))

    return {
        "the counts": lambda desk: desk.counts(),
        "first frame": lambda desk: desk.newest(60),
        "stories": window("story", "stories_at"),
        "stories by name": window("story", "stories_at", order="name"),
        "actors": window("actor", "actors_at"),
        "actors by date": window("actor", "actors_at", order="date"),
        "places": window("venue", "venues_at"),
        "questions": window("question", "questions_at"),
        "first questions": window("question", "questions_at", most=60),
        "timeline": lambda desk: (lambda roll: desk.events_at(roll.numbers[:60], roll.tellings))(desk.roll("event")),
        "around today": lambda desk: desk.events_around_today(60),
        "a story": lambda desk: desk.page("story", story),
        "an actor": lambda desk: desk.page("actor", actor.key),
        "a place": lambda desk: desk.page("venue", venue.key),
        "an actor, at first": lambda desk: desk.page("actor", actor.key, FIRST),
        "a place, at first": lambda desk: desk.page("venue", venue.key, FIRST),
        "a question": lambda desk: desk.page("question", question),
        "a path": lambda desk: desk.page("path", f"{actor.key}|{other.key}"),
        "one word": search(f"{name} "),
        "a common word": search("ministers "),
        "a word that may go on": search("ministers"),
        "two words": search("prisoners winter "),
        "a beginning of three": search("min"),
        "a beginning of one": search("m"),
        "a phrase": search('"before the weekend"'),
        "two words and an actor": search(f"prisoners winter actor:{actor.key}"),
        "a word, not another": search("prisoners -xyzzy"),
        "keys only": search(f"venue:{venue.key} since:2020"),
        "nothing": search("xyzzy"),
        "sentences": lambda desk: desk.quotes(parse_query("ministers", TODAY)),
        "a count": counted,
        "completion": lambda desk: desk.complete("actor:p"),
        "a name as typed": lambda desk: desk.named("actor", name[:4].lower(), 20),
        "a name nearly": lambda desk: desk.named_nearly("actor", f"{name[:3]}x{name[3:]}".lower(), 20),
        "a title as typed": lambda desk: desk.named("story", "winter", 20),
        "a digest": lambda desk: desk.digest(date(2024, 12, 1)),
        "what differs, of all": lambda desk: desk.differing(("", -1), (), lambda ids: {}),
        "what differs since": since,
        "a source": lambda desk: desk.source_of(story),
    }


def beside(asked: Questions, own: Any, published: Any) -> None:
    """Each question to both, one after the other; what either holds of a list is let go of before."""

    def journey() -> None:
        published.asked(lambda db: db.execute("SELECT 1").fetchone())

    journey()
    trip = median(_seconds(journey) for _ in range(101))
    print(
        f"  A journey with its transaction takes {trip * 1000:.2f} ms. Each question: the index, the database (median,"
    )
    print(f"  worst of {ROUNDS}), how often it asked, ratio of both without that journey (median of pairs, from – to)")
    for name, ask in asked.items():
        pairs = []
        for round_ in range(ROUNDS + 1):
            own._lists.clear()
            published._lists.clear()
            pair = _seconds(partial(ask, own)), _seconds(partial(ask, published))
            if round_:
                pairs.append(pair)
        ours, theirs = zip(*pairs, strict=True)
        ratios = [max(there - trip, 0) / here for here, there in pairs]
        over = "  over" if median(ratios) > 2 else ""
        print(
            f"  {name:<24} {median(ours) * 1000:8.2f} {median(theirs) * 1000:8.2f} {max(theirs) * 1000:8.2f} ms"
            f" {_journeys(ask, published):4}   {spread(ratios)}{over}"
        )


def _journeys(ask: Callable[[Any], object], published: Any) -> int:
    """How often a question goes to the server, without the beginning and the end of its transaction."""
    from briefing.postgres.asking import Asker as Asked

    times, ask_all = 0, Asked.ask

    def counted(self: Any) -> None:
        nonlocal times
        times += 1
        ask_all(self)

    published._lists.clear()
    Asked.ask = counted  # type: ignore[method-assign]
    try:
        ask(published)
    finally:
        Asked.ask = ask_all  # type: ignore[method-assign]
    return times


def together(asked: Questions, address: Any, pause: float) -> None:
    """Many readers, each a process of its own, that ask whatever comes up."""
    context = multiprocessing.get_context("fork")
    told: Any = context.SimpleQueue()
    alone, begin = context.Lock(), context.Barrier(READERS)  # nobody is measured beside who is still getting ready
    given = (asked, address, pause, alone, begin, told)
    readers = [context.Process(target=_read, args=(*given, seed)) for seed in range(READERS)]
    for reader in readers:
        reader.start()
    by_name: dict[str, list[float]] = {name: [] for name in asked}
    for _reader in readers:
        for name, took in told.get():
            by_name[name].append(took)
    for reader in readers:
        reader.join()
    every = [took for of_one in by_name.values() for took in of_one]
    how = f"about {pause:.0f} s after the last answer" if pause else "without a pause"
    what = "whole pages too" if asked.keys() >= set(WHOLE_PAGES) else "what a screen shows"
    rate = len(every) / SECONDS
    print(f"  {READERS} readers, who ask for {what} {how}: {rate:.0f} answers a second; median, p95, p99")
    for name, took in {"all": every, **by_name}.items():
        middle, late, last = (quantiles(took, n=100)[at] * 1000 for at in (49, 94, 98))
        over = "  over" if late > PATIENCE * 1000 and pause else ""
        print(f"  {name:<24} {middle:8.1f} {late:8.1f} {last:8.1f} ms   of {len(took)}{over}")


def _read(asked: Questions, address: Any, pause: float, alone: Any, begin: Any, told: Any, seed: int) -> None:
    """One reader, for so many seconds."""
    from briefing.model.clock import Clock
    from briefing.postgres.desk import PublishedDesk

    chance, took = random.Random(seed), []
    with contextlib.closing(PublishedDesk(address, Clock.at(TODAY))) as desk:
        with alone:
            for ask in asked.values():  # what is imported, and what a reader holds of the desk anyway
                ask(desk)
        begin.wait()
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            time.sleep(chance.uniform(0, 2 * pause))
            name = chance.choice(list(asked))
            desk._lists.clear()
            took.append((name, _seconds(partial(asked[name], desk))))
    told.put(took)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:] if one.isdigit()]
    main(*given or [LARGE if "--large" in sys.argv else BRIEFS])
