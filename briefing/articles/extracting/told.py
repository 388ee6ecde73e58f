"""What a text tells of a name by the words around it: that it is a body, somebody, or a place."""

from __future__ import annotations

from briefing.articles.context import IS_PLACE
from briefing.articles.extracting.lexicon import ABROAD, OFFICES, PARLIAMENTS, ROLES, SITES_ABROAD

ENDS = (
    r"(?:Agency|Alliance|Association|Authority|Bloc|Board|Bureau|Coalition|Commission|Committee|Council|Court|Federation|"
    r"Forum|Foundation|Fund|Initiative|Institute|International|Ministry|Movement|Organi[sz]ation|Party|Tribunal|Union|Watch)"
)
"""Words in which names end that are those of bodies."""
HEADS = (
    rf"(?:{ENDS}|Academy|Archdiocese|Bank|Cent(?:er|re)s?|Chamber|Church|College|Confederation|Congress|Department|"
    r"Diocese|Faculty|Guild|League|Library|Office|Ombudsman|Order|School|Society|University)"
)
"""Words that a name of a body may go on behind, with *of* or *for* and what it is for: *Ombudsman for Children*."""
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
_FOR_WHAT = (
    rf"(?:of (?:the )?{CAP}(?: {CAP})?(?:(?:, {CAP})+,? and {CAP})?"
    rf"|for (?:the )?{CAP}(?: {CAP})?(?:(?:, {CAP})*,? and {CAP})?)"
)
OWNER = (
    r"(?:St\.? [^\W\d_a-z]\w+['’]s|[^\W\d_a-z]\w+s['’]|"
    r"(?:(?:U\.S\.|US|State|District) )?(?:Attorney|Children|Governor|Mayor|Men|Ombudsman|People|President|Prosecutor|"
    rf"Sheriff|Women)(?: General)?['’]s) (?:{CAP} ){{0,4}}"
)
_OWNED = rf"(?:{ENDS}|Academy|Bank|Church|Club|College|Congress|Department|Hospital|League|Office|School|Society)"
"""Who owns by a common noun, or is a saint, and what that makes the name of: *Attorney's Office*."""
_FIRM = (
    "agency|airline|bank|brand|broadcaster|builder|carmaker|chain|charity|club|company|consultancy|developer|exporter|"
    "firm|grocer|insurer|maker|manufacturer|miner|operator|producer|publisher|regulator|retailer|supplier|utility|watchdog"
)
_FIRMS = (
    "airlines|banks|brands|broadcasters|chains|charities|clubs|companies|firms|groups|insurers|makers|manufacturers|"
    "organi[sz]ations|parties|producers|retailers|suppliers|unions"
)
_ONE = r"(?P<name>[^\W\d_a-z][\w'’&-]+(?: [^\W\d_a-z][\w'’&-]+){0,3})"
TOLD = (
    (
        rf"\b(?:{_FIRM}|alliance|bloc|carrier|coalition|contractor|federation|group|movement|party|start-?up|union|"
        r"(?:members|employees|shares|workers) of|work(?:s|ed|ing)? for|"
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
        rf"(?P<name>{CAP}(?: {CAP})?), (?:a|an|the|{CAP}['’]s) (?:[\w-]+ ){{0,2}}(?:{_FIRM})s?\b",
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
    (rf"(?P<name>(?:{CAP} ){{0,4}}{HEADS} {_FOR_WHAT})", "ORG"),
    (rf"(?P<name>{OWNER}{_OWNED})(?! [A-Z])", "ORG"),
    (rf"\b(?:{_FIRMS})(?: that are| here)?,? (?:including|like|such as) {_ONE}", "ORG"),
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
