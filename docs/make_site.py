"""The site of these pages, to be read from a disk as from the web: `python docs/make_site.py build/site`.

The pages lie here as GitHub shows them; a few more stand at the top of the repository (`ABOVE`) and come along under a
name of their own. The builder is Zensical, in the extra `docs`: it checks every link, and what a page needs lies beside
it. (Material for MkDocs, whose successor it is, reads the same `mkdocs.yml`.)
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
ABOVE = {
    "SECURITY.md": "security.md",
    "CHANGELOG.md": "changes.md",
    "CONTRIBUTING.md": "contributing.md",
    ".github/CODE_OF_CONDUCT.md": "conduct.md",
    "benchmarks/RESULTS.md": "results.md",
}
"""Pages from elsewhere in the repository, and what they are called in the site."""


def gather(folder: Path) -> None:
    """Put all pages and pictures into a folder, with links that lead from one to the other there."""
    for file in [*HERE.glob("*.md"), *HERE.glob("*.svg"), *HERE.glob("*.css")]:
        shutil.copy(file, folder)
    for name, page in ABOVE.items():
        shutil.copy(ROOT / name, folder / page)
    for page in folder.glob("*.md"):
        text = page.read_text(encoding="utf-8")
        for name, other in ABOVE.items():
            text = re.sub(rf"\]\((?:\.\./)?{re.escape(name)}(?=[)#])", f"]({other}", text)
        page.write_text(text.replace("](docs/", "]("), encoding="utf-8")


SHIM = "https://unpkg.com/iframe-worker/shim"
"""What the builder takes from elsewhere for the search of a page that was opened from a disk."""


def _bring_along(site: Path) -> None:
    """Put what pages would fetch beside them."""
    shutil.copy(HERE / "worker_from_disk.js", site)
    for page in site.glob("*.html"):
        page.write_text(page.read_text(encoding="utf-8").replace(SHIM, "worker_from_disk.js"), encoding="utf-8")


def make(target: Path) -> None:
    """Build the site into a folder. Ends the process where a link leads nowhere or the builder complains otherwise."""
    with tempfile.TemporaryDirectory() as made:
        pages = Path(made) / "pages"
        pages.mkdir()
        gather(pages)
        shutil.copy(HERE / "mkdocs.yml", made)
        words = ["-m", "zensical", "build", "--strict", "--clean", "--config-file", "mkdocs.yml"]
        status = subprocess.run([sys.executable, *words], cwd=made).returncode
        if status == 0:
            _bring_along(Path(made) / "site")
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(Path(made) / "site", target)
    sys.exit(status)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
