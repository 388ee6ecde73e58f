"""What a command cannot do."""

from __future__ import annotations


class Refused(Exception):
    """A command cannot do what was asked; the message says why, and what to do. The exit status is 2."""
