"""The crew without a screen: a stage of a few lines says what was asked of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from types import SimpleNamespace
from typing import Any

import pytest

from briefing.config.searches import Kept
from briefing.model.place import Place
from briefing.model.trail import Trail
from briefing.model.views import Counts, News
from briefing.ui.beside import Outcome
from briefing.ui.commands import COMMANDS
from briefing.ui.crew.checking import Checking
from briefing.ui.crew.newsroom import Newsroom
from briefing.ui.crew.palette import Palette
from briefing.ui.crew.searching import Searching
from briefing.ui.crew.shelves import Shelves
from briefing.ui.item import Item
from briefing.ui.kept import Tab
from briefing.ui.library import Shelf
from briefing.ui.manner import PLAIN
from briefing.ui.messages import CommandChosen, EditAt, GoTo, SearchesKept, ShowView
from briefing.ui.reading import Reading
from briefing.ui.views.kept import KeptView
from briefing.ui.views.people import People
from briefing.ui.views.stories import Stories
from briefing.ui.views.view import Rows

A, B = Place.to("story", "a"), Place.to("story", "b")


class FakeStage:
    """Says what it was asked. Answers come from `library`, at once."""

    manner, commands = PLAIN, COMMANDS

    def __init__(self, **library: Any) -> None:
        self.said: list[str] = []
        self.posted: list[Any] = []
        self.pushed: list[Any] = []
        self.library: Any = SimpleNamespace(**library, ask=self._ask)
        self.beside: Any = SimpleNamespace(search=lambda text: text, palette=lambda offers: offers)

    async def _ask(self, question: Callable[..., Any], *arguments: Any) -> Any:
        return question(*arguments)

    def say(self, text: str) -> None:
        self.said.append(text)

    def work(self, work: Callable[[], Coroutine[object, object, None]], group: str, newest: bool = False) -> None:
        asyncio.run(work())

    def push(self, screen: Any, then: Any = None) -> Any:
        self.pushed.append((screen, then))

    def put(self, widget: Any, after: Any = None) -> None: ...

    def post_message(self, message: Any) -> bool:
        self.posted.append(message)
        return True

    def key_of(self, id: str) -> str:
        return f"<{id}>"


def reading(*kept: str) -> Reading:
    there = Reading(Stories(), None, Trail(), pane="list")
    there.stock(Shelf(kept=tuple(Tab(name, f"the {name}") for name in kept)))
    return there


def test_what_is_new_comes_one_after_the_other() -> None:
    unseen = [News(new=(A,), changed=(B,))]
    stage = FakeStage(news=lambda: unseen[-1], since_words=lambda _news: "Tue")
    room = Newsroom(stage, reading())
    assert room.forms() == ()
    asyncio.run(room.count())
    assert room.forms()[0] == "since Tue: 1 new · 1 changed   <news.next> next"
    following = lambda: asyncio.run(room.following())  # noqa: E731
    assert following() == (A, "A new story; <news.next> goes to 1 more")
    unseen.append(News(changed=(B,)))
    assert following() == (B, "Changed, <difference> shows it; the last one")
    unseen.append(News())
    assert following() is None
    assert stage.said == ["Nothing is new since Tue"]


def test_what_another_window_has_seen_is_new_no_more() -> None:
    unseen = [News(new=(A,), changed=(B,))]
    stage = FakeStage(news=lambda: unseen[-1], since_words=lambda _news: "Tue")
    room = Newsroom(stage, reading())
    asyncio.run(room.count())
    unseen.append(News())
    assert asyncio.run(room.following()) is None
    assert room.forms() == ()
    assert asyncio.run(room.following()) is None
    assert stage.said == ["It was all seen in another window", "Nothing is new since Tue"]


def test_a_search_that_is_left_tells_what_others_must_follow() -> None:
    stage = FakeStage()
    searching = Searching(stage, reading("grain"))
    searching.ask()
    text, left = stage.pushed[0]
    assert text == ""
    left(Outcome("grain", A, has_kept=True))
    kept, going = stage.posted
    assert isinstance(kept, SearchesKept)
    assert isinstance(going, GoTo)
    assert going.place == A
    searching.ask()
    assert stage.pushed[1][0] == "grain"
    assert searching.view(0) == KeptView("grain")
    assert searching.view(1) is None
    assert stage.said == ["No search is kept here: <search> searches, <field.keep> there keeps"]


def test_dropping_needs_an_open_search() -> None:
    stage = FakeStage(kept=SimpleNamespace(drop=lambda name: f"Dropped {name}"))
    there = reading("grain")
    searching = Searching(stage, there)
    assert asyncio.run(searching.drop()) == ""
    there.open(KeptView("grain"))
    assert asyncio.run(searching.drop()) == "Dropped grain"
    assert len(stage.said) == 1


def test_what_is_chosen_in_the_palette_is_told_and_commands_are_remembered() -> None:
    stage, there = FakeStage(), reading()
    palette = Palette(stage, there)
    palette.show()
    _offers, chosen = stage.pushed[0]
    command = next(command for command in COMMANDS if command.id == "zoom")
    for choice in (command, A, KeptView("grain"), None):
        chosen(choice)
    run, going, showing = stage.posted
    assert isinstance(run, CommandChosen)
    assert run.act == command.act
    assert isinstance(going, GoTo)
    assert going.place == A
    assert isinstance(showing, ShowView)
    assert showing.view == KeptView("grain")
    assert there.recent == ("zoom",)


class FakeRows:
    """A list that remembers what it was filled with."""

    item = None

    def __init__(self) -> None:
        self.shown: list[Any] = []

    def show(self, items: Any, *more: Any) -> None:
        self.shown.append(items)

    def sift(self, wanted: str) -> None: ...

    def let_go(self) -> None: ...


def test_a_shelf_that_comes_too_late_is_dropped() -> None:
    there, rows = reading(), FakeRows()
    late = Shelf(Counts(), Rows([Item("Late", "late")]))

    def entered(view: Any, order: str, near: Any) -> Shelf:
        there.open(Stories())  # the reader goes on while the desk answers
        return late

    shelves = Shelves(FakeStage(entered=entered), there, rows=rows)  # type: ignore[arg-type]
    asyncio.run(shelves.open(People()))
    assert rows.shown == []
    FakeStage(entered=entered)
    asyncio.run(shelves.open(Stories()))
    assert rows.shown == []  # it is open already


def test_the_problem_list_asks_for_an_editor_by_a_message() -> None:
    problem: Any = SimpleNamespace(span=SimpleNamespace(file="a.yaml", line=3))
    stage = FakeStage()
    checking = Checking(stage)
    checking._edit(problem)
    assert stage.posted == []  # nobody looks
    panel: Any = SimpleNamespace(say=stage.say)
    checking._panel = panel
    checking._edit(problem)
    assert isinstance(stage.posted[0], EditAt)
    assert stage.posted[0].at.address == "a.yaml:3"


def test_a_kept_search_is_what_the_file_says() -> None:
    assert KeptView(Kept("grain", "grain").name).title == "grain"


@pytest.mark.parametrize(
    ("news", "shortest"),
    [
        (News(new=(A, B)), "2 new"),
        (News(changed=(A,)), "1 changed"),
        (News(answered=(A,)), "1 answered"),
        (News(changed=(A,), opened=(B,)), "2 changes"),
        (News(new=(A,), changed=(B,)), "2 new"),
    ],
)
def test_what_changed_is_not_called_new_where_room_is_short(news: News, shortest: str) -> None:
    room = Newsroom(FakeStage(news=lambda: news, since_words=lambda _news: "Tue"), reading())
    asyncio.run(room.count())
    assert room.forms()[-1] == shortest
