"""The site in Chromium, from a disk: its search finds, and axe-core has nothing to say.

`CHROMIUM` says where that is, else it is looked for; `AXE_CORE` is the file `axe.min.js` of the npm package axe-core.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest

from briefing.export.html import put
from tests.desk.conftest import text_of
from tests.export.conftest import Taken

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
AXE = os.environ.get("AXE_CORE", "")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium here (CHROMIUM says where it is)")
PAGES = (
    "index.html", "people.html", "places.html", "map.html", "questions.html", "timeline.html", "search.html",
    "stories/istanbul-talks.html", "people/vladimir-putin.html", "places/istanbul.html",
)  # fmt: skip
_RUN = """
addEventListener("load", async () => {
  const frames = document.querySelectorAll("iframe");
  const found = [];
  for (const frame of frames) {
    const axe = frame.contentWindow.axe;
    const {violations} = await axe.run(frame.contentDocument, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
      "wcag22aa", "best-practice"]});
    for (const one of violations) found.push([frame.name, one.id, one.nodes.slice(0, 3).map((node) => node.html)]);
  }
  document.getElementById("told").textContent = JSON.stringify(found);
});
"""


_FIND = """
const told = setInterval(() => {
  const pages = [...document.querySelectorAll("iframe")].map((frame) => frame.contentDocument);
  if (!pages.every((page) => page.getElementById("count")?.textContent)) return;
  clearInterval(told);
  const titles = pages.map((page) => [...page.querySelectorAll("#found a")].map((link) => link.textContent));
  document.getElementById("told").textContent = JSON.stringify(titles);
}, 50);
"""
_NEAR = ("--allow-file-access-from-files",)
"""A page on a disk may look into another, which only these tests do."""


def shown(address: str, *options: str) -> str:
    """A page as Chromium has it when its scripts have run."""
    words = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", "--dump-dom"]
    done = subprocess.run([*words, *options, address], capture_output=True, text=True, check=False, timeout=120)
    return done.stdout


def found(site: Path, *typed: str) -> list[list[str]]:
    """The titles that searches of the site find."""
    frames = "".join(f'<iframe src="search.html#{quote(one)}"></iframe>' for one in typed)
    (site / "find.js").write_text(_FIND)
    (site / "find.html").write_text(f'<!DOCTYPE html>{frames}<pre id="told"></pre><script src="find.js"></script>')
    told = re.search('<pre id="told">(.+?)</pre>', shown((site / "find.html").as_uri(), *_NEAR))
    assert told, "nothing was found in time"
    each: list[list[str]] = json.loads(html.unescape(told[1]))
    return each


@pytest.fixture
def site(sample: Taken, tmp_path: Path) -> Path:
    put(sample(), tmp_path)
    return tmp_path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.skipif(not AXE, reason="AXE_CORE names no axe.min.js")
def test_axe_finds_nothing(scheme: str, site: Path) -> None:
    number, wide = {"dark": (0, 360), "light": (1, 1200)}[scheme]
    shutil.copy(AXE, site / "axe.js")
    (site / "run.js").write_text(_RUN)
    for page in PAGES:
        whole = (site / page).read_text(encoding="utf-8")
        root = "../" * page.count("/")
        (site / page).write_text(whole.replace("</head>", f'<script src="{root}axe.js"></script></head>'))
    frames = "".join(f'<iframe name="{page}" src="{page}" width="{wide}" height="900"></iframe>' for page in PAGES)
    (site / "all.html").write_text(f'<!DOCTYPE html><pre id="told"></pre>{frames}<script src="run.js"></script>')
    options = (f"--blink-settings=preferredColorScheme={number}", *_NEAR)
    told = re.search('<pre id="told">(.+?)</pre>', shown((site / "all.html").as_uri(), *options))
    assert told, "axe did not run"
    assert json.loads(html.unescape(told[1])) == []


def test_words_of_bodies_are_found_and_titles_come_first(site: Path) -> None:
    body, title, nothing = found(site, "istan minist", "cirağan", "zyxwvut")
    assert "Talks in Istanbul: a first meeting since 2022?" in body
    assert title[0] == "Third round at Çırağan: forty minutes, 1,200 names"
    assert nothing == []


def test_words_of_every_script_are_found(tmp_path: Path, taken: Taken) -> None:
    desk, site = tmp_path / "desk", tmp_path / "site"
    desk.mkdir()
    site.mkdir()
    bodies = {
        "chinese": "代表团在北京会谈。", "thai": "การประชุมที่กรุงเทพ", "greek": "Ο δρόμος ΟΔΟΣ",
        "cyrillic": "Журавлёв ведёт", "korean": "서울에서 만났다", "german": "Straße",
    }  # fmt: skip
    for name, body in bodies.items():
        (desk / f"{name}.yaml").write_text(text_of(body, title=name))
    put(taken(desk), site)
    typed = {
        "北京会": "chinese", "谈": "chinese", "กรุง": "thai", "οδός": "greek", "журавле": "cyrillic", "서울": "korean",
        "STRASSE": "german",
    }  # fmt: skip
    assert found(site, *typed) == [[title] for title in typed.values()]
