"""`desk_snapshot`: scenes of a desk, each compared with what was accepted the last time."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from briefing.config.themes import ThemeError
from briefing.desk.scan import SETTINGS_FILE, registry_files, walk
from briefing.model.files import changed_ns
from briefing.testing import html_report
from briefing.testing.asking import Named, Size, Unusable, scenes
from briefing.testing.goldens import Goldens
from briefing.testing.telling import told
from briefing.ui.scene import Picture, Scene, SceneRefused, take

_TAKEN = pytest.StashKey[dict[object, Picture]]()


class DeskSnapshot:
    """What the fixture `desk_snapshot` gives to one test."""

    def __init__(self, item: pytest.Item, snapshot: SnapshotAssertion) -> None:
        self._item = item
        self._config = item.config
        self._goldens = Goldens(snapshot)
        self._names: set[str] = set()

    def __call__(
        self,
        desk: Named | None = None,
        *,
        open: str | None = None,
        view: str | None = None,
        keys: str | Sequence[str] = (),
        size: Size | None = None,
        theme: str | None = None,
        at: str | date | None = None,
        ascii: bool = False,
        linear: bool = False,
        picture: bool = True,
    ) -> bool:
        """Compare a scene in each size and theme with its golden text and picture; True if all are as they were.

        `desk` is a folder relative to pytest's root folder; without it that of the fixture `desk`. `keys` are as
        `briefing snapshot --keys` takes them (`"2 / 'deleg'"`), or one by one. Without `size` and `theme` there is one
        picture for each of the ini options `briefing_sizes` and `briefing_themes`. Without `at` it is the day of the
        newest story. With `picture=False` the text alone is compared, which survives an upgrade of Textual.

        Fails the test after all of them were compared, and says of each how it differs.
        """
        caller = sys._getframe(1)
        where = f"{Path(caller.f_code.co_filename).name}:{caller.f_lineno}"
        try:
            asked = scenes(self._config, desk, open, view, keys, size, theme, at, ascii, linear)
        except Unusable as error:
            pytest.fail(f"{where}: {error}", pytrace=False)
        refused: dict[str, None] = {}  # once, though it may be true of every size
        differing: list[str] = []
        for scene in asked:
            try:
                differing += self._compare(scene, picture)
            except (ThemeError, SceneRefused) as error:
                refused[str(error)] = None
        if not refused and not differing:
            return True
        lines = [f"{where}: {error}" for error in refused]
        if differing:
            count = f"{len(differing)} of {len(asked)} pictures" if len(asked) > 1 else "the picture"
            verb = "are" if len(differing) > 1 else "is"
            lines += [f"{where}: {count} {verb} not as accepted", *differing, "To accept: pytest --snapshot-update"]
            lines += [f"Side by side: {html_report.place(self._config)}"] if picture else []
        pytest.fail("\n\n".join(lines), pytrace=False)

    def _compare(self, scene: Scene, with_picture: bool) -> list[str]:
        """What is to be said of a scene; nothing where it is as accepted. Raises `ThemeError` or `SceneRefused`."""
        name, taken = self._name(scene), _taken(self._config, scene)
        text = self._goldens.text(name, taken.text)
        picture = self._goldens.picture(name, taken.svg) if with_picture else None
        if picture:
            html_report.add(self._item, name, scene.size, picture)
        said = told(name, text, picture)
        return [said] if said else []

    def _name(self, scene: Scene) -> str:
        """The label, numbered where this test had it before."""
        name, number = scene.label, 1
        while name in self._names:
            number += 1
            name = f"{scene.label}-{number}"
        self._names.add(name)
        return name


def _taken(config: pytest.Config, scene: Scene) -> Picture:
    """The picture of a scene, taken once as long as no file of the desk changes.

    It is taken in a thread of its own: `asyncio.run` can't be called where a loop runs, and leaves the thread without
    the loop that another plugin may have given it.
    """
    known = config.stash.setdefault(_TAKEN, {})
    registry = [(name, _stat(scene.desk / name)) for name in (*registry_files(scene.desk), SETTINGS_FILE)]
    key = (scene, *walk(scene.desk), *registry)
    if key not in known:
        with ThreadPoolExecutor(1) as thread:
            known[key] = thread.submit(take, scene).result()
    return known[key]


def _stat(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_size, changed_ns(status)
