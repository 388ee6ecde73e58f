"""`python -m briefing`."""

from __future__ import annotations

from briefing_desk import main

if __name__ == "__main__":
    main()
