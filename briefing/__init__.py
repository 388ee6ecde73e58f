"""A terminal reader for the news, by its actors, places and open questions."""

__version__ = "0.1.0"
DISTRIBUTION = "briefing-desk"
"""What is to be installed: `briefing` itself is a stranger's package, which has this package's name, too."""
