"""What drafts find in articles, against what a person lists from them: `python -m benchmarks.drafting [TEXT...]`.

Precision and recall of actors, venues and dates, by method: the registry alone, with the tables of countries and
cities, and with the extra `nlp`. The desk is the sample. A TEXT is one more that `articles/gold.yaml` has.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from briefing.articles import kinds
from briefing.articles.article import Article, Given
from briefing.articles.drafting import brief_of
from briefing.articles.extracting import METHODS, extracts
from briefing.desk.glance import read_registry as registry_files
from briefing.model.fold import fold
from briefing.parse.brief import read_brief
from briefing.parse.names import RegistryNames
from briefing.parse.registry import read_registry

HERE = Path(__file__).parent
SORTS = ("actors", "venues", "dates")
Found = dict[str, list[tuple[str, ...]]]
"""For each list, what is in it, each thing by all its names."""


def main(more: Iterable[str] = (), is_told: bool = False) -> None:
    _digest, files = registry_files(HERE.parent / "briefs")
    names = RegistryNames(read_registry(files))
    gold = yaml.safe_load((HERE / "articles" / "gold.yaml").read_text(encoding="utf-8"))
    texts = {file.name: file for file in [*sorted((HERE / "articles").glob("*.txt")), *map(Path, more)]}
    print("Drafting: precision and recall")
    print(f"{'':28}{''.join(f'{sort:>16}' for sort in SORTS)}{'s':>8}")
    has_model = find_spec("spacy") is not None
    for method in METHODS if has_model else METHODS[:-1]:
        sums: Counter[tuple[str, str]] = Counter()
        before = time.perf_counter()
        for name, file in texts.items():
            found = _found(_article(file), names, method)
            counts = {sort: _counted(found[sort], gold[name], sort, is_told and f"{method} {name}") for sort in SORTS}
            for sort, count in counts.items():
                sums.update({(sort, key): number for key, number in count.items()})
            print(f"  {name:26}{''.join(_figures(counts[sort]) for sort in SORTS)}")
        whole = {sort: Counter({key: sums[sort, key] for key in ("right", "wrong", "missed")}) for sort in SORTS}
        print(f"{method:28}{''.join(_figures(whole[sort]) for sort in SORTS)}{time.perf_counter() - before:8.2f}")


def _article(file: Path) -> Article:
    found = next(iter(kinds.read(Given(file.read_bytes(), file.name, file.name, file=file.name))))
    assert isinstance(found, Article)
    return found


def _found(article: Article, names: RegistryNames, method: str) -> Found:
    dates: list[tuple[str, ...]] = []

    def find(text: Any, listed: Any) -> Any:
        found = extracts(text, names, listed, method)
        dates.extend((text.of(one.at[0]),) for one in found if one.kind == "date")
        return found

    made = brief_of(article, names.registry, names, "t.yaml", find=find)
    brief = read_brief(made.encode(), "t.yaml", names.registry, names)
    return {
        "actors": [(one.name, *one.aliases, *one.weak) for one in brief.actors],
        "venues": [(one.name, *one.aliases, *one.weak) for one in brief.venues],
        "dates": dates,
    }


def _counted(found: list[tuple[str, ...]], gold: dict[str, Any], sort: str, where: object = "") -> Counter[str]:
    """How many of a list are right and wrong, and how many are missed."""
    either = _sets(gold["either"])
    wanted = [one for one in _sets(gold[sort]) if not any(one & other for other in either)]
    said = [set(map(_plain, names)) for names in found]
    wrong = [one for one in said if not any(one & other for other in (*wanted, *either))]
    missed = [one for one in wanted if not any(one & other for other in said)]
    if where and (wrong or missed):
        print(f"    {where} {sort}: wrong {wrong} missed {missed}")
    return Counter(right=len(wanted) - len(missed), wrong=len(wrong), missed=len(missed))


def _sets(names: Iterable[object]) -> list[set[str]]:
    return [set(map(_plain, str(one).split("|"))) for one in names]


def _plain(name: str) -> str:
    return fold(name.strip()).removeprefix("the ")


def _figures(count: Counter[str]) -> str:
    right, wrong, missed = (count[key] for key in ("right", "wrong", "missed"))
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    return f"{precision:9.2f} {recall:6.2f}"


if __name__ == "__main__":
    options = [one for one in sys.argv[1:] if one.startswith("-")]
    main([one for one in sys.argv[1:] if one not in options], bool(options))
