"""A generator of good briefs, in every style of hand: block and flow, quoted and plain, `.yaml` and `.md`."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import Any

from tests.check.test_mutations import samples

TITLES = (
    "Talks in Istanbul: a first meeting?", "Zelensky's visit", 'He said "no" twice', "Round #2 begins",
    "Grain – and peace", "[Breaking] Talks in Istanbul", "#1 on the list", "@home and abroad", "%5 of GDP is a lot",
    "`x` is not y", "*bold* words", "& so it goes", "!important news", "> a reply", "| a bar", "{x} is unknown",
    "{{ title }}",
    "- a dash", "Envoys meet; nobody signs", "Talks, talks, talks", "Erdoğan's table: who sits at it?",
    "What's next?", "Über Geld & Macht", "Переговоры в Стамбуле", "和平会谈", "محادثات في إسطنبول",
    "The C:\\data leak", "A smile 😀 and a handshake", "Café society in Orléans", "Talks", "Envoys may meet",
    '"Not committed": what he meant', "The Kremlin's answer", "Ships leave Odesa, one by one", "5% by 2035",
    "Rock 'n' roll diplomacy", "3 < 4 and 5 > 4", "A truce, perhaps: nobody knows",
)  # fmt: skip
"""Those that need quotes get them."""
SUMMARIES = (
    "Envoys may meet without either president.", "Turkey mediates: NATO argues about 5% of GDP.",
    "It's on, and everybody's coming.", "The ships leave; the insurers wait.", 'One said "perhaps", and left.',
    "Переговоры продолжаются, но без президентов.", "双方同意继续会谈。", "A deal, or none: see #3.",
    "Nobody's sure & all wait.",
)  # fmt: skip
LOCAL = (
    "Steve Witkoff", "Nguyễn Văn An", "王毅", "Ольга Громова", "أحمد خليل", "Pat O'Brien", "Γιώργος Νίκου", "Sinn Féin",
    "Médecins Sans Frontières", "Ban Ki-moon", "Chen & Sons", "Jo Doe",
)  # fmt: skip
GUESTS = ("Marie Dupont", "Ivan Horák", "Ali Yılmaz", "陈丽")
"""New actors to whom an event refers by name."""
PLACES = (
    ("Kursk Oblast", "RU", None), ("Buenos Aires", "AR", ("-34.6", "-58.4")), ("Genève", "CH", ("46.2", "6.15")),
    ("İzmir", "TR", ("38.42", "27.14")), ("東京", "JP", ("35.68", "139.69")), ("Doha", "QA", ("25.29", "51.53")),
    ("Canberra", "AU", ("-35.28", "149.13")), ("Oxford", "GB", None),
)  # fmt: skip
ROLES = (
    "host",
    "mediator",
    "head of delegation",
    "guest, uninvited",
    "broker: paid",
    "Russia's envoy",
    "absent",
    "посредник",
)
TAGS = (
    "grain",
    "diplomacy",
    "#ukraine",
    "#nato",
    "Black Sea",
    "war, or peace",
    "C++",
    "переговоры",
    "外交",
    "defence spending",
)
ASKS = (
    "Will Putin come to Istanbul?", "Who goes: Putin or Medinsky?", "Will they come, or not?", "What's the price?",
    "Who stops first if there is no ceasefire?", "Придёт ли Путин?", "Is #2 on the list?", 'Did he say "never"?',
)  # fmt: skip
SAYS = (
    "Moscow fights on while it talks", "No, it fights on", "It's a bluff", "A short truce: for show",
    "They sign at once",
    "Both sides go home, empty-handed",
)  # fmt: skip
EVENTS = (
    "Ukraine–Russia talks",
    "NATO summit",
    "Dinner, then talks",
    "A call: Trump and Putin",
    "Lavrov's visit",
    "Встреча",
)
DATES = ("2025-05-15", "2025-05-11", "2022-07-22", "2024-12-31", "2025-04-13", "2025-03-28")
STRETCHES = (
    "2025-05",
    "2022",
    "2025-05-01/2025-05-11",
    "late June 2024",
    "2025-05-15T18:30+03:00",
    "2025-05-15T09:05",
    "2025-05-11~",
)
URLS = (
    "https://example.org/istanbul",
    "https://www.nato.int",
    "http://example.com/a?b=1&c=2",
    "https://example.org/a#b",
)
SENTENCES = (
    "They met in the morning and parted at noon.", "Nobody signed: it was too early.", "Ships leave, one by one.",
    "It's the third time since 2022.", "5% of GDP is a lot.",
    "He said \"no\" twice, and left.", "Переговоры шли до вечера.",
    "会谈持续到深夜。", "انتهت المحادثات مساء.",
    "What comes next is open; see *below*.", "The text has 30 pages & no annex.",
)  # fmt: skip
BLOCKS = ("## What it means", "- soldiers,\n- ships,\n- money", "> A quote that somebody said.", "1. first\n2. second")


@dataclass
class Style:
    """How one author writes."""

    dice: random.Random
    indent: int
    gap: str
    flow_lists: float
    flow_entries: float
    quotes: float
    is_airy: bool

    def chance(self, share: float) -> bool:
        return self.dice.random() < share


def written(dice: random.Random) -> tuple[str, str]:
    """A file's name and a brief that should be good; some are not, when names come too close to each other."""
    style = Style(
        dice, dice.choice((0, 2, 2, 2, 4)), " " if dice.random() < 0.9 else "   ", dice.random(), dice.random(),
        dice.choice((0.0, 0.1, 0.9)), dice.random() < 0.5,
    )  # fmt: skip
    said = _said(dice)
    blocks = [_key(style, key, value) for key, value in said.items()]
    if style.chance(0.3):
        blocks.insert(dice.randrange(len(blocks) + 1), "# checked twice\n")
    head = ("\n" if style.is_airy else "").join(blocks)
    body = _body(dice, said)
    if style.chance(0.2):
        file, text = "talks.md", f"---\n{head}---\n\n{body}"
    else:
        width = dice.choice((2, 2, 2, 4))
        lines = "".join(f"{' ' * width}{line}\n" if line else "\n" for line in body.rstrip("\n").split("\n"))
        file, text = "talks.yaml", f"{head}{chr(10) if style.is_airy else ''}body: |\n{lines}"
    return file, text.replace("\n", "\r\n") if style.chance(0.15) else text


