"""What is installed has a name of our own; where something else is imported by the name `briefing`, we say so."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import briefing
import briefing_desk
from tests.test_house import ROOT

TAKEN = "PyPI's package `briefing` is another program and took this one's place"
STRANGERS = {"__init__.py": "from briefing.page import Page\n", "page.py": "class Page: ...\n"}


def lay(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def told(*path: Path) -> subprocess.CompletedProcess[str]:
    """What the command says with these folders to import from, and nothing installed."""
    code = "import briefing_desk; briefing_desk.main()"
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))}
    return subprocess.run([sys.executable, "-S", "-P", "-c", code], capture_output=True, text=True, env=environ)


def test_it_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == briefing.DISTRIBUTION == briefing_desk.DISTRIBUTION
    assert project["scripts"] == {"briefing": "briefing_desk:main"}
    assert project["entry-points"]["pytest11"] == {"briefing": "briefing_desk:plugin"}
    assert briefing_desk.trouble() == ""
    assert briefing_desk.plugin.__name__ == "briefing.testing.plugin"


@pytest.mark.parametrize("file", ["README.md", "CHANGELOG.md", "docs/briefing.1", "briefing/cli/snapshot.py"])
def test_nobody_is_told_to_install_the_strangers(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert not re.search(r"pip install '?briefing(?!\\?-desk)", text)
    assert "briefing[" not in text


@pytest.mark.parametrize("init", ["", "import nothing_like_it\n", STRANGERS["__init__.py"]])
def test_a_stranger_in_our_place_is_told(init: str, tmp_path: Path) -> None:
    files = {f"briefing/{name}": text for name, text in {**STRANGERS, "__init__.py": init}.items()}
    lay(
        tmp_path,
        {**files, "briefing-0.1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: briefing\nVersion: 0.1.0\n"},
    )
    done = told(tmp_path, ROOT)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Error: {TAKEN}: `pip uninstall briefing`, then ")
    assert done.stderr.count("\n") == 1


def test_a_file_of_that_name_is_told(tmp_path: Path) -> None:
    done = told(lay(tmp_path, {"briefing.py": ""}), ROOT)
    assert done.returncode == 2
    assert done.stderr.startswith(f"Error: {tmp_path / 'briefing.py'} stands where this program's package")


def test_what_a_stranger_leaves_behind_is_told(tmp_path: Path) -> None:
    lay(tmp_path, {"briefing/cli/__init__.py": ""})
    shutil.copy(ROOT / "briefing_desk.py", tmp_path)
    done = told(tmp_path)
    assert done.returncode == 2
    assert "package `briefing` is not whole: `pip install --force-reinstall" in done.stderr


def test_tests_that_need_the_plugin_are_told(tmp_path: Path) -> None:
    lay(tmp_path, {f"briefing/{name}": text for name, text in STRANGERS.items()})
    lay(
        tmp_path,
        {
            "pytest.ini": "[pytest]\nbriefing_desk = nowhere\nbriefing_sizes = 80x24\n",
            "conftest.py": "import briefing_desk\n"
            "def pytest_addoption(parser, pluginmanager):\n    pluginmanager.register(briefing_desk.plugin, 'ours')\n",
            "test_it.py": "def test_desk(desk): ...\ndef test_seen(desk_snapshot): ...\ndef test_other(): ...\n",
        },
    )
    words = ["-m", "pytest", "-q", "-p", "no:briefing", "-p", "no:cacheprovider", "--strict-config"]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (tmp_path, ROOT)))}
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, cwd=tmp_path, env=environ)
    assert "1 passed, 2 errors" in done.stdout, done.stdout + done.stderr
    assert "pip install --force-reinstall --no-deps briefing-desk" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
