"""How much room a text takes in a terminal."""

from __future__ import annotations


def cells(text: str) -> int:
    """The cells of a terminal that a text takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