def _said(dice: random.Random) -> dict[str, Any]:
    """What a brief says: text, lists and dictionaries; ids and names of the registry, and local ones."""
    registry = samples()[1].registry
    actors = dice.sample(sorted(registry.actors), dice.randint(2, 5))
    venues = dice.sample(sorted(registry.venues), dice.randint(1, 3))

    def maybe(share: float) -> bool:
        return dice.random() < share

    said: dict[str, Any] = {"title": dice.choice(TITLES)}
    if maybe(0.5):
        said["summary"] = dice.choice(SUMMARIES)
    if maybe(0.7):
        said["date"] = dice.choice(DATES + STRETCHES[:2])
    if maybe(0.2):
        said["id"] = "talks-2025"
    if maybe(0.6):
        said["status"] = dice.choice(("developing", "settled", "retracted"))
    if maybe(0.5):
        said["tags"] = dice.sample(TAGS, dice.randint(1, 4))
    if maybe(0.3):
        said["follows"] = dice.choice(("antalya-nato", ["antalya-nato", "grain-deal-ends"], ["razoni-sails"]))
    said["actors"] = [_actor(dice, key) for key in actors]
    for name in dice.sample(LOCAL, dice.randint(0, 2)):
        entry = {"name": name, "kind": dice.choice(("person", "organisation", "group")), "role": dice.choice(ROLES)}
        if maybe(0.4):
            entry |= {
                "for": dice.choice(("russia", "united-states", "ukraine")),
                "country": dice.choice(("US", "TR", "GB")),
            }
        if maybe(0.3):
            entry["wikidata"] = "Q99041"
        said["actors"].append(entry if maybe(0.7) or name == "王毅" else name)
    guest = dice.choice(GUESTS) if maybe(0.3) else ""
    if guest:
        said["actors"].append(guest)
    said["venues"] = [key if maybe(0.5) else registry.venues[key].name if maybe(0.5) else
                      {"id": key, "role": dice.choice(ROLES)} for key in venues]  # fmt: skip
    for name, country, point in dice.sample(PLACES, dice.randint(0, 2)):
        place: dict[str, Any] = {"name": name, "kind": "city", "country": country}
        said["venues"].append(place | ({"lat": point[0], "lon": point[1]} if point else {}))
    if maybe(0.7):
        said["events"] = [_event(dice, n, actors, venues) for n in range(dice.randint(1, 3))]
        if guest:
            said["events"].append({"name": "Visit", "when": "2025-05-11", "who": [actors[0], guest]})
    if maybe(0.7):
        said["questions"] = [
            _question(dice, n, ask, actors) for n, ask in enumerate(dice.sample(ASKS, dice.randint(1, 3)))
        ]
    if maybe(0.4):
        said["sources"] = [{"id": "wire", "name": "Agency report", "url": dice.choice(URLS),
                            "published": dice.choice(DATES), "reliability": dice.choice("ABC")}]  # fmt: skip
    if maybe(0.4):
        said["claims"] = [_claim(dice, say, actors, "sources" in said) for say in dice.sample(SAYS, dice.randint(1, 2))]
    if maybe(0.2):
        said["updates"] = [{"at": "2025-05-16", "note": "Names added"}]
    if maybe(0.15):
        said["mentions"] = {"Washington": "united-states"}
    return said


