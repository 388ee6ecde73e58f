"""From a folder to an app: the one place where a desk, its state, a theme and a screen are put together."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from briefing.config.ground import default_theme
from briefing.config.paths import SAMPLE_DAY, Folders, shipped
from briefing.config.searches import Searches
from briefing.config.settings import Choice, KeyLine, Settings, choose_theme, is_on
from briefing.config.themes import DEFAULT, ThemeError, Themes
from briefing.desk.desk import Desk
from briefing.desk.scan import scan
from briefing.desk.state import State, is_first_visit
from briefing.model.clock import Clock
from briefing.model.names import clean, one_line
from briefing.model.place import Place
from briefing.model.session import Session
from briefing.model.value import dataclass, replace
from briefing.model.when import When
from briefing.ui.app import BriefingApp
from briefing.ui.commands import COMMANDS, LIST, READER, Command
from briefing.ui.library import Library
from briefing.ui.manner import Manner
from briefing.ui.pages.notes import not_found
from briefing.ui.screens.desk import Start
from briefing.ui.views import VIEWS, view_listing, view_named
from briefing.ui.views.kept import PREFIX

_SOON_READ = 100  # files that are read in about a tenth of a second


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for; None leaves it to the last session. `charset` is the terminal's encoding, where
    that has not all of Unicode. With `follows` the file of `spot` is followed while it is written."""

    opened: str | None = None
    view: str | None = None
    theme: str | None = None
    ascii: bool = False
    linear: bool = False
    spot: tuple[str, int] | None = None
    charset: str = ""
    follows: bool = False


_WITHOUT_LINKS = ("", "dumb", "linux")
"""Terminals that print what they do not know. All others pass over OSC 8, or know it."""


def open_desk(
    choice: Choice,
    folders: Folders,
    environ: Mapping[str, str],
    clock: Clock,
    settings: Settings,
    wish: Wish,
    watch: bool = True,
    greet: bool = True,
    lasting: bool = True,
) -> BriefingApp:
    """The app for a desk, with what its first frame shows already read. Raises `ThemeError`, and `Away`.

    What the reader does is kept, for good if it is `lasting`. With `greet`, who has never opened any desk is welcomed,
    unless a page was asked for.
    """
    desk = desk_of(choice, folders.cache, clock, folders.state if lasting and settings.marks_in_database else None)
    root = desk.root
    is_first = is_first_visit(folders.state)
    state = State(root, folders.state, lasting)
    is_console = environ.get("TERM") == "linux"  # the system's own, whose fonts have letters and few signs
    manner = Manner(
        ascii=bool(wish.charset) or is_on(wish.ascii, environ, "BRIEFING_ASCII", settings.ascii or is_console),
        linear=is_on(wish.linear, environ, "BRIEFING_LINEAR", settings.linear),
        links=environ.get("TERM", "") not in _WITHOUT_LINKS,
        charset=wish.charset,
    )
    searches = Searches(folders.config / "searches.yaml", folders.cache)
    library = Library(desk=desk, state=state, clock=clock, searches=searches, maps=manner.draws_maps)
    session = _session(state.session(), wish, library)
    if wish.follows:
        session = replace(session, pane=READER)
    themes = Themes([shipped("themes"), folders.config / "themes"], folders.cache)
    chosen = choose_theme(wish.theme, environ, session.theme, settings, "")
    theme_name = chosen or default_theme(environ)
    theme, theme_trouble = _theme(themes, theme_name, bool(wish.theme))
    start = _start(library, session, wish)
    commands, key_trouble = _commands(settings.keys)
    note = state.notice or start.note or library.kept.trouble or key_trouble or theme_trouble or _as_of(choice, clock)
    welcome = greet and is_first and not state.notice and not wish.opened and not wish.spot
    label = "the sample desk" if choice.reason == "sample" else ""
    if wish.spot and wish.follows:
        from briefing.config.paths import runtime
        from briefing.ui.following import Manuscript

        library.followed = wish.spot[0]
        start = replace(start, manuscript=Manuscript(root, wish.spot[0], clock, runtime(environ)))
        label = f"follows {one_line(wish.spot[0])}"
        note = note or f"Follows {one_line(wish.spot[0])}: what you save shows here"
    app = BriefingApp(
        library=library,
        themes=themes,
        theme=theme,
        start=replace(start, label=label, note=note, welcome=welcome),
        watch=watch,
        manner=manner,
        commands=commands,
    )
    app.environ, app.editor, app.theme_wanted = environ, settings.editor, theme_name
    app.clone = _clone(choice, settings)
    app.theme_followed = "" if chosen else theme
    if wish.theme or environ.get("BRIEFING_THEME") or settings.theme:
        app.theme_kept = session.theme
    return app


