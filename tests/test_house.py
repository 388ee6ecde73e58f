"""Imports go down only, and nothing heavy is loaded before it is needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "briefing"
SEES = {
    "model": set[str](),
    "config": {"model"},
    "report": {"model"},
    "parse": {"model"},
    "check": {"parse", "model"},
    "desk": {"check", "parse", "model"},
    "articles": {"desk", "check", "parse", "model"},
    "postgres": {"desk", "model"},
    "ui": {"desk", "check", "parse", "model", "config", "report"},
    "lsp": {"desk", "check", "parse", "model", "report"},
    "mcp": {"desk", "model", "report"},
    "export": {"desk", "model", "report"},
    "browser": {"model"},
    "testing": {"ui", "desk", "check", "parse", "model", "config", "report"},
    "cli": {
        "ui", "lsp", "mcp", "export", "browser", "articles", "postgres", "desk", "check", "parse", "model", "config",
        "report",
    },
}  # fmt: skip
"""Which layers a layer may import."""
ALSO = {"ui/opening.py": {"postgres"}}
"""Which layers a file may import besides, since it puts together what the others are given."""


def imports(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_imports_go_down(file: Path) -> None:
    layer = file.relative_to(PACKAGE).parts[0]
    for module in imports(file):
        parts = module.split(".")
        if parts[0] == "textual":
            assert layer == "ui", module
        if parts[0] == "briefing" and len(parts) > 1 and layer in SEES:
            allowed = SEES[layer] | ALSO.get(file.relative_to(PACKAGE).as_posix(), set())
            assert parts[1] == layer or parts[1] in allowed, module


def loaded_by(code: str) -> set[str]:
    printed = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"], capture_output=True, text=True, cwd=ROOT
    )
    return set(printed.stdout.split())


@pytest.mark.parametrize("flag", ["--version", "--help"])
def test_printing_loads_no_ui_and_no_yaml(flag: str) -> None:
    code = f"from briefing.cli import main\ntry: main(['{flag}'])\nexcept SystemExit: pass"
    loaded = loaded_by(code)
    assert "click" in loaded
    assert not loaded & {"textual", "rich", "yaml", "markdown_it", "sqlite3"}


def test_what_a_command_cannot_do_is_said_without_a_parser_of_options() -> None:
    loaded = loaded_by("import briefing.cli.refused, briefing.cli.start")
    assert "briefing.cli.start" in loaded
    assert "click" not in loaded


def test_the_first_frame_needs_neither_yaml_nor_markdown() -> None:
    loaded = loaded_by("import briefing.ui.opening, briefing.ui.screens.desk")
    assert "textual.app" in loaded
    assert not loaded & {"yaml", "markdown_it", "watchfiles", "ahocorasick_rs", "textual.widgets._markdown"}
