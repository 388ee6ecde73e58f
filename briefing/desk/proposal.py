"""What the Markdown of a folder says in its heads, and the table `[read]` that would read it."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from briefing.desk import scan
from briefing.model.files import read
from briefing.model.limits import BRIEF
from briefing.model.value import dataclass
from briefing.parse.guest import GuestHead, guest_head, values_of
from briefing.parse.read_table import TARGETS, is_markdown
from briefing.parse.text import decode

_MEANS = {
    "title": "headline titel titre titulo título titolo заголовок название タイトル 题目 标题 제목 عنوان כותרת",
    "summary": "description excerpt subtitle abstract teaser dek lead lede intro tldr"
    " beschreibung zusammenfassung résumé resumen resumo описание 概要 摘要 简介 요약 ملخص תקציר",
    "date": "published publishdate publish_date pubdate created created_at date_created datetime datum fecha data дата"
    " 日付 日期 날짜 تاريخ תאריך",
    "tags": "categories category keywords topics tag labels subjects kategorien schlagworte schlagwörter catégories"
    " étiquettes etiquetas categorías categorias теги метки категории タグ カテゴリ 标签 分类 태그 وسوم תגיות",
    "actors": "author authors people persons person participants attendees who characters speakers autor autoren"
    " personen auteur auteurs personnes autores"
    " personas автор авторы люди 著者 人物 作者 인물 저자 أشخاص مؤلف אנשים מחבר",
    "venues": "location locations place places venue city cities where ort orte lieu lieux lugar lugares место места"
    " 場所 地点 장소 مكان מקום",
    "aliases": "alias",
    "sources": "source canonical_url original_url источник quelle quellen 出典 来源",
    "id": "slug",
}  # fmt: skip
"""What keys of other tools, and of people who write them in their own language, surely mean."""
_TARGET = {word: target for target, words in _MEANS.items() for word in words.split()}
_WRAPS = ("params.", "taxonomies.", "extra.", "metadata.")
"""Keys that only hold others."""
_NO_STORIES = frozenset(
    "archetypes layouts themes templates _templates _layouts _includes _sass _site public static assets"
    " resources".split()
)
"""Folders of a site or a vault that hold what its pages are made with."""
_SITES = (
    r"_config\.ya?ml|(?:hugo|config)\.(?:toml|ya?ml|json)|mkdocs\.ya?ml|pelicanconf\.py|\.?eleventy(?:\.config)?\.[cm]?js"
    r"|(?:docusaurus|astro|gatsby)[.-]config\.\w+"
)
"""Files that tell the folder of a site, where what has no head is no page."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class KeyUse:
    """One key of the heads: in how many files it is, what it would fill (nothing: it is passed over), in how many files
    it says something that does, how many different values it has there, and the first of them."""

    key: str
    files: int
    target: str
    filled: int
    values: int
    some: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """How many Markdown files there are, by the form of their heads (an empty one for none); the keys, those that are
    read first, then the most frequent; folders to leave out, with their files; and whether files without a head are to
    be stories."""

    forms: dict[str, int]
    keys: tuple[KeyUse, ...]
    left_out: dict[str, int]
    bare: bool

    @property
    def files(self) -> int:
        return sum(self.forms.values())

    @property
    def dated(self) -> int:
        """In how many files a date is, besides in names."""
        return max((use.filled for use in self.keys if use.target == "date"), default=0)

    def table(self) -> str:
        """The table `[read]`, as TOML."""
        lines = ["[read]"]
        lines += [f'{_quoted(use.key)} = "{use.target}"' for use in self.keys if use.target not in ("", use.key)]
        if self.bare:
            lines.append("bare = true")
        ignored = [use.key for use in self.keys if use.key in TARGETS and not use.target] + list(self.left_out)
        if ignored:
            lines.append(f"ignore = [{', '.join(json.dumps(one, ensure_ascii=False) for one in ignored)}]")
        return "".join(f"{line}\n" for line in lines)


class _Count:
    """What was seen of one key: in how many files it is, and says something that fills what it means; what it says in
    the terms of that, and as it stands."""

    def __init__(self) -> None:
        self.files = self.filled = 0
        self.values: Counter[str] = Counter()
        self.texts: Counter[str] = Counter()


def propose(root: Path, progress: Callable[[int, int], None] | None = None) -> Proposal:
    """Look at every Markdown file of a folder. `progress(done, of)` is told of each. Nothing is written."""
    paths = [stat.path for stat in scan.walk(root) if is_markdown(stat.path)]
    left_out: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    counts: dict[str, _Count] = {}
    for done, path in enumerate(paths, 1):
        if progress:
            progress(done, len(paths))
        folder = next((part for part in path.split("/")[:-1] if part.lower() in _NO_STORIES), "")
        if folder:
            left_out[f"{folder}/"] += 1
            continue
        head = _head(root, path)
        forms[head.form] += 1
        _count(head, counts)
    uses = sorted(_uses(counts), key=lambda use: (not use.target, -use.files, use.key))
    is_site = any(re.fullmatch(_SITES, name) for name in os.listdir(root))
    return Proposal(
        forms=dict(forms.most_common()),
        keys=tuple(uses),
        left_out=dict(sorted(left_out.items())),
        bare=forms[""] > 0 and not is_site,
    )


def _head(root: Path, path: str) -> GuestHead:
    try:
        return guest_head(decode(read(root / path, BRIEF + 1), path))
    except OSError:
        return GuestHead("")


def _count(head: GuestHead, counts: dict[str, _Count]) -> None:
    seen: dict[str, list[str]] = {}
    texts: dict[str, list[str]] = {}
    for key, node in head.pairs:
        name = key.strip().lower()
        if name.endswith(tuple("0123456789")) or f"{name}." in _WRAPS:
            continue
        seen.setdefault(name, []).extend(values_of(_meant(name), node, head.form))
        texts.setdefault(name, []).extend(values_of("", node, head.form))
    for name, values in seen.items():
        count = counts.setdefault(name, _Count())
        count.files += 1
        count.filled += bool(values)
        count.texts.update(texts[name])
        count.values.update(values)


def _meant(name: str) -> str:
    """What a key would fill."""
    if name in TARGETS:
        return name
    bare = next((name.removeprefix(wrap) for wrap in _WRAPS if name.startswith(wrap)), name)
    return _TARGET.get(bare, bare if bare != name and bare in TARGETS else "")


def _uses(counts: dict[str, _Count]) -> Iterator[KeyUse]:
    days = max((count.filled for name, count in counts.items() if name == "date"), default=0)
    for name, count in counts.items():
        target = _meant(name)
        is_second = target == "date" != name and days * 10 >= 9 * count.files
        is_inside = "." in name and not target
        if is_inside and not name.startswith(_WRAPS):
            continue  # of what is passed over, that it is there is enough
        yield KeyUse(
            key=name,
            files=count.files,
            target=target if count.filled and not is_second else name if name in TARGETS and not count.texts else "",
            filled=count.filled,
            values=len(count.values),
            some=tuple([value for value, _times in (count.values or count.texts).most_common(_SHOWN)]),
        )


def _quoted(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key, ensure_ascii=False)
