"""The text layers are the same bytes with the lowest, a middle and the newest Textual of the declared range.

Each release is installed into an environment of its own, which takes a minute and a package index: `make releases`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.pictures import ROOT

RELEASES = ("textual==8.2.0", "textual==8.2.4", "textual>=8.2,<9")
SCENES = (("istanbul-talks", "] ] ] l"), ("", "2 / 'deleg'"), ("", "s 'grain'"), ("", "6 j"), ("", "?"), ("", "t"))
TAKE = """
import sys
from pathlib import Path
from briefing.model.shown import written
from briefing.ui.keys import typed
from briefing.ui.scene import Scene, take_layers

for opened, keys in {scenes}:
    taken = take_layers(Scene(Path("briefs"), opened=opened or None, keys=typed(keys), theme="terminal"), ("terminal",))
    sys.stdout.write(written(taken.meaning) + taken.words)
"""


@pytest.mark.skipif("BRIEFING_RELEASES" not in os.environ, reason="make releases")
def test_text_layers_are_the_same_in_every_release(tmp_path: Path) -> None:
    found = {}
    for number, release in enumerate(RELEASES):
        venv.create(tmp_path / str(number), with_pip=True)
        python = tmp_path / str(number) / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        subprocess.run([python, "-m", "pip", "install", "-q", release, str(ROOT)], check=True)
        done = subprocess.run(
            [python, "-c", TAKE.format(scenes=SCENES)], cwd=ROOT, check=True, capture_output=True, text=True
        )
        found[release] = done.stdout
    assert found[RELEASES[0]]
    assert len(set(found.values())) == 1
