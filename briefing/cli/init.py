"""`briefing init`: a new desk that is right from the start."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from shlex import quote
from typing import Any

import click

from briefing.cli.desks import absolute, from_here
from briefing.cli.output import print_lines
from briefing.cli.refused import Refused
from briefing.model.goldens import FOLDER, file_name, folder
from briefing.model.names import slug
from briefing.model.value import dataclass

_SCENES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("test_what_is_seen_first", {}),
    ("test_a_story", {"opened": "envoys-in-istanbul", "size": (80, 24), "theme": "paper"}),
)
"""What the template's tests draw, by the test's name."""
_UNFINISHED = ".briefing-init"
"""A file that is there while a desk is made: half of one is a desk, too, as far as one can see."""
_DOT = "dot-"
"""How a name begins in the template that begins with a dot in a desk: there it would be in force for this project."""
_OF_THE_REPOSITORY = (".github", ".pre-commit-config.yaml")
"""What is only looked for at the root of a repository."""
_HOOKS = ".pre-commit-config.yaml"
_BELOW = "#@"
"""How lines of the template begin that are for a desk below that root."""


@click.command("init")
@click.argument("folder", metavar="[DIR]", type=click.Path(file_okay=False), default=".")
@click.option(
    "--from",
    "source",
    metavar="FOLDER",
    type=click.Path(),
    help="Read the Markdown of another tool where it lies: a vault, a site, a folder of notes.",
)
@click.option("--yes", is_flag=True, help="With --from: write what is proposed, and ask nothing.")
def command(folder: str, source: str | None, yes: bool) -> None:
    """Make a desk of DIR, or of the folder you are in: registry, a first brief, tests with their snapshots, and what
    pre-commit, GitHub and your editor need. In a folder of a repository what belongs to its root is put there.

    Files that are there already stay as they are, and are named; what was cut off is gone on with. With --from nothing
    is made but a `briefing.toml` in FOLDER, whose table [read] says what the keys of the files there mean: they are
    counted, and the table is shown before it is written.
    """
    if source is not None:
        from briefing.cli.reading_in import read_in

        if folder != ".":
            raise Refused("--from names the folder: leave the other one out")
        read_in(source, yes)
        return
    if yes:
        raise Refused("--yes goes with --from")
    from briefing.config.paths import template
    from briefing.desk.scan import find_root
    from briefing.model.files import put

    root = Path(folder)
    near = _nearest(root)
    unfinished = root / _UNFINISHED
    if (desk := find_root(near, below=False)) is not None and not unfinished.exists():
        where = "is a desk already" if desk == absolute(folder) else f"belongs to the desk {from_here(desk)}"
        raise Refused(f"{folder} {where}")
    model = template()
    existing: list[str] = []
    made = 0
    try:
        root.mkdir(parents=True, exist_ok=True)
        home = Home.of(absolute(folder))
        put(unfinished, b"`briefing init` was cut off here: call it once more, and it goes on.\n")
        for file in sorted(path for path in model.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
            target = home.place(root, [*map(_named, file.relative_to(model).parts)])
            made += _written(target, _filled(file, home).encode(), existing)
        made += _written(root / "brief.schema.json", _schema(root), existing)
        for file, data in _snapshots(root).items():
            made += _written(file, data, existing)
        unfinished.unlink()
    except OSError as error:
        raise Refused(f"{error.filename or folder} could not be written: {error.strerror or error}") from None
    _tell(root, home, made, existing)


@dataclass(frozen=True, slots=True)
class Home:
    """Where a desk is in its repository: the root of that, None without one, and the way from there, empty where they
    are the same."""

    root: Path | None
    way: str

    @classmethod
    def of(cls, folder: Path) -> Home:
        """That of a folder, which need not be there yet."""
        top = next((one for one in folder.parents if (one / ".git").exists()), None)
        if top is None or (folder / ".git").exists():
            return cls(None, "")
        return cls(top, folder.relative_to(top).as_posix())

    def place(self, desk: Path, parts: Sequence[str]) -> Path:
        """Where a file of the template belongs."""
        if self.root is None or parts[0] not in _OF_THE_REPOSITORY:
            return desk.joinpath(*parts)
        if parts[:2] == [".github", "workflows"]:
            return self.root.joinpath(*parts[:2], parts[2].replace("desk", self._slug(), 1))
        return self.root.joinpath(*parts)

    def words(self) -> dict[str, str]:
        """What stands in the template for the place of a desk."""
        import json
        import re

        folder = json.dumps(self.way, ensure_ascii=False)[1:-1]
        below = f"{folder}/" if self.way else ""
        return {
            "@name@": f"desk {folder}".strip(),
            "@file@": f"{self._slug()}.yml",
            "@label@": f"accept-snapshots{self._slug().removeprefix('desk')}",
            "@folder/@": below,
            "@folder@": folder,
            "@pattern@": json.dumps(f"^{re.escape(self.way)}/", ensure_ascii=False),
            "@desk/@brief.schema.json": quote(f"{self.way}/brief.schema.json" if self.way else "brief.schema.json"),
            "@goldens@": FOLDER,
            "@desk@": quote(self.way or "."),
        }

    def _slug(self) -> str:
        return f"desk-{slug(self.way)}" if self.way else "desk"


def _nearest(root: Path) -> Path:
    """The folder, or where it is not there yet the nearest above it that is."""
    folder = absolute(str(root))
    while not folder.exists():
        folder = folder.parent
    return folder


def _named(part: str) -> str:
    return f".{part.removeprefix(_DOT)}" if part.startswith(_DOT) else part


def _written(file: Path, data: bytes, existing: list[str]) -> int:
    """Write a file that is not there yet; how many were written. One that says something else is `existing`."""
    from briefing.model.files import put_new

    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        put_new(file, data)
    except FileExistsError:
        if file.is_dir() or file.read_bytes() != data:
            existing.append(from_here(file))
        return 0
    return 1


def _filled(file: Path, home: Home) -> str:
    """A file of the template, with the versions that are used here and the place where the desk is."""
    text = file.read_text(encoding="utf-8")
    if "@" not in text:
        return text
    lines = text.splitlines(keepends=True)
    text = "".join([line.removeprefix(_BELOW) for line in lines if home.way or not line.startswith(_BELOW)])
    for word, value in home.words().items():
        text = text.replace(word, value)
    from importlib.metadata import version

    text = text.replace("@briefing@", _requirement())
    for library in ("textual", "rich"):
        text = text.replace(f"@{library}@", version(library))
    return text


def _requirement() -> str:
    """How to install this very program with what tests need, as far as it knows where it came from (PEP 610)."""
    import json
    from importlib.metadata import PackageNotFoundError, distribution

    import briefing

    name = f"{briefing.DISTRIBUTION}[test]"
    plain = f"{name}=={briefing.__version__}"
    try:
        origin = json.loads(distribution(briefing.DISTRIBUTION).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return plain
    if "vcs_info" in origin:
        return f"{name} @ {origin['vcs_info']['vcs']}+{origin['url']}@{origin['vcs_info']['commit_id']}"
    if "dir_info" in origin:
        return f"{plain}  # or from your copy: {name} @ git+https://..."
    return plain


def _schema(root: Path) -> bytes:
    from briefing.cli.schema import made

    return made(str(root))


def _snapshots(root: Path) -> dict[Path, bytes]:
    """The golden files of the template's tests, so that they pass at once."""
    from briefing.model.shown import written
    from briefing.ui.scene import Scene, take_layers

    files = {}
    for test, more in _SCENES:
        scene = Scene(root.resolve(), title="briefing", **more)
        where, called = folder(root / "tests/test_desk.py", test), scene.called()
        layers = take_layers(scene, (scene.theme,))
        files[where / file_name(called, "meaning")] = written(layers.meaning).encode()
        files[where / file_name(called, "words")] = layers.words.encode()
        files[where / file_name(called, "picture", scene.theme)] = layers.pictures[scene.theme].svg.encode()
    return files


def _tell(root: Path, home: Home, made: int, existing: list[str]) -> None:
    from briefing.model.nouns import counted

    where = from_here(root)
    lines = [f"{'This folder' if where == '.' else where} is a desk now; {counted(made, 'file')} written."]
    for name in existing:
        hook = f"; give it a hook of its own: briefing check {home.way}" if home.root and name.endswith(_HOOKS) else ""
        lines.append(f"  {name} was there and is as it was{hook}")
    steps = [
        ("briefing", "reads it; keep it open while you write"),
        ('briefing new "A title"', "begins the next brief"),
        ("pip install -r requirements.txt", "brings what its tests need"),
        ("pytest", "checks what readers will see"),
        ("briefing ci", "tells what a branch changes for them"),
        (
            "pre-commit install" if home.root or (root / ".git").exists() else "git init && pre-commit install",
            "checks each commit",
        ),
    ]
    lines += ["", "Next:", *[f"  cd {quote(where)}"] * (where != ".")]
    print_lines([*lines, *(f"  {line:<33}{does}" for line, does in steps)])
