"""What is built: the same bytes twice, all that belongs to it, and no more. It builds, so only `make releases` asks."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.test_house import PACKAGE, ROOT

pytestmark = pytest.mark.skipif(
    "BRIEFING_RELEASES" not in os.environ, reason="builds wheel and sdist twice: `make releases`"
)
BELONG = (
    "briefing/py.typed",
    "briefing/themes/ink.yaml",
    "briefing/briefs/istanbul-talks.yaml",
    "dist-info/licenses/LICENSE",
    "dist-info/licenses/briefing/data/README.md",
    "data/share/man/man1/briefing.1",
    "data/share/bash-completion/completions/briefing",
    "data/share/zsh/site-functions/_briefing",
    "data/share/fish/vendor_completions.d/briefing.fish",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders with what was built at one time and at another."""
    folders = (tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other"))
    for folder in folders:
        words = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
        subprocess.run(words, cwd=ROOT, check=True, env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})
    return folders


def test_it_is_the_same_twice(built: tuple[Path, Path]) -> None:
    one, other = ({file.name: file.read_bytes() for file in folder.iterdir()} for folder in built)
    assert len(one) == 2
    assert one == other


def test_the_wheel_has_what_belongs_to_it_and_no_more(built: tuple[Path, Path]) -> None:
    [wheel] = built[0].glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert [part for part in BELONG if not any(name.endswith(part) for name in names)] == []
    assert {f"briefing/{file.relative_to(PACKAGE).as_posix()}" for file in PACKAGE.rglob("*.py")} <= set(names)
    assert [name for name in names if name.startswith(("tests/", "benchmarks/", "docs/"))] == []


def test_the_sdist_has_what_its_tests_and_make_read(built: tuple[Path, Path]) -> None:
    [sdist] = built[0].glob("*.tar.gz")
    with tarfile.open(sdist) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    for name in ("Makefile", "tests/test_house.py", "docs/mkdocs.yml", "benchmarks/RESULTS.md", ".ci/release.py"):
        assert name in names
