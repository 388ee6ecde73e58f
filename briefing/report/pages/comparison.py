"""A desk at two moments, in print: what differs for its readers, story by story, and where it stands.

What was taken out of a text has the mark `s`, what was put in `b`, and `u` for pages that can tell it apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from briefing.model.body import Block, Run
from briefing.model.comparison import DeskComparison, MentionChange, RegistryEntryChange, StoryComparison
from briefing.model.names import one_line
from briefing.model.nouns import counted
from briefing.model.problem import Problem
from briefing.model.revision import Difference, EntryChange, TextChange, Words
from briefing.report.blocks import Inline, ident, item, para, section, title
from briefing.report.changes import told
from briefing.report.data import Data
from briefing.report.words import shown

Called = Callable[[str], str]
"""How a file of the desk is called from where one is."""

_AROUND = 60  # characters of what stayed, on either side of a change
_PIECES, _PIECE = 3, 60  # changes of a paragraph that a sentence tells, and the characters of each
_STORIES = 5  # whose names are told where more have an entry of the registry


def nothing(found: DeskComparison) -> str:
    return f"Nothing {'else ' if found.notes else ''}differs for a reader between {found.old} and {found.new}."


def summary(found: DeskComparison) -> list[str]:
    """How much differs, in words."""
    of = {how: [story for story in found.stories if story.how == how] for how in ("changed", "new", "gone")}
    stories = [counted(len(of[how]), "story", "stories") + f" {word}" if of[how] else "" for how, word in _HOW]
    came, went = len(found.all_that_came), len(found.all_that_went)
    return [
        *filter(None, stories),
        *([counted(len(found.registry), "entry", "entries") + " of the registry changed"] if found.registry else []),
        *([f"{counted(came, 'problem')} came"] if came else []),
        *([f"{counted(went, 'problem')} went"] if went else []),
    ]


_HOW = (("changed", "changed"), ("new", "new"), ("gone", "gone"))


def blocks(found: DeskComparison, called: Called = str, signs: bool = True, head: str = "") -> Iterator[Block]:
    """`signs` says that what is taken out and put in is told by signs (`[-out-]{+in+}`), where marks would not be seen.
    `head` is the title instead of what is compared."""
    yield from title(head or f"From {found.old} to {found.new}", *summary(found))
    page = Page(found, called, signs)
    yield from page.notes()
    if not found:
        yield para(nothing(found))
    for how, heading in (("changed", "Changed"), ("new", "New stories"), ("gone", "Gone")):
        stories = [block for story in found.stories if story.how == how for block in page.story(story)]
        yield from section(heading, stories)
    yield from section("Registry", map(page.entry, found.registry))
    yield from section("Problems elsewhere", page.problems(found.came, found.went))


class Page:
    """What there is to say of each part; `signs` as in `blocks`."""

    def __init__(self, found: DeskComparison, called: Called, signs: bool) -> None:
        self._found, self._called, self._signs = found, called, signs

    def notes(self) -> Iterator[Block]:
        """What could not be compared."""
        yield from (para(Run(f"! {one_line(note)}", "b")) for note in self._found.notes)

    def story(self, story: StoryComparison) -> Iterator[Block]:
        brief = story.brief
        file = one_line(self._called(brief.file))
        yield Block("heading", (Run(one_line(brief.title) or brief.id), Run(f"  {file}", "d")), level=3)
        if story.how == "new":
            yield item("a new story: ", *_facts_of_new(story))
        elif story.how == "gone":
            yield item("this story is not there any more")
        if story.former_id:
            yield item("it has another id: ", ident(story.former_id), " became ", ident(brief.id))
        if story.former_file:
            yield item("the file was called ", Run(one_line(self._called(story.former_file)), "c"))
        if difference := story.difference:
            yield from self._of_the_story(story, difference)
            yield from self._of_the_text(story, difference)
            yield from (self._mention(one, brief.file) for one in story.mentions)
            yield from self._beside_the_text(story, difference)
        yield from self.problems(story.came, story.went)

    def entry(self, change: RegistryEntryChange) -> Block:
        entry = change.entry
        name = one_line(entry.name or entry.key)
        said = {"new": f"{name} is new", "gone": f"{name} is gone"}.get(entry.how) or told(entry, self._found.names)
        below: list[tuple[Inline, ...]] = []
        if many := len(change.stories):
            some = ", ".join(change.stories[:_STORIES])
            more = f" and {many - _STORIES} more" if many > _STORIES else ""
            below.append((Run(f"named in {counted(many, 'story', 'stories')}: {some}{more}", "d"),))
        return item(f"{said}  ", self._at(change.file, change.line), below=below)

    def problems(self, came: Sequence[Problem], went: Sequence[Problem]) -> Iterator[Block]:
        for problem in came:
            yield item(
                Run(f"new {problem.severity}", "b"), f" {problem.code}: ", *quoting(problem.message, self._signs), "  ",
                self._at(problem.span.file, problem.span.line), marker="!",
            )  # fmt: skip
        for problem in went:
            yield item(f"no longer {_A[problem.severity]} {problem.code}: ", *quoting(problem.message, self._signs))

    def _of_the_story(self, story: StoryComparison, difference: Difference) -> Iterator[Block]:
        for entry in difference.entries:
            if not entry.key:
                yield self._told(story, entry, difference)

    def _beside_the_text(self, story: StoryComparison, difference: Difference) -> Iterator[Block]:
        for entry in difference.entries:
            if entry.key:
                yield self._told(story, entry, difference)

    def _told(self, story: StoryComparison, entry: EntryChange, difference: Difference) -> Block:
        line = story.lines.get(f"{entry.sort}:{entry.key}" if entry.key else entry.sort, 0)
        return item(f"{told(entry, difference.names)}  ", self._at(story.brief.file, line))

    def _of_the_text(self, story: StoryComparison, difference: Difference) -> Iterator[Block]:
        for change, line in zip(difference.paragraphs, story.paragraph_lines, strict=True):
            passage = tuple(self._marked(change.words))
            yield item(f"{of_paragraph(change)}  ", self._at(story.brief.file, line), below=[passage])

    def _mention(self, one: MentionChange, file: str) -> Block:
        return item(f"{of_mention(one)}  ", self._at(file, one.line))

    def _at(self, file: str, line: int) -> Run:
        return Run(f"{one_line(self._called(file))}:{line}" if line else "", "cd")

    def _marked(self, words: Words) -> Iterator[Run]:
        """The stretches of a text; what stayed is cut down to what stands around a change."""
        before = ""
        for number, (kind, text) in enumerate(words):
            if before == "removed" and kind == "added" and not self._signs:
                yield Run(" ")  # so that two words in each other's place are not read as one
            before = kind
            text = " ".join(text.split("\n")).replace("\t", " ")
            if kind == "kept":
                yield Run(_cut(text, number == 0, number == len(words) - 1))
            elif self._signs and len(words) > 1:
                yield Run(f"[-{text}-]" if kind == "removed" else f"{{+{text}+}}", "s" if kind == "removed" else "bu")
            else:
                yield Run(text, "s" if kind == "removed" else "bu" if len(words) > 1 else "")


_A = {"error": "an error", "warning": "a warning", "info": "a hint"}


def quoting(message: str, signs: bool = True) -> Iterator[Run]:
    """A message as runs: what stands in it between backticks is what somebody wrote, and code where marks are seen."""
    parts = one_line(message).split("`")
    if signs or len(parts) % 2 == 0:
        yield Run(one_line(message))
        return
    for number, part in enumerate(parts):
        yield Run(part, "c" if number % 2 else "")


def of_paragraph(change: TextChange) -> str:
    """What happened to a paragraph, in a sentence: `“saw” became “met”`."""
    kinds = {kind for kind, _text in change.words}
    if kinds == {"added"}:
        return "a new paragraph"
    if kinds == {"removed"}:
        return "a paragraph was taken out"
    pieces = [*_pieces(change.words)]
    if len(pieces) <= _PIECES and all(len(text) <= _PIECE for piece in pieces for text in piece):
        return "in the text, " + ", ".join([_piece(*piece) for piece in pieces])
    return f"a paragraph is reworded in {counted(len(pieces), 'place')}"


def of_mention(one: MentionChange) -> str:
    """Who is named no longer, or now; or which name or link leads there no longer, or now."""
    if one.how in ("broken", "mended"):
        return f"the link “{one_line(one.text)}” leads {'nowhere' if one.how == 'broken' else 'to a story'} now"
    if one.text == one.name:
        return f"in the text, “{one_line(one.text)}” is {'now' if one.how == 'found' else 'no longer'} a link"
    if one.text:
        leads = "leads to" if one.how == "found" else "no longer leads to"
        return f"in the text, “{one_line(one.text)}” {leads} {one_line(one.name)}"
    return f"the text {'now names' if one.how == 'found' else 'no longer names'} {one_line(one.name)}"


def _pieces(words: Words) -> Iterator[tuple[str, str]]:
    """What stood, and what stands instead of it."""
    removed = ""
    for kind, text in (*words, ("kept", "")):
        if kind == "removed":
            removed = text
        elif kind == "added":
            yield removed, text
            removed = ""
        elif removed:
            yield removed, ""
            removed = ""


def _piece(removed: str, added: str) -> str:
    old, new = one_line(removed), one_line(added)
    if old == new:
        return "white space changed"
    if old and new:
        return f"“{old}” became “{new}”"
    return f"“{new}” was put in" if new else f"“{old}” was taken out"


def _facts_of_new(story: StoryComparison) -> Iterator[Inline]:
    brief = story.brief
    count = ((len(brief.actors), "actor"), (len(brief.venues), "place"), (len(brief.questions), "question"))
    facts = [shown(brief.date), counted(brief.words, "word"), *(counted(many, noun) for many, noun in count if many)]
    yield ", ".join(filter(None, facts))


def _cut(text: str, is_first: bool, is_last: bool) -> str:
    """The words next to the changes on either side, with an ellipsis for those between."""
    before = "" if is_first else text[:_AROUND]
    after = "" if is_last else text[-_AROUND:]
    if len(text) <= len(before) + len(after) + _AROUND // 2:
        return text
    before = before.rsplit(" ", 1)[0] + " " if before else ""
    after = " " + after.split(" ", 1)[-1] if after else ""
    return f"{before}…{after}"


def data(found: DeskComparison, called: Called = str) -> Data:
    """All of it for programs: files as they are called from here, lines from 1."""
    return {
        "old": found.old,
        "new": found.new,
        "stories": [_story_data(story, called) for story in found.stories],
        "registry": [
            {
                **_entry_data(one.entry, found.names), "file": called(one.file), "line": one.line,
                "stories": list(one.stories),
            }
            for one in found.registry
        ],
        "problems": _problems_data(found.came, found.went, called),
        "notes": list(found.notes),
    }  # fmt: skip


def _story_data(story: StoryComparison, called: Called) -> Data:
    difference = story.difference or Difference("")
    return {
        "id": story.brief.id,
        "title": story.brief.title,
        "file": called(story.brief.file),
        "how": story.how,
        "former_id": story.former_id or None,
        "former_file": called(story.former_file) if story.former_file else None,
        "text": [
            {"said": of_paragraph(change), "line": line, "words": [[kind, text] for kind, text in change.words]}
            for change, line in zip(difference.paragraphs, story.paragraph_lines, strict=True)
        ],
        "mentions": [
            {"said": of_mention(one), "id": one.key, "how": one.how, "text": one.text or None, "line": one.line or None}
            for one in story.mentions
        ],
        "entries": [
            {
                **_entry_data(entry, difference.names),
                "line": story.lines.get(f"{entry.sort}:{entry.key}" if entry.key else entry.sort),
            }
            for entry in difference.entries
        ],
        "problems": _problems_data(story.came, story.went, called),
    }  # fmt: skip


def _entry_data(entry: EntryChange, names: dict[str, str]) -> Data:
    return {
        "said": told(entry, names),
        "sort": entry.sort,
        "id": entry.key or None,
        "how": entry.how,
        "facts": [{"key": fact.key, "old": fact.old, "new": fact.new} for fact in entry.facts],
    }


def _problems_data(came: Sequence[Problem], went: Sequence[Problem], called: Called) -> Data:
    return {
        name: [
            {
                "file": called(one.span.file), "line": one.span.line, "code": one.code, "severity": one.severity,
                "message": one.message,
            }
            for one in problems
        ]
        for name, problems in (("came", came), ("went", went))
    }  # fmt: skip
