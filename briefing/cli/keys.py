"""`briefing keys`: the keys in force."""

from __future__ import annotations

import os
import shutil
import sys

import click

from briefing.cli.output import print_as_it_is, print_lines, tell
from briefing.cli.refused import Refused


@click.command("keys")
@click.option("--default", "default", is_flag=True, help="Print the program's own keys as a table for the config file.")
def command(default: bool) -> None:
    """Print every command with its keys.

    The table [keys] of the config file gives other keys: `story.next = "ctrl+n"`. What is changed there has a star;
    what can't be used is told below with its line, and the exit status is then 1.
    """
    from briefing.config.paths import Folders
    from briefing.config.settings import SettingsError, load_settings
    from briefing.ui.key_list import default_file, key_list
    from briefing.ui.keymap import make_keymap

    if default:
        print_as_it_is(f"{default_file()}\n")
        return
    file = Folders.find(os.environ).config / "config.toml"
    try:
        keymap = make_keymap(load_settings(file).keys)
    except SettingsError as error:
        raise Refused(str(error)) from None
    print_lines([key_list(keymap, shutil.get_terminal_size().columns)])
    if keymap.changed:
        print_lines(["", f"* changed by {file}"])
    for trouble in keymap.troubles:
        tell(f"{file}:{trouble.line}: {trouble.message}")
    sys.exit(1 if keymap.troubles else 0)
