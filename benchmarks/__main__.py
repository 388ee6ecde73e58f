"""`make bench`: everything that is measured, one part after the other."""

from benchmarks import (
    checking,
    drafting,
    editing,
    finding,
    first_frame,
    growth,
    lists,
    long_story,
    long_text,
    printing,
    reading,
    renaming,
    searching,
    team,
)

PARTS = (
    first_frame,
    lists,
    reading,
    growth,
    checking,
    editing,
    renaming,
    printing,
    searching,
    long_text,
    long_story,
    finding,
    drafting,
    team,
)

for part in PARTS:
    part.main()
    print()
