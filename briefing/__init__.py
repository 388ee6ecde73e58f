"""A terminal reader for the news, by its actors, places and open questions."""

__version__ = "0.1.0"
