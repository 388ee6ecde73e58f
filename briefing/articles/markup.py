"""A tree of HTML, or of the elements that trafilatura makes of it, as a text."""

from __future__ import annotations

import re
from typing import Any

from briefing.articles.prose import Prose

_HEADINGS = re.compile("h[1-6]")
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl doc dt fieldset figcaption figure footer header hr"
    " html main p quote section summary".split()
)
_HIDDEN = frozenset(
    "audio button canvas embed form frame graphic head-meta iframe img input link map math meta noscript object script"
    " select style svg template textarea title video".split()
)


def add_text(tree: Any, prose: Prose) -> None:
    """Add what a tree says. What is hidden, and all that is no text, is left out."""
    _Walk(prose).into(tree)


class _Walk:
    """Goes through a tree and says its paragraphs."""

    def __init__(self, prose: Prose) -> None:
        self._prose = prose
        self._words: list[str] = []
        self._before = ""  # what stands before the next paragraph
        self._inside = ""  # and before those behind it, until the item ends
        self._numbers: list[int] = []  # of the items of the lists that are open; -1 where they have none

    def into(self, tree: Any) -> None:
        self._visit(tree)
        self._end()

    def _visit(self, element: Any) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _HIDDEN or _is_hidden(element):
            return
        if tag in ("br", "lb"):
            self._words.append("\n")
        elif tag == "head" and not element.get("rend"):
            return
        elif tag == "head" or _HEADINGS.fullmatch(tag):
            level = (element.get("rend") or tag)[-1:]
            self._around(element, f"{'#' * max(int(level) if level.isdigit() else 2, 2)} ")
        elif tag in ("li", "item"):
            self._item(element)
        elif tag in ("blockquote", "quote"):
            self._around(element, "> ")
        elif tag == "pre" or (tag == "code" and "\n" in "".join(element.itertext())):
            self._end()
            self._prose.code("".join(element.itertext()))
        elif tag == "table":
            self._end()
            self._table(element)
        elif tag in ("ul", "ol", "list"):
            self._end()
            self._numbers.append(0 if "ol" in (tag, element.get("rend")) else -1)
            self._content(element)
            self._end()
            self._numbers.pop()
        elif tag in _BLOCKS:
            self._end()
            self._content(element)
            self._end()
        else:
            self._content(element)

    def _content(self, element: Any) -> None:
        self._words.append(_flat(element.text))
        for child in element:
            self._visit(child)
            self._words.append(_flat(child.tail))

    def _around(self, element: Any, mark: str) -> None:
        self._end()
        before, inside = self._before, self._inside
        self._before, self._inside = mark, mark if mark == "> " else ""
        self._content(element)
        self._end()
        self._before, self._inside = before, inside

    def _item(self, element: Any) -> None:
        self._end()
        before, inside = self._before, self._inside
        mark = "- "
        if self._numbers and self._numbers[-1] >= 0:
            self._numbers[-1] += 1
            mark = f"{self._numbers[-1]}. "
        blanks = "" if inside == "> " else inside
        self._before, self._inside = f"{blanks}{mark}", f"{blanks}{' ' * len(mark)}"
        self._content(element)
        self._end()
        self._before, self._inside = before, inside

    def _table(self, table: Any) -> None:
        rows = [[_text(cell) for cell in row if cell.tag in ("td", "th", "cell")] for row in table.iter("tr", "row")]
        self._prose.table([row for row in rows if any(row)])

    def _end(self) -> None:
        """Say the paragraph that ends here."""
        text = "".join(self._words)
        self._words = []
        if text.strip():
            self._prose.say(text, self._before, "> " if self._before == "> " else None)
            self._before = self._inside


def _flat(text: str | None) -> str:
    """Text between tags, where an end of line is a blank."""
    return re.sub(r"\s+", " ", text) if text else ""


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or element.get("aria-hidden") == "true" or "display:none" in style
