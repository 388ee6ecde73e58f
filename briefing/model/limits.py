"""How large what somebody else wrote may be, in bytes. What is larger is told and not read; `SECURITY.md` says what
reading costs at most."""

from __future__ import annotations

MEGABYTE = 1024 * 1024
BRIEF = 4 * MEGABYTE
REGISTRY = 64 * MEGABYTE
"""Of one file of it; all of them together are what an import makes at most."""
SETTINGS = 64 * 1024
"""Of `briefing.toml`, of the reader's own settings and searches: far more than they need, far less than what nesting
needs to do harm."""
ARTICLE = 20 * MEGABYTE
"""Of what is imported or drafted from."""
PAGE = 10 * MEGABYTE
"""Of one in HTML."""
MARKS = 512 * MEGABYTE
"""Of a file of marks: of a million stories that were seen."""
MARK = 8 * MEGABYTE
"""Of one line of it, and of the words of a story that was seen."""
