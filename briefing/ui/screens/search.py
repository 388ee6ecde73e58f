"""Search: a field, what it offers or finds wrong, and the stories that fit while one types."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine, Iterator
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from briefing.model.query import QUOTES, Candidate, Mistake
from briefing.ui import trouble
from briefing.ui.acts import Act, checked
from briefing.ui.beside import Outcome
from briefing.ui.commands import SEARCH, Command
from briefing.ui.hints import Hint, KeyNames, hint_row
from briefing.ui.library import Answer, Library
from briefing.ui.look import look_of
from briefing.ui.pages.asking import count_of, going_on, has_more, hit_items, language_sheet, nothing_sheet, told
from briefing.ui.screens.left_once import LeftOnce
from briefing.ui.screens.selecting import SelectsText
from briefing.ui.sheet import Piece, Press
from briefing.ui.trouble import failed
from briefing.ui.widgets.bar import Bar, cells_of
from briefing.ui.widgets.edge import Edge
from briefing.ui.widgets.input_line import InputLine
from briefing.ui.widgets.list_view import ListView
from briefing.ui.widgets.search_parts import About, HitRows, Marker, Says
from briefing.ui.widgets.typed_into import TypedInto

AT_ONCE = 50
"""HitRows that are asked for; so many more each time the last one is reached."""


class SearchScreen(TypedInto, SelectsText, LeftOnce, Screen[Outcome]):
    """Every key is answered by the field at once; the desk's answer to the newest text follows."""

    CSS_PATH = "search.tcss"
    AUTO_FOCUS = "Input"

    def __init__(self, library: Library, text: str, commands: tuple[Command, ...]) -> None:
        """`text` is what was asked last: it stands there selected, so that typing begins anew."""
        super().__init__()
        self.library = library
        self._commands = commands
        self.answers: dict[str, Callable[..., None]] = {
            "field.take": self._take,
            "field.leave": self._leave,
            "field.step": lambda steps: self._move(lambda: self._hits.move(steps)),
            "field.page": lambda share: self._move(lambda: self._hits.page(share)),
            "field.complete": self._complete,
            "field.keep": self._ask_name,
            "field.quotes": self._turn_to_sentences,
        }
        self.answer: Answer | None = None
        self._first = text
        self._most = AT_ONCE
        self._naming = ""  # the query that is to be kept, while its name is typed
        self._once_answered: list[Act] = []  # what waits for the answer to what was typed
        self._turn: tuple[list[str], int] | None = None  # what `tab` goes through, and where it is
        self._offered: tuple[Candidate, ...] = ()  # what it goes through, behind what was typed
        self._has_kept = False
        self._note = ""
        self._mistakes: tuple[Mistake, ...] = ()
        self._word = Edge(())
        self.field = InputLine(
            text, where=SEARCH, commands=commands, run=self._run, select=True,
            placeholder='words, "phrases", actor:name since:2025',
            highlighter=Marker(lambda: look_of(self), self._marks),
        )  # fmt: skip
        self._count = Edge(())
        self._says = Says(id="says")
        self._hits = HitRows(id="hits")
        self._about = About(id="about")
        self._keys = Bar(id="keys")

    def compose(self) -> ComposeResult:
        with Horizontal(id="head"), Horizontal(id="field"):
            yield self._word
            yield self.field
            yield self._count
        with Vertical(id="body"):
            yield self._says
            yield self._hits
            yield self._about
        yield self._keys

    def on_mount(self) -> None:
        self._draw()
        self._ask()

    def on_resize(self) -> None:
        self._draw()

    @property
    def text(self) -> str:
        """What is asked, also while a name is typed for it."""
        return self._naming or self.field.value

    # Asking

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        if self._naming:
            return
        if self._turn and message.value not in self._turn[0]:
            self._turn = None
        self._most = AT_ONCE
        self._note = ""
        self._ask()

    def _ask(self) -> None:
        answer: Callable[[], Coroutine[object, object, None]] = partial(self._answer_to, self.text, self._most)
        self.run_worker(answer, group="search", exclusive=True, exit_on_error=False)
        if self.library.desk.files is None:
            self.set_timer(trouble.PATIENCE, partial(self._tell_waiting, self.text))

    def _tell_waiting(self, text: str) -> None:
        if text == self.text and not self._is_answered and not self._note:
            self.say(trouble.WAITING)

    def _wait(self, act: Act) -> None:
        """Do something once what was typed is answered; a question that failed is asked once more."""
        self._once_answered.append(act)
        if all(worker.is_finished for worker in self.workers if worker.group == "search"):
            self._ask()

    def renew(self) -> None:
        self._note = ""
        self._ask()

    async def _answer_to(self, text: str, most: int) -> None:
        answer = await self.library.ask(self.library.search, text, most)
        if text == self.text:
            self._show(answer)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR:
            self._once_answered = []  # else it would be done when the desk answers, whatever is read by then
            self.say(failed(event.worker.error))

    def _show(self, answer: Answer) -> None:
        going_on = self.answer is not None and self.answer.text == answer.text
        chosen = self._hits.item.key if going_on and self._hits.item else ""
        self.answer = answer
        self._note = "" if self._note == trouble.WAITING else self._note
        self._mistakes = answer.found.mistakes
        items = hit_items(answer.found, answer.rows, self.library.pen(), self._says.room)
        self._hits.show(items, chosen, True, keep_scroll=going_on)
        self._draw()
        self.field.refresh()
        waiting, self._once_answered = self._once_answered, []
        for act in waiting:
            self.call_later(self._run, act)

    @property
    def _is_answered(self) -> bool:
        return self.answer is not None and self.answer.text == self.text

    # What is on screen

    def say(self, text: str) -> None:
        """Put a sentence under the field until the next key."""
        self._note = text
        self._draw()

    def _draw(self) -> None:
        answer = self.answer
        asks = (answer is not None and not answer.query.is_empty) or bool(self._mistakes)
        self._hits.display = bool(self._hits.items)
        self._about.display = not self._hits.items
        if answer and not self._hits.items:
            is_wrong = answer.query.is_wrong or any(not one.is_unfinished for one in self._mistakes)
            sheet = nothing_sheet(is_wrong, answer.found)
            self._about.show(sheet if asks else language_sheet())
        self._word.show((Piece(" keep as " if self._naming else " search ", "accent", "b"),))
        count = count_of(answer.found) if answer and asks and not self._naming else ""
        ink = "soft" if answer and answer.found.hits else "open"
        self._count.show((Piece(f" {count} ", ink, "b"),) if count else ())
        self._says.show(self._sentence())
        self._draw_keys()

    def _sentence(self) -> tuple[Piece, ...]:
        if self._note:
            return (Piece(self._note, "accent"),)
        if self._naming:
            return (Piece(self._naming, "soft", "w"),)
        if self.answer is None or not self.text:
            return ()
        if self._turn:  # what the next press puts there, not what would follow behind this one
            return going_on(self._offered[self._turn[1] :], self._says.room)
        return told(self._mistakes, self.answer.candidates, self._says.room)

    def _draw_keys(self) -> None:
        pieces = hint_row(self._hints(), self.size.width - 2)
        number, total = self._hits.ordinal
        right = (Piece(f"{number}/{total}", "soft"),) if total and not self._naming else ()
        if cells_of((*pieces, *right)) + 4 > self.size.width:
            right = ()
        self._keys.show(pieces, right)

    def _hints(self) -> Iterator[Hint]:
        keys = KeyNames(self._commands, look_of(self).manner)
        take, leave = Act("field", "take"), Act("field", "leave")
        if self._naming:
            yield Hint(keys["field.take"], "keep under this name", take)
            yield Hint(keys["field.leave"], "back to the search", leave)
            return
        yield Hint(keys["field.take"], "open", take)
        yield Hint(keys["field.leave"], "back", leave)
        yield Hint(keys["field.offer.next"], "complete", Act("field", "complete", (1,)))
        of_sentences = self.answer is not None and self.answer.query.of_sentences
        yield Hint(keys["field.quotes"], "stories" if of_sentences else "sentences", Act("field", "quotes"))
        yield Hint(keys["field.keep"], "keep", Act("field", "keep"))
        yield Hint(keys.pair("field.previous", "field.next"), "choose")

    # What the keys of the field do

    def _run(self, act: Act) -> None:
        checked(self.answers[act.id], act.arguments)()

    def leave(self) -> None:
        self.dismiss(Outcome(self.text, None, self._has_kept))

    def _leave(self) -> None:
        if self._naming:
            self._stop_naming()
        else:
            self.leave()

    def _take(self) -> None:
        if self._naming:
            name = self.field.value or self.field.placeholder
            self.run_worker(self._keep(name, self._naming), group="keep", exit_on_error=False)
        elif not self._is_answered:
            self._wait(Act("field", "take"))
        elif self._hits.item and self._hits.item.place:
            self.dismiss(Outcome(self.text, self._hits.item.place, self._has_kept))

    def _move(self, move: Callable[[], None]) -> None:
        if self._naming:
            return
        move()
        self._draw_keys()
        number, total = self._hits.ordinal
        if self._is_answered and self.answer and number == total == self._most and has_more(self.answer.found):
            self._most += AT_ONCE
            self._ask()

    def _complete(self, steps: int) -> None:
        """Take what is offered; pressed again, the next of it."""
        if self._naming:
            return
        if self._turn:
            texts, at = self._turn
            at = (at + steps) % len(texts)
        elif not self._is_answered:
            self._wait(Act("field", "complete", (steps,)))
            return
        else:
            texts = self._completions()
            if len(texts) < 2:
                return
            at = steps % len(texts)
            self._offered = self.answer.candidates if self.answer else ()
        settled = len(texts) == 2 or texts[at].endswith(":")  # the next press goes on behind it
        self._turn = None if settled else (texts, at)
        self._write(texts[at])

    def _completions(self) -> list[str]:
        """What was typed, and what it may become: a mistake put right, else the candidates."""
        assert self.answer is not None
        text = self.answer.text
        finished = next((one for one in self._mistakes if not one.is_unfinished), None)
        if finished:
            fixed = f"{text[: finished.start]}{finished.fix}{text[finished.end :]}"
            return [text, fixed] if finished.fix else [text]
        return [text, *(candidate.applied(text) for candidate in self.answer.candidates)]

    def _turn_to_sentences(self) -> None:
        """Ask for sentences in place of stories, or for stories again."""
        if not self._naming:
            opening = re.match(rf"\s*{QUOTES}(\s+|$)", self.text, re.IGNORECASE)
            self._write(self.text[opening.end() :] if opening else f"{QUOTES} {self.text}")

    def _write(self, text: str) -> None:
        self.field.value = text
        self.field.cursor_position = len(text)

    # Keeping a search

    def _ask_name(self) -> None:
        """Ask for a name to keep the search under."""
        if self._naming:
            return
        if not self._is_answered:
            self._wait(Act("field", "keep"))
        elif self.answer is None or self.answer.query.is_empty or self._mistakes:
            self.say("Nothing to keep yet" if not self._mistakes else "Put that right first, then keep it")
        else:
            self._naming = self.field.value
            self.field.placeholder = self.answer.name
            with self.prevent(Input.Changed):
                self._write("")
            self._draw()

    def _stop_naming(self, note: str = "") -> None:
        query, self._naming = self._naming, ""
        with self.prevent(Input.Changed):
            self._write(query)
        self.say(note)

    async def _keep(self, name: str, query: str) -> None:
        is_kept, message = await self.library.ask(self.library.kept.keep, name, query)
        self._has_kept = self._has_kept or is_kept
        self._stop_naming(message)

    # News

    def on_list_view_chosen(self, message: ListView.Chosen) -> None:
        self._take()

    def on_list_view_highlighted(self, message: ListView.Highlighted) -> None:
        self._draw_keys()

    def on_bar_pressed(self, message: Bar.Pressed) -> None:
        if isinstance(message.pressed.target, Press):
            self._run(message.pressed.target.act)

    def _marks(self) -> tuple[Mistake, ...]:
        """The mistakes in the text that the field shows."""
        return self._mistakes if self._is_answered and not self._naming else ()
