"""`python -m tests.check.slips --count 20000 --seed 1`: slips of every kind, and what the checker makes of them."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections import Counter

from tests.check.slips.judge import KINDS, Judged, made, made_in_pairs, tally

COLUMNS = (
    ("made", ("made",)), ("exact", ("exact",)), ("line", ("line",)), ("far", ("far",)), ("silent", ("silent",)),
    ("harmless", ("harmless",)), ("once", ("once",)), ("certain", ("certain right",)),
    ("likely", ("likely right",)), ("WRONG", ("certain wrong", "certain harmed", "certain lost", "crash")),
    ("misled", ("likely wrong", "likely harmed")),
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", default=[], help="only kinds whose name holds this")
    parser.add_argument(
        "--show",
        nargs=2,
        metavar=("KIND", "N"),
        help="print the N worst slips of a kind (`all`: of any; `each`: of each)",
    )
    parser.add_argument(
        "--only", default="", help="with --show: only those that became this, such as `wrong` or `silent`"
    )
    parser.add_argument("--pairs", action="store_true", help="two slips in each brief, counted as the first one's kind")
    options = parser.parse_args()
    if options.show:
        show(options.show[0], int(options.show[1]), options.only, options.seed, options.count, options.pairs)
        return
    kinds = [kind for kind in KINDS if not options.kind or any(part in kind for part in options.kind)]
    start = time.monotonic()
    parts = [(options.seed, range(first, options.count, 2), kinds, options.pairs) for first in range(2)]
    counts: dict[str, Counter[str]] = {}
    with multiprocessing.get_context("fork").Pool(2) as pool:
        for part in pool.starmap(_tally, parts):
            for kind, count in part.items():
                counts.setdefault(kind, Counter()).update(count)
    print_table(counts)
    print(f"{time.monotonic() - start:.0f} s")


def _tally(seed: int, numbers: range, kinds: list[str], pairs: bool) -> dict[str, Counter[str]]:
    return tally(made_in_pairs(seed, numbers) if pairs else made(seed, numbers, kinds))


def print_table(counts: dict[str, Counter[str]]) -> None:
    width = max(map(len, counts))
    print(" " * width, *(f"{name:>8}" for name, _keys in COLUMNS))
    total: Counter[str] = Counter()
    for kind in KINDS:
        if kind in counts:
            total.update(counts[kind])
            print(f"{kind:<{width}}", *_cells(counts[kind]))
    print(f"{'all':<{width}}", *_cells(total))
    told = total["made"] - total["harmless"]
    print(f"{'of those not harmless, %':<{width}}", " " * 8,
          *(f"{100 * sum(total[key] for key in names) / told:>8.1f}" for _name, names in COLUMNS[1:]))  # fmt: skip
    print(
        "certain fixes:", *(f"{key[8:]} {number}" for key, number in sorted(total.items()) if key.startswith("certain"))
    )
    print(
        "with likely ones:",
        *(f"{key[7:]} {number}" for key, number in sorted(total.items()) if key.startswith("likely")),
    )


def _cells(count: Counter[str]) -> list[str]:
    return [f"{sum(count[key] for key in names) or '·':>8}" for _name, names in COLUMNS]


def show(kind: str, number: int, only: str, seed: int, count: int, pairs: bool) -> None:
    kinds = [one for one in KINDS if kind in one or kind in ("all", "each")]
    names = list(KINDS)
    numbers = [number for number in range(count) if names[number % len(names)] in kinds]
    slips = made_in_pairs(seed, range(count)) if pairs else made(seed, numbers)
    wanted = [
        one for one in slips
        if not only or only in (one.place, one.certain, f"likely {one.likely}") or (only == "WRONG" and one.is_wrong)
    ]  # fmt: skip
    shown: Counter[str] = Counter()
    for one in sorted(wanted, key=lambda one: (-one.badness, len(one.slip.text))):
        shown[one.kind if kind == "each" else ""] += 1
        if shown[one.kind if kind == "each" else ""] <= number:
            print_slip(one)


def print_slip(one: Judged) -> None:
    places = sorted(one.slip.places(one.good.file))
    print(f"\n== {one.kind}: {one.place}{'' if one.is_once else f', told {len(one.told)} times'}; "
          f"certain {one.certain}, likely {one.likely}; slip at {places}")  # fmt: skip
    print_difference("good", one.good.text, one.slip.text)
    for problem in one.told:
        sure = "certain" if problem.is_sure else "likely"
        fix = f" | {sure}: {[edit.text for edit in problem.changes]}" if problem.changes else ""
        print(f"   {problem.span.line}:{problem.span.column} {problem.code} {problem.message}{fix}")
    if one.better != one.slip.text:
        print_difference("certain", one.slip.text, one.better)
    if one.guessed != one.better:
        print_difference("likely", one.slip.text, one.guessed)


def print_difference(name: str, before: str, after: str) -> None:
    import difflib

    one, other = (text.replace("\r\n", "\n").split("\n") for text in (before, after))
    lines = list(difflib.unified_diff(one, other, name, name, lineterm="", n=1))[2:]
    print(f"  {name}:")
    sys.stdout.writelines(f"    {ascii(line)[1:-1] if not line.isprintable() else line}\n" for line in lines[:14])


if __name__ == "__main__":
    main()
