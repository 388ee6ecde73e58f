"""What leads out of a file: addresses, items of Wikidata and GeoNames, the stories that the text links to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.lsp.wire import Json
from briefing.lsp.workspace import Request

_ADDRESS = re.compile(r"(?i)\bhttps?://[^\s<>\[\]`|\"'“”„«»{}()]+(?:\([^\s<>\[\]()]*\))?[^\s<>\[\]`|\"'“”„«»{}()]*")
_ITEM = re.compile(r"""\b(?P<key>wikidata|geonames)["']?[ \t]*:[ \t]*["']?(?P<item>Q?[1-9]\d{0,11})\b""")
_LEADS = {"wikidata": "https://www.wikidata.org/wiki/{}", "geonames": "https://www.geonames.org/{}"}


def answer(request: Request) -> list[Json]:
    ruler = request.file.ruler
    return [
        {"range": ruler.range_of(start, end), "target": target, "tooltip": tooltip}
        for start, end, target, tooltip in _links(request)
    ]


def _links(request: Request) -> Iterator[tuple[int, int, str, str]]:
    desk, file = request.desk, request.file
    text = file.text.text
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(".,;:!?*_~")
        yield found.start(), found.start() + len(address), address, "open in the browser"
    for found in _ITEM.finditer(text):
        yield (*found.span("item"), _LEADS[found["key"]].format(found["item"]), "open in the browser")
    for use in desk.uses_of(file).uses:
        if use.where == "body" and use.kind == "story":
            story = desk.around.stories.get(desk.around.story_named(use.text))
            if story is not None:
                place = file.text.offset(use.span.line, use.span.column)
                target = request.workspace.uri_of(desk, story.file)
                yield place, place + len(use.text), target, story.title or story.id
