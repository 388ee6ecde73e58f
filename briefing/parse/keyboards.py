"""Words that were typed while the keyboard was still set to another script: on the keys of a Russian one, `actors` is
`фсещкы`.

Needed only for a word that the format does not have.
"""

from __future__ import annotations

from collections.abc import Collection

_LAYOUTS = (
    "фисвуапршолдьтщзйкыегмцчня",  # Russian
    "фисвуапршолдьтщзйкіегмцчня",  # Ukrainian
    "фисвуапршолдьтўзйкыегмцчня",  # Belarusian
    "ьфъаеожгстнвпхдз-ияшкэуйщю",  # Bulgarian, the standard one
    "абцдефгхийклмнопярстужвьъз",  # Bulgarian, by sound
    "абцдефгхијклмнопљрстувњџѕз",  # Serbian, Macedonian
    "αβψδεφγηιξκλμνοπ-ρστθωςχυζ",  # Greek
    "שנבגקכעיןחלךצמםפ-רדאוה-סטז",  # Hebrew
    "ش-ؤيثبلاهتنمةىخحضقسفعرصءغئ",  # Arabic
    "აბცდეფგჰიჯკლმნოპქრსტუვწხყზ",  # Georgian
    "ฟิแกำดเ้ร่าสทืนยๆพหะีอไปัผ",  # Thai
)
"""The letters on the keys from `a` to `z`; a dash for a key that writes no letter."""
_LAM_ALIF = "\u0644\u0627"
"""Two letters that the key `b` of an Arabic keyboard writes."""
_KEYS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST = 24


def typed(written: str, known: Collection[str]) -> str:
    """The one of the `known` words that the same keys write in Latin letters; nothing for a word of none."""
    if written.isascii() or not 1 < len(written) <= _LONGEST:
        return ""
    text = written.lower().replace(_LAM_ALIF, "b")
    for row in _LAYOUTS:
        word = "".join(_KEYS[row.index(char)] if char in row else char for char in text)
        if word in known:
            return word
    return ""
