"""The table of actions: the one source of every key, hint, palette entry and line of help."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model.value import dataclass
from briefing.ui.acts import Act
from briefing.ui.keys import label

LIST, READER, MARGIN, MAP = "list", "reader", "margin", "map"
COLUMNS = (LIST, READER, MARGIN)
PANES = (*COLUMNS, MAP)
"""The panes from left to right; the map takes the reader's place."""
HELP, PEEK, COPY, PAPER, PROBLEMS, NAMES, THEMES = "help", "peek", "copy", "paper", "problems", "names", "themes"
SIDES = (HELP, PEEK, COPY, PAPER, PROBLEMS, NAMES, THEMES)
"""The screens beside the desk: a key that is not their own means there what it means in a text."""
FIND, SEARCH, PALETTE = "find", "search", "palette"
FIELDS = (FIND, SEARCH, PALETTE)
"""The lines to type in: a key that is not their own is typed."""
FIRST_KEPT = 7
"""The digit of the first kept search: it stays what it is however many views there are."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the reader can do.

    `id` never changes (a user's keymap names it). `keys` are what runs it, each as a person writes it (`]`, `ctrl+d`),
    the two keys of a sequence with a space between; `shown` is how the bars and the help put it. `act` is what is
    done. `hint` is the word in the bar below; a command without one is not hinted at.
    `where` are the panes, the screens and the fields in which it does something; `rank` orders the
    hints, most useful first.
    """

    id: str
    keys: tuple[str, ...]
    act: Act
    title: str
    group: str
    hint: str = ""
    shown: str = ""
    where: tuple[str, ...] = PANES
    rank: int = 0

    @property
    def label(self) -> str:
        """The key as a person reads it."""
        return self.shown or " ".join(label(keys) for keys in self.keys)

    @property
    def first(self) -> str:
        """The first key as a person reads it; empty when there is none."""
        return self.label.split(" ")[0]


