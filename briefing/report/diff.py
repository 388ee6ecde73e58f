"""What would change in a file, as a unified diff."""

from __future__ import annotations

from collections.abc import Iterator


def diff_lines(file: str, before: bytes, after: bytes) -> Iterator[str]:
    """The lines of the diff, with their ends, as `patch` and `git apply` take them."""
    from difflib import unified_diff

    one, other = (data.decode("utf-8", "replace").splitlines(keepends=True) for data in (before, after))
    for line in unified_diff(one, other, f"a/{file}", f"b/{file}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
