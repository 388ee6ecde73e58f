"""What is new since the last visit, on screen: the sentence in the bar above, the walk through it, the word diff."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from briefing.model.nouns import counted
from briefing.model.place import Place
from briefing.model.views import News, QuestionPage, Story
from briefing.ui.messages import GoTo
from briefing.ui.reading import Reading

if TYPE_CHECKING:
    from briefing.ui.sheet import Sheet
    from briefing.ui.stage import Stage


class Newsroom:
    """Counts what has not been seen, and says what comes next."""

    def __init__(self, stage: Stage, reading: Reading) -> None:
        self.news = News()
        self._opening: Place | None = None  # where a step leads that is not counted off yet
        self._stage = stage
        self._reading = reading

    async def begin(self) -> bool:
        """Once the index is up to date: compare. Whether the open page is a story that changed."""
        if trouble := await self._stage.library.ask(self._stage.library.begin_news):
            self._stage.say(trouble)
        await self.count()
        here = self._reading.here
        return isinstance(self._reading.page, Story) and any(place.same_page(here) for place in self.news.changed)

    async def count(self) -> None:
        """Compare again."""
        self.news = await self._stage.library.ask(self._stage.library.news)
        self._opening = None
        self._reading.changed()

    async def see(self, place: Place) -> bool:
        """A page was opened: it is seen. Whether that was news, which is to be counted again then."""
        is_news, trouble = await self._stage.library.ask(self._stage.library.see, place)
        if trouble:
            self._stage.say(trouble)
        return is_news

    async def see_stories(self, stories: tuple[str, ...]) -> bool:
        """Stories were marked: they are seen. Whether one was news, which is to be counted again then."""
        is_news, trouble = await self._stage.library.ask(self._stage.library.see_stories, stories)
        if trouble:
            self._stage.say(trouble)
        return is_news

    def see_all(self) -> None:
        self._stage.work(self._see_all, "marks")

    async def _see_all(self) -> None:
        trouble = await self._stage.library.ask(self._stage.library.see_all)
        await self.count()
        self._stage.say(trouble or "Everything is seen")

    async def following(self) -> tuple[Place, str] | None:
        """The next thing that is new, and what to say of it; what is opened is seen, so it is always the first. What
        another window of the same desk has seen meanwhile is seen."""
        before, self.news = self.news, await self._stage.library.ask(self._stage.library.news)
        self._reading.changed()
        left = [place for place in self.news.places if place != self._opening]
        if not left:
            elsewhere = any(place not in self.news.places for place in before.places if place != self._opening)
            self._stage.say(
                "It was all seen in another window" if elsewhere else f"Nothing is new since {self._since()}"
            )
            return None
        self._opening = place = left[0]
        others = "the last one"
        if left[1:]:
            others = f"{self._stage.key_of('news.next')} goes to {len(left) - 1} more"
        return place, f"{self._kind(place)}; {others}"

    def show_difference(self) -> None:
        """Show what changed in the story that is open, word by word."""
        self._stage.work(self._show_difference, "source", newest=True, opens=True)

    async def _show_difference(self) -> None:
        page = self._reading.page
        story = page.brief.id if isinstance(page, Story) else page.story.id if isinstance(page, QuestionPage) else ""
        if not story:
            self._stage.say("Open a story first: this shows what changed in it")
            return
        if sheet := await self._changes(story):
            self._show(sheet, partial(self._changes, story))
        else:
            self._stage.say(f"Nothing changed here since {self._since()}")

    async def _changes(self, story: str) -> Sheet | None:
        library = self._stage.library
        difference = await library.ask(library.difference, story)
        now = await library.ask(library.page, Place.to("story", story))
        if difference is None or not isinstance(now, Story):
            return None
        from briefing.ui.pages.changes import changes_sheet

        return changes_sheet(difference, now, self._since(), self._stage.manner.linear)

    def _show(self, sheet: Sheet, again: Callable[[], Awaitable[Sheet | None]]) -> None:
        self._stage.push(self._stage.beside.digest(sheet, lambda place: self._stage.post_message(GoTo(place)), again))

    def show_since(self, day: str) -> None:
        """Show what there is to know since a day (`2025-05-12`), or since the last visit."""
        since = date.fromisoformat(day) if day else None
        self._stage.work(partial(self._show_since, since), "source", newest=True, opens=True)

    async def _show_since(self, day: date | None) -> None:
        if sheet := await self._digest(day):
            self._show(sheet, partial(self._digest, day))
        else:
            self._stage.say("What you saw at your last visit is not known yet: name a day")

    async def _digest(self, day: date | None) -> Sheet | None:
        digest = await self._stage.library.ask(self._stage.library.digest, day)
        if digest is None:
            return None
        from briefing.ui.pages.digest import digest_sheet

        return digest_sheet(digest, self._stage.library.pen())

    def forms(self) -> tuple[str, ...]:
        """What is new in a sentence, the longest form first; empty when nothing is."""
        news = self.news
        numbers = (len(news.new), len(news.changed), len(news.answered), len(news.opened))
        if not any(numbers):
            return ()
        new, changed, answered, opened = numbers
        named = f"{counted(answered, 'question')} answered"
        asked = "opened" if answered else f"{'question' if opened == 1 else 'questions'} opened"
        key = self._stage.key_of("news.next")
        long = [f"{new} new", f"{changed} changed", named, f"{opened} {asked}"]
        short = [f"{new} new", f"{changed} changed", f"{answered} answered", f"{opened} opened"]
        in_full, in_short = (
            " · ".join(part for part, number in zip(parts, numbers, strict=True) if number) for parts in (long, short)
        )
        since = self._since()
        several = f"{sum(numbers)} {'new' if new else 'changes'}" if len([*filter(None, numbers)]) > 1 else in_short
        return f"since {since}: {in_full}   {key} next", f"since {since}: {in_short}", in_short, several

    def _since(self) -> str:
        return self._stage.library.since_words(self.news)

    def _kind(self, place: Place) -> str:
        news = self.news
        if place in news.new:
            return "A new story"
        if place in news.changed:
            return f"Changed, {self._stage.key_of('difference')} shows it"
        return "An answer" if place in news.answered else "A new question"
