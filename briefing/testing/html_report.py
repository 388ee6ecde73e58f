"""The HTML report of pytest-textual-snapshot, with our pictures in it.

It relies on what that library (1.1) does between its fixture `snap_compare` and its report: the folder `get_tempdir()`
holds one file a picture, a pickled tuple of ten values whose order is `retrieve_svg_diffs`'; the file's name means
nothing. The library names it after the test, which leaves room for one picture; ours are named after the test and the
picture. The folder's path is in the environment, which the workers of pytest-xdist inherit.
"""

from __future__ import annotations

import inspect
import os
import pickle
from hashlib import sha256
from pathlib import Path

import pytest
from rich.console import ConsoleDimensions

from briefing.testing.goldens import Compared


def is_on(config: pytest.Config) -> bool:
    """Whether that library is there and makes its report."""
    return hasattr(config.option, "snapshot_report") and "TEXTUAL_SNAPSHOT_TEMPDIR" in os.environ


def add(item: pytest.Item, name: str, size: tuple[int, int], picture: Compared) -> None:
    """Have a picture counted, and shown beside its golden if it differs; a later one of the same name stands in."""
    from pytest_textual_snapshot import PseudoApp, PseudoConsole, get_tempdir

    path, line, test = item.reportinfo()
    expected, found = ("", "") if picture.is_fine else (picture.golden or "", picture.found)
    data = (
        picture.is_fine,
        expected,
        found,
        PseudoApp(PseudoConsole(False, ConsoleDimensions(*size))),
        Path(path),
        line or 0,
        f"{test} {name}",
        inspect.getdoc(getattr(item, "obj", None)) or "",
        "",
        picture.golden is not None,
    )
    file = sha256(f"{item.nodeid}\n{name}".encode()).hexdigest()
    (Path(get_tempdir().name) / f"briefing-{file}").write_bytes(pickle.dumps(data))


def place(config: pytest.Config) -> Path:
    """Where the report will be, once all tests are done."""
    return config.invocation_params.dir / str(config.getoption("--snapshot-report"))
