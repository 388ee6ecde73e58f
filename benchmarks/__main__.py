"""`make bench`: everything that is measured, one part after the other."""

from benchmarks import checking, finding, first_frame, long_text, printing, reading, searching

for part in (first_frame, reading, checking, printing, searching, long_text, finding):
    part.main()
    print()
