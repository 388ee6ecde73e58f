"""`briefing keys`: the keys in force."""

from __future__ import annotations

import os
import shutil
import sys

import click

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
        print(default_file())
        return
    file = Folders.find(os.environ).config / "config.toml"
    try:
        keymap = make_keymap(load_settings(file).keys)
    except SettingsError as error:
        raise Refused(str(error)) from None
    print(key_list(keymap, shutil.get_terminal_size().columns))
    if keymap.changed:
        print(f"\n* changed by {file}")
    sys.stdout.flush()
    for trouble in keymap.troubles:
        print(f"{file}:{trouble.line}: {trouble.message}", file=sys.stderr)
    sys.exit(1 if keymap.troubles else 0)
