"""`briefing completion`: what a shell needs to complete commands, options and ids."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import click

from briefing.cli.output import print_as_it_is
from briefing.cli.refused import Refused

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS), required=False)
def command(shell: str | None) -> None:
    """Print the script by which SHELL completes commands, options, and the ids of a desk; for your shell without one.

    \b
    briefing completion bash > ~/.local/share/bash-completion/completions/briefing
    briefing completion zsh > ~/.zfunc/_briefing      (a folder of your fpath)
    briefing completion fish > ~/.config/fish/completions/briefing.fish
    """
    name = shell or Path(os.environ.get("SHELL", "")).name
    if name not in SHELLS:
        raise Refused(f"name a shell: {', '.join(SHELLS)}")
    print_as_it_is(script(name))


def script(shell: str) -> str:
    """What one of `SHELLS` needs to complete."""
    from click.shell_completion import get_completion_class

    from briefing.cli import COMPLETE
    from briefing.cli.group import group

    made = get_completion_class(shell)
    assert made is not None
    return f"{made(group, {}, 'briefing', COMPLETE).source()}\n"


bash, zsh, fish = (partial(script, shell) for shell in SHELLS)
"""The scripts as files that are installed."""
