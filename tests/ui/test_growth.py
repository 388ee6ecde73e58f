"""What a desk costs as it grows, counted and not timed: a first reading takes what its briefs take, and all that a
reader does afterwards takes the same on any desk.

SQLite counts its own steps, and Python the calls that it makes; both are the same on every run.
"""

from __future__ import annotations

import cProfile
import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from briefing.config.searches import Searches
from briefing.desk.desk import Desk
from briefing.desk.since import Since
from briefing.desk.state import State
from briefing.model.clock import Clock
from briefing.model.value import dataclass
from briefing.ui.library import Library, Shelf
from briefing.ui.views import VIEWS
from briefing.ui.views.view import View
from briefing.ui.windowed import BLOCK, Windowed

TODAY = date(2025, 6, 1)
SIZES = (100, 400, 1600)
FEW = 20
"""What is taken for few in these tests, so that a hundred are many."""
EVERY = 10
LONG_AGO = 1_700_000_000


@dataclass(frozen=True, slots=True)
class Cost:
    """Statements, and tens of steps, of SQLite; calls of Python."""

    statements: int
    steps: int
    calls: int

    def exceeds(self, other: Cost, times: float) -> bool:
        """Whether it is more than so many times another one. The full text has parts, more of them in a larger desk: a
        few statements are of that."""
        return (
            self.statements > other.statements + 40
            or self.steps > times * other.steps + 30
            or self.calls > times * other.calls + 100
        )


