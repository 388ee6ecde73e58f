"""Opening the reader: from what was asked to an app that runs."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

from briefing.cli.desks import here
from briefing.cli.last_frame import LastFrame
from briefing.cli.refused import Refused
from briefing.config.paths import SAMPLE_DAY, Folders, shipped
from briefing.config.settings import Choice, SettingsError, choose_desk, is_on, load_settings
from briefing.desk.scan import find_root
from briefing.model.clock import Clock
from briefing.model.signals import heed

if TYPE_CHECKING:
    from briefing.ui.app import BriefingApp


def start(
    desk: str | None = None,
    opened: str | None = None,
    view: str | None = None,
    theme: str | None = None,
    at: str | None = None,
    ascii: bool = False,
    linear: bool = False,
    mouse: bool = True,
    spot: tuple[str, int] | None = None,
    follows: bool = False,
) -> None:
    """Open a desk and run the reader until it is left. Raises `Refused`; ends the process where a signal ended the
    reader.

    The arguments are `briefing read`'s; `spot` is a file, relative to the desk's root, with a line to begin at, and
    with `follows` that file is followed.
    """
    clock = _clock(at) if at else None
    folders = Folders.find(os.environ)
    try:
        settings = load_settings(folders.config / "config.toml")
    except SettingsError as error:
        raise Refused(str(error)) from None
    near = None if desk else find_root(here())
    sample = shipped("briefs")
    choice = choose_desk(desk, near, os.environ, settings, sample)
    if choice.address:
        from briefing.cli.published import address_named, need_team

        need_team()
        root = address_named(choice.address).root
    elif choice.folder.is_dir():
        root = choice.folder.resolve()
    else:
        raise Refused(_no_desk(choice))
    is_served = os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")  # for a terminal in a browser, by pipes
    if not is_served and not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise Refused("the reader needs a terminal: standard input or output is not one")
    is_sample = root == sample.resolve()
    if is_sample:
        choice = Choice(choice.folder, "sample")
    if os.environ.get("TERM") == "dumb":
        raise Refused("this terminal (TERM=dumb) can't place text on its screen; the reader needs one that can")

    clock = clock or (Clock.on(SAMPLE_DAY) if is_sample else Clock())
    is_linear = is_on(linear, os.environ, "BRIEFING_LINEAR", settings.linear)  # there the screen is read aloud
    is_plain = not any((opened, view, theme, at, ascii, is_linear, spot, is_served))
    frame = LastFrame(root=root, folders=folders, environ=os.environ, settings=settings, day=clock.today())
    ending = _Ending(frame)
    heed(ending)
    with frame.shown() if is_plain else nullcontext(False) as is_shown:
        from briefing.config.themes import ThemeError
        from briefing.desk.away import Away
        from briefing.ui.opening import Wish, open_desk

        wish = Wish(
            opened=opened, view=view, theme=theme, ascii=ascii, linear=linear, spot=spot, charset=_charset(),
            follows=follows,
        )  # fmt: skip
        try:
            # a terminal that says nothing of itself is brought down to sixteen colours by rich
            environ = os.environ if os.name == "nt" or os.environ.get("TERM") else {**os.environ, "TERM": "unknown"}
            app = open_desk(choice, folders, environ, clock, settings, wish)
        except (Away, ThemeError) as error:
            raise Refused(str(error)) from None
        except OSError:  # of the system, which is told as it is
            raise
        except Exception:
            import traceback

            from briefing.model.fault import told

            raise Refused(told(folders.state, traceback.format_exc())) from None
        app.is_on_frame, ending.app = is_shown, app
    from briefing.cli.byte_code import soon

    compiling = soon()
    try:
        app.run(mouse=mouse and is_on(False, os.environ, "BRIEFING_MOUSE", settings.mouse))
    finally:
        compiling.cancel()
        if app.is_on_frame:  # it never came to paint over it
            frame.take_off()
    app.library.close()
    if app.fault:
        raise Refused(app.fault)
    if is_plain:
        frame.keep(app.last_frame, app.last_size, app.library.state.path.name)
    if app.return_code:
        sys.exit(app.return_code)


class _Ending:
    """What a signal that tells to end does until the reader heeds it itself: while that is loaded, what was put on the
    terminal is taken off again and the process ends; then it waits until the reader can end in order."""

    app: BriefingApp | None = None

    def __init__(self, frame: LastFrame) -> None:
        self._last_frame = frame

    def __call__(self, number: int, _frame: object) -> None:
        if self.app is None:
            self._last_frame.take_off()
            os._exit(128 + number)  # an exception would come out of any line, and as another one out of some
        self.app.told_early = number


def _clock(at: str) -> Clock:
    from briefing.model.when import WhenError, parse_when

    try:
        return Clock.at(parse_when(at).first)
    except WhenError as error:
        raise Refused(str(error)) from None


def _charset() -> str:
    """The terminal's encoding, where it is none for all of Unicode. Textual writes to standard error."""
    name = (sys.__stderr__.encoding if sys.__stderr__ else "") or "utf-8"
    return "" if name.lower().startswith(("utf-", "utf8", "gb18030")) else name


def _no_desk(choice: Choice) -> str:
    where = {
        "environment": " (that is what $BRIEFING_DESK says)",
        "settings": " (that is what the config file says)",
        "sample": " (the sample desk did not come with this installation)",
    }.get(choice.reason, "")
    return f"there is no folder {choice.folder}{where}; name a folder of briefs, like `briefing read path/to/desk`"
