"""The table of what an editor can ask about a file or a desk: one module each, loaded when it is first asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefing.model.value import NamedTuple

if TYPE_CHECKING:
    from briefing.lsp.workspace import Request


class Feature(NamedTuple):
    """A request: the module and the function that answer it, and how a client is told that there is such a thing.

    Of a file that belongs to no desk, or is no brief, nothing is said; `is_of_file` is false for what is asked of the
    whole workspace. `needs` is what a client must be able to for its `options`; others are only told that it is there.
    """

    module: str
    capability: str = ""
    options: Any = True
    function: str = "answer"
    is_of_file: bool = True
    needs: str = ""


OPEN = "briefing.open"
"""The command that says how the reader is opened at a line."""
TOKENS = ("class", "namespace")
"""What an actor and a venue are, among the kinds of words that every theme of an editor colours."""
UNLISTED = "unlisted"
"""Of somebody whom the registry knows and the brief does not list."""
FIXES = ("quickfix", "refactor", "source.fixAll")

FEATURES: Mapping[str, Feature] = {
    "textDocument/completion": Feature(
        "completion",
        "completionProvider",
        {"triggerCharacters": ["[", " ", ":", "-", "{", ","], "resolveProvider": True},
    ),
    "completionItem/resolve": Feature("completion", function="resolve", is_of_file=False),
    "textDocument/hover": Feature("hover", "hoverProvider"),
    "textDocument/definition": Feature("definition", "definitionProvider"),
    "textDocument/references": Feature("references", "referencesProvider"),
    "textDocument/documentHighlight": Feature("references", "documentHighlightProvider", function="here"),
    "textDocument/rename": Feature(
        "rename", "renameProvider", {"prepareProvider": True}, needs="textDocument.rename.prepareSupport"
    ),
    "textDocument/prepareRename": Feature("rename", function="prepare"),
    "textDocument/codeAction": Feature(
        "actions",
        "codeActionProvider",
        {"codeActionKinds": [*FIXES], "resolveProvider": True},
        needs="textDocument.codeAction.codeActionLiteralSupport",
    ),
    "codeAction/resolve": Feature("actions", function="resolve", is_of_file=False),
    "textDocument/documentSymbol": Feature("symbols", "documentSymbolProvider"),
    "workspace/symbol": Feature("workspace_symbols", "workspaceSymbolProvider", is_of_file=False),
    "textDocument/foldingRange": Feature("folding", "foldingRangeProvider"),
    "textDocument/semanticTokens/full": Feature(
        "tokens",
        "semanticTokensProvider",
        {"legend": {"tokenTypes": [*TOKENS], "tokenModifiers": [UNLISTED]}, "full": True, "range": True},
    ),
    "textDocument/semanticTokens/range": Feature("tokens"),
    "textDocument/inlayHint": Feature("hints", "inlayHintProvider"),
    "textDocument/documentLink": Feature("links", "documentLinkProvider", {"resolveProvider": False}),
    "textDocument/formatting": Feature("formatting", "documentFormattingProvider"),
    "workspace/executeCommand": Feature("commands", "executeCommandProvider", {"commands": [OPEN]}, is_of_file=False),
}
"""Every request by its method."""


def capabilities(can: Callable[[str], Any]) -> dict[str, Any]:
    """What a client is told that there is, by what it can."""
    told = (one for one in FEATURES.values() if one.capability)
    return {one.capability: True if one.needs and can(one.needs) in (None, False) else one.options for one in told}


@cache
def _handler(module: str, function: str) -> Callable[[Request], Any]:
    found: Callable[[Request], Any] = getattr(import_module(f"briefing.lsp.features.{module}"), function)
    return found


def handler(feature: Feature) -> Callable[[Request], Any]:
    """Who answers."""
    return _handler(feature.module, feature.function)
