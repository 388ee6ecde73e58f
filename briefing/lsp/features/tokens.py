"""The names in the text of a brief that mean somebody, to be coloured as the reader marks them."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.lsp.features import TOKENS
from briefing.lsp.open_file import OpenFile
from briefing.lsp.wire import Json
from briefing.lsp.workspace import Request
from briefing.model.brief import Brief
from briefing.parse.registry_name import is_registry


def answer(request: Request) -> Json:
    file = request.file
    if is_registry(file.file):
        return {"data": []}
    wanted = request.params.get("range")
    start, end = (file.ruler.offset(wanted[side]) for side in ("start", "end")) if wanted else (0, len(file.text.text))
    data: list[int] = []
    line = column = 0
    for begin, stop, kind, is_unlisted in sorted(_names(request.desk.brief_of(file), file)):
        if stop < start or begin > end:
            continue
        at = file.text.line_at(begin)
        first = file.ruler.position(at, begin - file.text.starts[at])["character"]
        length = file.ruler.position(at, stop - file.text.starts[at])["character"] - first
        data += [at - line, first - column if at == line else first, length, kind, is_unlisted]
        line, column = at, first
    return {"data": data}


def _names(brief: Brief, file: OpenFile) -> Iterator[tuple[int, int, int, int]]:
    """Each name by its offsets, what it is, and whether it is not listed. One that is broken over two lines ends with
    the first."""
    last = 0
    for mention in sorted(brief.mentions, key=lambda one: one.position):
        begin = mention.position
        if begin < last:
            continue
        line = file.text.line_at(begin)
        last = min(begin + mention.end - mention.start, file.text.starts[line] + len(file.text.lines[line]))
        yield begin, last, TOKENS.index("namespace" if mention.kind == "venue" else "class"), int(not mention.listed)
