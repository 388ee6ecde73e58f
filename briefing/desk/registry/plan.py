"""What an operation is to change: edits by file, and files that get another name. Nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from briefing.check.checker import without_ignored
from briefing.check.edits import apply
from briefing.check.rule import SourceLines
from briefing.desk.registry.files import DeskFiles
from briefing.desk.registry.finding import encoded, has_one
from briefing.desk.registry.plain import Renamed
from briefing.desk.registry.steps import FileStep, Impossible, changed_lines
from briefing.model.halves import in_halves
from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.model.uses import Use
from briefing.model.value import dataclass, field, replace
from briefing.parse.names import RegistryNames
from briefing.parse.read_table import NO_TABLE, is_markdown
from briefing.parse.registry import read_registry
from briefing.parse.registry_name import is_registry
from briefing.parse.text import Text, decode, lines_in, mark_of
from briefing.parse.uses import UsesOfFile, uses_in

Meaning = Callable[[Use], tuple[str, str]]
"""The kind and the key that a use of before has after an operation."""
_MANY = 16
"""Briefs from which on a second process is worth it: to copy this one takes as long as to prove one or two."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to change, and what it is called (`rename russia to rossiya`).

    `key` is the id that is spoken of afterwards. `edits` are by file; one that is not there yet begins empty. `moves`
    are new paths by old ones. `notes` are sentences on what a person should know.
    """

    title: str
    key: str
    edits: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)
    moves: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def files(self) -> list[str]:
        """The files that change, as they are called before."""
        return sorted({*self.edits, *self.moves})

    def after(self, files: DeskFiles, file: str) -> bytes:
        """What a file is to say."""
        return after(files, file, self.edits.get(file, ()))

    def steps(self, files: DeskFiles) -> Iterator[FileStep]:
        """What is to be written, file by file."""
        for file in self.files:
            before, after = files.bytes_of(file), self.after(files, file)
            if file in self.moves:
                yield FileStep(self.moves[file], None, after)
                yield FileStep(file, before, None)
            elif before != after:
                yield FileStep(file, before, after)


def after(files: DeskFiles, file: str, edits: Sequence[Edit]) -> bytes:
    """What a file says after some edits."""
    before = files.bytes_of(file) or b""
    text = Text(before.removeprefix(mark_of(before)).decode(), file)
    return mark_of(before) + apply(text, edits).encode()


def laid_over(files: DeskFiles, plan: Plan) -> DeskFiles:
    """The files as a plan has them, to plan more."""
    return files.with_opened({file: plan.after(files, file) for file in plan.edits})


def between(before: DeskFiles, after: DeskFiles, last: Plan) -> Plan:
    """The plan that makes of some files what others have laid over them, called as the last of the steps to it."""
    edits: dict[str, tuple[Edit, ...]] = {}
    for file, data in sorted(after.opened.items()):
        old = before.bytes_of(file) or b""
        if old != data:
            edits[file] = tuple(_edits_between(Text(_text_of(old), file), _text_of(data)))
    return replace(last, edits=edits)


def _text_of(data: bytes) -> str:
    return data.removeprefix(mark_of(data)).decode()


def _edits_between(old: Text, new: str) -> Iterator[Edit]:
    lines, others = lines_in(old.text), lines_in(new)
    starts = [0, *accumulate(map(len, lines))]
    for here, _there, was, now in changed_lines(lines, others):
        yield Edit(old.span(starts[here], starts[here + len(was)]), "".join(now).replace("\r\n", "\n"))


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
    return carried(files, plan, [*plan.edits, *among], lambda file: plan.edits.get(file, ()), meaning, new)


def carried(
    files: DeskFiles,
    plan: Plan,
    among: Iterable[str],
    edits_in: Callable[[str], Iterable[Edit]],
    meaning: Meaning,
    new: Collection[str] = (),
    renamed: Renamed | None = None,
    is_alive: bool = False,
) -> Plan:
    """The plan with what `edits_in` has for each of these briefs, `checked`. What the registry is to say is in the plan
    already. To read so many files as name somebody may take most of the time: two processes share it. Of briefs in
    which an id that is `renamed` stands in the same places one is read again; and where the old one `is_alive`, none
    that is written plainly.
    """
    registries = files.registries | {file: plan.after(files, file) for file in plan.edits if is_registry(file)}
    registry = files.registry if registries == files.registries else read_registry(registries)
    names = files.names if registry is files.registry else RegistryNames(registry)
    _refuse_worse(_of_registry(files.registry.problems, files.registries), _of_registry(registry.problems, registries))

    def proved(some: Iterable[str]) -> list[tuple[str, list[tuple[tuple[object, ...], str]]]]:
        return [(file, [((*edit.span,), edit.text) for edit in one(file)]) for file in some]

    proven: set[object] = set()

    plain = renamed if renamed and is_alive and renamed.is_plain and files.table is NO_TABLE else None

    def one(file: str) -> tuple[Edit, ...]:
        text = files.text(file)
        if plain and not text.problems and (found := plain.places(text.text, is_markdown(file))) is not None:
            return tuple(Edit(text.span(at, at + len(plain.old)), plain.new) for at in found)
        edits = tuple(edits_in(file))
        places = _places(files, file, len(edits), renamed.old, renamed.new) if renamed else None
        if places in proven:
            return edits
        then = decode(after(files, file, edits), file) if edits else text
        _refuse_otherwise(files.uses(file), text, uses_in(then, registry, names, files.table), then, meaning, new)
        if places is not None:
            proven.add(places)
        return edits

    briefs = sorted({*among} - registries.keys())
    made = {
        file: tuple(Edit(Span(*span), text) for span, text in edits)  # type: ignore[arg-type]  # they were spans
        for file, edits in in_halves(briefs, proved, _MANY)
        if edits
    }
    return replace(plan, edits={**plan.edits, **made})


def _places(files: DeskFiles, file: str, edits: int, old: str, new: str) -> object:
    """The places in a brief where an id stands that another takes: what is proved of one brief is so of others that
    have the same. None where more of it could be touched.

    A brief is read alike with either id where each use of the old one is edited, neither the new one nor the beginning
    of either is a key of something else, and the new one stands nowhere.
    """
    if files.table is not NO_TABLE or has_one(files.bytes_of(file) or b"", encoded([new]), whole=True):
        return None
    was, text = files.uses(file), files.text(file)
    uses = [use for use in was.uses if old in (use.key, use.text)]
    kinds = {(use.kind, old) for use in uses}
    near = {(kind, key) for kind, key in was.keys if key.startswith((old, new))}
    if len(uses) != edits or len(kinds) > 1 or near - kinds or any(new in (use.key, use.text) for use in was.uses):
        return None
    said = frozenset((use.where, use.kind, text.of(use.span)) for use in uses)
    return is_markdown(file), said, frozenset(problem.code for problem in was.problems)


def _refuse_otherwise(
    was: UsesOfFile, before: Text, now: UsesOfFile, after: Text, meaning: Meaning, new: Collection[str]
) -> None:
    """Raise `Impossible` where a brief would say something else than is meant, or something is wrong that was not."""
    _refuse_worse(_told(was.problems, before), _told(now.problems, after))
    had = {_meant(use, meaning) for use in was.uses}
    has = {_meant(use, as_it_is) for use in now.uses}
    for use in now.uses:
        if use.key not in new and _meant(use, as_it_is) not in had:
            raise Impossible(f"{use.span}: `{use.text}` would mean something else then")
    for use in was.uses:
        if _meant(use, meaning) not in has:
            raise Impossible(f"{use.span}: `{use.text}` would mean something else then")


def _of_registry(problems: Collection[Problem], registries: Mapping[str, bytes]) -> Iterator[Problem]:
    """The problems of the registry that are told."""
    for file, data in registries.items():
        if of_file := [one for one in problems if one.span.file == file]:
            yield from _told(of_file, decode(data, file))


def _told(problems: list[Problem], text: Text) -> list[Problem]:
    return without_ignored(problems, SourceLines(text)) if problems else problems


def as_it_is(use: Use) -> tuple[str, str]:
    """The kind and the key that it has now."""
    return use.kind, use.key


def _meant(use: Use, meaning: Meaning) -> tuple[str, str, str]:
    """What a use says, whether it says it by an id or by a name."""
    return use.where.removesuffix(".name").removesuffix(".id"), *meaning(use)


def _refuse_worse(before: Iterable[Problem], after: Iterable[Problem]) -> None:
    """Raise `Impossible` for a problem that was not there before."""
    after = [*after]
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
