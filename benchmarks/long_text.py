"""A text of 300 KB on the reading surface, against Textual's own Markdown widget on a tenth of it."""

from __future__ import annotations

import asyncio
import time

from textual.app import App, ComposeResult
from textual.widgets import Markdown

from briefing.ui.layout import Layout
from briefing.ui.sheet import Para, Piece, Sheet

PARAGRAPH = "Envoys met again today while the ministers argued over a draft that no side would sign. " * 8


def main() -> None:
    paras = tuple(Para((Piece(PARAGRAPH),), space=1) for _ in range(300_000 // len(PARAGRAPH)))
    size = sum(len(para.text) for para in paras)
    begun = time.perf_counter()
    layout = Layout(Sheet(paras), 72)
    laid = time.perf_counter() - begun
    begun = time.perf_counter()
    for y in range(layout.height // 2, layout.height // 2 + 60):
        layout.line(y)
    drawn = time.perf_counter() - begun
    print("A long text")
    print(f"  {size // 1000} KB laid out: {laid * 1000:.0f} ms, {layout.height:,} lines")
    print(f"  60 lines of it cut out to be drawn: {drawn * 1000:.1f} ms")
    tenth = "\n\n".join(PARAGRAPH for _ in range(30_000 // len(PARAGRAPH)))
    print(f"  Textual's Markdown widget, {len(tenth) // 1000} KB: {asyncio.run(_markdown(tenth)) * 1000:.0f} ms")


async def _markdown(text: str) -> float:
    class Shown(App[None]):
        def compose(self) -> ComposeResult:
            yield Markdown()

    app = Shown()
    async with app.run_test(size=(80, 40)) as pilot:
        begun = time.perf_counter()
        await app.query_one(Markdown).update(text)
        await pilot.pause()
        return time.perf_counter() - begun


if __name__ == "__main__":
    main()
