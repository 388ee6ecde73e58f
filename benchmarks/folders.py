"""Folders as people have them, with texts of our own in ten languages: a Jekyll site, a Hugo site, an Obsidian vault, a
Pelican site and plain notes. The same on every run; `python -m benchmarks.folders DIR` writes one of each kind.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple


class Tongue(NamedTuple):
    """What stories in one language are made of: people, places, subjects, sentences, and words to be searched for.

    `{0}` and `{1}` in a sentence are people, `{2}` is a place.
    """

    people: tuple[str, ...]
    places: tuple[str, ...]
    subjects: tuple[str, ...]
    sentences: tuple[str, ...]
    needles: tuple[str, ...]


TONGUES = (
    Tongue(
        ("Anna Berglund", "Tomas Reeve", "Maud Okafor"),
        ("Harwick", "Port Ellery"),
        ("The price of bread", "A bridge without a river", "Night buses"),
        ("{0} met {1} in {2} on a wet morning.", "Nobody in {2} had asked {0} before.", "{1} left without a word."),
        ("flour", "timetable"),
    ),
    Tongue(
        ("Jürgen Möwe", "Käthe Süßmilch"),
        ("Kirchfähr", "Obernaß"),
        ("Über den Deich", "Größere Öfen"),
        ("{0} traf {1} in {2}.", "In {2} blieb es still, sagte {0}.", "{1} schwieg dazu."),
        ("Schöpfwerk", "Zwieback"),
    ),
    Tongue(
        ("Пётр Лесников", "Вера Громова"),
        ("Заречье", "Старый Мост"),
        ("Хлеб подорожал", "Мост без реки"),
        ("{0} встретил того, кого ждал: {1}. Место: {2}.", "{0} говорит о зиме.", "В этот день {1} молчит."),
        ("мельница", "расписание"),
    ),
    Tongue(
        ("ليلى الحداد", "سامي نور"),
        ("عين الورد", "تل الريح"),
        ("ثمن الخبز", "جسر بلا نهر"),
        ("التقى {0} مع {1} في {2}.", "تحدث {0} عن الشتاء.", "صمت {1} طويلا."),
        ("مطحنة", "حافلة"),
    ),
    Tongue(
        ("נועה שקד", "דן ארזי"),
        ("גבעת הרוח", "מעין גל"),
        ("מחיר הלחם", "גשר בלי נהר"),
        ("{0} פגשה את {1} ליד {2}.", "על החורף דיבר {0}.", "{1} שתק."),
        ("טחנה", "אוטובוס"),
    ),
    Tongue(
        ("आशा वर्मा", "रवि मेहता"),
        ("नीलपुर", "हरिगढ़"),
        ("रोटी का दाम", "बिना नदी का पुल"),
        ("{0} ने {2} में {1} से बात की।", "{0} ने सर्दी की बात कही।", "{1} चुप रहे।"),
        ("चक्की", "समयसारणी"),
    ),
    Tongue(
        ("Ελένη Μαρκάτου", "Νίκος Δρόσος"),
        ("Παλιό Λιμάνι", "Πέτρα"),
        ("Η τιμή του ψωμιού", "Γέφυρα χωρίς ποτάμι"),
        ("Η {0} είδε τον {1}: {2}.", "Για τον χειμώνα μίλησε η {0}.", "Ο {1} σώπασε."),
        ("μύλος", "δρομολόγιο"),
    ),
    Tongue(
        ("山本花子", "佐藤健一"),
        ("青葉町", "川口港"),
        ("パンの値段", "川のない橋"),
        ("{0}は{2}で{1}と話した。", "{0}は冬について語った。", "{1}は黙っていた。"),
        ("製粉所", "時刻表"),
    ),
    Tongue(
        ("王小雨", "李国强"),
        ("青石镇", "长风港"),
        ("面包的价格", "没有河的桥"),
        ("{0}在{2}见到了{1}。", "{0}谈到了冬天。", "{1}没有说话。"),
        ("磨坊", "班车"),
    ),
    Tongue(
        ("สมชาย ใจดี", "มาลี ทองคำ"),
        ("บ้านลม", "ท่าเรือเก่า"),
        ("ราคาขนมปัง", "สะพานไร้แม่น้ำ"),
        ("{0} พบกับ {1} ที่ {2}", "{0} พูดถึงฤดูหนาว", "{1} เงียบไป"),
        ("โรงสี", "ตารางเวลา"),
    ),
)


class Written(NamedTuple):
    """A story that was written: what a reader of the folder is to find. `date` is empty where there is none, `people`
    are those whom its head lists, `needle` stands in its text, and `links` are the ids of stories that it leads to."""

    id: str
    title: str
    date: str
    people: tuple[str, ...]
    needle: str
    links: tuple[str, ...]


class Draft(NamedTuple):
    """A story before it has a form."""

    number: int
    name: str
    title: str
    day: date
    people: tuple[str, ...]
    place: str
    needle: str
    paragraphs: tuple[str, ...]
    other: int


def drafts(count: int, seed: int = 1) -> list[Draft]:
    """Stories that link to one another, in all the tongues by turns."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        tongue = TONGUES[number % len(TONGUES)]
        people = tuple(chance.sample(tongue.people, 2))
        place, needle = chance.choice(tongue.places), chance.choice(tongue.needles)
        said = [chance.choice(tongue.sentences).format(*people, place) for _ in range(chance.randrange(3, 9))]
        said.insert(chance.randrange(len(said)), needle)
        made.append(
            Draft(
                number=number,
                name=f"story-{number:03}",
                title=f"{chance.choice(tongue.subjects)} {number}",
                day=date(2021, 1, 1) + timedelta(days=chance.randrange(2000)),
                people=people,
                place=place,
                needle=needle,
                paragraphs=(" ".join(said[: len(said) // 2]), " ".join(said[len(said) // 2 :])),
                other=chance.randrange(count),
            )
        )
    return made


def jekyll(root: Path, count: int) -> list[Written]:
    """`_posts/2024-01-04-name.md` with YAML, Liquid in the text, and what else lies in such a folder."""
    _put(root, "_config.yml", "title: A site\nplugins: [jekyll-feed]\n")
    _put(root, "README.md", "# How to build this site\n")
    _put(root, "_layouts/post.html", "<h1>{{ page.title }}</h1>\n")
    stories = drafts(count)
    ids = [f"{one.day}-{one.name}" for one in stories]
    written = []
    for one in stories:
        head = {
            "layout": "post", "title": one.title, "date": f"{one.day} 05:08:11 +0000", "author": one.people[0],
            "people": list(one.people[1:]), "location": one.place, "categories": "news city", "excerpt": one.title,
        }  # fmt: skip
        suffix = "markdown" if one.number % 4 == 0 else "md"
        text = _text(one, f"See [this]({{% post_url {ids[one.other]} %}}).\n\n{{% include share.html %}}\n{{: .note}}")
        _put(root, f"_posts/{ids[one.number]}.{suffix}", f"---\n{_yaml(head)}---\n\n{text}")
        written.append(_written(one, ids, str(one.day), one.people))
    return written


def hugo(root: Path, count: int) -> list[Written]:
    """Page bundles and files below `content/`, with heads in TOML, YAML and JSON, and shortcodes."""
    _put(root, "hugo.toml", 'title = "A site"\n')
    _put(root, "archetypes/default.md", '+++\ntitle = "{{ .Name }}"\ndate = {{ .Date }}\ndraft = true\n+++\n')
    stories = drafts(count, 2)
    ids = [one.name for one in stories]
    written = []
    for one in stories:
        params = {"authors": list(one.people), "place": one.place}
        tags = ["news", "city"]
        stamp = f"{one.day}T05:08:11Z"
        if one.number % 4 == 0:
            data = {"title": one.title, "date": stamp, "draft": False, "tags": tags, "params": params}
            head = f"---\n{_yaml(data)}---\n"
        elif one.number % 4 == 1:
            data = {"title": one.title, "date": stamp, "tags": tags, "params": params}
            head = f"{json.dumps(data, ensure_ascii=False, indent=2)}\n"
        else:
            lines = [f"title = {_quoted(one.title)}", f"date = {stamp}", f"tags = {_quoted(tags)}", "draft = false"]
            lines += ["[params]", *(f"{key} = {_quoted(value)}" for key, value in params.items())]
            head = "".join(f"{line}\n" for line in ("+++", *lines, "+++"))
        folder = f"content/posts/{one.name}/index.md" if one.number % 2 else f"content/posts/{one.name}.md"
        way = f'[this]({{{{< ref "{ids[one.other]}" >}}}})' if one.number % 3 else f"[this](/posts/{ids[one.other]}/)"
        text = _text(one, f'See {way}.\n\n{{{{< figure src="x.jpg" >}}}}\n\n<!--more-->')
        _put(root, folder, f"{head}\n{text}")
        written.append(_written(one, ids, str(one.day), one.people))
    return written


def vault(root: Path, count: int) -> list[Written]:
    """Notes named by their titles, with `[[links]]`, some without a head, and a folder of templates."""
    _put(root, ".obsidian/app.json", "{}\n")
    _put(root, "Templates/Note.md", "---\ntitle: {{title}}\ncreated: {{date}}\n---\n")
    stories = drafts(count, 3)
    ids = [one.title for one in stories]
    written = []
    for one in stories:
        is_bare = one.number % 3 == 2
        head = {
            "created": str(one.day), "aliases": [f"alias {one.number}"],
            "people": [f"[[{name}]]" for name in one.people], "place": f"[[{one.place}]]",
            "tags": ["news", "city/west"], "cssclasses": ["wide"], "rating": one.number % 5,
        }  # fmt: skip
        other = stories[one.other]
        target = f"alias {other.number}" if other.number % 3 == 1 else other.title
        text = _text(
            one, f"See [[{target}|this]]. %%not for readers%%\n\n> [!note] Later\n> More of it. ^mark-{one.number}"
        )
        above = "" if is_bare else f"---\n{_yaml(head)}---\n"
        folder = ("", "Notes/", "Notes/Old/")[one.number % 3]
        _put(root, f"{folder}{one.title}.md", f"{above}{text}")
        written.append(_written(one, ids, "" if is_bare else str(one.day), () if is_bare else one.people))
    return written


def pelican(root: Path, count: int) -> list[Written]:
    """`content/*.md` with lines of `Key: value` above the text."""
    _put(root, "pelicanconf.py", "SITENAME = 'A site'\n")
    stories = drafts(count, 4)
    ids = [one.name for one in stories]
    written = []
    for one in stories:
        head = [
            f"Title: {one.title}", f"Date: {one.day} 10:20", "Category: news", "Tags: city, public transport",
            f"Authors: {'; '.join(one.people)}", f"Location: {one.place}", f"Summary: {one.title}", "    and more",
        ]  # fmt: skip
        text = _text(one, f"See [this]({{filename}}{ids[one.other]}.md#more).")
        _put(root, f"content/{one.name}.md", "".join(f"{line}\n" for line in head) + f"\n{text}")
        written.append(_written(one, ids, str(one.day), one.people))
    return written


def notes(root: Path, count: int) -> list[Written]:
    """Text under a heading, in files that some have their day in the name of; Markdown's links between them."""
    stories = drafts(count, 5)
    ids = [f"{one.day} {one.name}" if one.number % 2 else one.name for one in stories]
    written = []
    for one in stories:
        target = ids[one.other].replace(" ", "%20")
        text = _text(one, f"See [this](../{stories[one.other].day.year}/{target}.md).")
        _put(root, f"{one.day.year}/{ids[one.number]}.md", f"# {one.title}\n\n{text}")
        written.append(_written(one, ids, str(one.day) if one.number % 2 else "", ()))
    return written


KINDS: dict[str, Callable[[Path, int], list[Written]]] = {
    "jekyll": jekyll, "hugo": hugo, "vault": vault, "pelican": pelican, "notes": notes,
}  # fmt: skip


def _written(one: Draft, ids: list[str], day: str, people: tuple[str, ...]) -> Written:
    links = (ids[one.other],) if one.other != one.number else ()
    return Written(ids[one.number], one.title, day, people, one.needle, links)


def _text(one: Draft, more: str) -> str:
    return "\n\n".join((*one.paragraphs, more)) + "\n"


def _yaml(head: dict[str, object]) -> str:
    """YAML: JSON's values are YAML's."""
    return "".join(f"{key}: {_quoted(value)}\n" for key, value in head.items())


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _put(root: Path, name: str, text: str) -> None:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def main() -> None:
    """Write a folder of each kind, of 200 stories, below the one that is named."""
    for kind, write in KINDS.items():
        write(Path(sys.argv[1]) / kind, 200)


if __name__ == "__main__":
    main()
