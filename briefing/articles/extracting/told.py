"""What a text tells of a name by the words around it: that it is a body, somebody, or a place."""

from __future__ import annotations

from briefing.articles.context import IS_PLACE
from briefing.articles.extracting.lexicon import ABROAD, OFFICES, PARLIAMENTS, ROLES, SITES_ABROAD

ENDS = (
    r"(?:Agency|Alliance|Association|Authority|Bloc|Board|Bureau|Coalition|Commission|Committee|Council|Court|Federation|"
    r"Forum|Foundation|Fund|Initiative|Institute|International|Ministry|Movement|Organi[sz]ation|Party|Tribunal|Union|Watch)"
)
"""Words in which names end that are those of bodies."""
ACRONYM = r" \(([A-Z][A-Z0-9&-]{1,8})\)"
CAP = r"[^\W\d_a-z][\w'’-]+"
DAYS = frozenset(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September
    October November December English Spanish Easter Christmas Ramadan
    """.split()
)
"""Words that begin with a capital and are no names."""
_PARTIES = "(?:Communists|Conservatives|Democrats|Greens|Liberals|Nationalists|Republicans|Socialists)"
_SEAT = r"(?:in|on) (?:the )?(?:\w+ )?(?:assembly|council|parliament|senate)"
_SQUAD = "(?:captain|coach|fans|manager|players|supporters)"
_SIDE = "below|beneath|near|outside|(?:down|up)stream of|(?:east|north|south|west) of"
_ONE = r"(?P<name>[^\W\d_a-z][\w'’&-]+(?: [^\W\d_a-z][\w'’&-]+){0,3})"
TOLD = (
    (
        r"\b(?:agency|airline|alliance|bank|bloc|brand|coalition|movement|party|broadcaster|builder|carmaker|carrier|charity|club|company|consultancy|contractor|"
        r"developer|federation|firm|group|insurer|maker|manufacturer|operator|producer|retailer|start-?up|supplier|union|"
        r"utility|watchdog|(?:members|employees|shares|workers) of|work(?:s|ed|ing)? for|"
        r"(?:built|led|made|owned|run|supplied) by),? " + _ONE,
        "ORG",
    ),
    (
        rf"\b(?:{'|'.join(sorted(OFFICES | ROLES))})(?: (?:of|for|at|in) (?:the )?[^\W\d_a-z][\w'’-]+){{0,2}}, "
        r"(?P<name>[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+){1,2})(?=[,.;])",
        "PERSON",
    ),
    (rf"(?P<name>[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)?)(?={IS_PLACE})", "LOC"),
    (
        rf"(?P<name>{CAP}(?: {CAP})?), (?:a|an|the) (?:[\w-]+ ){{0,2}}(?:agency|airline|bank|broadcaster|charity|"
        r"club|company|consultancy|firm|insurer|maker|manufacturer|operator|producer|regulator|retailer|supplier|watchdog)s?\b",
        "ORG",
    ),
    (rf"\b(?P<name>{'|'.join(sorted(PARLIAMENTS, key=len, reverse=True))})(?![\w-])", "ORG"),
    (
        rf"\b[Tt]he (?P<name>{CAP} {_PARTIES})\b",
        "ORG",
    ),
    (r"(?P<name>\bLabour)(?= (?:council|councillor|government|group|lawmaker|leader|MP|peer|senator)s?\b)", "ORG"),
    (
        rf"\bs[ai]ts? (?:\w+ )?{_SEAT} for (?:the )?(?P<name>{CAP}(?: {CAP})?)",
        "ORG",
    ),
    (
        rf"\b(?:{_SQUAD} of|pla(?:y|ys|yed) for|rivals?),? (?:[a-z]+ )?(?P<name>{CAP})(?! [A-Z])",
        "ORG",
    ),
    (rf"(?P<name>{CAP} (?:Against|Beyond|Without) (?:the )?{CAP}(?: {CAP})?)", "ORG"),
    (
        rf"\b(?:{_SIDE}) (?P<name>[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)?)",
        "LOC",
    ),
    (rf"(?P<name>{CAP}(?: (?:and |for |of )?{CAP}){{0,3}})(?= (?:alliance|bloc|coalition|movement|party)\b)", "ORG"),
    (rf"(?:{ENDS}|Group)['’]s (?P<name>{CAP} {CAP})(?! [A-Z])", "PERSON"),
    (rf"(?P<name>{CAP}(?: (?:and|for|of|on|the|{CAP})){{0,6}} {CAP})(?={ACRONYM})", "ORG"),
    (rf"(?P<name>(?:{CAP} ){{0,3}}(?:Bank|University|{ENDS}) of (?:the )?{CAP}(?: {CAP})?)", "ORG"),
    (
        rf"(?P<name>\b(?!(?:EU|MS|MV|UK|UN|US) )[A-Z]{{2,5}} (?!(?i:{'|'.join(sorted(OFFICES | ROLES))}))[A-Z][a-z]+)",
        "ORG",
    ),
    (
        rf"(?P<name>(?:{'|'.join(sorted(map(str.capitalize, ABROAD)))}) (?:(?:d[aeio]|d?el|des|du|para|pour) )?"
        r"(?:l[ae] )?[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)*)",
        "ORG",
    ),
    (rf"(?P<name>(?:{'|'.join(sorted(SITES_ABROAD))}) (?:(?:d[aeio]|d?el|des|du) )?[^\W\d_a-z][\w'’-]+)", "FAC"),
)
"""What tells of a name what it is, and what that is."""
