"""The README's pictures, made by the program itself: `python -m tests.pictures docs`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from briefing.ui.scene import Scene, take

ROOT = Path(__file__).parent.parent
DAY = date(2025, 5, 16)
PICTURES = {
    "wide": Scene(ROOT / "briefs", DAY, "istanbul-talks", keys=("]",) * 11 + ("ctrl+d", "ctrl+u")),
    "narrow": Scene(
        ROOT / "briefs", DAY, "istanbul-talks", keys=("]", "ctrl+d", "ctrl+u"), size=(40, 24), theme="paper"
    ),
    "map": Scene(ROOT / "briefs", DAY, keys=("6", "j", "j", "j", "j"), size=(110, 34)),
}
"""What the README shows, by the file's name."""


def main(where: Path) -> None:
    for name, scene in PICTURES.items():
        (where / f"{name}.svg").write_text(take(scene).svg, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
