"""Messages of the Language Server Protocol as they come and go: JSON-RPC 2.0 behind a header with the length.

https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#baseProtocol
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO

Json = dict[str, Any]

PARSE_ERROR, INVALID_REQUEST, UNKNOWN_METHOD, INTERNAL_ERROR = -32700, -32600, -32601, -32603
NOT_INITIALISED, CANCELLED, REFUSED = -32002, -32800, -32803
"""The codes of answers that are errors (the last: the request is well formed and cannot be done)."""

MOST = 128 * 1024 * 1024
"""Bytes of one message; nothing that an editor has to say of a desk is larger."""
_LINE = 4096
"""Bytes of a line of the header."""


class ProtocolError(Exception):
    """What came is no message, and what follows cannot be told from it."""


class NotDone(Exception):
    """A request that is answered with an error: a sentence for the person at the editor."""

    def __init__(self, message: str, code: int = REFUSED) -> None:
        super().__init__(message)
        self.code = code


def receive(stream: BinaryIO) -> Json | None:
    """The next message; None at the end. Raises `ProtocolError`, and `ValueError` for a message that is no object in
    JSON, behind which the next one can be read."""
    length = -1
    while True:
        line = stream.readline(_LINE)
        if not line:
            return None
        if not line.endswith(b"\n"):
            raise ProtocolError("a header without an end")
        name, _colon, value = line.partition(b":")
        if not line.strip():
            break
        if name.strip().lower() == b"content-length":
            if not value.strip().isdigit():
                raise ProtocolError("a length that is no number")
            length = int(value)
    if not 0 <= length <= MOST:
        raise ProtocolError("a message without a length, or a longer one than any")
    data = stream.read(length)
    if len(data) < length:
        return None
    try:
        message = json.loads(data)
    except RecursionError:
        raise ValueError("nested beyond all measure") from None
    if not isinstance(message, dict):
        raise ValueError("no object")
    return message


def send(stream: BinaryIO, message: Json) -> None:
    """Write a message. Raises `OSError` where nobody reads any more."""
    body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False, separators=(",", ":"))
    data = body.encode("utf-8", "backslashreplace")
    stream.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
    stream.flush()
