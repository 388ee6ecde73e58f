"""The manual page, made from the commands' own help: `python -m briefing.cli.man > docs/briefing.1`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click

import briefing
from briefing.cli.group import group

STATUS = (
    ("0", "Fine."),
    ("1", "Something was found that should not be, or nothing where something was looked for."),
    ("2", "It could not be done; standard error says why."),
)
ENVIRONMENT = (
    ("BRIEFING_DESK", "The desk to open where no other is near."),
    ("BRIEFING_THEME, BRIEFING_ASCII, BRIEFING_LINEAR, BRIEFING_MOUSE", "As the settings of these names."),
    ("NO_COLOR", "Nothing is coloured."),
    ("PAGER", "What long answers are shown with in a terminal; empty for nothing."),
    ("VISUAL, EDITOR", "The editor for `briefing new --edit` and for the reader."),
    ("XDG_CONFIG_HOME, XDG_CACHE_HOME, XDG_STATE_HOME", "Where settings, the index and your marks lie."),
)
FILES = (
    ("$XDG_CONFIG_HOME/briefing/config.toml", "The settings."),
    ("$XDG_CONFIG_HOME/briefing/themes/", "Themes of your own."),
    ("$XDG_CACHE_HOME/briefing/", "The index of each desk; it can be deleted at any time."),
    ("$XDG_STATE_HOME/briefing/", "What you read, starred, tagged and noted, and where you were."),
)


def page() -> str:
    """The page as roff, in the macros of man(7)."""
    return "".join(f"{line}\n" for line in _page())


def _page() -> Iterator[str]:
    yield f'.TH BRIEFING 1 "" "briefing {briefing.__version__}" "User Commands"'
    yield from (".SH NAME", r"briefing \- read the news by its actors, places and open questions")
    yield from (
        ".SH SYNOPSIS",
        r".B briefing",
        r"[\fIDESK\fR]",
        ".br",
        ".B briefing",
        r"\fICOMMAND\fR [\fIARGUMENTS\fR]",
    )
    yield ".SH DESCRIPTION"
    yield from _help(group)
    yield ".SH COMMANDS"
    context = click.Context(group, info_name="briefing")
    yield from _commands(group, context)
    for title, rows in (("EXIT STATUS", STATUS), ("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES)):
        yield f'.SH "{title}"'
        for name, does in rows:
            yield from (".TP", rf"\fB{_text(name)}\fR", _line(does))


def _commands(inside: click.Group, context: click.Context) -> Iterator[str]:
    """The commands of a group, each with its options, and a group with its own commands behind it."""
    for name in inside.list_commands(context):
        command = inside.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context)
        usage = " ".join([inner.command_path, *command.collect_usage_pieces(inner)])
        yield f'.SS "{_text(usage)}"'
        yield from _help(command)
        for parameter in command.params:
            record = parameter.get_help_record(inner) if isinstance(parameter, click.Option) else None
            if record:
                yield from (".TP", rf"\fB{_text(record[0])}\fR", _line(record[1]))
        if isinstance(command, click.Group):
            yield from _commands(command, inner)


def _help(command: click.Command) -> Iterator[str]:
    for number, paragraph in enumerate(inspect.cleandoc(command.help or "").split("\n\n")):
        if number:
            yield ".PP"
        if paragraph.startswith("\b"):
            yield from (".nf", *map(_line, paragraph.removeprefix("\b").strip("\n").split("\n")), ".fi")
        else:
            yield _line(" ".join(paragraph.split()))


def _line(text: str) -> str:
    """Text as a line of its own: one that begins with a sign of roff begins with nothing before it."""
    text = re.sub("`([^`]+)`", lambda found: f"\0{found[1]}\1", text)
    made = _text(text).replace("\0", r"\fB").replace("\1", r"\fR")
    return rf"\&{made}" if made.startswith((".", "'")) else made


def _text(text: str) -> str:
    return text.replace("\\", r"\e").replace("-", r"\-").replace('"', r"\(dq").replace("…", "...")


if __name__ == "__main__":
    print(page(), end="")
