"""What is new since the last visit, on screen: the sentence in the bar above, the walk through it, the word diff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.nouns import counted
from briefing.model.place import Place
from briefing.model.views import News, QuestionPage, Story

if TYPE_CHECKING:
    from briefing.ui.screens.desk import DeskScreen


class Newsroom:
    """Counts what has not been seen, and leads there. Its coroutines run as workers of the screen."""

    def __init__(self, screen: DeskScreen) -> None:
        self.news = News()
        self._opening: Place | None = None  # where a step leads that is not counted off yet
        self._screen = screen

    async def begin(self) -> None:
        """Once the index is up to date: compare, and mark what changed on the page that is open."""
        screen = self._screen
        if trouble := await screen.library.ask(screen.library.begin_news):
            screen.say(trouble)
        await self.count()
        here = screen.walk.here
        if isinstance(screen.page, Story) and here and any(here.same_page(place) for place in self.news.changed):
            page = await screen.library.ask(screen.library.page, here)
            if page is not None and here.same_page(screen.walk.here):
                screen.show_page(page, screen.marked_here() or here)

    async def count(self) -> None:
        """Compare again."""
        self.news = await self._screen.library.ask(self._screen.library.news)
        self._opening = None
        self._screen.bars.draw()

    async def see(self, place: Place) -> None:
        """A page was opened: it is seen."""
        is_news, trouble = await self._screen.library.ask(self._screen.library.see, place)
        if trouble:
            self._screen.say(trouble)
        if is_news:
            await self.count()

    async def see_all(self) -> None:
        trouble = await self._screen.library.ask(self._screen.library.see_all)
        await self.count()
        self._screen.say(trouble or "Everything is seen")

    def step(self) -> None:
        """Go to the next thing that is new; what is opened is seen, so the next one is always the first."""
        screen, news = self._screen, self.news
        left = [place for place in news.places if place != self._opening]
        if not left:
            screen.say(f"Nothing is new since {self._since()}")
            return
        self._opening = place = left[0]
        others = f"{len(left) - 1} more: {screen.key_of('news.next')} goes on" if left[1:] else "this is the last one"
        screen.go(place)
        screen.say(f"{self._kind(place)}; {others}")

    async def show_difference(self) -> None:
        """Show what changed in the story that is open, word by word."""
        screen, page = self._screen, self._screen.page
        story = page.brief.id if isinstance(page, Story) else page.story.id if isinstance(page, QuestionPage) else ""
        if not story:
            screen.say("Open a story first: this shows what changed in it")
            return
        found = await screen.library.ask(screen.library.difference, story)
        if found is None:
            screen.say(f"Nothing changed here since {self._since()}")
            return
        from briefing.ui.pages.changes import changes_sheet
        from briefing.ui.screens.peek import PaperScreen

        sheet = changes_sheet(found, self._since())
        screen.app.push_screen(PaperScreen(sheet, screen.keyboard.commands, measured=True))

    def forms(self) -> tuple[str, ...]:
        """What is new in a sentence, the longest form first; empty when nothing is."""
        news = self.news
        numbers = (len(news.new), len(news.changed), len(news.answered), len(news.opened))
        if not any(numbers):
            return ()
        new, changed, answered, opened = numbers
        named = f"{counted(answered, 'question')} answered"
        asked = "opened" if answered else f"{'question' if opened == 1 else 'questions'} opened"
        key = self._screen.key_of("news.next")
        long = [f"{new} new", f"{changed} changed", named, f"{opened} {asked}"]
        short = [f"{new} new", f"{changed} changed", f"{answered} answered", f"{opened} opened"]
        told = [
            " · ".join(part for part, number in zip(parts, numbers, strict=True) if number) for parts in (long, short)
        ]
        since = self._since()
        return f"since {since}: {told[0]}   {key} next", f"since {since}: {told[1]}", told[1], f"{sum(numbers)} new"

    def _since(self) -> str:
        from briefing.desk.since import since_words

        return since_words(self.news.since, self._screen.library.clock.today()) if self.news.since else "the last visit"

    def _kind(self, place: Place) -> str:
        news = self.news
        if place in news.new:
            return "A new story"
        if place in news.changed:
            return f"Changed, {self._screen.key_of('difference')} shows the words"
        return "A question was answered" if place in news.answered else "A question was opened"
