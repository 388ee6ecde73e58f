"""`make bench`: everything that is measured, one part after the other."""

from benchmarks import checking, drafting, editing, finding, first_frame, lists, long_text, printing, reading, searching

for part in (first_frame, lists, reading, checking, editing, printing, searching, long_text, finding, drafting):
    part.main()
    print()
