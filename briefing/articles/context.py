"""What stands around a name and tells whether something is there, or somebody acts."""

from __future__ import annotations

import re

IS_PLACE = (
    r"(?:, (?:a|an|the) (?:[\w-]+ ){0,2}(?:city|hamlet|island|port|resort|suburb|town|valley|village)"
    r"| (?:bay|coast|delta|estuary|gorge|highlands|islands?|lagoon|lake|mountains?|neighbou?rhood|peninsula|plateau|"
    r"reservoir|river|suburb|valley|volcano)(?! [A-Z]))\b"
)
"""What stands behind a name and says that it is a place's."""
_NEAR = 40
"""Characters before or behind a name that are looked at."""
_THE = (
    r"(?:\s+(?:the|downtown|central|northern|southern|eastern|western|nearby|neighbouring|neighboring|"
    r"der|die|das|la|le))?"
)
_SORTS = "areas|cities|districts|ports|islands|places|provinces|regions|resorts|states|suburbs|towns|valleys|villages"
_PARTS = "area|constituency|county|district|parish|province|region|seat|zone"
_LINES = (
    "border|bridge|burning|coast|ferr|flights?|halfway|highway|line|midway|motorway|pipeline|railway|road|route|"
    "shuttl|somewhere|stretch|trains?"
)
"""What lists places, what has them in it, and what goes from one to another."""
_NEIGHBOURS = (
    "boys|children|crews|families|farmers|firefighters|fishermen|girls|men|parents|people|pensioners|pupils|refugees|"
    "residents|students|teachers|teenagers|villagers|volunteers|voters|women|youths"
)
"""Who comes from a place rather than from a body."""
_SURE = (
    rf"(?:(?:{_NEIGHBOURS}) from|"
    r"in|inside|near|outside|below|beneath|across|throughout|around|off|im|bei|nahe|en|dans|près de|em|te|w|у|в|"
    r"(?:у|в) (?:місті|селі|городе|городах|містах)|"
    r"(?:city|town|port|village|capital|suburb|region|province|district|state|island|resort|stadt|ville|ciudad) of|"
    rf"(?:{_SORTS}) (?:such as|like|of|including)|"
    rf"(?:{_PARTS})s?,? (?:that |which )?(?:also )?(?:covers?|covering|includ(?:es|ing)|takes in)|"
    rf"(?:{_LINES})\w* between|between (?:here|there) and|"
    r"(?:closer|farther|further|nearer)(?: away)? than|"
    r"(?:north|south|east|west)(?:east|west)? of|as far (?:(?:north|south|east|west|away) )?as|"
    r"km from|kilomet(?:re|er)s from|miles from|"
    r"(?:flew|fly|flies|flown|travelled|traveled|travels?|went|drove|moved|returned|arrived|headed|sailed|came|visit)"
    r"(?: (?:back|home|on))? (?:to|at|in|from)|visit(?:s|ed|ing)? to|visit(?:s|ed|ing)?|"
    r"left|leav(?:e|es|ing)|reach(?:ed|es|ing)?|(?:cross|bypass|evacuat)(?:ed|es|ing)?|engulf(?:ed|ing)?|flooded|"
    r"(?:avoid|enter)(?:ed|ing)?|pass(?:ed|es|ing)? through)"
)
_LIKELY = (
    r"(?:at|to|from|of|towards?|via|"
    r"besieged|bombed|captured|held|holds?|seized|shelled|through|between|into|nach|aus|von|à|de|vers|a|da|di|uit|naar|do|z|на|до|з|із|из|от)"
)
_LOCATIVE = r"['’](?:d[ae](?:n|ki)?|t[ae](?:n|ki)?)\b"
"""Endings of Turkish behind a name: in it, from it."""
_VERBS = (
    r"(?:say|said|reject|refus|insist|den(?:y|ies|ied)|warn|welcom|react|accus|call|hope|fear|agree|demand|announc|condemn"
    r"|promis|offer|seek|sought|believe|maintain|argu|blam|respond|want|object|protest|propos|urg|plan|press|vow|claim"
    r"|advis|tried|tries|summon|expel|issu|block|veto|suspend|recogni|applaud|cheer|complain|threaten|lend|lent|sign|approv|invit|grant"
    r"|(?:is|are|was|were) (?:said|reported|expected|understood|likely|unlikely|ready|willing|angry))\w*"
)
_ACTS = rf"(?:(?P<owned>[’']s (?:\w+ )?(?:government|leaders?|officials|envoys?|refusal|demands?|position|willingness|answer))|,? (?:(?:has|had|have|will|would|may|might|could|also|itself|again|meanwhile|since|not|now|already|so far) ){{0,3}}{_VERBS})"  # noqa: E501
_WITH_ANOTHER = r"^ and (?:the )?[^\W\d_a-z][\w-]+"
"""Who does it, too."""
_BEHIND_ANOTHER = (
    r"(?<!\w)(?i:about|against|among|between|by|for|from|of|to|towards?|via|with)"
    r" (?:(?:the )?[^\W\d_a-z][\w-]+(?: [^\W\d_a-z][\w-]+)? and )?(?:the )?$"
)
"""What stands before a name that does nothing: *loans for Cairo and Juba are expected*, *the mayor of Paris said*."""
_ACTED_ON = (
    r"(?:asked|urged|warned|accused|blamed|told|(?:spoke|spoken|agreed) with|"
    r"pressure on|relations with|talks with|ties with|sanctions (?:on|against)|war with|deal with|ally of|allies of)"
)


def is_place_there(text: str, start: int, end: int) -> bool:
    """Whether the text surely says that something is, or comes, where a name names a place."""
    return _follows(text, start, _SURE) or re.match(_LOCATIVE, text[end : end + 6]) is not None


def may_be_place_there(text: str, start: int, end: int) -> bool:
    """The same for a name that is only a place's."""
    return is_place_there(text, start, end) or _follows(text, start, _LIKELY)


def acts(text: str, start: int, end: int) -> bool:
    """Whether the name of a seat of government stands for those who govern."""
    if _follows(text, start, _ACTED_ON):
        return True
    behind = re.sub(_WITH_ANOTHER, "", text[end : end + _NEAR])
    found = re.match(_ACTS, behind)
    is_subject = re.search(_BEHIND_ANOTHER, text[max(0, start - _NEAR) : start]) is None
    return found is not None and (is_subject or found["owned"] is not None)


def is_of_officials(text: str, start: int) -> bool:
    """Whether the text speaks of those who govern there: *officials in Pakistan said*."""
    return _follows(text, start, r"(?:officials|authorities|ministers|lawmakers|diplomats) (?:in|from|of)")


def _follows(text: str, start: int, words: str) -> bool:
    before = text[max(0, start - _NEAR) : start]
    return re.search(rf"(?i)(?<!\w){words}{_THE}\s+$", before) is not None