COMMANDS: tuple[Command, ...] = (
    Command("open", ("enter",), Act("orders", "open"), "Open what is marked", group="Move", hint="open", rank=1),
    Command(
        "out",
        ("escape",),
        Act("orders", "out"),
        "Out: marks, filter or what is picked, drawer, pane, list",
        group="Move",
        hint="out",
        where=(READER, MARGIN, MAP),
        rank=2,
    ),
    Command("down", ("j", "down"), Act("pane", "move", (1,)), "Down", group="Move"),
    Command("up", ("k", "up"), Act("pane", "move", (-1,)), "Up", group="Move"),
    Command(
        "page.down",
        ("space", "pagedown", "ctrl+f"),
        Act("pane", "page", (1,)),
        "A page down",
        group="Move",
        shown="space",
    ),
    Command("page.up", ("b", "pageup", "ctrl+b"), Act("pane", "page", (-1,)), "A page up", group="Move", shown="b"),
    Command("half.down", ("ctrl+d",), Act("pane", "page", (0.5,)), "Half a page down", group="Move"),
    Command("half.up", ("ctrl+u",), Act("pane", "page", (-0.5,)), "Half a page up", group="Move"),
    Command("first", ("g", "home"), Act("pane", "end", (False,)), "To the top", group="Move", shown="g"),
    Command("last", ("G", "end"), Act("pane", "end", (True,)), "To the end", group="Move", shown="G"),
    Command("story.next", ("J",), Act("journey", "story", (1,)), "Next in the list", group="Move", hint="next", rank=5),
    Command("story.previous", ("K",), Act("journey", "story", (-1,)), "Previous in the list", group="Move"),
    Command(
        "trail.back",
        ("backspace", "H"),
        Act("orders", "back"),
        "Back along the trail",
        group="Move",
        hint="back",
        rank=4,
    ),
    Command("trail.forward", ("L",), Act("orders", "forward"), "Forward along the trail", group="Move"),
    Command(
        "mention.next",
        ("]",),
        Act("orders", "step", (1,)),
        "Next mention or link",
        group="Read",
        hint="mention",
        where=(READER,),
        rank=3,
    ),
    Command(
        "mention.previous",
        ("[",),
        Act("orders", "step", (-1,)),
        "Previous mention or link",
        group="Read",
        where=(READER,),
    ),
    Command(
        "jump",
        ("f",),
        Act("jump", "begin"),
        "Jump: letters on everything that can be followed",
        group="Move",
        hint="jump",
        rank=3,
    ),
    Command(
        "find", ("/",), Act("finding", "open_bar"), "Find in the text; filter a list", group="Read", hint="find", rank=2
    ),
    Command("date", ("D",), Act("orders", "to_date"), "To a date in the list: the nearest day", group="Move"),
    Command(
        "hit.next",
        ("n",),
        Act("finding", "go_on", (1,)),
        "Next of what was found",
        group="Read",
        where=(READER, MARGIN),
    ),
    Command(
        "hit.previous",
        ("N",),
        Act("finding", "go_on", (-1,)),
        "Previous of what was found",
        group="Read",
        where=(READER, MARGIN),
    ),
    *(
        Command(
            f"{kind}.{way}",
            (f"{key} {letter}",),
            Act("orders", "step_to", (kind, steps)),
            title,
            group="Read",
            hint=hint,
        )
        for kind, letter, hint, titles in (
            ("question", "q", "question", ("Next question in the text", "Previous question")),
            ("actor", "a", "person or body", ("Next person, state or body", "Previous person, state or body")),
            ("venue", "v", "place", ("Next place (venue)", "Previous place (venue)")),
        )
        for (way, key, steps), title in zip((("next", "]", 1), ("previous", "[", -1)), titles, strict=True)
    ),
    Command(
        "read",
        ("u",),
        Act("orders", "toggle_read"),
        "Read or unread",
        group="Read",
        hint="unread",
        where=(LIST, READER),
        rank=9,
    ),
    Command(
        "all.read",
        ("U",),
        Act("orders", "read_all"),
        "Every story of the list is read; once more: as before",
        group="Read",
        where=(LIST, READER),
    ),
    Command(
        "pick",
        ("x",),
        Act("marks", "pick"),
        "Pick rows, or let them go: read, star and copy act on all that are picked",
        group="Read",
        hint="pick",
        where=(LIST,),
        rank=13,
    ),
    Command(
        "star",
        ("m",),
        Act("orders", "toggle_star"),
        "Star or unstar",
        group="Read",
        hint="star",
        where=(LIST, READER),
        rank=10,
    ),
    *(
        Command(
            f"own.{what}",
            (key,),
            Act("orders", "remark", (what,)),
            title,
            group="Read",
            hint=what,
            where=COLUMNS,
            rank=rank,
        )
        for what, key, title, rank in (
            ("tag", "#", "Tag this, or take a tag off: a page, a paragraph, a name, what is picked", 14),
            ("note", "i", "Write a note on this, or take one off", 15),
        )
    ),
    Command(
        "news.next", (".",), Act("orders", "next_news"), "Next thing that is new since the last visit", group="Read"
    ),
    Command("news.since", ("S",), Act("palette", "since"), "What is new since any day", group="Read"),
    Command(
        "difference",
        ("d",),
        Act("newsroom", "show_difference"),
        "Word by word what changed here since then",
        group="Read",
    ),
    Command(
        "source.peek",
        ("p",),
        Act("provenance", "peek"),
        "Peek at the YAML behind what is marked",
        group="Read",
        hint="source",
        rank=7,
    ),
    Command(
        "source.edit",
        ("e",),
        Act("provenance", "edit"),
        "Open it in the editor at that line",
        group="Read",
        hint="edit",
        rank=11,
    ),
    Command(
        "source.browse", ("o",), Act("provenance", "browse"), "Open the source's address in the browser", group="Read"
    ),
    Command(
        "copy",
        ("y",),
        Act("provenance", "copy"),
        "Copy: the selection, else text, citation, link, file and line",
        group="Read",
        hint="copy",
        rank=12,
    ),
    Command(
        "pane.next",
        ("tab", "l", "right"),
        Act("columns", "step", (1,)),
        "Next pane",
        group="Panes",
        hint="pane",
        shown="tab l",
        where=COLUMNS,
        rank=8,
    ),
    Command(
        "pane.previous",
        ("shift+tab", "h", "left"),
        Act("columns", "step", (-1,)),
        "Previous pane",
        group="Panes",
        shown="shift+tab h",
        where=COLUMNS,
    ),
    Command(
        "margin",
        ("c",),
        Act("columns", "toggle_margin"),
        "Show or hide the margin",
        group="Panes",
        hint="margin",
        rank=6,
    ),
    Command("zoom", ("z",), Act("columns", "zoom"), "This pane alone, and back", group="Panes"),
    Command("view.stories", ("1",), Act("orders", "view", ("stories",)), "Stories", group="Views"),
    Command("view.people", ("2",), Act("orders", "view", ("people",)), "People, states and bodies", group="Views"),
    Command("view.places", ("3",), Act("orders", "view", ("places",)), "Places", group="Views"),
    Command("view.questions", ("4",), Act("orders", "view", ("questions",)), "Questions", group="Views"),
    Command("view.timeline", ("5",), Act("orders", "view", ("timeline",)), "Timeline", group="Views"),
    Command("view.map", ("6",), Act("orders", "view", ("map",)), "Map", group="Views"),
    Command(
        "map.next",
        ("]",),
        Act("orders", "step", (1,)),
        "Next place, the nearest that is left",
        group="Map",
        hint="place",
        where=(MAP,),
        rank=3,
    ),
    Command("map.previous", ("[",), Act("orders", "step", (-1,)), "Previous place", group="Map", where=(MAP,)),
    Command(
        "map.in",
        ("+", "="),
        Act("atlas", "run", ("in",)),
        "Nearer",
        group="Map",
        hint="nearer",
        shown="+",
        where=(MAP,),
        rank=4,
    ),
    Command(
        "map.out", ("-",), Act("atlas", "run", ("out",)), "Farther", group="Map", hint="farther", where=(MAP,), rank=5
    ),
    Command(
        "map.all", ("0",), Act("atlas", "run", ("all",)), "Everything", group="Map", hint="all", where=(MAP,), rank=6
    ),
    Command("map.left", ("h", "left"), Act("atlas", "run", ("left",)), "West", group="Map", where=(MAP,)),
    Command("map.right", ("l", "right"), Act("atlas", "run", ("right",)), "East", group="Map", where=(MAP,)),
    *(
        Command(f"sort.{order}", (f", {key}",), Act("orders", "sort", (order,)), title, group="Views", hint=order)
        for order, key, title in (
            ("date", "d", "Sort the list by date"),
            ("name", "n", "Sort the list by name"),
            ("stories", "s", "Sort the list by stories, most first"),
            ("mentions", "m", "Sort the list by mentions, most first"),
            ("unread", "u", "Sort the list: what is unread first"),
            ("country", "c", "Sort the list by country, under headings"),
        )
    ),
    Command(
        "sort.own", (", ,",), Act("orders", "sort", ("",)), "Sort the list as it was", group="Views", hint="as it was"
    ),
    Command("timeline", ("T",), Act("orders", "timeline"), "Timeline of this actor or place alone", group="Views"),
    Command("connect", ("w",), Act("orders", "connect"), "How this actor is connected with another", group="Read"),
    *(
        Command(
            f"kept.{number + 1}",
            (str(number + FIRST_KEPT),),
            Act("orders", "kept", (number,)),
            f"{which} kept search",
            group="Views",
        )
        for number, which in enumerate(("First", "Second", "Third"))
    ),
    Command("search", ("s",), Act("searching", "ask"), "Search the desk", group="Desk", hint="search", rank=4),
    Command(
        "desk.problems",
        ("!",),
        Act("checking", "show_list"),
        "Problems of this desk: what, where, and the fix",
        group="Desk",
    ),
    Command("desk.names", ("M",), Act("orders", "tidy"), "Names that may be one, pair by pair", group="Desk"),
    Command("news.all", (), Act("newsroom", "see_all"), "Take everything that is new for seen", group="Desk"),
    Command("theme", ("t",), Act("orders", "choose_theme"), "Themes, previewed as you pass them", group="Desk"),
    Command(
        "ground.follow", (), Act("orders", "follow_ground"), "Theme as the terminal is: dark or light", group="Desk"
    ),
    Command("help", ("?", "f1"), Act("orders", "show_help"), "Help", group="Desk", hint="help", shown="?", rank=7),
    Command("kept.drop", (), Act("orders", "drop_search"), "Drop the kept search that is open", group="Desk"),
    Command("palette", ("ctrl+p", ":"), Act("orders", "show_palette"), "Every command by name", group="Desk"),
    Command("suspend", ("ctrl+z",), Act("orders", "step_aside"), "To the shell; its `fg` comes back", group="Desk"),
    Command("quit", ("q",), Act("screen", "quit"), "Quit", group="Desk"),
    Command(
        "field.take", ("enter",), Act("field", "take"), "Open, or keep, what was found", group="Fields", where=FIELDS
    ),
    Command("field.leave", ("escape",), Act("field", "leave"), "Leave all as it was", group="Fields", where=FIELDS),
    Command(
        "field.next", ("down", "ctrl+n"), Act("field", "step", (1,)), "Next hit or row", group="Fields", where=FIELDS
    ),
    Command(
        "field.previous",
        ("up", "ctrl+p"),
        Act("field", "step", (-1,)),
        "Previous hit or row",
        group="Fields",
        where=FIELDS,
    ),
    Command(
        "field.page.down",
        ("pagedown",),
        Act("field", "page", (1,)),
        "A page of rows down",
        group="Fields",
        where=(SEARCH, PALETTE),
    ),
    Command(
        "field.page.up",
        ("pageup",),
        Act("field", "page", (-1,)),
        "A page of rows up",
        group="Fields",
        where=(SEARCH, PALETTE),
    ),
    Command(
        "field.offer.next",
        ("tab",),
        Act("field", "complete", (1,)),
        "Take what is offered, then the next of it",
        group="Fields",
        where=(SEARCH,),
    ),
    Command(
        "field.offer.back",
        ("shift+tab",),
        Act("field", "complete", (-1,)),
        "The one offered before",
        group="Fields",
        where=(SEARCH,),
    ),
    Command(
        "field.keep",
        ("ctrl+s",),
        Act("field", "keep"),
        "Keep this search under a name",
        group="Fields",
        where=(SEARCH,),
    ),
    Command(
        "field.quotes",
        ("ctrl+t",),
        Act("field", "quotes"),
        "Sentences in place of stories, and back",
        group="Fields",
        where=(SEARCH,),
    ),
    Command(
        "problems.hints",
        ("h",),
        Act("problems", "hints"),
        "Show or hide hints in the problem list",
        group="Problems",
        where=(PROBLEMS,),
    ),
    *(
        Command(f"names.{how}", (key,), Act("tidying", "decide", (how,)), title, group="Names", where=(NAMES,))
        for how, key, title in (
            ("same", "y", "They are one"),
            ("two", "n", "They are two; never asked again"),
            ("undo", "u", "Take the last decision back"),
            ("turn", "x", "The other way round: which of both stays"),
        )
    ),
    Command("take.text", ("t",), Act("copies", "take", ("text",)), "The text", group="Copy", where=(COPY,)),
    Command("take.citation", ("c",), Act("copies", "take", ("citation",)), "A citation", group="Copy", where=(COPY,)),
    Command("take.source", ("s",), Act("copies", "take", ("source",)), "The source", group="Copy", where=(COPY,)),
    Command("take.link", ("m",), Act("copies", "take", ("link",)), "A Markdown link", group="Copy", where=(COPY,)),
    *(
        Command(f"take.{name}", (key,), Act("copies", "take", (name,)), title, group="Copy", where=(COPY,))
        for name, key, title in (("markdown", "d", "The page as Markdown"), ("html", "h", "The page as HTML"))
    ),
    Command("take.address", ("l",), Act("copies", "take", ("address",)), "File and line", group="Copy", where=(COPY,)),
)

VIEW_NAMES = tuple([command.id.removeprefix("view.") for command in COMMANDS if command.id.startswith("view.")])
"""The views as the command line names them, in the order of their digits."""
GROUPS = ("Move", "Read", "Panes", "Views", "Map", "Desk", "Fields", "Problems", "Names", "Copy")


def hints(pane: str, commands: Iterable[Command] = COMMANDS, has_map: bool = False) -> list[Command]:
    """What the bar below offers in a pane, most useful first; second keys of a sequence are offered after the first.
    Beside a map, its own keys are offered too: they need not wait for the focus to be on it.
    """
    offered = [
        command
        for command in commands
        if command.hint
        and command.keys
        and " " not in command.keys[0]
        and (pane in command.where or (has_map and command.group == "Map"))
    ]
    return sorted(offered, key=lambda command: command.rank)
