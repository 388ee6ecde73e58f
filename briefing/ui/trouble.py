"""What is said of work for the screen that failed, and how long a desk that is elsewhere is waited for."""

from __future__ import annotations

from briefing.desk.away import Away

PATIENCE = 1.0
"""Seconds that a key keeps the next one waiting, of a desk that is elsewhere."""
ASKS_AGAIN = 5.0
"""Seconds until a desk that did not answer is asked again: of a right that was given back, and of a question that took
too long only once, nobody tells."""
WAITING = "Waiting for the desk to answer"


def failed(error: BaseException | None) -> str:
    """A sentence: of a desk that does not answer what stands on the screen stays. What is the matter comes first: where
    there is little room, the rest of it is left out."""
    if not isinstance(error, Away):
        return f"That did not work: {error}"
    told = str(error)
    return f"{told[:1].upper()}{told[1:]}; what you see is from before"
