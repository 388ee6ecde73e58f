"""Articles from elsewhere, and the briefs made of them.

Bytes of some kind (`kinds`) are read as articles (`plain`, `page`, `paper`, `feed`), whose texts are put into Markdown
that says what they say (`prose`); of an article a brief is made (`drafting`), which is put on the desk if nothing there
was made of the same address (`landing`). Only `web` fetches, and only what it is asked to. What other libraries are
needed for is loaded where it is needed.
"""
