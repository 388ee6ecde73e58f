"""What leads out of a file: addresses, items of Wikidata and GeoNames, the stories that the text links to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.lsp.sites import LINKED, links
from briefing.lsp.targets import meant
from briefing.lsp.wire import Json
from briefing.lsp.workspace import Request
from briefing.parse.fields import Thing
from briefing.parse.registry_name import is_registry

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
    targets: dict[str, tuple[Thing, str] | None] = {}  # a long text links to the same again and again
    for site in links(file.text) if not is_registry(file.file) else ():
        if site.written not in targets:
            targets[site.written] = meant(desk, file, LINKED, site.written)
        target = targets[site.written]
        if target is not None and target[0] == "story" and (story := desk.around.stories.get(target[1])):
            yield site.start, site.end, request.workspace.uri_of(desk, story.file), story.title or story.id
