"""What is said of work for the screen that failed."""

from __future__ import annotations

from briefing.desk.away import Away


def failed(error: BaseException | None) -> str:
    """A sentence: of a desk that does not answer what stands on the screen stays."""
    return f"{'What you see is from before' if isinstance(error, Away) else 'That did not work'}: {error}"
