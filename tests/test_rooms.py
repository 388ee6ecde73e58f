"""The inner walls: who may know whom among the files, how large a room may be, and that no two things have one name."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "briefing"
FILES = {
    ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(PACKAGE.rglob("*.py"))
}
TREES = {module: ast.parse(file.read_text(encoding="utf-8")) for module, file in FILES.items()}


def imports(module: str) -> set[str]:
    """The files of ours that a file imports, at its head, under `TYPE_CHECKING` or in a function."""
    found: set[str] = set()
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} & FILES.keys() or {node.module}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return (found & FILES.keys()) - {module}


GRAPH = {module: imports(module) for module in FILES}


def circles() -> Iterator[set[str]]:
    """The files that reach each other (Tarjan's strongly connected components)."""
    numbers: dict[str, int] = {}
    lows: dict[str, int] = {}
    stack: list[str] = []

    def visit(module: str) -> Iterator[set[str]]:
        numbers[module] = lows[module] = len(numbers)
        stack.append(module)
        for other in sorted(GRAPH[module]):
            if other not in numbers:
                yield from visit(other)
            if other in stack:
                lows[module] = min(lows[module], lows[other])
        if lows[module] == numbers[module]:
            at = stack.index(module)
            component = set(stack[at:])
            del stack[at:]
            if len(component) > 1:
                yield component

    for module in FILES:
        if module not in numbers:
            yield from visit(module)


def test_no_files_import_each_other_in_a_circle() -> None:
    assert list(circles()) == []


@pytest.mark.parametrize("room", ["crew", "widgets"])
def test_who_works_for_a_screen_knows_no_screen_and_no_desk(room: str) -> None:
    for module in GRAPH:
        if module.startswith(f"briefing.ui.{room}"):
            assert not {
                other for other in GRAPH[module] if other.startswith(("briefing.ui.screens", "briefing.desk"))
            }, module


def test_no_helper_knows_another() -> None:
    for module in GRAPH:
        if module.startswith("briefing.ui.crew."):
            assert not {other for other in GRAPH[module] if other.startswith("briefing.ui.crew.")}, module


def classes() -> Iterator[tuple[str, ast.ClassDef]]:
    for module, tree in TREES.items():
        yield from ((module, node) for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def length(node: ast.ClassDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_the_desk_s_screen_only_composes() -> None:
    screen = next(node for _module, node in classes() if node.name == "DeskScreen")
    methods = [node for node in screen.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert length(screen) < 300
    assert len(methods) < 40


def test_no_class_has_more_than_400_lines_and_no_file_more_than_500() -> None:
    assert [node.name for _module, node in classes() if length(node) > 400] == []
    long = [module for module, file in FILES.items() if file.read_text(encoding="utf-8").count("\n") > 500]
    assert long == []


def test_no_two_classes_have_one_name() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for module, node in classes():
        places[node.name].append(module)
    twice = {name: modules for name, modules in places.items() if len(modules) > 1}
    assert twice == {}


BY_POSITION = {
    "Span", "Run", "Block", "Mention", "Link", "Meaning",  # made by the thousand: a name costs a third more
    "Naming", "Quote",  # and these too
    "Field", "Command", "Owner", "Piece", "PlainBlock",  # rows of tables
}  # fmt: skip
"""Classes of ours whose values may be given by position, however many."""


def test_values_of_more_than_four_fields_are_made_by_name() -> None:
    ours = {node.name for _module, node in classes()} - BY_POSITION
    found = [
        (module, node.lineno, node.func.id)
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ours
        if len([one for one in node.args if not isinstance(one, ast.Starred)]) > 4
    ]
    assert found == []


VAGUE = {"found", "told", "said", "kept", "wanted"}
"""Names that say how a value came to be, not what it is: one may be clear by itself, two are riddles."""


def named_in(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """The parameters of a function and the names that it assigns, those of its inner functions among them."""
    nodes = [node for part in (function.args, *function.body) for node in ast.walk(part)]
    assigned = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return assigned | {node.arg for node in nodes if isinstance(node, ast.arg)}


def test_no_function_has_two_names_that_do_not_say_what_they_are() -> None:
    functions = [
        (module, node)
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [(module, node.name) for module, node in functions if len(named_in(node) & VAGUE) > 1] == []
