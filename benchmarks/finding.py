"""Find in a text of 300 KB and a filter over 100,000 rows: what one key costs."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable

from benchmarks.long_text import PARAGRAPH
from briefing.model.place import Place
from briefing.ui.find import FoldedSheet
from briefing.ui.item import Item
from briefing.ui.sheet import Para, Piece, Sheet
from briefing.ui.sieve import Sieve

TURKISH = PARAGRAPH.replace("ministers", "Erdoğan’s bakanları")
TEXTS = {"ASCII": PARAGRAPH, "with diacritics": TURKISH, "decomposed": unicodedata.normalize("NFD", TURKISH)}
QUERIES = ("e", "er", "erd", "erdo", "erdogan", "the draft")


def main() -> None:
    print("Find in 300 KB, milliseconds")
    for name, paragraph in TEXTS.items():
        text = FoldedSheet(Sheet(tuple(Para((Piece(paragraph),)) for _ in range(300_000 // len(paragraph)))))
        fold = _timed(lambda text=text: text.hits("~"))  # type: ignore[misc]
        keys = [f"{query}: {_timed(lambda text=text, query=query: text.hits(query)):.1f}" for query in QUERIES]  # type: ignore[misc]
        print(f"  {name}: opening {fold:.0f}, then {', '.join(keys)}")
    print("Filter 100,000 rows, milliseconds")
    sieve = Sieve(
        [
            Item(f"Talks in İstanbul {n}", str(n), Place.to("story", str(n)), facts="15 May 2025 · Ankara")
            for n in range(100_000)
        ]
    )
    fold = _timed(sieve.fold)
    keys = [f"{query}: {_timed(lambda query=query: sieve.sift(query)):.0f}" for query in ("i", "is", "istanbul 9")]  # type: ignore[misc]
    print(f"  opening {fold:.0f}, then {', '.join(keys)}")


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
