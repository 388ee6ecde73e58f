"""What is said in Markdown, as an editor shows it: some have none."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.lsp.wire import Json
from briefing.lsp.workspace import Workspace


def markup(workspace: Workspace, capability: str, said: str) -> Json:
    """A text of ours in Markdown, as the protocol has it; without its marks for an editor that names the kinds which it
    takes there, and not this one."""
    kinds = workspace.can(capability) or ("markdown",)
    if "markdown" in kinds:
        return {"kind": "markdown", "value": said}
    return {"kind": "plaintext", "value": "\n".join(_lines(said)).strip()}


def _lines(said: str) -> Iterator[str]:
    """The lines of a text without marks, with an empty one behind each paragraph, list and table."""
    from markdown_it import MarkdownIt

    deep = 0
    row: list[str] | None = None
    for token in MarkdownIt("commonmark").enable("table").parse(said):
        if token.type in ("bullet_list_open", "bullet_list_close"):
            deep += token.nesting
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield "  ".join(filter(None, row))
            row = None
        elif token.type in ("fence", "code_block"):
            yield from (*token.content.rstrip("\n").split("\n"), "")
        elif token.type in ("bullet_list_close", "table_close") and not deep:
            yield ""
        elif token.type == "inline":
            text = "".join("\n" if one.type.endswith("break") else one.content for one in token.children or ())
            if row is not None:
                row.append(text)
            elif deep:
                yield f"{'  ' * (deep - 1)}- {text}"
            else:
                yield from (text, "")
