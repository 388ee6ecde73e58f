"""Letters of other scripts in Latin ones, as passports have them: for ids, which have no others."""

from __future__ import annotations

_CYRILLIC = dict(
    zip(
        "абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюяђјљњћџѓќѕў",
        "a b v g g d e e ie zh z i i i i k l m n o p r s t u f kh ts ch sh shch ie y - e iu ia dj j lj nj c dz g k dz w"
        "".split(),
        strict=True,
    )
)
_GREEK = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(), strict=True)
)
_TABLE = str.maketrans({char: "" if made == "-" else made for char, made in (_CYRILLIC | _GREEK).items()})


def in_latin(text: str) -> str:
    """A text with the letters of Cyrillic and Greek in Latin ones; what is neither stays."""
    from briefing.model.fold import fold

    return fold(text).translate(_TABLE)
