"""The first painted frame: the sample desk, a large desk, and newsboat, against a blank Textual app."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.desks import write_desk
from benchmarks.ratios import spread
from benchmarks.terminal import leave, until_painted

ROOT = Path(__file__).parent.parent
RUNS = 15
LARGE = 10_000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environ = environment(Path(folder))
        blank = _timer([sys.executable, str(ROOT / "benchmarks" / "blank.py")], b"blank-and-ready", environ)
        sample = _timer([sys.executable, "-m", "briefing", "read", str(ROOT / "briefs")], b"Stories", environ)
        print(f"First painted frame (ratio to a blank Textual app: median of {RUNS} pairs, lowest to highest)")
        _compare("sample desk", sample, blank)
        _compare_again("the same, opened again", ROOT / "briefs", blank, environ)
        large = Path(folder) / "large"
        write_desk(large, LARGE)
        _index(large, environ)
        reader = _timer([sys.executable, "-m", "briefing", "read", str(large)], b"Stories", environ)
        _compare(f"desk of {LARGE:,} briefs", reader, blank)
        _compare_again("the same, opened again", large, blank, environ)
        if shutil.which("newsboat"):
            _compare("newsboat, 5,000 items", _newsboat(Path(folder), environ), blank)
        else:
            print("  newsboat is not installed: left out")


def _compare(name: str, subject: Callable[[], float], yardstick: Callable[[], float]) -> None:
    subject(), yardstick()  # warm: byte code, the index, the disk's cache
    pairs = [(subject(), yardstick()) for _ in range(RUNS)]
    a, b = median(a for a, _ in pairs), median(b for _, b in pairs)
    print(f"  {name:<24} {spread(a / b for a, b in pairs)}   {a * 1000:.0f} ms to {b * 1000:.0f} ms")


def _compare_again(name: str, desk: Path, blank: Callable[[], float], environ: dict[str, str]) -> None:
    """Until a desk can be read that was read before: its last frame stands there, and the reader follows."""
    command = [sys.executable, "-m", "briefing", str(desk)]
    leave(command, b"Stories", environ, b"\x1bqq")
    _compare(name, _timer(command, b"Stories", environ), blank)


def _timer(command: list[str], marker: bytes, environ: dict[str, str]) -> Callable[[], float]:
    return lambda: until_painted(command, marker, environ)


def environment(folder: Path) -> dict[str, str]:
    """Homes of their own for what is measured."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    homes = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CONFIG", "CACHE", "STATE")}
    return {**kept, **homes, "TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)}


def _index(desk: Path, environ: dict[str, str]) -> None:
    from briefing.desk.desk import Desk
    from briefing.model.clock import Clock

    made = Desk(desk, Path(environ["XDG_CACHE_HOME"]) / "briefing", Clock())
    made.refresh()
    made.close()


def _newsboat(folder: Path, environ: dict[str, str]) -> Callable[[], float]:
    feed = folder / "feed.xml"
    items = "".join(
        f"<item><title>Story {n}</title><guid>{n}</guid><description>{'Envoys may meet. ' * 40}</description></item>"
        for n in range(5000)
    )
    feed.write_text(f"<rss version='2.0'><channel><title>Desk</title>{items}</channel></rss>")
    urls, cache = folder / "urls", folder / "newsboat.db"
    urls.write_text(f"file://{feed}\n")
    options = ["-u", str(urls), "-c", str(cache)]
    import subprocess

    subprocess.run(["newsboat", *options, "-x", "reload"], env=environ, check=True, capture_output=True)
    return _timer(["newsboat", *options], b"Desk", environ)


if __name__ == "__main__":
    main()
