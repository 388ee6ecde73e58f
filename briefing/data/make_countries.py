"""Make `countries.txt`: how each country is called in the languages in which people keep their tables.

Needs the package `babel` 2. Run it from this folder: `python make_countries.py`.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from babel import Locale

from briefing.model.countries import COUNTRIES
from briefing.model.fold import fold

LANGUAGES = (
    "de fr es it pt pt_PT nl sv da nb fi et lv lt pl cs sk sl hu ro hr sr bg mk el ru uk be tr az ka hy ar he fa ur hi "
    "bn ta th vi id ms sw zh zh_Hant ja ko ca eu ga is sq bs kk uz mn km lo my am"
).split()


def main() -> None:
    """Write the file: a line a country, its code and what it is called elsewhere than in English."""
    meant: dict[str, set[str]] = defaultdict(set)
    names: dict[str, dict[str, str]] = {code: {} for code in COUNTRIES}
    for language in LANGUAGES:
        territories = Locale.parse(language).territories
        for code in COUNTRIES:
            for key in (code, f"{code}-alt-short", f"{code}-alt-variant"):
                if (name := territories.get(key)) and not (
                    code in ("CD", "CG") and name.isalpha()
                ):  # there are two of them
                    names[code].setdefault(fold(name), name)
                    meant[fold(name)].add(code)
    for code, name in COUNTRIES.items():
        meant[fold(name)] = {code}
    lines = [
        f"{code} {'|'.join(name for folded, name in found.items() if meant[folded] == {code} and len(name) > 1)}\n"
        for code, found in sorted(names.items())
    ]
    Path(__file__).with_name("countries.txt").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
