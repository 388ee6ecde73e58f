"""Events: against the calendar, and how those at them came together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.check.rule import Around, Finding, Reported, SourceLines, rule
from briefing.model.brief import Brief

_BY_PHONE = r"(?:tele)?phon(?:e|es|ed|ing)|phone-?calls?|hotline"
_NO_TALK = r"(?! (?:for|on|off|up|out|it|this|that|himself|herself|themselves|to (?-i:[a-z])))"
_BY_CALL = rf"(?<!roll )(?<!press )calls?{_NO_TALK}"
_BY_VIDEO = r"video[- ]?(?:calls?|conferenc(?:e|es|ing)|link|summit)"
_BY_LETTER = r"letters?(?! of intent)|(?:writes|wrote|writing) to"
_SOUNDS = rf"(?i)(?<!\w)(?:(?P<video>{_BY_VIDEO})|(?P<call>{_BY_PHONE}|{_BY_CALL})|(?P<written>{_BY_LETTER}))(?!\w)"
"""What the name of an event says of how it was. Who calls for something, calls it off or calls it names does not talk
on the telephone."""
_PARTS = ("phon", "call", "hotline", "video", "letter", "writ", "wrote")
"""One of these is in every name that sounds so: the pattern is compiled for few desks."""
_HOW = {"call": "a call", "video": "a video call", "written": "something in writing"}


@rule("B303", "warning")
def held_in_the_future(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    """an event was held in the future

    What is still to come is `expected`, `scheduled` or `rumoured`; or the date is not right.

    Bad:

        title: Talks
        events:
          - {name: Summit, when: 2099-06-24, status: held}
        body: |
          They met.

    Good:

        title: Talks
        events:
          - {name: Summit, when: 2099-06-24, status: scheduled}
        body: |
          They will meet.
    """
    for event in brief.events:
        if event.status == "held" and event.when and event.when.first > desk.today:
            yield Finding(
                f"this event is `held`, and its day is still to come ({event.when.display()})",
                source.value_of("status", event.span), "scheduled",
            )  # fmt: skip


@rule("B308", "info")
def sounds_like_a_call(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    """an event sounds like a call or a letter, and counts as held in person

    Without `mode`, those who take part in an event have met, and were at its place. Say `mode: call`, `video` or
    `written`; if they did meet, `mode: in-person`.

    Bad:

        title: Talks
        events:
          - {name: The president telephones the minister, when: 2025-05-16}
        body: |
          They talked.

    Good:

        title: Talks
        events:
          - {name: The president telephones the minister, when: 2025-05-16, mode: call}
        body: |
          They talked.
    """
    for event in brief.events:
        name = event.name.casefold()
        if event.mode or not any(part in name for part in _PARTS):
            continue
        told = Reported(one for one in brief.problems if one.code in ("B101", "B106"))
        if (sounds := re.search(_SOUNDS, event.name)) and not told.within(event.span):
            mode = sounds.lastgroup or ""
            yield Finding(
                f"this sounds like {_HOW[mode]}, and counts as held in person; say `mode: {mode}`, or `in-person`",
                source.value_of("name", event.span),
            )
