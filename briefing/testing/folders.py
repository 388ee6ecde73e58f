"""Which folder a test is about."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def folder_of(config: pytest.Config, named: str | os.PathLike[str]) -> Path:
    """A folder as a test or the ini file names it: relative to pytest's root folder."""
    return config.rootpath / os.path.expanduser(named)


def default_desk(config: pytest.Config) -> Path:
    """The desk where a test names none: of the ini option, else the nearest upwards, else the root folder."""
    if named := config.getini("briefing_desk"):
        return folder_of(config, named)
    from briefing.desk.scan import find_root

    return find_root(config.rootpath) or config.rootpath
