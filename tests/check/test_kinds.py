"""Each kind of slip: told once, where the author slipped, and what `--fix` makes of it.

`▶` stands before the culprit. `certain` is the text after `--fix`, None where that must change nothing; `likely` the
text after `--unsafe-fixes`, where that is more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from briefing.check.checker import check_registry
from briefing.check.fixes import fixed
from briefing.model.problem import Problem
from briefing.parse.registry import owner_of, read_registry
from briefing.parse.text import Text
from tests.check.test_mistakes import MARK, place
from tests.check.test_mutations import looked_at

END = "body: |\n  They met.\n"


@dataclass(frozen=True)
class Kind:
    item: str
    code: str
    marked: str
    certain: str | None = None
    likely: str | None = None
    file: str = "talks.yaml"


def head(item: str, code: str, marked: str, certain: str | None = None, likely: str | None = None) -> Kind:
    """A slip in lines between a brief's title and its body."""

    def whole(lines: str | None) -> str | None:
        return None if lines is None else f"title: Talks\n{lines}\n{END}"

    return Kind(item, code, whole(marked) or "", whole(certain), whole(likely))


def title(item: str, code: str, marked: str, certain: str | None = None, likely: str | None = None) -> Kind:
    """A slip in a brief's first line."""

    def whole(line: str | None) -> str | None:
        return None if line is None else f"{line}\n{END}"

    return Kind(item, code, whole(marked) or "", whole(certain), whole(likely))


def registry(item: str, code: str, marked: str, certain: str | None = None, likely: str | None = None) -> Kind:
    """A slip in `actors.yaml`."""

    def whole(lines: str | None) -> str | None:
        return None if lines is None else f"{lines}\n"

    return Kind(item, code, whole(marked) or "", whole(certain), whole(likely), "actors.yaml")


