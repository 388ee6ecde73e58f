"""The table of actions: the one source of every key, hint, palette entry and line of help."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from briefing.model.value import dataclass

LIST, READER, MARGIN = "list", "reader", "margin"
PANES = (LIST, READER, MARGIN)


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the reader can do.

    `id` never changes (a user's keymap names it). `keys` are Textual's names; `shown` is how a person reads them.
    `action` is a method `action_…` of the desk's screen. `hint` is the word in the bar below; a command without one
    is not hinted at. `where` are the panes in which it does something; the order of the table is that of the hints.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    title: str
    group: str
    hint: str = ""
    shown: str = ""
    where: tuple[str, ...] = PANES

    @property
    def label(self) -> str:
        """The key as a person reads it."""
        return self.shown or " ".join(self.keys)


COMMANDS: tuple[Command, ...] = (
    Command("open", ("enter",), "open", "Open what is marked", "Move", "open", "⏎"),
    Command("out", ("escape",), "out", "Out: drawer, pane, list", "Move", "out", "esc", (READER, MARGIN)),
    Command("mention.next", ("]",), "step(1)", "Next mention or link", "Read", "mention", "]", (READER,)),
    Command("mention.previous", ("[",), "step(-1)", "Previous mention or link", "Read", "", "[", (READER,)),
    Command("trail.back", ("backspace", "H"), "back", "Back along the trail", "Move", "back", "⌫ H"),
    Command("trail.forward", ("L",), "forward", "Forward along the trail", "Move", "", "L"),
    Command("story.next", ("J",), "story(1)", "Next in the list", "Move", "next", "J"),
    Command("story.previous", ("K",), "story(-1)", "Previous in the list", "Move", "", "K"),
    Command("down", ("j", "down"), "move(1)", "Down", "Move", "", "j ↓"),
    Command("up", ("k", "up"), "move(-1)", "Up", "Move", "", "k ↑"),
    Command("page.down", ("space", "pagedown", "ctrl+f"), "page(1)", "A page down", "Move", "", "space"),
    Command("page.up", ("b", "pageup", "ctrl+b"), "page(-1)", "A page up", "Move", "", "b"),
    Command("half.down", ("ctrl+d",), "page(0.5)", "Half a page down", "Move", "", "ctrl+d"),
    Command("half.up", ("ctrl+u",), "page(-0.5)", "Half a page up", "Move", "", "ctrl+u"),
    Command("first", ("g", "home"), "end(False)", "To the top", "Move", "", "g"),
    Command("last", ("G", "end"), "end(True)", "To the end", "Move", "", "G"),
    Command("pane.next", ("tab", "l", "right"), "pane(1)", "Next pane", "Panes", "pane", "tab l"),
    Command("pane.previous", ("shift+tab", "h", "left"), "pane(-1)", "Previous pane", "Panes", "", "shift+tab h"),
    Command("margin", ("c",), "margin", "Show or hide the margin", "Panes", "margin", "c"),
    Command("zoom", ("z",), "zoom", "This pane alone, and back", "Panes", "", "z"),
    Command("view.stories", ("1",), "view('stories')", "Stories", "Views", "", "1"),
    Command("view.people", ("2",), "view('people')", "People, states and bodies", "Views", "", "2"),
    Command("view.places", ("3",), "view('places')", "Places", "Views", "", "3"),
    Command("view.questions", ("4",), "view('questions')", "Questions", "Views", "", "4"),
    Command("read", ("u",), "toggle_read", "Read or unread", "Read", "unread", "u", (LIST, READER)),
    Command("star", ("m",), "toggle_star", "Star or unstar", "Read", "star", "m", (LIST, READER)),
    Command("copy", ("y", "ctrl+c"), "copy", "Copy the selected text, else the title", "Read", "", "y"),
    Command("theme", ("t",), "theme", "Next theme", "Desk", "", "t"),
    Command("help", ("?", "f1"), "help", "This help", "Desk", "help", "?"),
    Command("palette", ("ctrl+p", ":"), "palette", "Every command by name", "Desk", "", "ctrl+p :"),
    Command("quit", ("q", "ctrl+q"), "quit", "Quit", "Desk", "", "q"),
)

GROUPS = tuple(dict.fromkeys(command.group for command in COMMANDS))


def bindings() -> list[BindingType]:
    """The table as Textual's bindings. `priority` keeps a widget of Textual's from taking a key."""
    return [
        Binding(",".join(_named(key) for key in command.keys), command.action, command.title, show=False, id=command.id)
        for command in COMMANDS
    ]


def hints(pane: str) -> list[Command]:
    """What the bar below offers in a pane, most useful first."""
    return [command for command in COMMANDS if command.hint and pane in command.where]


def _named(key: str) -> str:
    return {"]": "right_square_bracket", "[": "left_square_bracket", "?": "question_mark", ":": "colon"}.get(key, key)


def key_table() -> str:
    """The table in Markdown, by group, for the README."""
    lines = ["| | key | does |", "|---|---|---|"]
    for group in GROUPS:
        members = [command for command in COMMANDS if command.group == group]
        lines += [
            f"| {'' if number else group} | {_markdown_keys(command)} | {command.title} |"
            for number, command in enumerate(members)
        ]
    return "\n".join(lines)


def _markdown_keys(command: Command) -> str:
    return " ".join(f"`{key}`" for key in command.label.split(" "))
