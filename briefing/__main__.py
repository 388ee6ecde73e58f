"""`python -m briefing`."""

from __future__ import annotations

import os
import sys

if not sys.flags.safe_path and os.path.realpath(sys.path[0] or ".") != os.path.dirname(
    os.path.dirname(os.path.realpath(__file__))
):
    del sys.path[0]  # the folder that one is in: a desk may have a json.py

from briefing_desk import main

if __name__ == "__main__":
    main()