def _actor(dice: random.Random, key: str) -> Any:
    known = samples()[1].registry.actors[key]
    what = dice.random()
    if what < 0.4:
        return key
    if what < 0.65:
        return dice.choice((known.name, *known.aliases))
    entry = {"id": key, "role": dice.choice(ROLES)} if what < 0.85 else {"name": known.name, "role": dice.choice(ROLES)}
    if dice.random() < 0.4:
        entry["for"] = dice.choice(("turkey", "ukraine", "nato"))
    if dice.random() < 0.2:
        entry["kind"] = known.kind
    return entry


def _event(dice: random.Random, number: int, actors: list[str], venues: list[str]) -> Any:
    entry: dict[str, Any] = {"id": f"event-{number}"} if dice.random() < 0.6 else {}
    entry |= {"name": f"{dice.choice(EVENTS)}{' again' * number}", "when": dice.choice(DATES + STRETCHES)}
    if dice.random() < 0.7:
        entry["where"] = dice.choice(venues)
    if dice.random() < 0.8:
        entry["who"] = dice.sample(actors, dice.randint(1, 2))
    if dice.random() < 0.7:
        entry["status"] = dice.choice(("held", "cancelled", "postponed"))
    return entry


def _question(dice: random.Random, number: int, ask: str, actors: list[str]) -> Any:
    if dice.random() < 0.4:
        return ask
    entry: dict[str, Any] = {"id": f"q-{number}"} if dice.random() < 0.6 else {}
    entry["ask"] = ask
    what = dice.random()
    if what < 0.3:
        entry |= {
            "status": "answered",
            "asked": "2025-01-02",
            "answered": dice.choice(DATES[:2]),
            "answer": "No; he didn't.",
        }
    elif what < 0.7:
        entry["status"] = dice.choice(("open", "overtaken", "dropped"))
    if dice.random() < 0.5:
        entry["about"] = dice.sample(actors, dice.randint(1, 2))
    if dice.random() < 0.5:
        entry["hypotheses"] = [
            {
                "say": say,
                "likelihood": dice.choice(("likely", "very unlikely", "roughly even chance", "almost certain")),
            }
            for say in dice.sample(SAYS, dice.randint(1, 2))
        ]
    return entry


