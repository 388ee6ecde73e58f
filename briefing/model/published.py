"""What tells the address of a published desk from a folder."""

from __future__ import annotations

SCHEMES = ("postgresql", "postgres")


def is_address(text: str) -> bool:
    """Whether a text is meant as the address of a published desk."""
    scheme, colon, _rest = text.partition("://")
    return bool(colon) and scheme.lower() in SCHEMES
