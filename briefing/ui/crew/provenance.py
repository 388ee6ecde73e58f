"""From what is marked to the file it stands in: peek, edit, browse and copy."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from briefing.model.names import clean
from briefing.model.origin import Origin
from briefing.model.place import AtMention, Place, at_mention
from briefing.model.value import replace
from briefing.model.views import Story
from briefing.ui.afar import NOT_IN_A_BROWSER, OF_A_PUBLISHED_DESK
from briefing.ui.clipboard import native_copy, terminal_copies
from briefing.ui.commands import LIST, MARGIN
from briefing.ui.editors import NoEditor, edit_command
from briefing.ui.messages import DeskChanged
from briefing.ui.pages.copies import Copy, by_hand_sheet, copies, together
from briefing.ui.reading import Reading
from briefing.ui.sheet import WebLink
from briefing.ui.widgets.list_view import ListView
from briefing.ui.widgets.text_view import TextView

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.ui.library import Excerpt
    from briefing.ui.stage import House, Stage


_BESIDE = 24
"""Columns of the bar below that an address cannot have."""


class Provenance:
    """What the commands about files do. Its coroutines run as workers of the screen; a newer one drops an older."""

    def __init__(
        self, stage: Stage, reading: Reading, *, rows: ListView, reader: TextView, margin: TextView,
        house: House,
    ) -> None:  # fmt: skip
        self._stage = stage
        self._reading = reading
        self._rows, self._reader, self._margin = rows, reader, margin
        self._house = house
        self._told = ""  # the address that was shown last

    def peek(self) -> None:
        self._stage.work(self._peek, "source", newest=True, opens=True)

    def edit(self) -> None:
        self._stage.work(self._edit, "source", newest=True)

    def copy(self) -> None:
        self._stage.work(self._copy, "source", newest=True, opens=True)

    # What is marked

    @property
    def _text(self) -> TextView | None:
        """The text with the focus; None in the list."""
        pane = self._reading.pane
        return None if pane == LIST else self._margin if pane == MARGIN else self._reader

    def _marked(self) -> tuple[Place | None, Place | None, str]:
        """The page that is meant, the link on it that is under the cursor, and the paragraph that is read."""
        view = self._text
        if view is None:
            return self._rows.item.place if self._rows.item else None, None, ""
        address, stop = self._reader.sheet.address, view.current
        link = stop.target if stop and isinstance(stop.target, Place) else None
        if stop and link and not isinstance(link.at, AtMention):
            link = replace(link, at=at_mention(stop.mention))
        return Place(address) if address else None, link, self._reader.text_read

    async def _lines(self) -> Excerpt | None:
        """The lines behind what is marked; says why there are none."""
        here, link, text = self._marked()
        if here is None:
            self._stage.say("Nothing is marked here that a file stands behind")
            return None
        library = self._stage.library
        _page, origin = await library.ask(library.origin, here, link, text)
        if origin is None:
            self._stage.say("No file spells this out")
            return None
        lines, trouble = await library.ask(library.excerpt, origin)
        if trouble:
            self._stage.say(trouble)
        return lines

    # Peek and edit

    async def _peek(self) -> None:
        """Show the lines behind what is marked."""
        stage, lines = self._stage, await self._lines()
        if lines:
            stage.push(
                stage.beside.peek(
                    lines,
                    lambda at: stage.work(partial(self.edit_at, at, stage.say), "source"),
                    lambda at: stage.work(partial(self.copy_text, at.address), "source"),
                    self._lines,
                )
            )

    async def _edit(self) -> None:
        """Open the file of what is marked in the editor, at its line."""
        if lines := await self._lines():
            await self.edit_at(lines.origin, self._stage.say)

    async def edit_at(self, at: Origin, say: Callable[[str], None]) -> None:
        """Open a file in the editor at a line; what there is to say of it is said with `say`."""
        app = self._reader.app
        if app.is_web:
            say(NOT_IN_A_BROWSER["edit"].format(place=clean(at.address)))
            return
        is_published = self._stage.library.desk.files is None
        folder = self._house.clone if is_published else self._stage.library.desk.files
        if folder is None:
            say(OF_A_PUBLISHED_DESK["edit"].format(place=clean(at.address)))
            return
        file = folder / at.file
        if is_published and not _is_in(file, folder):
            say(OF_A_PUBLISHED_DESK["clone"].format(file=clean(at.file), folder=clean(str(folder))))
            return
        try:
            command = edit_command(self._house.environ, self._house.editor, file, at.first)
        except NoEditor as error:
            say(str(error))
            return
        try:
            if command.takes_terminal:
                with app.suspend():
                    # in the screen's own thread: nothing may draw while the terminal is lent
                    status = subprocess.run(command.arguments, check=False).returncode
                app.refresh(layout=True)
                if status:
                    say(f"The editor ended with status {status}")
                elif is_published:
                    say(OF_A_PUBLISHED_DESK["edited"])
                self._stage.post_message(DeskChanged(frozenset({at.file})))  # the watch may come later, or not at all
            else:
                subprocess.Popen(
                    command.arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                    start_new_session=True,  # it outlives the desk, and its ctrl+c is not ours
                )  # fmt: skip
                say(f"Opened {clean(at.address)} in {clean(command.arguments[0].rsplit('/', 1)[-1])}")
        except SuspendNotSupported:
            say("This terminal can't be lent to an editor")
        except OSError as error:
            say(f"The editor could not be started: {error.strerror}")

    # Browse

    def browse(self) -> None:
        """Open the address of what is marked, else of the story's first source, once it was shown."""
        address = self._address()
        page = self._reading.page
        if not address and isinstance(page, Story):
            address = next((source.url for source in page.brief.sources if source.url), "")
        if not address.startswith(("http://", "https://")):
            self._stage.say("There is no address here to open")
        elif self._is_far() and not self._reader.app.is_web:
            self._stage.work(partial(self._hand_over, address), "source", newest=True, opens=True)
        elif address != self._told:
            self.tell(address)
        else:
            self._stage.work(partial(self._open, address), "source", newest=True)

    def tell(self, address: str) -> None:
        """Show an address whole, whatever the text calls it; from then on the key opens it."""
        self._told = address
        key = self._stage.key_of("source.browse")
        if len(address) < self._reader.app.size.width - _BESIDE:
            self._stage.say(f"{key} opens {address}")
        else:
            why = f"Escape closes this; then {key} opens it."
            self._stage.push(self._stage.beside.paper(by_hand_sheet(address, why, leads=True)))

    async def _open(self, address: str) -> None:
        app = self._reader.app
        if app.is_web:
            self._stage.say(f"Opening {address} in your browser")
            app.open_url(address)
            return
        self._stage.say(f"Opening {address}")
        if not await asyncio.to_thread(_open_in_browser, address):
            self._stage.say(f"No browser could be opened: {address}")

    def _is_far(self) -> bool:
        """Whether a browser here would open on a machine that nobody sits at. Mosh keeps what SSH says."""
        is_remote = any(self._house.environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))
        return is_remote and not any(self._house.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))

    async def _hand_over(self, address: str) -> None:
        """Show an address whole, which the reader's own machine can open, and copy it."""
        tool, is_sent = await self._send(address)
        copied = f" Copied by {tool}." if tool else " Sent to the terminal's clipboard." if is_sent else ""
        why = f"You are on another machine; its browser would not be yours.{copied} Escape closes this."
        self._stage.push(self._stage.beside.paper(by_hand_sheet(address, why, leads=True)))

    # Copy

    async def _copy(self) -> None:
        """Copy the selection, else offer what can be copied of what is marked."""
        stage, screen = self._stage, self._reader.screen
        if selected := screen.get_selected_text():
            await self.copy_text(selected)
            screen.clear_selection()
            return
        picked = [row.place for row in self._rows.picked_rows] if self._reading.pane == LIST else []
        meant: list[tuple[Place | None, Place | None, str]] = [(place, None, "") for place in picked]
        each: list[tuple[Copy, ...]] = []
        for here, link, text in meant or [self._marked()]:
            page, origin = await stage.library.ask(stage.library.origin, here, link, text) if here else (None, None)
            if page is not None:
                each.append(copies(page, text, origin, stage.library.pen(), stage.library.desk.name, self._address()))
        if not each:
            stage.say("There is nothing to copy")
        else:
            offered = together(each)
            stage.push(stage.beside.copies(offered, lambda taken: stage.work(partial(self.copy_text, taken), "source")))

    def _address(self) -> str:
        """The address that is marked; empty where none is."""
        stop = self._text.current if self._text else None
        return stop.target.href if stop and isinstance(stop.target, WebLink) else ""

    async def copy_text(self, text: str) -> None:
        """Copy by every way there is, and say which; where none can be relied on, show the text."""
        stage = self._stage
        tool, is_sent = await self._send(text)
        if not tool and not is_sent:
            here = "This terminal takes no copy from a program: select the text with the mouse, escape closes this."
            why = NOT_IN_A_BROWSER["copy"] if self._reader.app.is_web else here
            stage.push(stage.beside.paper(by_hand_sheet(text, why)))
            return
        first = next(iter(text.strip().splitlines()), "")
        to = "your browser's" if self._reader.app.is_web else "the terminal's"
        stage.say(f"Copied by {tool}: {first}" if tool else f"Sent to {to} clipboard: {first}")

    async def _send(self, text: str) -> tuple[str, bool]:
        """Copy by every way there is: by which tool, and whether the terminal was asked to."""
        afar = self._reader.app.is_web  # a clipboard here would be another one's
        tool = "" if afar else await asyncio.to_thread(native_copy, text, self._house.environ)
        is_sent = terminal_copies(text, self._house.environ)
        if is_sent:
            self._reader.app.copy_to_clipboard(text)
        return tool, is_sent


def _open_in_browser(address: str) -> bool:
    import webbrowser

    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False


def _is_in(file: Path, folder: Path) -> bool:
    """Whether a file is there and lies in a folder: what it is called was said by who published it."""
    try:
        return file.is_file() and file.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):
        return False