def _claim(dice: random.Random, say: str, actors: list[str], has_source: bool) -> Any:
    entry: dict[str, Any] = {"say": say, "by": dice.choice(actors)}
    if has_source:
        entry["source"] = "wire"
    return entry | dice.choice(({"confidence": "moderate"}, {"confidence": "high"}, {"likelihood": "unlikely"}, {}))


def _body(dice: random.Random, said: dict[str, Any]) -> str:
    parts = []
    for _ in range(dice.randint(1, 4)):
        sentences = dice.sample(SENTENCES, dice.randint(1, 3))
        parts.append(dice.choice((" ", "\n")).join(sentences))
        if dice.random() < 0.3:
            parts.append(dice.choice(BLOCKS))
    if parts[-1].startswith("#"):
        parts.append(dice.choice(SENTENCES))  # a heading at the end would read as a comment if it were not indented
    return "\n\n".join(parts) + "\n"


# how it is written


def _key(style: Style, key: str, value: Any, pad: str = "") -> str:
    """One key of a brief, with its line end."""
    if isinstance(value, list):
        return f"{pad}{key}:{_list(style, key, value, pad)}"
    if isinstance(value, dict):
        return f"{pad}{key}:\n" + "".join(f"{pad}  {name}: {_scalar(style, one)}\n" for name, one in value.items())
    comment = "   # so it is" if style.chance(0.05) else ""
    return f"{pad}{key}:{style.gap}{_scalar(style, value)}{comment}\n"


def _list(style: Style, key: str, items: list[Any], pad: str) -> str:
    is_short = all(not isinstance(item, dict) or len(item) < 4 for item in items)
    if is_short and style.chance(style.flow_lists):
        parts = [_flow(style, item) for item in items]
        if len(parts) > 2 and style.chance(0.2):
            inner = f",\n{pad}  "
            return f" [{inner.join(parts)}]\n"
        return f" [{', '.join(parts)}]\n"
    deeper = pad + " " * style.indent
    return "\n" + "".join(_item(style, item, deeper) for item in items)


def _item(style: Style, item: Any, pad: str) -> str:
    if not isinstance(item, dict):
        return f"{pad}- {_scalar(style, item)}\n"
    is_flat = not any(isinstance(one, list) and one and isinstance(one[0], dict) for one in item.values())
    if is_flat and style.chance(style.flow_entries):
        line = _flow(style, item)
        if len(line) > 60 and line.count(", ") > 2 and '"' not in line and "'" not in line and style.chance(0.5):
            at = line.index(", ", len(line) // 2) if ", " in line[len(line) // 2 :] else 0
            line = f"{line[: at + 1]}\n{pad}   {line[at + 2 :]}" if at else line
        return f"{pad}- {line}\n"
    lines = "".join(_key(style, key, value, pad + "  ") for key, value in item.items())
    return f"{pad}- {lines[len(pad) + 2 :]}"


def _flow(style: Style, value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(style, one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(_flow(style, one) for one in value)}]"
    return _scalar(style, value, True)


def _scalar(style: Style, text: str, in_flow: bool = False) -> str:
    if is_plain(text, in_flow) and (not re.search(r"[^\w-]", text) or not style.chance(style.quotes)):
        return text
    if "\\" not in text and style.chance(0.5):
        return '"' + text.replace('"', '\\"') + '"'
    return "'" + text.replace("'", "''") + "'"


def is_plain(text: str, in_flow: bool) -> bool:
    """Whether a text can stand without quotes."""
    if not text or text[0] in "[]{}#@%`*&!|>'\",?" or text.strip() != text or text.startswith(("- ", ": ")):
        return False
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    return not (in_flow and re.search(r"[,\[\]{}]", text))
