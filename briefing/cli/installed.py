"""What an installation has and lacks: extras, byte code, and what shells and `man` look for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from importlib.util import cache_from_source, find_spec
from pathlib import Path

import briefing

_EXTRAS = {
    "web": ("trafilatura", "feedparser", "lxml_html_clean"),
    "pdf": ("pypdf",),
    "nlp": ("spacy",),
    "png": ("resvg_py",),
    "parquet": ("pyarrow",),
    "serve": ("textual_serve",),
    "team": ("psycopg",),
    "test": ("pytest",),
}
"""The extras of `pyproject.toml`, each with the modules that it brings."""
_COMPLETIONS = {
    "bash": ("bash-completion/completions/briefing", ""),
    "zsh": ("zsh/site-functions/_briefing", "~/.zfunc/_briefing"),
    "fish": ("fish/vendor_completions.d/briefing.fish", "~/.config/fish/completions/briefing.fish"),
}
"""For each shell where an installation puts what it needs, below shared data, and where a hand does."""


def installation(environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each part with where it is, or with how it is had."""
    package = Path(briefing.__file__).parent
    yield "from", str(package)
    for name, modules in _EXTRAS.items():
        is_there = all(find_spec(module) for module in modules)
        yield f"extra {name}", "there" if is_there else f"not there: pip install '{briefing.DISTRIBUTION}[{name}]'"
    yield "byte code", _byte_code(package)
    shares = [Path(sys.prefix) / "share", *_shares(environ)]
    yield "manual", _first(shares, "man/man1/briefing.1") or "not there: `briefing --help` says the same"
    for shell, (place, own) in _COMPLETIONS.items():
        by_hand = os.path.expanduser(own)
        found = _first(shares[1:], place) or (by_hand if own and os.path.exists(by_hand) else "")
        yield f"tab in {shell}", found or f"not where {shell} looks: `briefing completion --help`"


def _byte_code(package: Path) -> str:
    files = [file for file in package.rglob("*.py") if "data" not in file.relative_to(package).parts]
    made = sum(os.path.exists(cache_from_source(str(file))) for file in files)
    said = f"{made} of {len(files)} files"
    if made < len(files) and not os.access(package, os.W_OK):
        return f"{said}, and {package} can't be written to"
    return said


def _shares(environ: Mapping[str, str]) -> Iterator[Path]:
    """The folders of shared data where shells and `man` look, by the XDG base directory specification."""
    home = environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
    named = environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    yield from (Path(one) for one in (home, *named.split(os.pathsep)) if os.path.isabs(one))


def _first(folders: list[Path], place: str) -> str:
    return next((str(folder / place) for folder in folders if os.path.exists(folder / place)), "")
