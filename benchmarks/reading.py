"""Reading briefs: ours with positions, problems and mentions, against what the stock loader alone takes."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

from benchmarks.desks import write_desk

BRIEFS = 1000
SIZE = 4200  # characters of body: files of about 5 KB
ROUNDS = 3


def main() -> None:
    import yaml

    from briefing.desk.desk import Desk
    from briefing.model.clock import Clock
    from briefing.parse.brief import read_brief
    from briefing.parse.names import RegistryNames
    from briefing.parse.registry import read_registry

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "desk"
        write_desk(root, BRIEFS, SIZE)
        files = {file.name: file.read_bytes() for file in sorted(root.glob("*.yaml"))}
        registry = read_registry({name: files.pop(name) for name in ("actors.yaml", "places.yaml")})
        names = RegistryNames(registry)

        def stock() -> None:
            for data in files.values():
                yaml.load(data, Loader=yaml.CSafeLoader)

        def read(files: Mapping[str, bytes]) -> None:
            for name, data in files.items():
                read_brief(data, name, registry, names)

        print(f"Reading {BRIEFS:,} briefs of {sum(map(len, files.values())) / BRIEFS / 1024:.1f} KB (median of pairs)")
        _compare("read_brief to yaml.load", lambda: read(files), stock)
        write_desk(Path(folder) / "rich", BRIEFS, SIZE, is_rich=True)
        rich = {name: (Path(folder) / "rich" / name).read_bytes() for name in files}
        _compare("  with rich Markdown", lambda: read(rich), stock)

        for round_ in range(ROUNDS):
            desk = Desk(root, Path(folder) / f"cache-{round_}", Clock())
            _compare_once("index from scratch", desk.refresh, stock)
            desk.close()
        size = sum(file.stat().st_size for file in (Path(folder) / "cache-0").glob("*.sqlite"))
        print(f"  {'index to text':<28} {size / sum(map(len, files.values())):8.2f} ×")
        desk = Desk(root, Path(folder) / "cache-0", Clock())
        print(f"  {'index, nothing changed':<28} {_seconds(desk.refresh) * 1000:8.1f} ms")
        one = root / sorted(files)[random.Random(1).randrange(BRIEFS)]
        one.write_bytes(one.read_bytes().replace(b"envoys", b"legates"))
        print(f"  {'index, one file changed':<28} {_seconds(desk.refresh) * 1000:8.1f} ms")
        story = one.stem
        print(f"  {'all rows of Stories':<28} {_seconds(desk.stories) * 1000:8.1f} ms")
        print(f"  {'one story':<28} {_seconds(lambda: desk.page('story', story)) * 1000:8.1f} ms")
        desk.close()


def _compare(name: str, ours: Callable[[], object], stock: Callable[[], object]) -> None:
    ours()
    pairs = [(_seconds(ours), _seconds(stock)) for _ in range(ROUNDS)]
    print(f"  {name:<28} {median(a / b for a, b in pairs):8.2f} ×")


def _compare_once(name: str, ours: Callable[[], object], stock: Callable[[], object]) -> None:
    """By the clock, and by the time of all processors, to that of the stock loader in one process."""
    before = os.times()
    took = _seconds(ours)
    after = os.times()
    work = sum(after[:4]) - sum(before[:4])
    alone = _seconds(stock)
    print(f"  {name:<28} {took / alone:8.2f} × by the clock, {work / alone:.2f} × of processors")


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
