"""`desk_snapshot`: scenes of a desk, each compared with what was accepted the last time."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from briefing.config.themes import ThemeError
from briefing.desk.scan import SETTINGS_FILE, registry_files, walk
from briefing.model.files import changed_ns
from briefing.model.goldens import file_name, folder
from briefing.model.shown import written
from briefing.model.value import dataclass, replace
from briefing.testing import html_report
from briefing.testing.asking import AskedScene, Named, Size, Unusable, asked
from briefing.testing.goldens import Compared, compared
from briefing.testing.record import RunRecord, name_of
from briefing.testing.telling import meant, told, word_lines
from briefing.ui.scene import Layers, Scene, SceneRefused, day_of, take_layers

_TAKEN = pytest.StashKey[dict[object, Layers]]()
_DAYS = pytest.StashKey[dict[object, date]]()


@dataclass(frozen=True, slots=True)
class _Finding:
    """A scene that is not as accepted, or can't be taken: where it is asked for, and what the log says."""

    where: str
    says: str


class DeskSnapshot:
    """What the fixture `desk_snapshot` gives to one test."""

    def __init__(self, item: pytest.Item, record: RunRecord, cache: Path) -> None:
        """`cache` is a folder in which the desk's index may stay from one test to the next."""
        self._item = item
        self._config = item.config
        self._record = record
        self._cache = cache
        self._accepts = bool(getattr(item.config.option, "update_snapshots", False))
        self._folder = folder(item.path, name_of(item))
        self._labels: Counter[str] = Counter()
        self._findings: list[_Finding] = []
        self._has_other_picture = False

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
        layers: Sequence[str] | None = None,
        name: str = "",
    ) -> bool:
        """Compare a scene in each size with its goldens; what differs fails the test once it is over, with all others.

        `desk` is a folder relative to pytest's root folder; without it that of the fixture `desk`. `keys` are as
        `briefing snapshot --keys` takes them (`"2 / 'deleg'"`), or one by one. Without `size`, `theme` and `layers`
        they are those of the ini options `briefing_sizes`, `briefing_themes`, `briefing_layers`: `meaning`, `words`
        and `picture`, of which the first two survive another theme and another release of Textual; `picture=False`
        leaves the last one out. Without `at` it is the day of the newest story. A golden is called by what it shows;
        `name` tells apart what would be called alike.

        Returns True, so that it may be asserted.
        """
        caller = sys._getframe(1)
        where = f"{Path(caller.f_code.co_filename).name}:{caller.f_lineno}"
        try:
            wanted = asked(
                self._config, desk, opened=open, view=view, keys=keys, size=size, theme=theme, at=at, ascii=ascii,
                linear=linear, layers=layers, with_picture=picture, name=name,
            )  # fmt: skip
        except Unusable as error:
            self._findings.append(_Finding(where, str(error)))
            return True
        refused: dict[str, None] = {}  # once, though it may be true of every size
        for one in wanted:
            try:
                self._compare(where, one)
            except (ThemeError, SceneRefused) as error:
                refused[str(error)] = None
        self._findings += [_Finding(where, error) for error in refused]
        return True

    def settle(self) -> None:
        """Fail the test with all that was found otherwise since the last time."""
        if text := self._log():
            pytest.fail(text, pytrace=False)

    def add_to_report(self) -> None:
        """The test failed by itself: what was found until then stands in its report."""
        if text := self._log():
            self._item.add_report_section("call", "desk_snapshot", text)

    def _log(self) -> str:
        findings, self._findings = self._findings, []
        if not findings:
            return ""
        lines = [f"{one.where}: {one.says}" for one in findings]
        if any("\n" in one.says for one in findings):
            lines.append("To accept: pytest --snapshot-update")
        if self._has_other_picture and html_report.is_on(self._config):
            lines.append(f"Side by side: {html_report.place(self._config)}")
        return "\n\n".join(lines)

    def _compare(self, where: str, wanted: AskedScene) -> None:
        """Compare all layers of a scene. Raises `ThemeError` or `SceneRefused`."""
        label = self._own(wanted.label)
        taken = _taken(self._config, wanted.scene, wanted.themes, self._cache)
        texts = {"meaning": written(taken.meaning), "words": taken.words}
        layers = {name: self._golden(text, label, name) for name, text in texts.items() if name in wanted.layers}
        pictures = {theme: self._golden(one.svg, label, "picture", theme) for theme, one in taken.pictures.items()}
        self._has_other_picture |= not all(picture.is_fine for picture in pictures.values())
        if html_report.is_on(self._config):
            for theme, picture in pictures.items():
                html_report.add(self._item, f"{label} {theme}", wanted.scene.size, picture)
        self._record.scenes += 1
        says = told(layers, pictures)
        if says:
            self._record.differing += 1
            self._record.differences.append(self._difference(where, label, says, layers, pictures))
            self._findings.append(
                _Finding(where, "\n".join([f"{label} is not as accepted", *says, *self._legacy(says)]))
            )

    def _own(self, label: str) -> str:
        """The label, numbered where this test showed the very same before."""
        self._labels[label] += 1
        return label if self._labels[label] == 1 else f"{label},{self._labels[label]}"

    def _golden(self, found: str, label: str, layer: str, theme: str = "") -> Compared:
        result = compared(self._folder / file_name(label, layer, theme), found, self._accepts)
        self._record.used.append(str(result.file))
        self._record.written += result.is_written
        return result

    def _difference(
        self, where: str, label: str, says: list[str], layers: dict[str, Compared], pictures: dict[str, Compared]
    ) -> dict[str, object]:
        words = layers.get("words")
        is_other = words is not None and not (words.is_fine or words.trouble or words.golden is None)
        return {
            "test": self._item.nodeid,
            "where": where,
            "scene": label,
            "says": says,
            "sentences": meant(layers.get("meaning")),
            "words": word_lines(words.golden or "", words.found) if words and is_other else [],
            "pictures": [
                {"theme": theme, "golden": None if one.trouble else one.golden, "found": one.found}
                for theme, one in pictures.items()
                if not one.is_fine
            ],
        }

    def _legacy(self, says: list[str]) -> list[str]:
        """What to do where the goldens are those of a version that left them to syrupy."""
        before = self._item.path.parent / "__snapshots__" / self._item.path.stem
        stem = name_of(self._item)
        if says != ["there is no snapshot yet"] or not before.is_dir():
            return []
        if not any(file.name.startswith(f"{stem}[") for file in before.iterdir()):
            return []
        return [
            f"those in {before} are of an earlier version: --snapshot-update makes new ones, and they can be deleted"
        ]


def _taken(config: pytest.Config, scene: Scene, themes: Sequence[str], cache: Path) -> Layers:
    """The layers of a scene, taken once as long as no file of the desk changes.

    They are taken in a thread of their own: `asyncio.run` can't be called where a loop runs, and leaves the thread
    without the loop that another plugin may have given it.
    """
    registry = [(name, _stat(scene.desk / name)) for name in (*registry_files(scene.desk), SETTINGS_FILE)]
    desk = (scene.desk, *walk(scene.desk), *registry)
    known, days = config.stash.setdefault(_TAKEN, {}), config.stash.setdefault(_DAYS, {})
    if scene.at is None:
        if desk not in days:
            days[desk] = day_of(scene.desk, cache)
        scene = replace(scene, at=days[desk])
    key = (scene, *themes, *desk)
    if key not in known:
        with ThreadPoolExecutor(1) as thread:
            known[key] = thread.submit(take_layers, scene, themes, cache).result()
    return known[key]


def _stat(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_size, changed_ns(status)
