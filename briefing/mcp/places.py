"""Where what an answer says stands: each story with its file, each sentence with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.desk.excerpt import ExcerptError
from briefing.model.files import read
from briefing.model.views import Story

if TYPE_CHECKING:
    from briefing.desk.desk import Desk
    from briefing.model.body import Block
    from briefing.model.brief import Brief

_SENTENCES = ("quote", "text")
"""Keys of a sentence of the story that stands beside it."""
_MOST = 16 * 1024 * 1024
"""Bytes of a file that lines are counted in; of a larger one a sentence has the line that its paragraph begins on."""


class SentencePlaces:
    """Puts `file` to whatever is of one story, and `line` to its sentences; the text of a story is paragraphs, with the
    line that each begins on.

    A sentence that is not in the text, as an answer or an event, has none.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stories: dict[str, Brief | None] = {}
        self._texts: dict[str, str] = {}

    def put(self, answer: Any) -> Any:
        """The same answer with places in it."""
        if isinstance(answer, list):
            return [self.put(one) for one in answer]
        if not isinstance(answer, dict):
            return answer
        brief = self._brief_of(answer)
        if brief is None:
            return {key: self.put(value) for key, value in answer.items()}
        placed: dict[str, Any] = {}
        for key, value in answer.items():
            if key == "body":
                placed[key] = [{"line": block.line, "text": block.text} for block in brief.blocks if block.text]
            elif key == "quotes":
                placed[key] = [{"line": self._line_of(brief, quote), "text": quote} for quote in value]
            else:
                placed[key] = self.put(value)
        placed["file"] = brief.file
        for key in _SENTENCES:
            if isinstance(answer.get(key), str) and answer[key]:
                placed["line"] = self._line_of(brief, answer[key])
        return placed

    def _brief_of(self, one: dict[str, Any]) -> Brief | None:
        """The story that something is of: its own, or the one that it has a link to."""
        story = one.get("story")
        id_ = story.get("id") if isinstance(story, dict) else one.get("id") if "title" in one else None
        if not isinstance(id_, str):
            return None
        if id_ not in self._stories:
            page = self._desk.page("story", id_)
            self._stories[id_] = page.brief if isinstance(page, Story) else None
        return self._stories[id_]

    def _line_of(self, brief: Brief, sentence: str) -> int | None:
        """The line on which a sentence of a brief's text begins."""
        for block in brief.blocks:
            at = block.text.replace("\n", " ").replace("\t", " ").find(sentence)
            if at >= 0:
                source = _source(block, at)
                text = self._text_of(brief.file) if source >= 0 else ""
                return text.count("\n", 0, source) + 1 if source < len(text) else block.line
        return None

    def _text_of(self, file: str) -> str:
        if file not in self._texts:
            folder = self._desk.files
            try:
                if folder is None:
                    self._texts[file] = self._desk.text_of(file)
                else:
                    self._texts[file] = read(folder / file, _MOST).decode("utf-8-sig", "replace")
            except (OSError, ExcerptError):  # it is gone meanwhile
                self._texts[file] = ""
        return self._texts[file]


def _source(block: Block, at: int) -> int:
    """Where a character of a block's text stands in the file; -1 where it does not stand there as it is."""
    runs = [run for row in block.rows for cell in row for run in cell] if block.rows else list(block.runs)
    for run in runs:
        if at < len(run.text):
            return run.source + at if run.source >= 0 else -1
        at -= len(run.text)
    return -1