def brief(number: int, briefs: int) -> str:
    """As much of everything as in any other: who is in it is in four more, however many there are."""
    group, day = number % (briefs // 5), TODAY - timedelta(number // 2)
    return f"""title: Story {number} of the harbour
date: {day}
actors:
  - {{name: Ada {_word(group)}, kind: person, role: envoy}}
  - {{name: Boris {_word(number)}, kind: person, position: Minister}}
venues:
  - {{name: Port {_word(number)}, kind: port, lat: {number % 80}, lon: {number % 170}}}
events:
  - {{name: Meeting {number}, when: {day}, where: port-{_word(number).lower()}, status: held}}
questions:
  - ask: Will {_word(number)} sign?
    due: {day + timedelta(90)}
body: |
  Ada {_word(group)} met Boris {_word(number)} behind closed doors.

  Nobody in the room could say whether a truce would come.
"""


def _word(number: int) -> str:
    """A name that a number alone has."""
    return "".join("bdfgklmnpr"[int(digit)] + "aeiouaeiou"[int(digit)] for digit in f"{number:04}").capitalize()


SEARCHES = ("harbour", "truce come", '"behind closed doors"', "since:2025-05-20", "venue:port-babababa")


class Grown:
    """A desk of some briefs, and what is done with it."""

    def __init__(self, folder: Path, briefs: int) -> None:
        self.root = folder / "desk"
        for number in range(briefs):
            part = self.root / f"{number // 100:02}"
            part.mkdir(parents=True, exist_ok=True)
            path = part / f"story-{number:04}.yaml"
            path.write_text(brief(number, briefs))
            os.utime(path, (LONG_AGO, LONG_AGO))  # else a look would read it again
        clock = Clock.at(TODAY)
        self.desk, self.state = Desk(self.root, folder / "cache", clock), State(self.root, folder / "state")
        self.library = Library(self.desk, self.state, clock, Searches(folder / "searches.yaml", folder))
        self.since = Since(self.desk, self.state, clock)

    def cost(self, work: Callable[[], object]) -> Cost:
        """What some work costs."""
        statements: list[str] = []
        steps = 0

        def step() -> int:
            nonlocal steps
            steps += 1
            return 0

        db, profile = self.desk._store.connection(), cProfile.Profile(builtins=False)
        db.set_trace_callback(statements.append)
        db.set_progress_handler(step, EVERY)
        profile.enable()
        work()
        profile.disable()
        db.set_progress_handler(None, EVERY)
        db.set_trace_callback(None)
        calls = sum(entry.callcount for entry in profile.getstats())
        return Cost(len(statements), steps, calls)

    def measured(self) -> Iterator[tuple[str, Cost]]:
        """What is done with a desk from its first reading on, with what each costs."""
        yield "a first reading", self.cost(self.desk.refresh)
        self.since.begin()
        self.since.news()
        self.since.catch_up()
        self.library.begin_news()
        for number in (3, 7):  # with the first, what later ones need is imported
            file = self.change(number)
            saved = self.cost(lambda file=file: self.desk.refresh(only=[file]))  # type: ignore[misc]
        yield "a file is saved", saved
        yield "what is new", self.cost(self.since.news)
        yield "what is new, with what is dated", self.cost(self.since.digest)
        yield "counts", self.cost(self.desk.counts)
        for text in SEARCHES:
            self.desk.search(self.library.kept.query(text))
            yield f"search {text}", self.cost(lambda text=text: self.desk.search(self.library.kept.query(text)))  # type: ignore[misc]
        self.library.named("boris", FEW)
        yield "the palette: all rows", self.cost(lambda: self.library.named("boris", FEW))
        for view in VIEWS:
            yield from self._viewed(view)

    def _viewed(self, view: View) -> Iterator[tuple[str, Cost]]:
        """A view is opened, and a reader goes on to another row: its page is shown, and rows that were not seen yet."""
        self.library.first_shelf(view)
        shelves: list[Shelf] = []
        yield f"{view.name}: open", self.cost(lambda: shelves.append(self.library.entered(view)))
        place = next(item.place for item in shelves[-1].rows.items if item.place)
        self.library.page(place)
        self.library.open_story(place.key)
        yield f"{view.name}: a page", self.cost(lambda: (self.library.page(place), self.library.see(place)))
        yield f"{view.name}: all rows", self.cost(lambda: shelves.append(self.library.shelf(view)))
        rows = shelves[-1].rows.items
        if isinstance(rows, Windowed):
            at = len(rows) // 2 // BLOCK
            rows.made(at)
            yield f"{view.name}: other rows", self.cost(lambda: rows.made(at))

    def change(self, number: int) -> str:
        """Write another version of a brief; its file."""
        file = f"{number // 100:02}/story-{number:04}.yaml"
        path = self.root / file
        path.write_text(f"{path.read_text()}\n  Then they parted.\n")
        return file


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Cost]]:
    """The same things on desks of three sizes."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("listed", "timeline", "map"):
            patch.setattr(f"briefing.ui.views.{module}.FEW", FEW)
        for limit in ("WALKED", "PINNED"):
            patch.setattr(f"briefing.ui.views.map.{limit}", 60)
        for limit in ("RANKED", "COUNTED"):  # what searches cost at most
            patch.setattr(f"briefing.desk.search.{limit}", 60)
        patch.setattr("briefing.desk.dossiers._NEIGHBOURS", FEW)
        patch.setattr("briefing.desk.readers.processes", lambda: 0)  # what others do is not counted
        found = []
        for size in SIZES:
            grown = Grown(tmp_path_factory.mktemp("grown"), size)
            found.append(dict(grown.measured()))
            grown.library.close()
        return found


LINEAR = ("a first reading", "all rows")
"""What takes more on a larger desk, each brief as much: rows are listed by their numbers behind the first of them."""
ROOT = ("places: a page", "map: a page")
"""What takes more with the root of the places around one."""


def test_what_a_reader_does_costs_the_same_on_any_desk(measured: list[dict[str, Cost]]) -> None:
    few, _some, many = measured
    grown = {
        name: (few[name], cost)
        for name, cost in many.items()
        if not name.endswith(LINEAR) and cost.exceeds(few[name], 2.0 if name in ROOT else 1.1)
    }
    assert grown == {}


def test_what_grows_with_a_desk_grows_no_faster(measured: list[dict[str, Cost]]) -> None:
    (few, some, many), briefs = measured, [later - earlier for earlier, later in pairwise(SIZES)]
    for name in (name for name in many if name.endswith(LINEAR)):
        for fact in ("statements", "steps", "calls"):
            costs = [getattr(one[name], fact) for one in (few, some, many)]
            first, then = ((later - earlier) / of for (earlier, later), of in zip(pairwise(costs), briefs, strict=True))
            assert then <= 1.1 * first + 0.1, (name, fact, costs)