KINDS = [
    # colons
    title("a blank before the colon, none behind", "B021", "title ▶:Talks", "title: Talks"),
    title("an equals sign", "B026", "title ▶= Talks", "title: Talks"),
    title("an equals sign without blanks", "B026", "title▶=Talks", "title: Talks"),
    head("semicolons for colons", "B026", "actors:\n  - name▶; NATO\n    role: host",
         "actors:\n  - name: NATO\n    role: host"),
    title("an equals sign before quotes", "B026", 'title ▶= "Talks: a start"', 'title: "Talks: a start"'),
    head("an equals sign in an entry", "B026", "events:\n  - name: Talks\n    when ▶= 2025-05-15",
         "events:\n  - name: Talks\n    when: 2025-05-15"),
    head("an equals sign at an item's start", "B026", "events:\n  - name ▶= Talks\n    when: 2025-05-15",
         "events:\n  - name: Talks\n    when: 2025-05-15"),
    head("a colon and an equals sign", "B026", "status ▶:= settled", "status: settled"),
    head("a doubled colon", "B026", "status▶:: settled\ndate: 2025", "status: settled\ndate: 2025"),
    head("a key's word without colon at an item's start", "B005", "events:\n  - ▶name Talks\n    when: 2025-05-15",
         "events:\n  - name: Talks\n    when: 2025-05-15"),
    head("a colon behind a date", "B006", "date: 2025-05-15▶:", "date: 2025-05-15"),
    head("a colon behind a word and a comment", "B006", "status: settled▶: # now", "status: settled # now"),
    head("a colon in a text", "B006", "summary: Talks▶: a start", 'summary: "Talks: a start"'),
    head("a colon in a text with a comment behind", "B006", "summary: Talks▶: a start  # so far",
         'summary: "Talks: a start"  # so far'),
    head("a colon in a text of two lines", "B006", "summary: Talks▶: a start\n  of something",
         'summary: "Talks: a start\n  of something"'),
    head("a colon in a text with quotes", "B006", 'summary: He said▶: "no"', "summary: 'He said: \"no\"'"),
    head("a colon in a text in curly quotes", "B006", "summary: “Talks▶: a start”", 'summary: "Talks: a start"'),
    head("names and ids with equals signs", "B026", "mentions:\n  Washington ▶= united-states",
         "mentions:\n  Washington: united-states"),
    head("a name and an id with an equals sign on the key's line", "B026", "mentions: Washington ▶= united-states",
         "mentions: {Washington: united-states}"),
    head("a colon in the second line of a text", "B006", "summary: Talks in\n  the city▶: a start\n  and more",
         'summary: "Talks in\n  the city: a start\n  and more"'),
    head("a colon behind a name in the second line of a text", "B006", "summary: Talks in\n  Istanbul▶: a start", None,
         'summary: "Talks in\n  Istanbul: a start"'),
    head("a colon in the second line of an item", "B006", "questions:\n  - Will he come\n    or not▶: who knows?",
         'questions:\n  - "Will he come\n    or not: who knows?"'),
    head("keys behind an item without one", "B005", "actors:\n  - ▶NATO\n    kind: organisation", None,
         "actors:\n  - name: NATO\n    kind: organisation"),
    head("a speaker and a question", "B116", "questions:\n  - ▶Putin: will he come?", None,
         'questions:\n  - "Putin: will he come?"'),
    head("a speaker and a claim in quotes", "B116", 'claims:\n  - ▶Peskov: "We are ready"', None,
         "claims:\n  - 'Peskov: \"We are ready\"'"),
    head("a date and what is new", "B116", "updates:\n  - ▶2025-05-15: First news", None,
         "updates:\n  - at: 2025-05-15\n    note: First news"),
    head("a date in words and what is new", "B116", "updates:\n  - ▶15 May 2025: First news", None,
         "updates:\n  - at: 2025-05-15\n    note: First news"),
    head("a date and what is new in braces", "B116", "updates: [{▶2025-05-15: First news}]", None,
         "updates: [{at: 2025-05-15, note: First news}]"),
    head("a day before what is new", "B116", "updates:\n  - ▶2025-05-15 First news", None,
         "updates:\n  - at: 2025-05-15\n    note: First news"),
    head("a day in words, a dash and what is new", "B116", "updates: [▶15 May 2025 – First news]", None,
         "updates: [{at: 2025-05-15, note: First news}]"),
    head("a day before an event", "B116", "events:\n  - ▶15.05.2025, Talks # so", None,
         "events:\n  - when: 2025-05-15\n    name: Talks # so"),
    head("a day behind an event", "B116", "events:\n  - ▶Talks (2025-05-15)\n  - {name: More, when: 2025}", None,
         "events:\n  - when: 2025-05-15\n    name: Talks\n  - {name: More, when: 2025}"),
    head("dates as keys", "B104", "updates:\n  ▶2025-05-15: First\n  2025-05-16: Second", None,
         "updates:\n  - at: 2025-05-15\n    note: First\n  - at: 2025-05-16\n    note: Second"),
    head("an event and its date", "B116", "events:\n  - ▶Talks: 2025-05-15\n    status: held", None,
         "events:\n  - name: Talks\n    when: 2025-05-15\n    status: held"),
    head("a source and its address", "B116", "sources:\n  - ▶Reuters: https://example.org/a", None,
         "sources:\n  - name: Reuters\n    url: https://example.org/a"),
    head("a name and a role", "B116", "actors:\n  - ▶Turkey: host", None, "actors:\n  - name: Turkey\n    role: host"),
    head("a name and a kind as keys", "B104", "actors:\n  ▶NATO: organisation", None,
         "actors:\n  - name: NATO\n    kind: organisation"),
    head("a name and an id on the line of `mentions`", "B006", "mentions: ▶Brussels: nato, New York: none",
         "mentions: {Brussels: nato, New York: none}"),
    head("two names and ids on one line", "B027", "mentions:\n  New York: nato, ▶Paris: none",
         "mentions:\n  New York: nato\n  Paris: none"),
    head("names and ids behind dashes", "B105", "mentions:\n  ▶- Brussels: nato\n  - Paris: none",
         "mentions:\n  Brussels: nato\n  Paris: none"),
    head("a blank inside an address", "B111", "sources:\n  - {name: A, url: https:▶ //example.org/a}",
         "sources:\n  - {name: A, url: https://example.org/a}"),
    title("a digit for a letter of a key", "B101", "▶tit1e: T", None, "title: T"),
    # two keys on one line
    head("two keys on one line", "B027", "date: 2025-05-15 ▶status: settled", "date: 2025-05-15\nstatus: settled"),
    head("three keys on one line", "B027", "venues:\n  - name: Izmit\n    lat: 40.77 ▶lon: 29.92 country: TR",
         "venues:\n  - name: Izmit\n    lat: 40.77\n    lon: 29.92\n    country: TR"),
    head("two keys on an item's line", "B027", "actors:\n  - id: nato ▶kind: organisation",
         "actors:\n  - id: nato\n    kind: organisation"),
    head("two keys with a comma on one line", "B027", "date: 2025-05-15, ▶status: settled",
         "date: 2025-05-15\nstatus: settled"),
    head("a date behind a text", "B027", "summary: They met ▶date: 2025-05-15", None,
         "summary: They met\ndate: 2025-05-15"),
    title("a date behind a sentence", "B027", "title: Talks get a new ▶date: 2025-06-02", None,
          "title: Talks get a new\ndate: 2025-06-02"),
    head("a word that is a key behind a question", "B027", "questions:\n  - ask: When is it ▶due: 2025-06-01", None,
         "questions:\n  - ask: When is it\n    due: 2025-06-01"),
    head("a date with a comma behind a text", "B027", "summary: They met, ▶date: 2025-05-15",
         "summary: They met\ndate: 2025-05-15"),
    head("two keys behind a name", "B027", "events:\n  - name: Talks ▶when: 2025-05-16 where: istanbul", None,
         "events:\n  - name: Talks\n    when: 2025-05-16\n    where: istanbul"),
    head("two keys with commas behind a name", "B027", "actors:\n  - name: Foo Bar, ▶for: turkey, role: host", None,
         "actors:\n  - name: Foo Bar\n    for: turkey\n    role: host"),
    head("a word that is a key in a text", "B006", "summary: The new status▶: nobody knows", None,
         'summary: "The new status: nobody knows"'),
    # lists
    head("no dashes", "B104", "actors:\n  ▶NATO\n  Turkey", None, "actors:\n  - NATO\n  - Turkey"),
    head("en dashes", "B117", "actors:\n  ▶– NATO\n  – Turkey", "actors:\n  - NATO\n  - Turkey"),
    head("bullets", "B117", "actors:\n  ▶• NATO\n  • Turkey", "actors:\n  - NATO\n  - Turkey"),
    head("bullets in the first column", "B117", "actors:\n▶• NATO\n• Turkey", "actors:\n- NATO\n- Turkey"),
    head("bullets of another script", "B117", "tags:\n  ▶・外交\n  ・停火", "tags:\n  - 外交\n  - 停火"),
    head("en dashes without a blank", "B117", "actors:\n  ▶–NATO\n  –Turkey", "actors:\n  - NATO\n  - Turkey"),
    head("numbers of another script", "B117", "questions:\n  ▶一、为什么？\n  二、谁？", None,
         "questions:\n  - 为什么？\n  - 谁？"),
    head("dashes without a blank", "B117", "actors:\n  ▶-NATO\n  -Turkey", "actors:\n  - NATO\n  - Turkey"),
    head("one dash without a blank above others", "B117", "actors:\n  ▶-NATO\n  - Turkey",
         "actors:\n  - NATO\n  - Turkey"),
    head("numbers behind dashes without a blank", "B117", "tags:\n  ▶-5 degrees\n  -2 degrees", None,
         "tags:\n  - 5 degrees\n  - 2 degrees"),
    head("a dash too many", "B117", "tags:\n  - war\n  -▶- peace", "tags:\n  - war\n  - peace"),
    head("a key of an entry indented one too little", "B022", "actors:\n- id: nato\n  role: host\n▶ kind: organisation",
         "actors:\n- id: nato\n  role: host\n  kind: organisation"),
    head("a dash lost at the first item", "B117", "events:\n  - name: A\n    who:\n        ▶nato\n      - turkey",
         "events:\n  - name: A\n    who:\n      - nato\n      - turkey"),
    head("a dash lost at an entry below a name", "B117",
         "venues:\n  - istanbul\n  ▶name: Oxford\n    kind: city\n  - ankara",
         "venues:\n  - istanbul\n  - name: Oxford\n    kind: city\n  - ankara"),
    head("a dash lost at a later item", "B117", "actors:\n  - NATO\n  ▶Turkey\n  - Russia", None,
         "actors:\n  - NATO\n  - Turkey\n  - Russia"),
    head("a dash lost at a later item in the first column", "B117", "actors:\n- NATO\n▶Turkey", None,
         "actors:\n- NATO\n- Turkey"),
    head("a dash lost at a later entry", "B117",
         "events:\n  - name: A\n    when: 2025\n  ▶name: B\n  when: 2026", None,
         "events:\n  - name: A\n    when: 2025\n  - name: B\n    when: 2026"),
    head("a key of an entry indented too little", "B022", "events:\n  - name: A\n▶  when: 2025\n  - name: B",
         "events:\n  - name: A\n    when: 2025\n  - name: B"),
    head("a link of Markdown for a source", "B011", "sources:\n  - ▶[Reuters](https://example.org/a)", None,
         "sources:\n  - {name: Reuters, url: https://example.org/a}"),
    head("a link of Markdown for an address", "B111",
         "sources:\n  - {name: Reuters, url: ▶[x](https://example.org/a)}", None,
         "sources:\n  - {name: Reuters, url: https://example.org/a}"),
    head("bullets behind dashes", "B117", "actors:\n  - ▶• NATO\n  - • Turkey", "actors:\n  - NATO\n  - Turkey"),
    head("bullets in brackets", "B117", "actors: [▶• NATO, •Turkey]", "actors: [NATO, Turkey]"),
    head("one bullet behind a dash", "B117", "questions:\n  - Why?\n  - ▶▪ Who?", "questions:\n  - Why?\n  - Who?"),
    head("a bullet of another script behind a dash", "B117", "tags:\n  - ▶・外交\n  - 停火",
         "tags:\n  - 外交\n  - 停火"),
    head("bullets behind dashes without a blank", "B117", "actors:\n  ▶-• NATO\n  -• Turkey",
         "actors:\n  - NATO\n  - Turkey"),
    head("an en dash behind a dash", "B117", "actors:\n  - ▶– NATO", "actors:\n  - NATO"),
    head("dashes in brackets without a blank", "B117", "actors: [▶-NATO, -Turkey]", "actors: [NATO, Turkey]"),
    head("boxes behind dashes", "B117", "questions:\n  - ▶☐ Who?", "questions:\n  - Who?"),
    head("numbers behind dashes", "B117", "actors:\n  - ▶1. NATO\n  - 2. Turkey", None,
         "actors:\n  - NATO\n  - Turkey"),
    head("numbers in brackets behind dashes", "B117", "questions:\n  - ▶(1) Why?\n  - (2) Who?", None,
         "questions:\n  - Why?\n  - Who?"),
    head("letters behind dashes", "B117", "actors: [▶a) NATO, b) Turkey]", None, "actors: [NATO, Turkey]"),
    head("a name struck out", "B011", "actors:\n  - ▶~~NATO~~", None, "actors:\n  - NATO"),
    head("a name between low lines", "B011", "actors: [▶__NATO__, Turkey]", None, "actors: [NATO, Turkey]"),
    Kind("a full-width bar", "B019", "title: T\nbody: ▶｜\n  One.\n", None, "title: T\nbody: |\n  One.\n"),
    head("asterisks", "B117", "actors:\n  ▶* NATO\n  * Turkey", "actors:\n  - NATO\n  - Turkey"),
    head("plus signs", "B117", "actors:\n  ▶+ NATO\n  + Turkey", "actors:\n  - NATO\n  - Turkey"),
    head("one asterisk among dashes", "B117", "actors:\n  - NATO\n  ▶* Turkey", "actors:\n  - NATO\n  - Turkey"),
    head("one en dash among dashes", "B117", "actors:\n  - NATO\n  ▶– Turkey", "actors:\n  - NATO\n  - Turkey"),
    head("numbers", "B117", "questions:\n  ▶1. Why?\n  2. Who?", None, "questions:\n  - Why?\n  - Who?"),
    head("numbers with brackets", "B117", "questions:\n  ▶1) Why?\n  2) Who?", None, "questions:\n  - Why?\n  - Who?"),
    head("bullets before entries", "B117", "events:\n  ▶• name: Talks\n    when: 2025-05-15",
         "events:\n  - name: Talks\n    when: 2025-05-15"),
    head("braces for a list", "B104", "actors: ▶{NATO, Turkey}", "actors: [NATO, Turkey]"),
    head("round brackets for a list", "B104", "tags: ▶(grain, odesa)", "tags: [grain, odesa]"),
    head("full-width brackets for a list", "B104", "tags: ▶【grain，odesa】", "tags: [grain, odesa]"),
    head("names as keys", "B104", "actors:\n  ▶Jo Doe:\n    kind: person\n  Al Roe:\n    kind: person", None,
         "actors:\n  - name: Jo Doe\n    kind: person\n  - name: Al Roe\n    kind: person"),
    head("ids as keys, deeper", "B104", "actors:\n  ▶mark-rutte:\n      role: host", None,
         "actors:\n  - id: mark-rutte\n    role: host"),
    head("a dash on the key's line", "B117", "actors: ▶- NATO", "actors:\n  - NATO"),
    head("a dash on the key's line, and more below", "B117", "actors: ▶- NATO\n        - Turkey",
         "actors:\n  - NATO\n  - Turkey"),
    head("texts in quotes without brackets", "B104", 'tags: ▶"war", "peace"', 'tags: ["war", "peace"]'),
    head("texts in single quotes without brackets", "B104", "tags: ▶'war', 'peace'  # so",
         "tags: ['war', 'peace']  # so"),
    head("names in quotes and without", "B104", 'actors: ▶"NATO", Turkey', None, 'actors: ["NATO", Turkey]'),
    head("texts in quotes behind one dash", "B117", 'tags:\n  - "war", ▶"peace"', 'tags:\n  - "war"\n  - "peace"'),
    head("a name in asterisks without a dash", "B104", "actors:\n  ▶*NATO*", "actors:\n  [NATO]"),
    head("a name in asterisks", "B011", "actors: [▶**NATO**, Turkey]", "actors: [NATO, Turkey]"),
    head("a missing comma between two names", "B033", "actors: [NATO ▶Turkey]", None, "actors: [NATO, Turkey]"),
    head("a missing comma between two ids", "B033", "actors: [nato ▶turkey]", None, "actors: [nato, turkey]"),
    head("a full-width comma", "B033", "actors: [NATO▶，Turkey]", "actors: [NATO, Turkey]"),
    head("a semicolon", "B033", "actors: [NATO▶; Turkey]", "actors: [NATO, Turkey]"),
    head("a semicolon between items behind one dash", "B033", "actors:\n  - NATO▶; Turkey",
         "actors:\n  - NATO\n  - Turkey"),
    head("a comma of another script between names that are new", "B033", "actors: [北约▶、土耳其]", None,
         "actors: [北约, 土耳其]"),
    head("an Arabic comma", "B033", "tags: [دبلوماسية▶، حرب]", None, "tags: [دبلوماسية, حرب]"),
    head("a semicolon between tags", "B033", "tags: [a▶; b]", None, "tags: [a, b]"),
    head("a semicolon between ids", "B033", "events:\n  - {name: Talks, who: [nato▶; turkey]}\nactors: [nato, turkey]",
         "events:\n  - {name: Talks, who: [nato, turkey]}\nactors: [nato, turkey]"),
    head("semicolons between questions", "B033", "questions: [Why?▶; Who?]", None, "questions: [Why?, Who?]"),
    head("and between two names in brackets", "B033", "actors: [Turkey ▶and NATO]", None, "actors: [Turkey, NATO]"),
    head("and between two names", "B104", "actors: ▶Turkey and NATO", None, "actors: [Turkey, NATO]"),
    head("commas and `and` between names", "B104", "actors: ▶Turkey, NATO and Russia", None,
         "actors: [Turkey, NATO, Russia]"),
    head("commas of another script without brackets", "B104", "tags: ▶外交，停火", None, "tags: [外交, 停火]"),
    head("a name of two words without brackets", "B104", "actors: ▶Steve Witkoff", None, "actors: [Steve Witkoff]"),
    head("a known name without brackets", "B104", "actors: ▶Recep Tayyip Erdoğan", "actors: [Recep Tayyip Erdoğan]"),
    head("a bar between names", "B104", "actors: ▶NATO | Turkey", None, "actors: [NATO, Turkey]"),
    head("a dash between names", "B104", "actors: ▶NATO – Turkey", None, "actors: [NATO, Turkey]"),
    head("`vs.` between names", "B104", "actors: ▶NATO vs. Turkey", None, "actors: [NATO, Turkey]"),
    head("a tab between names", "B104", "actors: ▶NATO\tTurkey", None, "actors: [NATO, Turkey]"),
    head("`or` between places", "B104", "venues: ▶Istanbul or Ankara", None, "venues: [Istanbul, Ankara]"),
    head("a place and another in brackets", "B104", "venues: ▶Kyiv (later Istanbul)", None,
         "venues: [Kyiv (later Istanbul)]"),
    head("a stroke between tags", "B104", "tags: ▶ceasefire / diplomacy", None, "tags: [ceasefire, diplomacy]"),
    head("blanks between tags", "B104", "tags: ▶ukraine nato ceasefire", None, "tags: [ukraine, nato, ceasefire]"),
    head("a tag of two words", "B104", "tags: ▶prisoner exchange", None, "tags: [prisoner exchange]"),
    head("two questions on one line", "B104", "questions: ▶Will he come? Who wins?", None,
         "questions: [Will he come?, Who wins?]"),
    head("two addresses on one line", "B104", "sources: ▶https://a.org https://b.org", None,
         "sources: [{name: a.org, url: https://a.org}, {name: b.org, url: https://b.org}]"),
    head("dashes of kana", "B117", "actors:\n  ▶ー NATO\n  ー Turkey", None, "actors:\n  - NATO\n  - Turkey"),
    title("a title in braces", "B116", "title: ▶{Talks}", None, 'title: "{Talks}"'),
    head("a summary in braces", "B116", "summary: ▶{NATO met}", None, 'summary: "{NATO met}"'),
    head("a name in braces", "B116", "actors:\n  - name: ▶{Foo Bar}", None, 'actors:\n  - name: "{Foo Bar}"'),
    head("a date in braces", "B116", "date: ▶{2025-05-15}", None, "date: 2025-05-15"),
    head("a full-width comma in braces", "B023", "actors: [{id: nato▶，role: host}]",
         "actors: [{id: nato, role: host}]"),
    head("a semicolon in braces", "B023", "actors: [{id: nato▶; role: host}]", "actors: [{id: nato, role: host}]"),
    head("a missing comma in braces", "B009", "actors: [{id: nato ▶role: host}]", "actors: [{id: nato, role: host}]"),
    head("a missing comma behind a name in braces", "B009", "actors: [{name: NATO ▶role: host}]", None,
         "actors: [{name: NATO, role: host}]"),
    head("two missing commas in braces", "B009", "actors: [{id: nato ▶country: BE role: host}]",
         "actors: [{id: nato, country: BE, role: host}]"),
    head("a word that is a key in a question in braces", "B006",
         "questions: [{ask: What is the due▶: tomorrow?}]", None,
         'questions: [{ask: "What is the due: tomorrow?"}]'),
    head("a missing comma behind quotes", "B009", 'tags: ["a b" ▶"c d"]', 'tags: ["a b", "c d"]'),
    head("a missing comma between braces", "B009", "actors: [{id: nato} ▶{id: turkey}]",
         "actors: [{id: nato}, {id: turkey}]"),
    head("a doubled comma", "B030", "actors: [NATO,▶, Turkey]", "actors: [NATO, Turkey]"),
    head("a comma at a list's beginning", "B030", "actors: [▶, NATO]", "actors: [NATO]"),
    head("a comma in a text in braces", "B032",
         "claims:\n  - {say: No▶, it fights on, likelihood: likely}",
         'claims:\n  - {say: "No, it fights on", likelihood: likely}'),
    head("a comma in an address in braces", "B032", "sources:\n  - {url: https://example.org/a▶,b, name: A}",
         'sources:\n  - {url: "https://example.org/a,b", name: A}'),
    head("a comma in a name in braces", "B032", "actors:\n  - {name: NATO▶, host, kind: organisation}", None,
         'actors:\n  - {name: "NATO, host", kind: organisation}'),
    head("a country without its key", "B005", "venues:\n  - {name: Foo Hill, ▶TR, lat: 41.01, lon: 28.98}", None,
         "venues:\n  - {name: Foo Hill, country: TR, lat: 41.01, lon: 28.98}"),
    head("a date without its key", "B005", "events:\n  - {name: Talks, ▶2025-05-16, where: istanbul}", None,
         "events:\n  - {name: Talks, when: 2025-05-16, where: istanbul}"),
    head("an address without its key", "B005", "sources:\n  - {name: Wire, ▶https://x.org}", None,
         "sources:\n  - {name: Wire, url: https://x.org}"),
    head("a status without its key", "B005", "questions:\n  - {ask: Will he come?, ▶open}", None,
         "questions:\n  - {ask: Will he come?, status: open}"),
    head("a measure without its key", "B005", "claims:\n  - {say: He comes, ▶high, by: nato}", None,
         "claims:\n  - {say: He comes, confidence: high, by: nato}"),
    head("a date of a question that may be of three keys", "B005", "questions:\n  - {ask: Will he come?, ▶2025-06-01}"),
    head("a comma behind quotes in braces", "B032", 'claims:\n  - {say: "We go"▶, said Peskov, by: russia}', None,
         "claims:\n  - {say: '\"We go\", said Peskov', by: russia}"),
    head("hashtags", "B031", "tags: [▶#ukraine, #nato]", 'tags: ["#ukraine", "#nato"]'),
    head("a bracket never closed", "B009", "tags: ▶[grain, odesa", None, "tags: [grain, odesa]"),
    head("a bracket too many", "B009", "tags: [grain, odesa]▶]", "tags: [grain, odesa]"),
    head("a round bracket that closes a list", "B009", "tags: [war, peace▶)", "tags: [war, peace]"),
    head("a brace that closes a list", "B009", "tags: [war, peace▶}", "tags: [war, peace]"),
    head("a bracket of another script that closes a list", "B009", "tags: [战争, 和平▶】", "tags: [战争, 和平]"),
    head("a round bracket that closes an entry", "B009", "actors:\n  - {id: nato, role: host▶)",
         "actors:\n  - {id: nato, role: host}"),
    head("a round bracket that opens a list", "B104", "tags: ▶(war, peace]", "tags: [war, peace]"),
    head("a bracket never closed above another key", "B009",
         "actors:\n  - name: Jo Doe\n    weak: ▶[Jo, Joe\n    kind: person", None,
         "actors:\n  - name: Jo Doe\n    weak: [Jo, Joe]\n    kind: person"),
    head("a semicolon at a line's end in brackets", "B033", "actors: [NATO▶;\n  Turkey]", "actors: [NATO,\n  Turkey]"),
    # the registry
    registry("keys beside their id", "B022", "russia:\n▶name: Russia\nkind: state\nweak:\n  - Moscow",
             "russia:\n  name: Russia\n  kind: state\n  weak:\n    - Moscow"),
    registry("a key around the whole", "B020",
          "▶actors:\n  russia:\n    name: Russia\n  turkey:\n    name: Turkey", None,
             "russia:\n  name: Russia\nturkey:\n  name: Turkey"),
    registry("an entry inside another", "B022", "russia:\n  name: Russia\n  ▶turkey:\n    name: Turkey",
             "russia:\n  name: Russia\nturkey:\n  name: Turkey"),
    registry("an entry amid the keys of another", "B022",
             "russia:\n  name: Russia\n  ▶turkey:\n    name: Turkey\n  kind: state"),
    registry("an id inside its entry", "B101",
          "russia:\n  ▶id: russia\n  name: Russia", None, "russia:\n  name: Russia"),
    registry("a list", "B020", "▶- id: russia\n  name: Russia\n- id: turkey\n  name: Turkey", None,
             "russia:\n  name: Russia\nturkey:\n  name: Turkey"),
    registry("a dash before an entry", "B105", "russia:\n  ▶- name: Russia\n    kind: state",
             "russia:\n    name: Russia\n    kind: state"),
    registry("a bracket never closed in the registry", "B009",
          "russia:\n  weak: ▶[Moscow, Kremlin\n  name: Russia", None,
             "russia:\n  weak: [Moscow, Kremlin]\n  name: Russia"),
    registry("a comma of another script in the registry", "B033",
          "russia:\n  name: Russia\n  aliases: [俄罗斯▶、俄联邦]", None,
             "russia:\n  name: Russia\n  aliases: [俄罗斯, 俄联邦]"),
    registry("an equals sign in the registry", "B026", "russia:\n  name ▶= Russia", "russia:\n  name: Russia"),
    # JSON's and other languages' commas
    head("a comma behind a value", "B030", "status: settled▶,\ndate: 2025-05-15", "status: settled\ndate: 2025-05-15"),
    head("a comma behind a value in quotes", "B030", 'summary: "Talks"▶,\ndate: 2025', 'summary: "Talks"\ndate: 2025'),
    head("a comma behind an item", "B030", "actors:\n  - NATO▶,\n  - Turkey", "actors:\n  - NATO\n  - Turkey"),
    # first characters
    title("a title that begins with >", "B011", "title: ▶> Putin arrives", None, "title: Putin arrives"),
    title("a title that begins with |", "B011", "title: ▶| Talks", None, "title: Talks"),
    title("a title behind the sign of a block", "B011", "title: ▶>- Talks: a start", 'title: "Talks: a start"'),
    title("a title in quotes behind the sign of a block", "B011", 'title: ▶| "Talks"', None, 'title: "Talks"'),
    title("a title that begins with more than", "B011", "title: ▶>50 dead", None, 'title: ">50 dead"'),
    head("a text of two lines that begins with >", "B011", "summary: ▶> NATO met\n  and left", None,
         "summary: NATO met\n  and left"),
    head("a question that begins with >", "B011", "questions:\n  - ▶> Will he come?", None,
         "questions:\n  - Will he come?"),
    head("a name that begins with |", "B011", "actors: ▶| NATO", None, "actors: [NATO]"),
    Kind("a dash for the bar of the body", "B019", "title: T\nbody: ▶-\n  They met.\n", None,
         "title: T\nbody: |\n  They met.\n"),
    # lines that are no key's
    head("the second line of a sentence that begins with a key's word", "B005",
         "summary: NATO met and\n▶sources say no", None, "summary: NATO met and\nsources: [say no]"),
    head("the second line of a sentence that is a key", "B104", "summary: NATO met, the\nactors: ▶unknown.", None,
         "summary: NATO met, the\nactors: [unknown.]"),
    # quotes around the first word and the last
    title("two words in single quotes", "B010", "title: 'don'▶t' and 'won't'", None, "title: \"'don't' and 'won't'\""),
    title("two names in single quotes", "B010", "title: 'Trump'▶s' and 'Putin's'", None,
          "title: \"'Trump's' and 'Putin's'\""),
    # dashes where no list is
    head("a dash before a date", "B117", "date: ▶- 2025-05-15", "date: 2025-05-15"),
    head("a dash before a place", "B117", "events:\n  - name: A\n    where: ▶- Istanbul", None,
         "events:\n  - name: A\n    where: Istanbul"),
    head("dashes and bullets without a blank", "B117", "actors:\n  ▶-• NATO\n  -• Turkey",
         "actors:\n  - NATO\n  - Turkey"),
    head("rows of a table for a list", "B104", "actors:\n  ▶| NATO |\n  | Turkey |", None,
         "actors:\n  - NATO\n  - Turkey"),
    head("rows of two cells for a list", "B104", "actors:\n  ▶| NATO | host |\n  | Turkey | guest |"),
    head("a list as quoted mail", "B117", "actors:\n  ▶> NATO\n  > Turkey", None, "actors:\n  - NATO\n  - Turkey"),
    head("names in asterisks without dashes", "B104", "actors:\n  ▶*NATO*\n  *Turkey*",
         "actors:\n  - NATO\n  - Turkey"),
    # the place of the culprit
    head("a title for a story", "B211", "follows: ▶First talks"),
    head("a title for a story in brackets", "B211", "follows: [▶First talks]"),
    head("a title for a story behind a key in quotes", "B211", '"follows" : ▶"First \\u0074alks"'),
    head("a title for a story on two lines", "B211", "follows:\n  ▶First\n  talks"),
    head("a story that a comment names too", "B211", "follows:  # no-such\n  - ▶no-such"),
    head("a title for what answers a question", "B211",
         "questions:\n  - {ask: Q, status: answered, answered_by: ▶First talks}"),
    head("a file for a story below a dash", "B211", "follows:\n  - ▶./first.yaml"),
    *(Kind(f"front matter that `{mark}` ends", "B016", f"---\ntitle: T\n▶{mark}\nThey met.\n",
           "---\ntitle: T\n---\nThey met.\n", file="talks.md") for mark in ("--", "–––")),
    head("an anchor behind a blank in an address in braces", "B009",
         "sources:\n  - {name: A, url: https://example.org/a ▶#top}", None,
         "sources:\n  - {name: A, url: https://example.org/a#top}"),
    head("a number sign in a value in brackets", "B009", "tags: [war ▶#1, peace]", None, 'tags: ["war #1", peace]'),
    head("hashtags without brackets", "B119", "tags: ▶#ukraine #nato", None, 'tags: ["#ukraine", "#nato"]'),
    title("a title as Markdown's headings", "B119", "title: ▶# Talks", None, 'title: "# Talks"'),
    # lists of entries
    head("a dash before each key", "B117",
         "events:\n  - name: Talks\n  ▶- when: 2025-05-15\n  - name: More\n  - when: 2025-05-16", None,
         "events:\n  - name: Talks\n    when: 2025-05-15\n  - name: More\n    when: 2025-05-16"),
    head("a dash before each key of an update", "B117", "updates:\n  - at: 2025-05-15\n  ▶- note: They met", None,
         "updates:\n  - at: 2025-05-15\n    note: They met"),
    head("the items of a key in the column of the entries", "B022",
         "actors: [nato, turkey]\nevents:\n  - name: Talks\n    who:\n  ▶- nato\n  - turkey", None,
         "actors: [nato, turkey]\nevents:\n  - name: Talks\n    who:\n      - nato\n      - turkey"),
    head("doubled braces among entries", "B104", "actors:\n  - ▶{{id: nato}}\n  - {id: turkey}",
         "actors:\n  - {id: nato}\n  - {id: turkey}"),
    head("a link for an actor", "B105", "actors:\n  - ▶[[nato]]", None, "actors:\n  - nato"),
    head("a link for an actor in brackets", "B105", "actors: [▶[nato]]", None, "actors: [nato]"),
    head("a box before a question", "B117", "questions:\n  - ▶[ ] Will he?", None, "questions:\n  - Will he?"),
    head("dashes inside brackets", "B117", "actors: [▶- NATO, - Turkey]", None, "actors: [NATO, Turkey]"),
    head("a semicolon behind brackets", "B030", "actors: [NATO]▶;", "actors: [NATO]"),
    title("a colon twice", "B021", "title: ▶: Talks", "title: Talks"),
    head("an answer that is missing", "B113", "questions:\n  - ask: Who?\n    status: answered\n    ▶answer:"),
    Kind("a comment of programs in JSON", "B004", '{\n  "title": "T",\n  ▶// so\n  "body": "They met."\n}\n',
         '{\n  "title": "T",\n  # so\n  "body": "They met."\n}\n'),
    # what other programs leave
    *(Kind(f"{left} behind the body", "B017", f"title: T\n{END}▶{left}\n", None, f"title: T\n{END}")
      for left in ('"""', "}", "|", "EOF", "```")),
    Kind("a fence around a brief", "B016", f"▶```yaml\ntitle: T\n{END}```\n", None, f"title: T\n{END}"),
    Kind("a brief as quoted mail", "B016", "▶> title: T\n> body: |\n>   They met.\n", None, f"title: T\n{END}"),
    Kind("a second brief behind a marker", "B016", f"title: T\n{END}▶---\ntitle: Other\n{END}"),
    Kind("a second brief with other keys", "B016",
         f"title: T\nsummary: They met\n{END}▶---\ntitle: Other\ndate: 2025\n{END}"),
    Kind("a second brief", "B016", f"title: T\n{END}▶title: Other\n{END}"),
    # other encodings
    title("UTF-8 that was taken for Windows-1252", "B001", "title: ▶ErdoÄŸanâ€™s visit", None,
          "title: Erdoğan’s visit"),
    title("Cyrillic that was taken for Windows-1252", "B001", "title: ▶ÐŸÑƒÑ‚Ð¸Ð½ Ð¸ ÐšÐ¸ÐµÐ²", None,
          "title: Путин и Киев"),
    title("Chinese that was taken for Windows-1252", "B001", "title: ▶åŒ—äº¬ä¼šè°ˆ", None, "title: 北京会谈"),
    head("UTF-8 that was taken for Windows-1252, in several places", "B001",
         "actors: [Recep Tayyip ▶ErdoÄŸan]\nsummary: CafÃ© â€“ so", None,
         "actors: [Recep Tayyip Erdoğan]\nsummary: Café – so"),
    # control characters
    title("a line break of a word processor between words", "B002", "title: Talks▶\x0bof today", None,
          "title: Talks of today"),
    title("a line break of a word processor at a blank", "B002", "title: Talks▶\x0b of today", "title: Talks of today"),
    title("the ellipsis of Windows-1252", "B002", "title: Wait▶\x85 there", None, "title: Wait… there"),
    head("the ellipsis of Windows-1252 in an item", "B002", "questions:\n  - Why▶\x85", None, "questions:\n  - Why…"),
    Kind("the ellipsis of Windows-1252 in the body", "B002", "title: T\nbody: |\n  Wait▶\x85\n  There.\n", None,
         "title: T\nbody: |\n  Wait…\n  There.\n"),
    title("a control character in a word", "B002", "title: Ta▶\x07lks", None, "title: Talks"),
    title("a control character in a word of another script", "B002", "title: Войн▶\x07а", None, "title: Война"),
    head("a control character in an id", "B002", "actors: [na▶\x1bto]", None, "actors: [nato]"),
    head("a control character behind an id", "B002", "actors: [nato▶\x08]", "actors: [nato]"),
    title("a control character beside a word", "B002", "title: ▶\x07Talks", "title: Talks"),
    title("signs of Windows-1252", "B002", "title: Putin▶\x92s visit", None, "title: Putin’s visit"),
    title("a number that Windows-1252 has not", "B002", "title: Putin▶\x81s visit", None, "title: Putins visit"),
    title("a title that begins with [", "B011", "title: ▶[Breaking] Talks", 'title: "[Breaking] Talks"'),
    title("a title that begins with {", "B011", "title: ▶{x} is unknown", 'title: "{x} is unknown"'),
    title("a title that begins with @", "B011", "title: ▶@home", 'title: "@home"'),
    title("a title that begins with %", "B011", "title: ▶%5 of GDP", 'title: "%5 of GDP"'),
    title("a title that begins with a backtick", "B011", "title: ▶`x` is not y", 'title: "`x` is not y"'),
    title("a title that begins with a dash", "B011", "title: ▶- and so on", 'title: "- and so on"'),
    title("a title that begins with a question mark", "B011", "title: ▶? who knows", 'title: "? who knows"'),
    title("a title that begins with *", "B011", "title: ▶*bold* words", 'title: "*bold* words"'),
    title("a title that is a hashtag", "B119", "title: ▶#ukraine talks", 'title: "#ukraine talks"'),
    # quotes
    title("quotes inside quotes", "B010", 'title: "Zelensky: "▶Not committed" he says"',
          "title: 'Zelensky: \"Not committed\" he says'"),
    title("a backslash before an apostrophe", "B010", "title: 'Zelensky\\▶'s visit'", 'title: "Zelensky\'s visit"'),
    title("two apostrophes inside single quotes", "B010", "title: 'It▶'s Jo's day'", "title: 'It''s Jo''s day'"),
    title("a quotation mark too many", "B010", 'title: "Talks"▶"', 'title: "Talks"'),
    title("a quote never closed", "B008", 'title: ▶"Talks', None, 'title: "Talks"'),
    title("an apostrophe at the beginning", "B008", "title: ▶'Tis Jo's day", None, 'title: "\'Tis Jo\'s day"'),
    title("a curly quotation mark that a straight one closes", "B008", 'title: ▶“Talks: a start"',
          'title: "Talks: a start"'),
    title("a straight quotation mark that a curly one closes", "B008", "title: ▶'Talks: a start’",
          'title: "Talks: a start"'),
    title("curly quotation marks around a text that was written for double ones", "B118",
          'title: ▶”He said \\"no\\" twice”', 'title: "He said \\"no\\" twice"'),
    title("a curly quotation mark and a straight one around such a text", "B118",
          'title: ▶“He said \\"no\\" twice"', None, 'title: "He said \\"no\\" twice"'),
    head("a listed name as a quotation", "B118", "actors: [▶«NATO»]", None, 'actors: ["NATO"]'),
    head("a colon in a quotation", "B006", "summary: „Talks▶: a start“", 'summary: "„Talks: a start“"'),
    head("a quotation mark lost at an item's beginning", "B008", 'actors: ["NATO", Turkey▶"]', None,
         'actors: ["NATO", "Turkey"]'),
    head("a quotation mark lost at a name's beginning", "B008", 'actors: [{name: NATO▶", role: host}]', None,
         'actors: [{name: "NATO", role: host}]'),
    title("half of a character pair", "B024", 'title: "u▶\\ud83d\\ude00 pair"', None, 'title: "u\U0001f600 pair"'),
    title("a number that no character has", "B024", 'title: "big ▶\\U00110000 x"'),
    title("a backslash before an apostrophe in double quotes", "B024", 'title: "It▶\\\'s"', 'title: "It\'s"'),
    # invisible things
    title("a zero-width space before a key", "B029", "▶\u200btitle: Talks", "title: Talks"),
    title("a byte order mark inside", "B029", "title: Talks\n▶\ufeffdate: 2025", "title: Talks\ndate: 2025"),
    title("a no-break space before the colon", "B021", "title▶\xa0: Talks", "title: Talks"),
    title("an ideographic space behind the colon", "B021", "title:▶\u3000Talks", "title: Talks"),
    head("an ideographic space in the indentation", "B007", "actors:\n▶\u3000- NATO", "actors:\n  - NATO"),
    head("an em space behind a dash", "B117", "actors:\n  -▶\u2003NATO\n  - Turkey", "actors:\n  - NATO\n  - Turkey"),
    # tabs
    head("a tab where two spaces stand around", "B007", "actors:\n    - NATO\n▶\t- Turkey",
         "actors:\n    - NATO\n    - Turkey"),
    head("a tab before an entry's second key", "B007", "actors:\n- name: Jo Doe\n▶\tkind: person",
         "actors:\n- name: Jo Doe\n  kind: person"),
    # documents
    Kind("a directive", "B016", f"▶%YAML 1.2\n---\ntitle: Talks\n{END}", None, f"title: Talks\n{END}"),
    Kind("a directive without ---", "B016", f"▶%YAML 1.2\ntitle: Talks\n{END}", None, f"title: Talks\n{END}"),
    head("a comment as programs have it", "B004", "▶// so far\ndate: 2025", "# so far\ndate: 2025"),
    head("a comment as HTML has it", "B004", "▶<!-- so far -->\ndate: 2025", "# so far\ndate: 2025"),
    head("a comment behind a semicolon", "B004", "▶; so far\ndate: 2025", None, "# so far\ndate: 2025"),
    Kind("--- before the brief", "B016", f"▶---\ntitle: Talks\n{END}", f"title: Talks\n{END}"),
    Kind("--- behind the brief", "B016", f"title: Talks\n{END}▶---\n", f"title: Talks\n{END}"),
    Kind("a brief pasted twice", "B103", f"title: Talks\ndate: 2025\n{END}▶title: Talks\ndate: 2025\n{END}"),
    Kind("a merge around the title", "B028", f"▶<<<<<<< HEAD\ntitle: One\n=======\ntitle: Two\n>>>>>>> branch\n{END}"),
    Kind("a merge in a list", "B028",
         f"title: T\nactors:\n▶<<<<<<< HEAD\n  - NATO\n=======\n  - Turkey\n>>>>>>> branch\n  - Russia\n{END}"),
    Kind("a merge in the body", "B028", "title: T\nbody: |\n▶<<<<<<< HEAD\n  One.\n=======\n  Two.\n>>>>>>> branch\n"),
    Kind("a merge in an indented body", "B028",
         "title: T\nbody: |\n  ▶<<<<<<< HEAD\n  One.\n  =======\n  Two.\n  >>>>>>> branch\n"),
    Kind("a merge with its base", "B028",
         f"▶<<<<<<< HEAD\ntitle: One\n||||||| base\ntitle: Old\n=======\ntitle: Two\n>>>>>>> branch\n{END}"),
    Kind("front matter behind an empty line", "B016", "▶\n---\ntitle: Late\n---\nThey met.\n",
         "---\ntitle: Late\n---\nThey met.\n", file="late.md"),
    Kind("front matter behind a comment", "B016", "▶<!-- note -->\n---\ntitle: Late\n---\nThey met.\n", file="late.md"),
    Kind("front matter that an indented line ends", "B016", "---\ntitle: T\n▶ ---\nThey met.\n",
         "---\ntitle: T\n---\nThey met.\n", file="late.md"),
    Kind("front matter that an indented line ends above a rule", "B016",
         "---\ntitle: T\n▶  ---\n\nThey met.\n\n---\n\nAgain.\n",
         "---\ntitle: T\n---\n\nThey met.\n\n---\n\nAgain.\n", file="late.md"),
    Kind("front matter between long dashes", "B016", "▶———\ntitle: T\n———\nThey met.\n",
         "---\ntitle: T\n---\nThey met.\n", file="late.md"),
    Kind("front matter between four hyphens", "B016", "▶----\ntitle: T\n---\nThey met.\n",
         "---\ntitle: T\n---\nThey met.\n", file="late.md"),
    Kind("front matter between no lines", "B016", "▶title: T\ntags: [a]\n\nThey met.\n",
         "---\ntitle: T\ntags: [a]\n---\n\nThey met.\n", file="late.md"),
    Kind("YAML in a Markdown file", "B016", "▶title: T\nbody: |\n  They met.\n", file="late.md"),
    # the body
    Kind("an odd blank indents the body", "B007", "title: T\nbody: |\n  One.\n▶\u3000Two.\n",
         "title: T\nbody: |\n  One.\n  Two.\n"),
    Kind("a bar too many", "B018", "title: T\nbody: |▶|\n  One.\n", "title: T\nbody: |\n  One.\n"),
    Kind("an equals sign behind the body", "B026", "title: T\nbody ▶= |\n  One.\n", "title: T\nbody: |\n  One.\n"),
    # letters of other scripts
    head("a Cyrillic letter in a key", "B101", "▶\u0430ctors: [NATO]", None, "actors: [NATO]"),
    head("a Cyrillic letter in an entry's key", "B101", "actors:\n  - name: NATO\n    ▶k\u0456nd: organisation", None,
         "actors:\n  - name: NATO\n    kind: organisation"),
    head("a Greek letter in a coordinate's key", "B101", "venues:\n  - {name: V, lat: 41.0, ▶l\u03bfn: 28.9}", None,
         "venues:\n  - {name: V, lat: 41.0, lon: 28.9}"),
    Kind("a Cyrillic letter in the key of the body", "B101", "title: T\n▶b\u043edy: |\n  One.\n", None,
         "title: T\nbody: |\n  One.\n"),
    head("a Cyrillic letter in an id", "B201", "actors: [▶nat\u043e]", None, "actors: [nato]"),
    head("a Cyrillic letter in a name", "B201", "actors: [▶NAT\u041e]", None, "actors: [NATO]"),
    head("a Cyrillic letter in a new id", "B114", "id: ▶t\u0430lks", None, "id: talks"),
    head("a Cyrillic letter in a word", "B106", "status: ▶s\u0435ttled", None, "status: settled"),
    head("a Cyrillic letter for a grade", "B106", "sources: [{name: S, reliability: ▶\u0421}]", None,
         "sources: [{name: S, reliability: C}]"),
    head("a Cyrillic letter in a date", "B107", "date: ▶2\u041e25-05-15", None, "date: 2025-05-15"),
    # coordinates
    head("coordinates exchanged, with letters", "B108",
         "venues:\n  - name: V\n    lat: ▶28.98 E\n    lon: 41.01 N", None,
         "venues:\n  - name: V\n    lat: 41.01\n    lon: 28.98"),
    head("coordinates exchanged, out of range", "B108", "venues:\n  - {name: V, lat: ▶139.7, lon: 35.6}", None,
         "venues:\n  - {name: V, lat: 35.6, lon: 139.7}"),
    head("both coordinates out of any range", "B108", "venues:\n  - {name: V, lat: ▶139.7, lon: 95.6}"),
    head("coordinates in a list", "B101", "venues:\n  - name: V\n    ▶coordinates: [41.0, 28.9]", None,
         "venues:\n  - name: V\n    lat: 41.0\n    lon: 28.9"),
    head("coordinates in a list with dashes", "B101",
         "venues:\n  - name: V\n    ▶coords:\n      - 41.0\n      - 28.9", None,
         "venues:\n  - name: V\n    lat: 41.0\n    lon: 28.9"),
    head("coordinates in a text", "B101", "venues:\n  - {name: V, ▶location: 41.0 28.9}", None,
         "venues:\n  - {name: V, lat: 41.0, lon: 28.9}"),
    head("coordinates as keys of a key", "B101", "venues:\n  - name: V\n    ▶geo: {lat: 41.0, lng: 28.9}", None,
         "venues:\n  - name: V\n    lat: 41.0\n    lon: 28.9"),
    head("the longitude first, as the key says", "B101", "venues:\n  - name: V\n    ▶lnglat: [28.9, 41.0]", None,
         "venues:\n  - name: V\n    lat: 41.0\n    lon: 28.9"),
    head("a list of both for one coordinate", "B108", "venues:\n  - name: V\n    lat: ▶[41.0, 28.9]", None,
         "venues:\n  - name: V\n    lat: 41.0\n    lon: 28.9"),
    # a list for a value, and the reverse
    head("a list of one place", "B105", "events:\n  - name: E\n    where: ▶[istanbul]",
         "events:\n  - name: E\n    where: istanbul"),
    head("a list of one place, with a dash", "B105", "events:\n  - name: E\n    where:\n      ▶- istanbul",
         "events:\n  - name: E\n    where: istanbul"),
    head("a list of two places", "B105", "events:\n  - name: E\n    where: ▶[istanbul, ankara]"),
    head("a list of one date", "B105", "date: ▶[2025-05-15]", "date: 2025-05-15"),
    head("a text in brackets", "B105", "summary: ▶[They met]", None, "summary: They met"),
    head("mentions as a list", "B105", "mentions: ▶[Washington: united-states]",
         "mentions: {Washington: united-states}"),
    head("mentions behind dashes", "B105", "mentions:\n  ▶- Washington: united-states\n  - Kyiv: ukraine",
         "mentions:\n  Washington: united-states\n  Kyiv: ukraine"),
    head("mentions behind dashes in the first column", "B105", "mentions:\n▶- Washington: united-states",
         "mentions:\n  Washington: united-states"),
    head("mentions without ids", "B105", "mentions: ▶[Washington]"),
    head("None for none", "B203", "mentions: {Washington: ▶None}", "mentions: {Washington: none}"),
    head("null for none", "B203", "mentions: {Washington: ▶null}", None, "mentions: {Washington: none}"),
    # words that say nothing
    head("no list, but a word for that", "B113", "actors: ▶None"),
    head("no date, but a word for that", "B113", "date: ▶TBD"),
    head("no place, but a word for that", "B113", "events:\n  - {name: E, where: ▶n/a}"),
    # keys twice, brackets twice
    head("a key beside another spelling of it", "B103", "actors: [NATO]\n▶Actors: [Turkey]"),
    head("a key behind another spelling of it", "B103", "▶Actors: [NATO]\nactors: [Turkey]"),
    head("a key beside its singular", "B103", "actors: [NATO]\n▶actor: [Turkey]"),
    head("a key of an entry beside another spelling of it", "B103", "actors: [{name: NATO, ▶Name: Turkey}]"),
    head("an entry in two pairs of braces", "B104", "actors:\n  - ▶{{name: NATO}}", "actors:\n  - {name: NATO}"),
    head("an entry in braces for brackets", "B104", "actors: ▶{{name: NATO}}", "actors: [{name: NATO}]"),
    head("entries in braces for brackets", "B104", "actors: ▶{{name: NATO}, {name: Turkey}}",
         "actors: [{name: NATO}, {name: Turkey}]"),
    head("a list in two pairs of brackets", "B105", "actors: [▶[nato, turkey]]", "actors: [nato, turkey]"),
    head("a semicolon behind a list", "B030", "actors: [NATO]▶;", "actors: [NATO]"),
    head("a semicolon behind an item", "B030", "actors:\n  - nato▶;", "actors:\n  - nato"),
    head("an empty answer", "B113", "questions:\n  - {ask: Who?, status: answered, ▶answer: }"),
    # fixes that keep every word
    head("an address that begins twice", "B111", "sources: [{name: S, url: ▶https://https://x.org}]", None,
         "sources: [{name: S, url: https://x.org}]"),
    head("an address that begins twice, without a colon", "B111", "sources: [{name: S, url: ▶https://http//x.org/a}]",
         None, "sources: [{name: S, url: http://x.org/a}]"),
    head("a comma in a host", "B111", "sources:\n  - name: S\n    url: ▶https://x,org/a", None,
         "sources:\n  - name: S\n    url: https://x.org/a"),
    head("two points in a host", "B111", "sources: [{name: S, url: ▶https://x..org}]", None,
         "sources: [{name: S, url: https://x.org}]"),
    head("an address without a colon", "B111", "sources: [{name: S, url: ▶https//x.org}]",
         "sources: [{name: S, url: https://x.org}]"),
    head("an address with one stroke", "B111", "sources: [{name: S, url: ▶http:/x.org}]",
         "sources: [{name: S, url: http://x.org}]"),
    head("an address with backslashes", "B111", "sources:\n  - {name: S, url: ▶https:\\\\x.org}",
         "sources:\n  - {name: S, url: https://x.org}"),
    head("an address for a source", "B111", "sources:\n  - ▶https://example.org/a", None,
         "sources:\n  - name: example.org\n    url: https://example.org/a"),
    head("an address without its beginning for a source", "B111", "sources: [NATO, ▶example.org/a]", None,
         "sources: [NATO, {name: example.org, url: https://example.org/a}]"),
    head("an address of a host alone for a source", "B111", "sources:\n  - ▶www.example.org # so", None,
         "sources:\n  - name: example.org\n    url: https://www.example.org # so"),
    head("a name and an address without keys", "B111", "sources:\n  - ▶Report, 5 May (https://example.org/a)", None,
         'sources:\n  - name: "Report, 5 May"\n    url: https://example.org/a'),
    head("an address under the key of a name", "B111",
         "sources:\n  - name: ▶https://example.org/a # so\n    published: 2025", None,
         "sources:\n  - name: example.org # so\n    url: https://example.org/a\n    published: 2025"),
    head("an address under the key of a name in braces", "B111", "sources: [{name: ▶https://example.org/a?b=1}]", None,
         "sources: [{name: example.org, url: https://example.org/a?b=1}]"),
    head("two addresses for a source", "B111", "sources:\n  - ▶https://example.org/a, https://example.org/b"),
    head("an address of Wikidata for an actor", "B111", "actors:\n  - ▶https://www.wikidata.org/wiki/Q159", None,
         "actors:\n  - russia"),
    head("an address for a venue", "B111", "venues: [▶https://example.org/hall]"),
    head("two addresses", "B111", "sources: [{name: S, url: ▶https://x.org/a https://y.org}]"),
    head("two addresses with a comma", "B111", "sources:\n  - name: S\n    url: ▶https://x.org/a, https://y.org"),
    head("an address with words behind it", "B111", "sources: [{name: S, url: ▶https://x.org/a (in Turkish)}]"),
    head("two places for one", "B202", "events:\n  - name: E\n    where: ▶istanbul, ankara"),
    head("two places with a word between", "B202", "events:\n  - name: E\n    where: ▶Istanbul and Ankara"),
    title("a comma for a colon", "B005", "▶title,Talks", None, "title: Talks"),
    title("a dash for a colon", "B005", "▶title — Talks", None, "title: Talks"),
    head("ids between backticks", "B011", "actors: [▶`nato`, `turkey`]", None, "actors: [nato, turkey]"),
    head("a date between backticks", "B011", "date: ▶`2025-05-15`", None, "date: 2025-05-15"),
    title("a word as a tag", "B013", "title: ▶!Talks", None, 'title: "!Talks"'),
    title("a word as an anchor", "B012", "title: ▶&Talks", None, 'title: "&Talks"'),
    title("a word as an alias", "B012", "title: ▶*Talks", None, 'title: "*Talks"'),
    title("words between asterisks", "B011", "title: ▶*Talks in Rome*", None, 'title: "*Talks in Rome*"'),
    head("an item as a tag", "B013", "tags: [▶!war, peace]", None, 'tags: ["!war", peace]'),
    title("three quotation marks", "B010", 'title: "▶""Talks"""', 'title: "Talks"'),
    Kind("a body as Python has it, on one line", "B019", 'title: T\nbody: ▶"""They met."""\n', None,
         "title: T\nbody: |\n  They met.\n"),
    Kind("a body as Python has it", "B019", 'title: T\nbody: ▶"""\n  They met.\n\n  Again.\n"""\n', None,
         "title: T\nbody: |\n  They met.\n\n  Again.\n"),
    Kind("a body as TOML has it", "B019", "title: T\nbody: ▶'''\n  They met.\n  '''\nx-note: so\n", None,
         "title: T\nbody: |\n  They met.\nx-note: so\n"),
    title("a path", "B024", 'title: "C:\\new▶\\place"', None, 'title: "C:\\\\new\\\\place"'),
    title("a path that begins with a U", "B024", 'title: "C:▶\\Users"', None, 'title: "C:\\\\Users"'),
    # values that say more than what they would become
    head("a word with a doubt", "B106", "status: ▶retracted?", None, "status: retracted"),
    head("a grade with a minus", "B106", "sources: [{name: S, reliability: ▶A-}]", None,
         "sources: [{name: S, reliability: A}]"),
    head("a date with a doubt", "B107", "date: ▶2025-05?", None, "date: 2025-05~"),
    head("two years, or a month", "B107", "date: ▶2011–12"),
    head("a month and the next", "B107", "date: ▶2025-05/06", None, "date: 2025-05/2025-06"),
    head("no country, or Norway", "B110", "actors: [{name: Jo, country: ▶no}]", None,
         "actors: [{name: Jo, country: NO}]"),
    head("no country, or Namibia", "B113", "actors: [{name: Jo, country: ▶n.a.}]"),
    head("month 00", "B107", "date: ▶2025-00-10"),
    # values that are clear
    head("a state's part", "B110", "actors: [{name: Jo, country: ▶GB-ENG}]", None, "actors: [{name: Jo, country: GB}]"),
    head("an item with a stop", "B112", "actors: [{name: Jo, wikidata: ▶Q406.}]",
         "actors: [{name: Jo, wikidata: Q406}]"),
    head("an item with its name", "B112", "actors: [{name: Jo, wikidata: ▶Q406 (Istanbul)}]", None,
         "actors: [{name: Jo, wikidata: Q406}]"),
    head("a blank in an address", "B111", "sources: [{name: S, url: ▶https ://example.org}]",
         "sources: [{name: S, url: https://example.org}]"),
    head("a DOI for an address", "B111", "sources: [{name: S, url: ▶10.1000/182}]", None,
         "sources: [{name: S, url: https://doi.org/10.1000/182}]"),
    # comments
    head("a number sign behind a name", "B119", "questions:\n  - Who is ▶#1?", None, 'questions:\n  - "Who is #1?"'),
    # links
    Kind("a dead link behind too many signs", "B207", f"title: T\nbody: |\n  {'*a' * 4001} [[▶natto]]\n", None,
         f"title: T\nbody: |\n  {'*a' * 4001} [[nato]]\n"),
]  # fmt: skip