def desk_of(choice: Choice, cache: Path, clock: Clock, marks: Path | None = None) -> Desk:
    """The desk that was chosen, with its index in the folder `cache` if it has one. `marks` is the folder of those of a
    reader, who has them elsewhere too where the desk keeps them."""
    if not choice.address:
        return Desk(choice.folder.resolve(), cache, clock)
    from briefing.postgres.address import address_of
    from briefing.postgres.desk import PublishedDesk

    return PublishedDesk(address_of(choice.address), clock, marks=marks)


def _clone(choice: Choice, settings: Settings) -> Path | None:
    """The folder that the config file has for a published desk; whose password and other options play no part."""
    if not choice.address:
        return None
    from briefing.postgres.address import AddressError, address_of

    root = address_of(choice.address).root
    for address, folder in settings.clones.items():
        with suppress(AddressError):
            if address_of(address).root == root:
                return Path(os.path.expanduser(folder))
    return None


def _as_of(choice: Choice, clock: Clock) -> str:
    """What is said of the sample desk, which opens on the day of its last story."""
    day = clock.today()
    if choice.reason != "sample" or day != SAMPLE_DAY:
        return ""
    return f"The sample desk is shown as on {When(day.isoformat(), day, day).display()}, the day of its last story"


def _commands(lines: Sequence[KeyLine]) -> tuple[tuple[Command, ...], str]:
    """The commands with the keys in force, and what is the matter with those of the config file, in a sentence."""
    if not lines:
        return COMMANDS, ""
    from briefing.ui.keymap import make_keymap

    keymap = make_keymap(lines)
    troubles = keymap.troubles
    if not troubles:
        return keymap.commands, ""
    more = f" (and {len(troubles) - 1} more: `briefing keys`)" if len(troubles) > 1 else ""
    return keymap.commands, f"config.toml:{troubles[0].line}: {troubles[0].message}{more}"


def _session(last: Session | None, wish: Wish, library: Library) -> Session:
    session = last or Session()
    if session.view not in {view.name for view in VIEWS} and not library.kept.named(session.view.removeprefix(PREFIX)):
        session = replace(session, view="stories", of=None)
    return replace(session, view=wish.view, of=None, pane=LIST) if wish.view else session


def _theme(themes: Themes, name: str, asked: bool) -> tuple[str, str]:
    """The theme to begin with, and why it is not the one that is wanted. One asked for now must be there."""
    try:
        themes.load(name)
    except ThemeError as error:
        if asked:
            raise
        return DEFAULT, str(error)
    return name, ""


def _start(library: Library, session: Session, wish: Wish) -> Start:
    """What the first frame shows. A desk that was never indexed and is not small is read behind the screen."""
    desk, opened = library.desk, wish.opened
    if not desk.is_indexed:
        if sum(1 for _ in islice(scan(desk.root), _SOON_READ + 1)) > _SOON_READ:
            return Start(session, opened=opened or "")
        desk.refresh()
    note = ""
    if wish.spot:
        from briefing.ui.whereabouts import place_at

        desk.refresh(only=[wish.spot[0]])
        if place := place_at(desk, *wish.spot, library.pen()):
            session = _opened(session, place, wish)
        elif not wish.follows:
            note = f"{clean(wish.spot[0])} is no brief of this desk"
    if opened:
        place = library.find(opened)
        if place:
            session = _opened(session, place, wish)
        else:
            note = not_found(opened, library.questions_called(opened))
    order = session.orders.get(session.view, "")
    shelf = library.first_shelf(view_named(session.view, session.of), order)
    if session.of and not shelf.rows.items:  # the one that it was narrowed to is not on the desk any more
        session = replace(session, of=None)
        shelf = library.first_shelf(view_named(session.view), order)
    if session.pane == LIST and wish.view and (marked := shelf.rows.marked(session.trail.here)):
        session = replace(session, trail=session.trail.visit(marked))
    here = session.trail.here
    return Start(session, shelf, library.page(here) if here else None, note)


def _opened(session: Session, place: Place, wish: Wish) -> Session:
    """A page to be read first, beside the view that has all pages of its kind, unless another was asked for."""
    view = None if wish.view else view_listing(place.kind)
    session = replace(session, trail=session.trail.visit(place), pane=READER)
    return replace(session, view=view.name, of=None) if view else session
