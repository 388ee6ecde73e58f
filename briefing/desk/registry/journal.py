"""Changes of several files that are made all or none, and taken back.

Before the first file is touched, all that is to change is written down; only when the last one is done is that filed
among what can be undone. Whoever comes next finds what was cut off, and finishes it. What is written down are the lines
that change, both ways, and a digest of each file as it was and as it is to be: nothing is ever written over what
somebody else wrote.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from briefing.desk.kept import file_name
from briefing.desk.registry.steps import FileStep, Impossible, changed_lines
from briefing.model.batch import Batch, Replacement
from briefing.model.digests import blake2b
from briefing.model.files import part_name, put, put_new, read
from briefing.model.system import lock, replace
from briefing.model.value import NamedTuple

_MOST = 200
"""So many operations can be taken back."""


class Undone(NamedTuple):
    """What was taken back, how many files are as they were before, and which are gone that it had made."""

    title: str
    files: int
    gone: tuple[str, ...]


class Journal:
    """What was changed in a desk, kept in a folder of its own below `state`. One process at a time changes a desk."""

    def __init__(self, root: str | os.PathLike[str], state: str | os.PathLike[str]) -> None:
        self._root = root
        self._folder = os.path.join(state, file_name(root, ".changes"))

    def carry_out(self, title: str, steps: Sequence[FileStep]) -> None:
        """Change all of some files or none. Raises `Impossible` where one cannot be written, or is not as it was any
        more."""
        with self._alone():
            self._recover()
            steps = [*self._once(steps)]
            self.refuse(steps)
            if steps:
                self._do(_Record.of(title, steps), steps)

    def undo(self) -> Undone:
        """Take back the last change, exactly. Raises `Impossible` where there is none, and where one of its files was
        changed since."""
        with self._alone():
            self._recover()
            number = max(self._numbers(), default=0)
            if not number:
                raise Impossible("there is nothing to undo on this desk")
            record = _Record.read(self._numbered(number))
            steps = [*record.back(self._root)]
            self.refuse(steps)
            self._do(_Record.of(f"undo {record.title}", steps, undoes=number), steps)
            made = tuple([step.file for step in record.steps if not step.before])
            return Undone(record.title, len(record.steps) - len(made), made)

    def last(self) -> str:
        """What the last change was, that `undo` would take back; empty where there is none."""
        number = max(self._numbers(), default=0)
        return _Record.read(self._numbered(number)).title if number else ""

    def recover(self) -> str:
        """Finish what was cut off, if anything was; says so in a sentence. Raises `Impossible` where that cannot be."""
        if not os.path.exists(self._pending):
            return ""
        with self._alone():
            return self._recover()

    @property
    def _pending(self) -> str:
        return os.path.join(self._folder, "under-way.json")

    def _numbered(self, number: int) -> str:
        return os.path.join(self._folder, f"{number:06}.json")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            os.makedirs(self._folder, exist_ok=True)
            handle = os.open(os.path.join(self._folder, "lock"), os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise Impossible(f"{self._folder} could not be written: {error.strerror or error}") from None
        try:
            try:
                lock(handle, waits=False)
            except OSError:
                raise Impossible("another `briefing` is changing this desk; try again when it is done") from None
            yield
        finally:
            os.close(handle)

    def _once(self, steps: Iterable[FileStep]) -> Iterator[FileStep]:
        """A file that links lead to by several names is changed by one of them."""
        named: dict[tuple[int, int], FileStep] = {}
        for step in steps:
            if step.before is None or step.after is None:
                yield step
                continue
            try:
                found = os.stat(self._way(step.file))
            except OSError:  # it is told of below
                yield step
                continue
            other = named.setdefault((found.st_dev, found.st_ino), step)
            if other is step or self._real(other) != self._real(step):  # a hard link is a file of its own
                yield step
            elif other.after != step.after:
                raise Impossible(f"{other.file} and {step.file} are one file; nothing was written")

    def _real(self, step: FileStep) -> str:
        return os.path.realpath(self._way(step.file))

    def refuse(self, steps: Iterable[FileStep]) -> None:
        """Raise `Impossible` for a file that is not as it was, or that may not be written."""
        writable: dict[str, bool] = {}
        for step in steps:
            file = self._way(step.file)
            if self._bytes(step.file) != step.before:
                raise Impossible(f"{step.file} was changed in the meantime; nothing was written")
            name = step.file.rpartition("/")[0]
            if name not in writable:
                folder = os.path.dirname(file)
                while not os.path.exists(folder):  # it is made with the file
                    folder = os.path.dirname(folder)
                writable[name] = os.access(os.path.realpath(folder), os.W_OK)
            is_locked = step.before is not None and not os.stat(file).st_mode & 0o222
            if is_locked or not writable[name]:
                raise Impossible(f"{step.file} is read-only; nothing was written")
            if step.after is None and os.path.islink(file):
                raise Impossible(f"{step.file} is a link to another file; give it another name by hand")

    def _do(self, record: _Record, steps: Sequence[FileStep]) -> None:
        """Carry out what a record says of some steps."""
        self._keep(record)
        changes = {
            at: Replacement(self._way(file), before, after)
            for at, (file, before, after) in enumerate(steps)
            if before is not None and after is not None
        }
        batch, done = Batch(changes), 0
        try:
            with batch.written():
                for at, step in enumerate(steps):
                    if at in changes:
                        batch.put(at)
                    else:
                        self._put(*step)
                    done += 1
        except BaseException as error:
            for written in reversed(record.steps[:done]):
                self._write(written.reversed)
            os.unlink(self._pending)
            if isinstance(error, OSError):
                name = steps[done if batch.failed is None else batch.failed].file
                raise Impossible(
                    f"{name} could not be written: {error.strerror or error}; nothing is changed"
                ) from None
            raise
        self._file(record)

    def _recover(self) -> str:
        if not os.path.exists(self._pending):
            return ""
        record = _Record.read(self._pending)
        left: list[str] = []
        for step in record.steps:
            file = self._way(step.file)
            for one in {file, os.path.realpath(file)}:
                folder, name = os.path.split(one)
                _remove(os.path.join(folder, part_name(name, record.process)))
            if not step.before and self._bytes(step.file) == b"" and step.after != _digest(b""):
                os.unlink(file)  # a new file that was not filled
            digest = _digest(self._bytes(step.file))
            if digest == step.before:
                try:
                    self._write(step)
                except OSError as error:
                    why = error.strerror or error
                    raise Impossible(
                        f"`{record.title}` was cut off, and {step.file} cannot be written: {why}"
                    ) from None
            elif digest != step.after:
                left.append(step.file)
        self._file(record)
        others = f"; {', '.join(left)} changed since and stayed as it is" if left else ""
        return f"finished what was cut off: {record.title}{others}"

    def _keep(self, record: _Record) -> None:
        """Write down what is to be done, before any of it is."""
        part = os.path.join(self._folder, "under-way.part")
        try:
            with open(part, "w", encoding="utf-8") as stream:
                stream.write(json.dumps(record.data, ensure_ascii=False))  # twice as quick as into the stream
                stream.flush()
                os.fsync(stream.fileno())
            replace(part, self._pending)
            self._sync()
        except OSError as error:
            raise Impossible(f"{self._folder} could not be written: {error.strerror or error}") from None

    def _file(self, record: _Record) -> None:
        """Note that all is done: from here on it can be taken back, or is."""
        numbers = self._numbers()
        if record.undoes:
            _remove(self._numbered(record.undoes))
            os.unlink(self._pending)
        else:
            replace(self._pending, self._numbered(max(numbers, default=0) + 1))
            for number in sorted(numbers)[: -_MOST + 1]:
                _remove(self._numbered(number))
        self._sync()

    def _sync(self) -> None:
        with suppress(OSError):  # some systems open no folders
            handle = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def _numbers(self) -> list[int]:
        try:
            return [int(name[:-5]) for name in os.listdir(self._folder) if name[:-5].isdecimal()]
        except OSError:
            return []

    def _way(self, file: str) -> str:
        return os.path.join(self._root, file)

    def _bytes(self, file: str) -> bytes | None:
        try:
            return read(self._way(file))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Impossible(f"{file} could not be read: {error.strerror or error}") from None

    def _write(self, step: _Step) -> None:
        """Change a file by its lines. Raises `OSError`."""
        before = self._bytes(step.file)
        self._put(step.file, before, step.made_of(before))

    def _put(self, name: str, before: bytes | None, after: bytes | None) -> None:
        """Change a file as a whole. Raises `OSError` for one that is not as it was."""
        file = self._way(name)
        if before is None and after is not None:
            from pathlib import Path

            os.makedirs(os.path.dirname(file), exist_ok=True)
            put_new(Path(file), after)
        elif after is not None:
            put(file, after, before)
        elif self._bytes(name) == before:
            os.unlink(file)
        else:
            raise OSError(None, "it was changed in the meantime")


class _Step(NamedTuple):
    """A file that changes: digests of before and after (empty where there is none), and the lines that do, by where
    they begin in both."""

    file: str
    before: str
    after: str
    hunks: list[tuple[int, int, list[str], list[str]]]

    @property
    def reversed(self) -> _Step:
        hunks = [(there, here, new, old) for here, there, old, new in self.hunks]
        return _Step(self.file, self.after, self.before, hunks)

    def made_of(self, data: bytes | None) -> bytes | None:
        """What this makes of a file. Raises `OSError` for one that is not as it was."""
        if _digest(data) != self.before:
            raise OSError(None, "it was changed in the meantime")
        if not self.after:
            return None
        lines = (data or b"").split(b"\n") if data is not None else []
        parts: list[bytes] = []
        at = 0
        for here, _there, old, new in self.hunks:
            parts += lines[at:here]
            parts += [line.encode() for line in new]
            at = here + len(old)
        return b"\n".join([*parts, *lines[at:]])


class _Record(NamedTuple):
    """One operation, written down."""

    title: str
    process: int
    steps: list[_Step]
    undoes: int = 0

    @classmethod
    def of(cls, title: str, steps: Iterable[FileStep], undoes: int = 0) -> _Record:
        return cls(title, os.getpid(), [*map(_step, steps)], undoes)

    @classmethod
    def read(cls, file: str) -> _Record:
        """Raises `Impossible`."""
        try:
            data = json.loads(read(file).decode())
            steps = [
                _Step(file, before, after, [(*hunk,) for hunk in hunks]) for file, before, after, hunks in data["steps"]
            ]
            return cls(data["title"], data["process"], steps, data["undoes"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Impossible(f"{file} could not be read: {error}") from None

    @property
    def data(self) -> dict[str, Any]:
        return {"title": self.title, "process": self.process, "undoes": self.undoes, "steps": self.steps}

    def back(self, root: str | os.PathLike[str]) -> Iterator[FileStep]:
        """The steps that take it back, but for files that are as they were before already, as a checkout of git leaves
        them. Raises `Impossible` for a file that was changed since."""
        for step in reversed(self.steps):
            try:
                now = read(os.path.join(root, step.file))
            except OSError:
                now = None
            if _digest(now) == step.before:
                continue
            try:
                before = step.reversed.made_of(now)
            except OSError:
                raise Impossible(f"{step.file} was changed since `{self.title}`; nothing was undone") from None
            yield FileStep(step.file, now, before)


def _remove(file: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(file)


def _step(step: FileStep) -> _Step:
    old = [] if step.before is None else step.before.split(b"\n")
    new = [] if step.after is None else step.after.split(b"\n")
    hunks = [(here, there, _decoded(was), _decoded(now)) for here, there, was, now in changed_lines(old, new)]
    return _Step(step.file, _digest(step.before), _digest(step.after), hunks)


def _decoded(lines: Iterable[bytes]) -> list[str]:
    return [line.decode() for line in lines]


def _digest(data: bytes | None) -> str:
    """What stands for a file; nothing for none."""
    return "" if data is None else blake2b(data, digest_size=16).hexdigest()