TWICE = [
    (f"title: Talks\nactors:\n  - name = NATO\n    kind = organisation\n{END}",
     ["B026", "B026"], f"title: Talks\nactors:\n  - name: NATO\n    kind: organisation\n{END}"),
    (f"title: Talks\nquestions:\n  - ask：Who?\n    due -> 2025-05-20\n{END}",
     ["B023", "B026"], f"title: Talks\nquestions:\n  - ask: Who?\n    due: 2025-05-20\n{END}"),
    (f"title: Talks\nmentions:\n  Washington = united-states\n  New York = united-states\n{END}",
     ["B026", "B026"], f"title: Talks\nmentions:\n  Washington: united-states\n  New York: united-states\n{END}"),
]  # fmt: skip
"""The same slip in each of several lines that YAML takes for one text: told of each."""

GOOD = [
    f"title: Talks\nactors: [1. FC Köln, NATO]\ntags: [5. Mai, -5 degrees, _draft, ~unknown, 2) x]\n"
    f"claims:\n  - — Да, сказал он\n  - 1. FC Köln wins\nquestions:\n  - – Vous venez ?\n{END}",
    *(
        f"title: {text}\n{END}"
        for text in (
            "CAFÉ…",
            "«LIBERTÉ»",
            "LIBERTÉ»",
            "IRMÃ”",
            "‘fiancé’”",
            "ZOË’S",
            "NÃO…",
            "São Paulo’s é",
            "Việt Nam’s Ưu",
            "É’s",
            "À “part”",
            "Ä–Ö",
            "çà et là…",
        )
    ),
    *(
        f"title: T\nsources: [{{name: S, url: '{url}'}}]\n{END}"
        for url in (
            "https://web.archive.org/web/2025/https://x.org/a",
            "https://user@x.org/a?u=https://y.org,z",
            "https://пример.рф/а",
            "https://[::1]:80/a",
            "https://http.cat/404",
            "HTTPS://x.org./a;b",
            "http://x",
        )
    ),
    *(
        f"title: {text}\nsummary: {text}\nquestions: [{text}]\n{END}"
        for text in (
            "« Oui »",
            "«\xa0Oui\xa0»",
            "«\u202fOui\u202f»",
            "«Да»",
            "„Ja“",
            "„Tak”",
            "»Ja«",
            "‹Ja›",
            "「是」",
            "『是』",
            "“Yes” and “no”",
            "‘Yes’ and ‘no’",
        )
    ),
    f"title: Talks\nactors:\n  - {{name: Jo Doe, x-desk: one}}\n  - name: Al Roe\n    x-when: 2025-05-15\n{END}",
    f"title: Talks\nquestions:\n  - Does a name = b\n    kind of hold = c?\n{END}",
    f"title: Talks\ntags: ['a; b', \"北约、土耳其\"]\nactors: [Bosnia and Herzegovina]\n{END}",
    f"title: Talks\nsummary: One; two、three\nclaims:\n  - They go on; they stop, and so on\n{END}",
    f"title: Talks\nsources: [AP/Reuters, reuters.com, {{name: On https://example.org, url: https://example.org/a}}]\n{END}",
    f'title: Talks\nevents: [2025 elections, 9 May parade]\nupdates: ["Put off to 2025-06-01", 2 May joins 3]\n{END}',
    f"title: Talks\n{END}# a comment\nx-note: mine\n",
    f"title: Talks\n{END}x-list:\n  - one\n  - two\n# so\n",
    f"title: Talks\n{END}...\n",
    f"title : Talks\n{END}",
    f"title: a = b\n{END}",
    f"title: Talks\nsummary: >\n  They met\n  again.\n{END}",
    f"title: Talks\ntags: [a b, c]\nquestions:\n  - Why did they meet, and who?\n{END}",
    "title: Talks\nbody: |\n  Heading\n  =======\n\n  They met.\n",
    f"title: 'A < B && C'\ntags: ['x;y']\n{END}",
    f'title: "(Not) so"\nsummary: (as it is)\n{END}',
    f'title: Talks\nactors:\n  - name: "Room #1"\n  - "Room #2"\n{END}',
    f"title: Talks\nsummary: |\n  - round #2\n  name: x #3\n{END}",
    f"title: Talks\nactors: [роса, ЕС, ТАСС]\ntags: [null, none, ~unknown]\n{END}",
    f"title: Talks\nvenues: [{{name: V, lat: 41.0, lon: 28.9}}]\nmentions: {{Washington: none}}\n{END}",
]
"""What YAML and the format accept: no slips."""


