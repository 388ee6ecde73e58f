"""The list before a release, gone through: what is done is ticked, what is left is said. It publishes nothing.

Exit status 1 while something is left. The tag that publishes is given by a hand: `git tag v1.2.3 && git push --tags`.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import briefing  # noqa: E402
from briefing.cli.reference import PAGES, made  # noqa: E402


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def is_clean() -> str:
    """nothing waits to be committed"""
    return _git("status", "--porcelain")


def has_a_new_number() -> str:
    """the version has no tag yet"""
    return _git("tag", "--list", f"v{briefing.__version__}")


def is_in_the_changelog() -> str:
    """CHANGELOG.md has a chapter of this version, and none that is unreleased"""
    heads = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    if not any(head.split(" ")[0] == briefing.__version__ for head in heads):
        return f"no `## {briefing.__version__}`"
    return "`## Unreleased` is there" if "Unreleased" in heads else ""


def has_its_pages() -> str:
    """the pages are what the code says"""
    old = [name for name in PAGES if (ROOT / "docs" / name).read_text(encoding="utf-8") != made(name)]
    return f"`make pages` changes {', '.join(old)}" if old else ""


def is_packaged_so() -> str:
    """formula and flake have this version"""
    files = [ROOT / "docs" / "packaging" / name for name in ("briefing.rb", "flake.nix")]
    return ", ".join(file.name for file in files if briefing.__version__ not in file.read_text(encoding="utf-8"))


def comes_out_the_same_twice() -> str:
    """sdist and wheel are the same bytes twice"""
    environ = {**os.environ, "SOURCE_DATE_EPOCH": _git("log", "-1", "--format=%ct")}
    sums = []
    for _time in range(2):
        with tempfile.TemporaryDirectory() as folder:
            words = [sys.executable, "-m", "hatchling", "build", "-d", folder]
            done = subprocess.run(words, cwd=ROOT, env=environ, capture_output=True, text=True)
            if done.returncode:
                return done.stderr.strip()
            files = sorted(Path(folder).iterdir())
            sums.append({file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files})
    return ", ".join(name for name, one in sums[0].items() if sums[1].get(name) != one)


STEPS: tuple[Callable[[], str], ...] = (
    is_clean, has_a_new_number, is_in_the_changelog, has_its_pages, is_packaged_so, comes_out_the_same_twice,
)  # fmt: skip


def main() -> int:
    is_left = 0
    for step in STEPS:
        said = step()
        is_left |= bool(said)
        print(f"[{' ' if said else 'x'}] {step.__doc__}{f': {said}' if said else ''}")
    print("Left for a hand: `make test check hard` on this commit; the tag.")
    return is_left


if __name__ == "__main__":
    sys.exit(main())
