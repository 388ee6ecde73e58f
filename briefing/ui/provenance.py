"""From what is marked to the file it stands in: peek, edit, browse and copy."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from textual.app import SuspendNotSupported

from briefing.desk.excerpt import ExcerptError, excerpt
from briefing.model.names import clean
from briefing.model.origin import Origin
from briefing.model.place import AtMention, Place, at_mention
from briefing.model.views import Page, Story
from briefing.ui.clipboard import native_copy, terminal_copies
from briefing.ui.commands import LIST, MARGIN
from briefing.ui.editors import NoEditor, edit_command
from briefing.ui.pages.copies import by_hand_sheet, copies
from briefing.ui.screens.peek import CopyScreen, PaperScreen, PeekScreen
from briefing.ui.sheet import WebLink

if TYPE_CHECKING:
    from briefing.ui.app import BriefingApp
    from briefing.ui.screens.desk import DeskScreen


class Provenance:
    """What the commands about files do, for the desk's screen. Its coroutines run as workers of the screen."""

    def __init__(self, screen: DeskScreen, environ: Mapping[str, str], editor: str) -> None:
        """`editor` is the setting of that name, which wins over the environment."""
        self._screen = screen
        self._environ = environ
        self._editor = editor

    # What is marked

    def _marked(self) -> tuple[Place | None, Place | None, str]:
        """The page that is meant, the link on it that is under the cursor, and the paragraph that is read."""
        screen = self._screen
        if screen.pane == LIST:
            return screen.list.item.place if screen.list.item else None, None, ""
        view = screen.margin if screen.pane == MARGIN else screen.reader
        here = screen.reader.sheet.address
        stop = view.current
        link = stop.target if stop and isinstance(stop.target, Place) else None
        if stop and link and not isinstance(link.at, AtMention):
            link = replace(link, at=at_mention(stop.mention))
        return Place(here) if here else None, link, screen.reader.text_read

    async def _origin(self) -> tuple[Page | None, Origin | None, str]:
        here, link, text = self._marked()
        if here is None:
            return None, None, text
        library = self._screen.library
        page, found = await library.ask(library.origin, here, link, text)
        if found is None:
            self._screen.say("No file spells this out")
        return page, found, text

    # Peek and edit

    async def peek(self) -> None:
        """Show the lines behind what is marked."""
        _page, found, _text = await self._origin()
        if found is None:
            return
        try:
            lines = await self._screen.library.ask(excerpt, self._screen.library.desk.root, found)
        except ExcerptError as error:
            self._screen.say(str(error))
            return
        screen = self._screen
        screen.app.push_screen(
            PeekScreen(
                lines,
                screen.keyboard.commands,
                lambda: screen.work(self.edit_at(lines.origin, screen.say), "source"),
                lambda: screen.work(self.copy_text(lines.origin.address), "source"),
            )
        )

    async def edit(self) -> None:
        """Open the file of what is marked in the editor, at its line."""
        _page, found, _text = await self._origin()
        if found is None:
            return
        try:
            lines = await self._screen.library.ask(excerpt, self._screen.library.desk.root, found)
        except ExcerptError as error:
            self._screen.say(str(error))
            return
        await self.edit_at(lines.origin, self._screen.say)

    async def edit_at(self, at: Origin, say: Callable[[str], None]) -> None:
        """Open a file in the editor at a line; what there is to say of it is said with `say`."""
        screen = self._screen
        root = screen.library.desk.root
        try:
            command = edit_command(self._environ, self._editor, root / at.file, at.first)
        except NoEditor as error:
            say(str(error))
            return
        try:
            if command.takes_terminal:
                with screen.app.suspend():
                    status = subprocess.run(command.arguments, check=False).returncode
                screen.app.refresh(layout=True)
                if status:
                    say(f"The editor ended with status {status}")
                await screen.refreshing.read(frozenset({at.file}))
            else:
                subprocess.Popen(
                    command.arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )  # fmt: skip
                say(f"Opened {clean(at.address)} in {clean(command.arguments[0].rsplit('/', 1)[-1])}")
        except SuspendNotSupported:
            say("This terminal can't be lent to an editor")
        except OSError as error:
            say(f"The editor could not be started: {error.strerror}")

    # Browse

    async def browse(self) -> None:
        """Open the address of what is marked, else of the story's first source."""
        screen = self._screen
        stop = None if screen.pane == LIST else (screen.margin if screen.pane == MARGIN else screen.reader).current
        address = stop.target.href if stop and isinstance(stop.target, WebLink) else ""
        if not address and isinstance(screen.page, Story):
            address = next((source.url for source in screen.page.brief.sources if source.url), "")
        if not address.startswith(("http://", "https://")):
            screen.say("There is no address here to open")
        elif self._is_far():
            await self.copy_text(address)
        elif not await asyncio.to_thread(_open_in_browser, address):
            screen.say(f"No browser could be opened: {address}")
        else:
            screen.say(f"Opened {address}")

    def _is_far(self) -> bool:
        """Whether a browser here would open on a machine that nobody sits at."""
        remote = any(self._environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY"))
        return remote and not any(self._environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))

    # Copy

    async def copy(self) -> None:
        """Copy the selection, else offer what can be copied of what is marked."""
        screen = self._screen
        if selected := screen.get_selected_text():
            await self.copy_text(selected)
            screen.clear_selection()
            return
        here, link, text = self._marked()
        if here is None:
            screen.say("There is nothing to copy")
            return
        page, found = await screen.library.ask(screen.library.origin, here, link, text)
        if page is None:
            return
        offered = copies(page, text, found, screen.library.pen())
        screen.app.push_screen(
            CopyScreen(offered, screen.keyboard.commands, lambda taken: screen.work(self.copy_text(taken), "source"))
        )

    async def copy_text(self, text: str) -> None:
        """Copy by every way there is, and say which; where none can be relied on, show the text."""
        screen = self._screen
        tool = await asyncio.to_thread(native_copy, text, self._environ)
        sent = terminal_copies(text, self._environ)
        if sent:
            cast("BriefingApp", screen.app).copy_to_clipboard(text)
        if not tool and not sent:
            why = "This terminal takes no copy from a program: select the text with the mouse, escape closes this."
            screen.app.push_screen(PaperScreen(by_hand_sheet(text, why), screen.keyboard.commands))
            return
        first = next(iter(text.strip().splitlines()), "")
        screen.say(f"Copied by {tool}: {first}" if tool else f"Sent to the terminal's clipboard: {first}")


def _open_in_browser(address: str) -> bool:
    import webbrowser

    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False
