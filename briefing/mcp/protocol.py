"""The Model Context Protocol over standard input and output: JSON-RPC 2.0, a message a line.

https://modelcontextprotocol.io/specification/2025-06-18/basic. Only what a server of tools needs: who is there, which
tools it has, and calls of them. There are no resources, prompts or logs, and nothing is asked of the assistant.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Mapping, Sequence
from typing import Any, BinaryIO

from briefing.model.value import dataclass
from briefing.report.escapes import as_json

Json = dict[str, Any]
VERSIONS = ("2025-06-18", "2025-03-26", "2024-11-05")
"""The revisions of the protocol that are spoken, the newest first; what is used of them is the same."""
MOST = 4 * 1024 * 1024
"""Bytes of a message; a question is shorter."""
PARSE_ERROR, INVALID_REQUEST, UNKNOWN_METHOD, INVALID_PARAMS, INTERNAL_ERROR = -32700, -32600, -32601, -32602, -32603


class NotAnswered(Exception):
    """What a tool can't do, in a sentence for the assistant."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A question that can be asked: `inputs` is the JSON Schema of its arguments, `answer` gives the texts of the
    answer. It may raise `NotAnswered`."""

    name: str
    title: str
    says: str
    inputs: Json
    answer: Callable[[Json], Sequence[str]]


@dataclass(frozen=True, slots=True)
class ToolServer:
    """Who answers: its name and version, what an assistant is to know of it, and its tools by their names."""

    name: str
    version: str
    says: str
    tools: Mapping[str, Tool]

    def serve(self, reads: BinaryIO, writes: BinaryIO) -> None:
        """Answer until nothing more comes. Raises `OSError` where nobody reads any more."""
        while line := reads.readline(MOST + 1):
            if len(line) > MOST:
                while line and not line.endswith(b"\n"):  # the rest of it
                    line = reads.readline(MOST)
                answer: Json | None = _error(None, INVALID_REQUEST, "the message is too long")
            elif not line.strip():
                continue
            else:
                answer = self._take(line)
            if answer is not None:
                writes.write(as_json({"jsonrpc": "2.0", **answer}).encode("utf-8", "backslashreplace") + b"\n")
                writes.flush()

    def _take(self, line: bytes) -> Json | None:
        """The answer to a message; None where none is wanted."""
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            return _error(None, PARSE_ERROR, "what came is no message in JSON")
        if not isinstance(message, dict) or not isinstance(message.get("method"), str):
            is_answer = isinstance(message, dict) and ("result" in message or "error" in message)
            return None if is_answer else _error(None, INVALID_REQUEST, "what came is no request")
        if "id" not in message:  # it only tells something
            return None
        asked = message.get("params")
        return self._answer(message["id"], message["method"], asked if isinstance(asked, dict) else {})

    def _answer(self, number: Any, method: str, asked: Json) -> Json:
        if method == "initialize":
            return {"id": number, "result": self._greeting(asked)}
        if method == "ping":
            return {"id": number, "result": {}}
        if method == "tools/list":
            return {"id": number, "result": {"tools": [_told(tool) for tool in self.tools.values()]}}
        if method != "tools/call":
            return _error(number, UNKNOWN_METHOD, f"there is no {method} here")
        tool = self.tools.get(str(asked.get("name")))
        if tool is None:
            return _error(number, INVALID_PARAMS, f"there is no tool {asked.get('name')}")
        given = asked.get("arguments")
        try:
            texts, is_error = tool.answer(given if isinstance(given, dict) else {}), False
        except NotAnswered as error:
            texts, is_error = [str(error)], True
        except Exception:  # one question that fails ends nothing
            traceback.print_exc()
            return _error(number, INTERNAL_ERROR, f"{tool.name} failed; standard error has the traceback")
        content = [{"type": "text", "text": text} for text in texts]
        return {"id": number, "result": {"content": content, "isError": is_error}}

    def _greeting(self, asked: Json) -> Json:
        wanted = asked.get("protocolVersion")
        return {
            "protocolVersion": wanted if wanted in VERSIONS else VERSIONS[0],
            "capabilities": {"tools": {}},
            "serverInfo": {"name": self.name, "version": self.version},
            "instructions": self.says,
        }


def _told(tool: Tool) -> Json:
    hints = {"title": tool.title, "readOnlyHint": True, "openWorldHint": False}
    return {"name": tool.name, "description": tool.says, "inputSchema": tool.inputs, "annotations": hints}


def _error(number: Any, code: int, message: str) -> Json:
    return {"id": number, "error": {"code": code, "message": message}}
