"""What an operation is to change: edits by file, and files that get another name. Nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from briefing.check.edits import apply
from briefing.desk.registry.files import DeskFiles, Impossible
from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.model.uses import Use
from briefing.model.value import dataclass, field
from briefing.parse.names import RegistryNames
from briefing.parse.registry import read_registry
from briefing.parse.registry_name import is_registry
from briefing.parse.text import Text, decode, mark_of

Meaning = Callable[[str, str], tuple[str, str]]
"""What a kind and a key of before are after an operation."""


class FileStep(NamedTuple):
    """A file as it is and as it is to be; None where there is none."""

    file: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to change, and what it is called (`rename russia to rossiya`).

    `edits` are by file; one that is not there yet begins empty. `moves` are new paths by old ones. `notes` are
    sentences on what a person should know.
    """

    title: str
    edits: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)
    moves: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def files(self) -> list[str]:
        """The files that change, as they are called before."""
        return sorted({*self.edits, *self.moves})

    def after(self, files: DeskFiles, file: str) -> bytes:
        """What a file is to say."""
        before = files.bytes_of(file) or b""
        text = Text(before.removeprefix(mark_of(before)).decode(), file)
        return mark_of(before) + apply(text, self.edits.get(file, ())).encode()

    def steps(self, files: DeskFiles) -> Iterator[FileStep]:
        """What is to be written, file by file."""
        for file in self.files:
            before, after = files.bytes_of(file), self.after(files, file)
            if file in self.moves:
                yield FileStep(self.moves[file], None, after)
                yield FileStep(file, before, None)
            elif before != after:
                yield FileStep(file, before, after)


def edit_of(text: Text, span: Span, old: str, new: str) -> Edit:
    """The edit that writes a new id where a span has the old one: its quotes stay, and what else stands around it.

    Raises `Impossible` where it does not stand there as one reads it.
    """
    written = text.of(span)
    at = written.find(old)
    if at < 0 or written.find(old, at + 1) >= 0:
        raise Impossible(f"{span}: `{old}` does not stand here letter by letter; write it plainly first")
    start = text.offset(span.line, span.column) + at
    return Edit(text.span(start, start + len(old)), new)


def checked(files: DeskFiles, plan: Plan, among: Collection[str], meaning: Meaning, new: Collection[str] = ()) -> Plan:
    """The plan, if afterwards everything in these files says what it said, but for what `meaning` makes of it, and
    nothing new is the matter with them. Raises `Impossible` with the first place where that is not so.

    `new` are ids that the registry has only then.
    """
    after = {file: plan.after(files, file) for file in plan.edits}
    registries = files.registries | {file: data for file, data in after.items() if is_registry(file)}
    registry = files.registry if registries == files.registries else read_registry(registries)
    names = files.names if registry is files.registry else RegistryNames(registry)
    _refuse_worse(files.registry.problems, registry.problems)
    for file in sorted({*plan.edits, *among}):
        before = files.uses(file)
        data = after[file] if file in after else files.bytes_of(file) or b""
        text = decode(data, file) if file in after else files.text(file)
        now = files.uses_of(text, data if is_registry(file) else None, registry, names)
        _refuse_worse(before.problems, now.problems)
        was = {_meant(use, meaning) for use in before.uses}
        has = {_meant(use, _as_it_is) for use in now.uses}
        for use in now.uses:
            if use.where != "was" and use.key not in new and _meant(use, _as_it_is) not in was:
                raise Impossible(f"{use.span}: `{use.text}` would mean something else then")
        for use in before.uses:
            if not is_registry(file) and _meant(use, meaning) not in has:
                raise Impossible(f"{use.span}: `{use.text}` would mean something else then")
    return plan


def _as_it_is(kind: str, key: str) -> tuple[str, str]:
    return kind, key


def _meant(use: Use, meaning: Meaning) -> tuple[str, str, str]:
    """What a use says, whether it says it by an id or by a name."""
    return use.where.removesuffix(".name").removesuffix(".id"), *meaning(use.kind, use.key)


def _refuse_worse(before: Collection[Problem], after: Collection[Problem]) -> None:
    """Raise `Impossible` for a problem that was not there before."""
    worse = Counter(one.code for one in after) - Counter(one.code for one in before)
    for problem in after:
        if problem.code in worse and problem.severity != "info":
            raise Impossible(f"{problem.span}: then {problem.message}")


def insertion(text: Text, at: int, new: str) -> Edit:
    """An edit that puts a text in at an offset."""
    return Edit(text.span(at, at), new)


def cut(text: Text, start: int, end: int) -> Edit:
    """An edit that takes a stretch out."""
    return Edit(text.span(start, end), "")


def start_of(file: str) -> Span:
    """Where a file begins."""
    return Span(file, 1, 1, 1, 1)
