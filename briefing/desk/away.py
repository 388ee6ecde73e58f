"""A desk that is elsewhere, and what is the matter when it does not answer."""

from __future__ import annotations


class Away(Exception):
    """The desk cannot be asked now; the text says why, in a sentence without a full stop."""
