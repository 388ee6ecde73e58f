"""A client that others made, over standard input and output, as an editor has it."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.lsp.conftest import TALKS
from tests.test_house import ROOT

types = pytest.importorskip("lsprotocol.types")
client_module = pytest.importorskip("pygls.lsp.client")
WAIT = 10
RESOLVES = types.ClientCodeActionResolveOptions(properties=["edit"])
KINDS = types.ClientCodeActionLiteralOptions(types.ClientCodeActionKindOptions([types.CodeActionKind.QuickFix]))
CAPABILITIES = types.ClientCapabilities(
    text_document=types.TextDocumentClientCapabilities(
        code_action=types.CodeActionClientCapabilities(
            data_support=True, resolve_support=RESOLVES, code_action_literal_support=KINDS
        )
    )
)


async def whole_session(root: Path, environ: dict[str, str]) -> dict[str, Any]:
    """What a client is told that opens a brief, types a mistake, and asks for everything that there is."""
    client = client_module.BaseLanguageClient("tests", "1")
    told: asyncio.Queue[Any] = asyncio.Queue()

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def _published(params: Any) -> None:
        told.put_nowait(params)

    async def problems(version: int) -> list[str]:
        while True:
            params = await asyncio.wait_for(told.get(), WAIT)
            if params.uri == uri and params.version == version:
                return [one.code for one in params.diagnostics]

    uri = (root / "talks.yaml").as_uri()
    document = types.TextDocumentIdentifier(uri)
    await client.start_io(sys.executable, "-m", "briefing", "lsp", env=environ, cwd=str(root))
    try:
        begun = await client.initialize_async(types.InitializeParams(capabilities=CAPABILITIES, root_uri=root.as_uri()))
        client.initialized(types.InitializedParams())
        client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "yaml", 1, TALKS)))
        found: dict[str, Any] = {"begun": begun, "first": await problems(1)}
        line = next(number for number, text in enumerate(TALKS.split("\n")) if "who:" in text)
        column = TALKS.split("\n")[line].index("nato")
        place, end = types.Position(line, column), types.Position(line, column + 4)
        change = types.TextDocumentContentChangePartial(range=types.Range(place, end), text="natoo")
        versioned = types.VersionedTextDocumentIdentifier(uri=uri, version=2)
        client.text_document_did_change(types.DidChangeTextDocumentParams(versioned, [change]))
        found["typed"] = await problems(2)
        whole = types.Range(types.Position(0, 0), types.Position(99, 0))
        at = {"text_document": document, "position": types.Position(line, column + 2)}
        asked = {
            "completion": client.text_document_completion_async(types.CompletionParams(**at)),
            "actions": client.text_document_code_action_async(
                types.CodeActionParams(document, types.Range(place, place), types.CodeActionContext([]))
            ),
            "symbols": client.text_document_document_symbol_async(types.DocumentSymbolParams(document)),
            "workspace": client.workspace_symbol_async(types.WorkspaceSymbolParams("nato")),
            "folding": client.text_document_folding_range_async(types.FoldingRangeParams(document)),
            "tokens": client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document)),
            "hints": client.text_document_inlay_hint_async(types.InlayHintParams(document, whole)),
            "links": client.text_document_document_link_async(types.DocumentLinkParams(document)),
            "form": client.text_document_formatting_async(
                types.DocumentFormattingParams(document, types.FormattingOptions(2, True))
            ),
        }
        at["position"] = types.Position(4, 5)
        context = types.ReferenceContext(include_declaration=True)
        asked |= {
            "hover": client.text_document_hover_async(types.HoverParams(**at)),
            "definition": client.text_document_definition_async(types.DefinitionParams(**at)),
            "references": client.text_document_references_async(types.ReferenceParams(context=context, **at)),
            "rename": client.text_document_rename_async(types.RenameParams(new_name="otan", **at)),
            "marks": client.text_document_document_highlight_async(types.DocumentHighlightParams(**at)),
        }
        line = next(number for number, text in enumerate(TALKS.split("\n")) if "Ada Lovelace" in text)
        place = types.Position(line, 6)
        asked["promote"] = client.text_document_code_action_async(
            types.CodeActionParams(
                document,
                types.Range(place, place),
                types.CodeActionContext([], only=[types.CodeActionKind.Refactor]),
            )
        )
        for name, answer in asked.items():
            found[name] = await asyncio.wait_for(answer, WAIT)
        (promote,) = [one for one in found["promote"] if one.title.startswith("Put ")]
        found["promoted"] = await asyncio.wait_for(client.code_action_resolve_async(promote), WAIT)
        await asyncio.wait_for(client.shutdown_async(None), WAIT)
        client.exit(None)
        found["status"] = await asyncio.wait_for(client._server.wait(), WAIT)
    finally:
        if client._server.returncode is None:  # else nobody would ever stop waiting for it
            client._server.kill()
        await asyncio.wait_for(client.stop(), WAIT)
    return found


def test_a_session(root: Path, tmp_path: Path) -> None:
    environ = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)}
    found = asyncio.run(whole_session(root, environ))
    assert found["begun"].server_info.name == "briefing"
    assert not {"B201"} & set(found["first"])
    assert "B201" in found["typed"]
    assert found["completion"].items[0].label == "nato"
    assert "Perhaps `nato`" in {one.title for one in found["actions"]}
    assert found["symbols"][0].name == "actors"
    assert found["workspace"][0].name == "NATO"
    assert found["hover"].contents.value.startswith("**NATO**")
    assert found["definition"][0].uri.endswith("actors.yaml")
    assert len(found["references"]) > 3
    assert len(found["rename"].changes) == 3
    assert found["promoted"].title == "Put Ada Lovelace into the registry"
    assert {uri.rpartition("/")[2] for uri in found["promoted"].edit.changes} == {"talks.yaml", "actors.yaml"}
    assert [name for name in ("folding", "tokens", "links", "marks") if not found[name]] == []
    assert not found["hints"]  # every id is the name already
    assert found["status"] == 0
