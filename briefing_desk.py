"""The ways in, under a name that is surely ours: for the command `briefing`, and for pytest.

The package `briefing` of PyPI is another program, and is imported by the name that ours has. Installed into one
environment the two share a folder: the later one writes over `briefing/__init__.py`, and whichever is removed takes
that file along. Where `briefing` is not ours, both ways say so in a sentence.
"""

from __future__ import annotations

import sys
from typing import Any

DISTRIBUTION = "briefing-desk"


def main() -> None:
    """Run the command line. Ends the process."""
    if said := trouble():
        print(f"Error: {said}", file=sys.stderr)
        sys.exit(2)
    from briefing.cli import main as run

    run()


def trouble() -> str:
    """What to do where `briefing` is not this program; empty where it is."""
    try:
        import briefing
    except Exception:  # of a stranger's package: it may lack what it needs
        return _advice("")
    is_ours = getattr(briefing, "DISTRIBUTION", "") == DISTRIBUTION
    return "" if is_ours else _advice(getattr(briefing, "__file__", None) or "")


def _advice(file: str) -> str:
    from importlib.metadata import PackageNotFoundError, distribution

    again = f"`pip install --force-reinstall --no-deps {DISTRIBUTION}`"
    try:
        distribution("briefing")
    except PackageNotFoundError:
        if not file:
            return f"this program's package `briefing` is not whole: {again} brings it back"
        return f"{file} stands where this program's package `briefing` should: rename it, or {again}"
    taken = "PyPI's package `briefing` is another program and took this one's place"
    return f"{taken}: `pip uninstall briefing`, then {again}"


def __getattr__(name: str) -> Any:
    """`plugin`, which pytest asks for by the entry point."""
    if name != "plugin":
        raise AttributeError(name)
    if said := trouble():
        return _plugin_that_says(said)
    from briefing.testing import plugin

    return plugin


def _plugin_that_says(said: str) -> Any:
    """In place of the plugin: its fixtures tell what is the matter, and tests that need none of them run."""
    import pytest

    class Plugin:
        def pytest_addoption(self, parser: pytest.Parser) -> None:
            for name in ("briefing_desk", "briefing_sizes", "briefing_themes"):
                parser.addini(name, said)

        @pytest.fixture
        def desk(self) -> None:
            pytest.fail(said, pytrace=False)

        @pytest.fixture
        def desk_snapshot(self) -> None:
            pytest.fail(said, pytrace=False)

    return Plugin()
