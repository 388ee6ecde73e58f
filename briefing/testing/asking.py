"""What a test asks for, as scenes and their layers; and what can't be asked for, told in a sentence."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from briefing.model.goldens import LAYERS
from briefing.model.value import dataclass
from briefing.model.when import WhenError, parse_when
from briefing.testing.folders import default_desk, folder_of
from briefing.ui.keys import KeyRefused, typed
from briefing.ui.scene import Scene, SceneRefused, read_size
from briefing.ui.views import VIEWS

Size = tuple[int, int] | str
Named = str | os.PathLike[str]


class Unusable(Exception):
    """A scene that can't be taken; the message says why, for the log."""


@dataclass(frozen=True, slots=True)
class AskedScene:
    """A scene of one size, what it is called, the layers that are compared, and the themes of its pictures."""

    scene: Scene
    label: str
    layers: tuple[str, ...]
    themes: tuple[str, ...]


def asked(
    config: pytest.Config,
    desk: Named | None,
    *,
    opened: str | None,
    view: str | None,
    keys: str | Sequence[str],
    size: Size | None,
    theme: str | None,
    at: str | date | None,
    ascii: bool,
    linear: bool,
    layers: Sequence[str] | None,
    with_picture: bool,
    name: str,
) -> list[AskedScene]:
    """What is compared, by size; sizes, themes and layers not given are the ini options'. Raises `Unusable`."""
    root = _desk(config, desk)
    day, pressed = _day(at), _keys(keys)
    chosen = _layers(config.getini("briefing_layers") if layers is None else layers)
    chosen = tuple([layer for layer in chosen if with_picture or layer != "picture"])
    themes = [theme] if theme else config.getini("briefing_themes") or ["ink"]
    found = []
    for cells in map(_size, [size] if size else config.getini("briefing_sizes") or ["120x40"]):
        scene = Scene(
            desk=root, at=day, opened=opened, view=_view(view), keys=pressed, size=cells, theme=themes[0], ascii=ascii,
            linear=linear, title=_title(config, root),
        )  # fmt: skip
        called = scene.called(desk=_other(config, root), name=name)
        found.append(AskedScene(scene, called, chosen, tuple(themes) if "picture" in chosen else ()))
    return found


def _layers(chosen: Sequence[str]) -> tuple[str, ...]:
    if isinstance(chosen, str) or not all(layer in LAYERS for layer in chosen):
        raise Unusable(f"layers are some of {', '.join(LAYERS)}, not {chosen!r}")
    return tuple(chosen)


def _other(config: pytest.Config, root: Path) -> str:
    """The desk as a golden's name tells it: nothing of the one that a test means where it names none."""
    if root.resolve() == default_desk(config).resolve():
        return ""
    return os.path.relpath(root, config.rootpath).replace(os.sep, "/")


def _desk(config: pytest.Config, named: Named | None) -> Path:
    if named is None:
        return default_desk(config)
    if not isinstance(named, str | os.PathLike):
        raise Unusable(f"a desk is named by its folder, relative to {config.rootpath}, not by {named!r}")
    folder = folder_of(config, named)
    if not folder.is_dir():
        raise Unusable(f"there is no folder {folder}")
    return folder


def _title(config: pytest.Config, root: Path) -> str:
    """What stands over the picture: the desk's folder, except where its name is another one in every checkout."""
    inside = root.resolve().is_relative_to(config.rootpath.resolve()) and root.resolve() != config.rootpath.resolve()
    return f"briefing {root.resolve().name}" if inside else "briefing"


def _view(name: str | None) -> str | None:
    names = [view.name for view in VIEWS]
    if name is not None and name not in names:
        from briefing.model.likeness import nearest

        meant = nearest(name, names)
        raise Unusable(
            f"there is no view `{name}`; " + (f"did you mean `{meant}`?" if meant else f"there are {', '.join(names)}")
        )
    return name


def _keys(keys: str | Sequence[str]) -> tuple[str, ...]:
    if not isinstance(keys, str) and not all(isinstance(key, str) for key in keys):
        raise Unusable(f"keys: each is written as text, not as in {keys!r}")
    try:
        return typed(keys)
    except KeyRefused as error:
        raise Unusable(f"keys: {error}") from None


def _size(size: Size) -> tuple[int, int]:
    try:
        return read_size(size if isinstance(size, str) else "x".join(map(str, size)))
    except SceneRefused as error:
        raise Unusable(str(error)) from None


def _day(at: str | date | None) -> date | None:
    try:
        if isinstance(at, str):
            return parse_when(at).first
    except WhenError as error:
        raise Unusable(f"at: {error}") from None
    return at.date() if isinstance(at, datetime) else at
