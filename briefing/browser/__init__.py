"""The reader in a browser: a page with a terminal in it, and a process of the reader for each that is open."""
