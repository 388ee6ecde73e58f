"""HTML in a text: simple tags say what Markdown says with signs; of all others only the text between them is kept."""

from __future__ import annotations

import re
from html import unescape

from briefing.parse.inline import InlineText, Runs, followed

TAG = (
    r"</?[A-Za-z][A-Za-z0-9-]*(?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?>"
    r"|<[!?][A-Za-z][^<>]*>"
)
"""A tag, or a declaration."""
HIDDEN = ("script", "style", "template", "head", "svg", "iframe")
"""What stands between these tags is not for readers; one that is never closed hides nothing."""

_MARKS = {
    "b": "b", "strong": "b", "mark": "b", "summary": "b", "th": "b", "dt": "b",
    "i": "i", "em": "i", "cite": "i", "dfn": "i", "var": "i", "u": "i", "s": "s", "del": "s", "strike": "s",
    "code": "c", "kbd": "c", "samp": "c", "tt": "c", "pre": "c",
}  # fmt: skip
_LINES = frozenset(
    "address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure footer form h1"
    " h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
"""Tags that begin and end a line."""
_EMPTY = frozenset("br hr img wbr input source track col link meta embed area base".split())
"""Tags that nothing stands between."""
_SCRIPTS = {
    "sup": str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ"),
    "sub": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}
"""What can be written above or below the line; other text stays on it."""

_DEPTH = 40
"""Tags that are open at once; more of them say nothing."""


class TidyRuns(Runs):
    """Runs of a text with tags: white space beside white space, and at the ends of lines, counts once or not at all."""

    __slots__ = ("_gap",)

    def __init__(self) -> None:
        super().__init__()
        self._gap: tuple[str, str, int, str] | None = None

    @property
    def begins_line(self) -> bool:
        return not self.length or (self._gap is not None and self._gap[0] == "\n")

    def add(self, text: str, marks: str, source: int, href: str = "", link: str = "") -> None:
        bare = text.strip(" \t\n")
        lead = text[: len(text) - len(text.lstrip(" \t\n"))]
        if lead:
            self._widen("\n" if "\n" in lead else " ", marks, source, href)
        if not bare:
            return
        if self._gap is not None and self.length:
            super().add(*self._gap)
        self._gap = None
        at = source + len(lead) if source >= 0 else -1
        super().add(bare, marks, at, href, link)
        if tail := text[len(lead) + len(bare) :]:
            self._widen("\n" if "\n" in tail else " ", marks, at + len(bare) if at >= 0 else -1, href)

    def _widen(self, gap: str, marks: str, source: int, href: str) -> None:
        if self._gap is None or (gap == "\n" and self._gap[0] != "\n"):
            self._gap = gap, marks, -1 if gap == "\n" else source, href


class Tags:
    """The tags that are open at a place of a paragraph, and what they do to its text."""

    def __init__(self, reading: InlineText) -> None:
        self.marks = self.href = ""
        self.hides = False
        self._open: list[tuple[str, str]] = []
        self._reading = reading
        reading.runs = TidyRuns()

    def read(self, tag: str) -> None:
        """Take in a tag, a comment or a declaration."""
        found = re.match(r"<(/?)([A-Za-z][A-Za-z0-9-]*)", tag)
        if found is None:
            return
        name, closes = found[2].lower(), bool(found[1])
        if name in _LINES and not self.hides:
            self._say("\n")
        if closes:
            self._close(name)
        elif name == "img" and not self.hides:
            source = followed(_attribute(tag, "src"))
            self._say(_attribute(tag, "alt") or "image", "l" if source else "", source)
        elif name not in _EMPTY and len(self._open) < _DEPTH:
            self._begin(name, tag)

    def shown(self, text: str) -> str:
        """A text as the tags around it want it."""
        name = next((name for name, _href in reversed(self._open) if name in _SCRIPTS), "")
        if not name or any(ord(char) not in _SCRIPTS[name] for char in text):
            return text
        return text.translate(_SCRIPTS[name])

    def _begin(self, name: str, tag: str) -> None:
        if name in HIDDEN and f"</{name}" not in self._reading.content.lower():
            return
        if not self.hides:
            if name == "li":
                self._say("• ")
            elif name in ("td", "th") and not self._reading.runs.begins_line:
                self._say(" | ")
            elif name == "q":
                self._say("“")
        self._open.append((name, followed(_attribute(tag, "href")) if name == "a" else ""))
        self._sum_up()

    def _close(self, name: str) -> None:
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == name:
                if name == "q" and not self.hides:
                    self._say("”")
                del self._open[at]
                self._sum_up()
                return

    def _sum_up(self) -> None:
        names = [name for name, _href in self._open]
        self.hides = any(name in HIDDEN for name in names)
        self.href = next((href for _name, href in reversed(self._open) if href), "")
        marks = {_MARKS[name] for name in names if name in _MARKS} | ({"l"} if self.href else set())
        self.marks = "".join(sorted(marks))

    def _say(self, text: str, marks: str = "", href: str = "") -> None:
        self._reading.runs.add(text, "".join(sorted({*marks, *self.marks})), -1, href or self.href)


def _attribute(tag: str, name: str) -> str:
    """What an attribute of a tag says; empty where it has none."""
    for found in re.finditer(r"\s([^\s\"'<>/=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))", tag):
        if found[1].lower() == name:
            return unescape(found[2] or found[3] or found[4] or "").strip()
    return ""
