"""The site of the pages: every link leads somewhere, every page is in its contents, and nothing is fetched."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.test_house import ROOT

PAGES = {file.name for file in (ROOT / "docs").glob("*.md")}


def test_every_page_is_in_the_contents() -> None:
    told = set(re.findall(r"^ +- ([\w-]+\.md)$", (ROOT / "docs" / "mkdocs.yml").read_text(encoding="utf-8"), re.M))
    above = set(re.findall(r'": "([\w-]+\.md)"', (ROOT / "docs" / "make_site.py").read_text(encoding="utf-8")))
    assert told == PAGES | above


@pytest.mark.parametrize("name", ["README.md", *(f"docs/{name}" for name in sorted(PAGES))])
def test_every_link_leads_to_a_file(name: str) -> None:
    page = ROOT / name
    text = re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.skipif(find_spec("zensical") is None, reason="the extra `docs` is not installed")
def test_the_site_is_whole_and_fetches_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "make_site.py"), str(tmp_path / "site")], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for page in (tmp_path / "site").glob("*.html"):
        fetched = re.findall(r"<(?:script|link|img|iframe)\b[^>]*?(?:src|href)=\"?(https?:[^\" >]+)", page.read_text())
        assert fetched == [], page.name
