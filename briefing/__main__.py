"""`python -m briefing` and the console script."""

from __future__ import annotations

from briefing.cli import main

if __name__ == "__main__":
    main()
