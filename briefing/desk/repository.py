"""A repository of git, asked and never written to: what was committed is read where git keeps it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from briefing.model.names import one_line
from briefing.model.value import NamedTuple
from briefing.parse.text import POINTER

_OF_A_HOOK = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY",
    "GIT_NAMESPACE",
    "GIT_COMMON_DIR",
)
"""What git tells a hook of the repository that it runs in, which need not be the desk's."""
_QUIET = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
_FILE, _EXECUTABLE, _LINK, _SUBMODULE = "100644", "100755", "120000", "160000"
_PIECE = 1 << 20  # bytes of a blob that are passed over at once


class RepositoryError(Exception):
    """What git cannot tell; the message is a sentence for the user."""


class TreeFile(NamedTuple):
    """A file of a tree: its path below the desk, and the blob that it is."""

    path: str
    blob: str


class TreeFiles(NamedTuple):
    """Files of a tree or of the index; submodules by their paths, with their commits; and links to other files and
    folders by theirs, with the blobs that say where they lead."""

    files: list[TreeFile]
    submodules: dict[str, str]
    links: dict[str, str]


class Repository:
    """The repository that a folder lies in. Raises `RepositoryError` where it lies in none, or git is not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._batch: subprocess.Popen[bytes] | None = None
        told = self._git("rev-parse", "--show-prefix", "--is-inside-work-tree", refusal=self._why_none)
        prefix, _newline, is_inside = os.fsdecode(told).removesuffix("\n").rpartition("\n")  # a name may have newlines
        if is_inside != "true":
            raise RepositoryError(f"{folder} is inside git's own folder: go to the files themselves")
        self.prefix = prefix
        """The way from the root of the repository to the folder: empty, or with a slash at its end."""

    def __enter__(self) -> Repository:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._batch is not None:
            self._batch.communicate()

    def tree(self, revision: str) -> str:
        """The id of what a revision holds: of a commit, a tag or a tree. Raises `RepositoryError`."""
        return self._id(revision, "tree")

    def commit(self, revision: str) -> str:
        """The id of the commit that a revision means. Raises `RepositoryError`."""
        return self._id(revision, "commit")

    def knows(self, revision: str) -> bool:
        """Whether something is called so."""
        return bool(revision) and not revision.startswith("-") and self._found(revision) != ""

    def has_commit(self, id: str) -> bool:
        """Whether a commit of this id is here; none has an id of zeros alone."""
        return bool(id) and not id.startswith("-") and bool(self._found(f"{id}^{{commit}}"))

    def merge_base(self, one: str, other: str) -> str:
        """The commit from which two parted. Raises `RepositoryError` where they have none in common."""
        ids = self.commit(one), self.commit(other)
        found = self._run("merge-base", *ids)
        if found.returncode:
            raise RepositoryError(
                f"`{one_line(one)}` and `{one_line(other)}` have no commit in common{self._shallow()}"
            )
        return found.stdout.decode().strip()

    def files(self, tree: str) -> TreeFiles:
        """What a tree has below the folder."""
        below = self._found(f"{tree}:{self.prefix.removesuffix('/')}") if self.prefix else tree
        return self._listed(self._git("ls-tree", "-r", "-z", "--full-tree", below) if below else b"")

    def files_at(self, tree: str, way: str) -> list[TreeFile]:
        """The file at a way from the root of a tree, or the files below it if a folder is there."""
        return self._listed(self._git("ls-tree", "-r", "-z", "--full-tree", tree, way)).files

    def working_files(self) -> tuple[TreeFiles, set[str]]:
        """What git knows in the folder, as it knows it; and the paths of files that may be others by now, or gone, or
        that it was not told of yet. What it is told to ignore is not among them."""
        staged = self._git("ls-files", "-z", "--stage", "--", ".")
        listing = self._listed(b"\0".join(_as_in_a_tree(staged)))
        touched = self._paths(self._git("diff-files", "-z", "--name-only", "--relative", "--ignore-submodules=dirty"))
        others = self._paths(self._git("ls-files", "-z", "--others", "--exclude-standard", "--", "."))
        return listing, {*touched, *(path for path in others if not path.endswith("/"))}

    def blob(self, id: str, most: int) -> bytes | None:
        """The first bytes of a blob, or of what it points to; None where this clone does not have it."""
        if self._batch is None:
            self._batch = self._started()
        assert self._batch.stdin is not None
        assert self._batch.stdout is not None
        try:
            self._batch.stdin.write(f"{id}\n".encode())
            self._batch.stdin.flush()
            _id, kind, *size = self._batch.stdout.readline().split()
        except (OSError, ValueError):
            raise RepositoryError("git ended before it had told what a file was") from None
        if not size:
            return None
        left = int(size[0])
        data = self._batch.stdout.read(min(left, most))
        left += 1 - len(data)  # the line feed behind it
        while left > 0 and (piece := self._batch.stdout.read(min(left, _PIECE))):
            left -= len(piece)
        return self.pointed_to(data, most) if kind == b"blob" else None

    def pointed_to(self, data: bytes, most: int) -> bytes | None:
        """The data; of a pointer of Git LFS what it stands for, cut at `most`, and None where this clone has it not."""
        if not data.startswith(POINTER):
            return data
        _key, _colon, id = data.partition(b"\noid sha256:")
        name = id[:64].decode("ascii", "replace")
        if not (len(name) == 64 and name.isalnum()):
            return None
        store = os.fsdecode(self._git("rev-parse", "--git-common-dir")).removesuffix("\n")
        try:
            with open(self._folder / store / "lfs" / "objects" / name[:2] / name[2:4] / name, "rb") as stream:
                return stream.read(most)
        except OSError:
            return None

    def branches(self) -> list[str]:
        """What branches and tags are called."""
        return self._git("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags").decode(
            "utf-8", "replace"
        ).splitlines()  # fmt: skip

    def branch(self) -> str:
        """What the branch is called that is checked out; empty where none is."""
        return self._line("symbolic-ref", "--quiet", "--short", "HEAD")

    def followed(self) -> str:
        """What the branch is called that this one follows (its upstream): `origin/main`; empty where there is none."""
        return self._line("rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}")

    def remotes(self) -> list[str]:
        """What the remotes are called."""
        return self._git("remote").decode("utf-8", "replace").splitlines()

    def _line(self, *words: str) -> str:
        found = self._run(*words)
        return "" if found.returncode else found.stdout.decode("utf-8", "replace").strip()

    def _id(self, revision: str, kind: str) -> str:
        shown = one_line(revision) or "an empty word"
        if not self.knows(revision):
            if revision == "HEAD":
                raise RepositoryError(
                    "nothing is committed in this repository yet, so there is nothing to compare with"
                )
            from briefing.model.likeness import nearest

            guess = nearest(revision, self.branches())
            hint = f"; did you mean {one_line(guess)}?" if guess else self._shallow()
            raise RepositoryError(f"git knows no revision `{shown}` here{hint}")
        if found := self._found(f"{revision}^{{{kind}}}"):
            return found
        raise RepositoryError(f"`{shown}` is no {'commit' if kind == 'commit' else 'commit and no folder'}")

    def _found(self, revision: str) -> str:
        found = self._run("rev-parse", "--verify", "--quiet", revision)
        return "" if found.returncode else found.stdout.decode().strip()

    def _shallow(self) -> str:
        if self._git("rev-parse", "--is-shallow-repository").strip() != b"true":
            return ""
        return "; this clone has not the whole history: fetch it (git fetch --unshallow; in CI, fetch-depth: 0)"

    @staticmethod
    def _listed(data: bytes) -> TreeFiles:
        found = TreeFiles([], {}, {})
        for line in data.split(b"\0"):
            facts, _tab, path = line.partition(b"\t")
            if not path:
                continue
            mode, _kind, id = facts.decode().split()[:3]
            if mode in (_FILE, _EXECUTABLE):
                found.files.append(TreeFile(os.fsdecode(path), id))
            elif mode in (_SUBMODULE, _LINK):
                (found.submodules if mode == _SUBMODULE else found.links)[os.fsdecode(path)] = id
        return found

    @staticmethod
    def _paths(data: bytes) -> list[str]:
        return [os.fsdecode(path) for path in data.split(b"\0") if path]

    def _git(self, *words: str, refusal: object = None) -> bytes:
        done = self._run(*words)
        if not done.returncode:
            return done.stdout
        said = done.stderr.decode("utf-8", "replace")
        if callable(refusal):
            raise RepositoryError(refusal(said))
        raise RepositoryError(f"git could not tell: {one_line(said).removeprefix('fatal: ')}")

    def _why_none(self, said: str) -> str:
        """Why a folder has no repository to be asked, from what git says of it."""
        if "dubious ownership" in said:
            return f"git does not trust {self._folder}, which is somebody else's (git help config, safe.directory)"
        if "not a git repository" in said:
            return f"{self._folder} lies in no repository of git, so there is nothing to compare with"
        return f"git could not tell of {self._folder}: {one_line(said).removeprefix('fatal: ')}"

    def _run(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(
                self._command(*words), env=self._environment(), stdin=subprocess.DEVNULL, capture_output=True
            )
        except FileNotFoundError:
            raise RepositoryError("there is no git here, which knows how the desk was") from None
        except (OSError, ValueError) as error:
            raise RepositoryError(f"git could not be asked: {error}") from None

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._command("cat-file", "--batch"), env=self._environment(), stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def _command(self, *words: str) -> list[str]:
        return ["git", "-C", str(self._folder), "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", *words]

    @staticmethod
    def _environment() -> dict[str, str]:
        return {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK} | _QUIET


def _as_in_a_tree(staged: bytes) -> Iterator[bytes]:
    """Lines of the index as those of a tree; of a file with several versions, as a merge leaves it, the last."""
    for line in staged.split(b"\0"):
        facts, _tab, path = line.partition(b"\t")
        if path:
            mode, id, _stage = facts.split()
            yield b"%s blob %s\t%s" % (mode, id, path)
