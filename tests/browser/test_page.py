"""The page in Chromium, from a disk: each key below it reaches the reader once, and the first key needs no click."""

from __future__ import annotations

import html
import json
import re
from importlib.resources import files
from pathlib import Path
from string import Template

import pytest

pytest.importorskip("aiohttp", reason="the extra `serve` is not installed")
pytest.importorskip("textual_serve", reason="the extra `serve` is not installed")

from briefing.browser import server
from tests.export.test_site_in_a_browser import CHROMIUM, shown

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium here (CHROMIUM says where it is)")
_SOCKET = """
const said = [];
window.WebSocket = class extends EventTarget {
  constructor() {
    super();
    setTimeout(() => this.dispatchEvent(new Event("open")), 50);
  }
  send(message) { said.push(JSON.parse(message)); }
};
addEventListener("load", () => setTimeout(() => {
  const focus = document.activeElement.tagName;
  const keys = [...document.querySelectorAll("#keys button")].map((button) => {
    said.length = 0;
    button.click();
    return [button.textContent, said.filter(([kind]) => kind === "stdin").map(([, keys]) => keys)];
  });
  const told = document.createElement("pre");
  told.id = "told";
  told.textContent = JSON.stringify([focus, keys]);
  document.body.append(told);
}, 3000));
"""
"""In place of the server: keeps what the page sends, and tells it."""


def test_each_key_below_the_page_is_sent_once_and_the_terminal_has_the_focus(tmp_path: Path) -> None:
    (tmp_path / "of").mkdir()
    for name, (_, package, file) in server._FILES.items():
        (tmp_path / "of" / name).write_bytes(files(package).joinpath(file).read_bytes())
    (tmp_path / "of" / "socket.js").write_text(_SOCKET)
    page = Template(files("briefing.browser").joinpath("page.html").read_text(encoding="utf-8"))
    made = page.substitute(title="A desk", socket="ws://127.0.0.1:1/ws")
    (tmp_path / "page.html").write_text(made.replace("<script", '<script src="of/socket.js"></script><script', 1))

    told = re.search('<pre id="told">(.+?)</pre>', shown((tmp_path / "page.html").as_uri()))
    assert told, "the page told nothing"
    focus, keys = json.loads(html.unescape(told[1]))
    assert focus == "TEXTAREA"
    assert keys == [
        ["Esc", ["\x1b"]], ["Tab", ["\t"]], ["↑", ["\x1b[A"]], ["↓", ["\x1b[B"]], ["⏎", ["\r"]],
        ["/", ["/"]], [":", [":"]], ["?", ["?"]],
    ]  # fmt: skip