def problems(file: str, text: str) -> Sequence[Problem]:
    """Everything that is the matter with a brief, or with a registry of one file."""
    if not owner_of(file):
        return looked_at(file, text)[1]
    files = {file: text.encode()}
    return check_registry(read_registry(files), Text(text, file), files)


@pytest.mark.parametrize("kind", KINDS, ids=[kind.item for kind in KINDS])
def test_a_kind_of_slip_is_told_once_where_it_was_made(kind: Kind) -> None:
    found = [one for one in problems(kind.file, kind.marked.replace(MARK, "")) if one.severity != "info"]
    assert [(one.code, one.span.line, one.span.column) for one in found] == [(kind.code, *place(kind.marked))], found


@pytest.mark.parametrize("kind", KINDS, ids=[kind.item for kind in KINDS])
def test_a_kind_of_slip_is_put_right_or_left(kind: Kind) -> None:
    text = kind.marked.replace(MARK, "")
    certain, likely = (
        fixed(text, kind.file, lambda one: problems(kind.file, one), guesses) for guesses in (False, True)
    )
    assert certain == (text if kind.certain is None else kind.certain)
    assert likely == (certain if kind.likely is None else kind.likely)


@pytest.mark.parametrize(("text", "codes", "better"), TWICE)
def test_a_slip_in_every_line_is_told_in_every_line(text: str, codes: list[str], better: str) -> None:
    found = [one for one in problems("talks.yaml", text) if one.severity != "info"]
    assert [one.code for one in found] == codes
    assert [one.span.line for one in found] == list(range(found[0].span.line, found[0].span.line + len(found)))
    assert fixed(text, "talks.yaml", lambda one: problems("talks.yaml", one)) == better


def test_an_anchor_stays_while_an_alias_names_it() -> None:
    text = f"title: Talks\ntags: [&a war, *a]\n{END}"
    assert [one.code for one in problems("talks.yaml", text)] == ["B012", "B012"]
    assert fixed(text, "talks.yaml", lambda one: problems("talks.yaml", one), guesses=True) == text


def test_fixes_keep_their_places_where_others_were_made_before_them() -> None:
    text = f"title: Talks\nactors: {{NATO}};\n{END}"
    for guesses in (False, True):
        better = fixed(text, "talks.yaml", lambda one: problems("talks.yaml", one), guesses)
        assert better == f"title: Talks\nactors: [NATO]\n{END}"


@pytest.mark.parametrize("text", GOOD)
def test_what_is_accepted_is_no_slip(text: str) -> None:
    assert [one for one in problems("talks.yaml", text) if one.severity != "info"] == []
