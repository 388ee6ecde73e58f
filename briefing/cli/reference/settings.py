"""The page of the settings, made of their table."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.cli.man import ENVIRONMENT
from briefing.config.settings import KINDS, SAYS, Settings

_HEAD = """\
# Settings

They stand in `briefing/config.toml` in the folder of your settings: `$XDG_CONFIG_HOME`, mostly `~/.config`.
`briefing doctor` prints where that is, and what is wrong in the file, with its line. No setting must be there.

A flag of the command line wins over the environment, the environment over the file.
"""
_NOUNS = {str: "text", bool: "`true` or `false`", dict: "a table"}
_TAIL = """
```toml
desk = "~/news"
theme = "paper"
editor = "code -g {file}:{line}"

[clones]
"postgresql://archive.example/news" = "~/news"

[keys]
story.next = "ctrl+n"
```

[Keys](keys.md) has the ids for `[keys]`, [your own theme](themes.md) says how one is made.

## In the environment

| variable | means |
|---|---|"""


def page() -> str:
    return "".join(f"{line}\n" for line in _page())


def _page() -> Iterator[str]:
    yield from (_HEAD, "| setting | takes | without it | is |", "|---|---|---|---|")
    for name, kind in KINDS.items():
        default = getattr(Settings(), name)
        without = f"`{str(default).lower()}`" if kind is bool else "none"
        yield f"| `{name}` | {_NOUNS[kind]} | {without} | {SAYS[name]} |"
    yield _TAIL
    yield from (f"| {', '.join(f'`{one}`' for one in names.split(', '))} | {says} |" for names, says in ENVIRONMENT)
