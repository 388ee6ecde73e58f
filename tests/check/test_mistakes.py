"""The mistakes that hands make: each is told once, where the author slipped, and nothing else is told beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.model.problem import Problem
from tests.check.desk import problems

MARK = "▶"
"""Stands before the culprit; the culprit's place is where it was taken out."""

NBSP, WIDE = "\u00a0", "\uff1a"

HEADS = [
    # B0xx: YAML
    ("a missing colon", "B005", "▶status developing\ndate: 2025-05-15"),
    ("a missing colon before a list", "B005", "▶actors\n  - nato\nstatus: settled"),
    ("a missing colon inside an entry", "B005", "events:\n  - name: Talks\n    ▶when 2025-05-15\n    status: held"),
    ("a missing colon at an entry's beginning", "B005", "questions:\n  - ▶ask Will they come?\n    status: open"),
    ("a missing colon on the last line of the head", "B005", "date: 2025-05-15\n▶status developing"),
    ("a key cut off before its colon", "B005", "date: 2025-05-15\n▶summary"),
    ("no space after the colon", "B021", "status▶:developing"),
    ("no space after the colon inside an entry", "B021",
     "events:\n  - name: Talks\n    when▶:2025-05-15\n    status: held"),
    ("no space after the colon in braces", "B021", "actors: [{id: nato, role▶:host}]"),
    ("no space after the colon at an entry's beginning", "B021", "events:\n  - name▶:Talks\n    when: 2025-05-15"),
    ("`: ` inside an unquoted text", "B006", "summary: Talks▶: a first meeting"),
    ("`: ` inside an unquoted text of an entry", "B006", "questions:\n  - ask: Who goes▶: Putin or Medinsky?"),
    ("a tab in the indentation", "B007", "actors:\n▶\t- nato"),
    ("a tab in the indentation of one line", "B007", "actors:\n  - name: Jo Doe\n▶\trole: host"),
    ("a tab behind spaces in the indentation", "B007", "actors:\n  - name: Jo Doe\n  ▶\t  role: host"),
    ("a no-break space in the indentation", "B007", f"actors:\n ▶{NBSP}- nato"),
    ("a no-break space in an entry's indentation", "B007", f"events:\n  - name: Talks\n  ▶{NBSP} status: held"),
    ("a tab behind a dash", "B007", "actors:\n  -▶\tname: Jo Doe\n    role: host"),
    ("text after a closing quote", "B010", 'summary: "Talks" ▶in Istanbul'),
    ("text after a closing quote in a list", "B010", 'questions:\n  - "Talks" ▶or war?'),
    ("text after a closing quote of an entry", "B010", 'questions:\n  - ask: "Talks" ▶or war?'),
    ("text after a closing quote in brackets", "B010", 'tags: ["grain" ▶corridor, odesa]'),
    ("an apostrophe inside single quotes", "B010", "summary: 'It▶'s on'"),
    ("an apostrophe inside single quotes of an entry", "B010", "questions:\n  - 'Who▶'s there?'"),
    ("an apostrophe inside single quotes in brackets", "B010", "tags: ['it▶'s', war]"),
    ("a quote never closed", "B008", 'summary: ▶"Envoys meet.\nstatus: settled'),
    ("a single quote never closed", "B008", "summary: ▶'Envoys meet.\nstatus: settled"),
    ("a quote never closed, and a later text in quotes", "B008", 'summary: ▶"Envoys meet.\ntags: ["a b", c]'),
    ("a quote never closed in a list", "B008", 'questions:\n  - ▶"Will they come?\n  - Why?'),
    ("a quote never closed inside an entry", "B008", 'questions:\n  - ask: ▶"Will they come?\n    status: open'),
    ("a bracket never closed", "B009", "tags: ▶[grain, odesa\nstatus: settled"),
    ("a bracket never closed behind a comma", "B009", "tags: ▶[grain,\nstatus: settled"),
    ("a bracket whose end became a comment", "B009", "tags: ▶[grain, #odesa]\nstatus: settled"),
    ("a brace whose end became a comment", "B009", "actors:\n  - ▶{id: nato,# role: host}\nstatus: settled"),
    ("a bracket never closed over lines", "B009", "tags: ▶[grain,\n  odesa\nstatus: settled"),
    ("a brace never closed", "B009", "actors:\n  - ▶{id: nato, role: host\n  - turkey"),
    ("a brace never closed inside brackets", "B009", "actors: [▶{id: nato, role: host]"),
    ("a bracket that closes nothing", "B009", "tags: [grain]▶]"),
    ("a list that lost its opening bracket", "B009", "tags: grain, odesa▶]"),
    ("an entry that lost its opening brace", "B009", "actors:\n  - id: nato, role: host▶}"),
    ("a bracket closed by the other kind", "B009", "tags: [grain, odesa▶}"),
    ("a comma lost inside braces", "B009", "actors: [{id: nato ▶role: host}]"),
    ("a comma lost between braces", "B009", "actors: [{id: nato} ▶{id: turkey}]"),
    ("`: ` in a text inside braces", "B006", "events: [{name: Talks in Rome▶: a start, when: 2025}]"),
    ("a list item indented by one", "B022", "actors:\n  - nato\n▶   - turkey\n  - ukraine"),
    ("a list item indented by one less", "B022", "actors:\n  - nato\n▶ - turkey\n  - ukraine"),
    ("the first list item indented by one", "B022", "actors:\n▶   - nato\n  - turkey\n  - ukraine"),
    ("the last list item indented by one", "B022", "actors:\n  - nato\n  - turkey\n▶   - ukraine"),
    ("a list item of entries indented by one", "B022", "actors:\n  - {id: nato}\n▶   - {id: turkey}"),
    ("a key indented by one", "B022", "date: 2025-05-15\n▶ status: settled"),
    ("a key of an entry indented by one more", "B022", "events:\n  - name: Talks\n▶     status: held"),
    ("a key of an entry indented by one less", "B022", "events:\n  - name: Talks\n▶   status: held"),
    ("the last key of an entry indented by one less", "B022",
     "events:\n  - name: Talks\n    status: held\n▶   when: 2025-05-15"),
    ("a value that starts with @", "B011", "summary: ▶@home and abroad"),
    ("a value that starts with a backtick", "B011", "summary: ▶`x` is not y"),
    ("a value that starts with %", "B011", "summary: ▶%5 of GDP"),
    ("a value that starts with *", "B011", "summary: ▶*bold* words"),
    ("a value that starts with a lone *", "B011", "summary: ▶* a footnote"),
    ("a value that starts with &", "B012", "summary: ▶&short Talks"),
    ("a value that starts with !", "B013", "summary: ▶!important news"),
    ("a value in a list that starts with @", "B011", "tags: [▶@home, abroad]"),
    ("an entry that starts with a backtick", "B011", "questions:\n  - ▶`Who` goes?"),
    ("a full-width colon", "B023", f"status▶{WIDE}settled"),
    ("a full-width colon inside an entry", "B023", f"events:\n  - name: Talks\n    status▶{WIDE}held"),
    ("a full-width colon at an entry's beginning", "B023", f"events:\n  - name▶{WIDE}Talks\n    status: held"),
    ("a full-width colon in braces", "B023", f"actors: [{{id: nato, role▶{WIDE}host}}]"),
    ("a no-break space after the colon", "B021", f"status:▶{NBSP}settled"),
    ("a no-break space after the colon of an entry's key", "B021", f"events:\n  - name:▶{NBSP}Talks"),
    ("a no-break space after the dash", "B117", f"actors:\n  -▶{NBSP}nato\n  - turkey"),
    ("control characters", "B002", "summary: Envoys▶\x07 meet."),
    ("`---` in a .yaml brief", "B016", "status: settled\n▶---\ndate: 2025"),
    ("an alias", "B012", "summary: ▶*a"),
    ("an anchor", "B012", "tags: ▶&a [grain]"),
    ("a tag", "B013", "summary: ▶!!str Talks"),
    ("a merge key", "B014", "actors:\n  - {id: nato, ▶<<: {role: host}}"),
    ("an unknown escape in double quotes", "B024", 'summary: "the ▶\\d road"'),
    # B1xx: shape and values
    ("an unknown key", "B101", "▶sumary: Envoys meet."),
    ("an unknown key of an actor", "B101", "actors: [{id: nato, ▶rol: host}]"),
    ("an unknown key of a venue", "B101", "venues: [{id: istanbul, ▶latitude: 41}]"),
    ("an unknown key of an event", "B101", "events: [{name: Talks, ▶date: 2025}]"),
    ("an unknown key of a question", "B101", "questions: [{ask: Why?, ▶by: nato}]"),
    ("an unknown key of a hypothesis", "B101", "questions: [{ask: Why?, hypotheses: [{say: S, ▶liklihood: likely}]}]"),
    ("an unknown key of a claim", "B101", "claims: [{say: They meet., ▶who: nato}]"),
    ("an unknown key of a source", "B101", "sources: [{name: Wire, ▶link: https://example.org}]"),
    ("an unknown key of an update", "B101", "updates: [{at: 2025-05-16, note: Names., ▶by: jo}]"),
    ("a required key of a question missing", "B102", "questions: [▶{status: open}]"),
    ("a required key of an event missing", "B102", "events:\n  - ▶when: 2025"),
    ("a required key of a claim missing", "B102", "claims: [▶{by: nato}]"),
    ("a required key of an update missing", "B102", "updates: [▶{at: 2025-05-16}]"),
    ("an actor without id and name", "B102", "actors: [▶{role: host}]"),
    ("a duplicate key", "B103", "status: settled\ndate: 2025\n▶status: settled"),
    ("a duplicate key in an entry", "B103", "actors: [{id: nato, role: host, ▶role: guest}]"),
    ("a duplicate key that holds a list", "B103", "actors: [nato]\n▶actors: [turkey]"),
    ("braces where a list belongs", "B104", "actors: ▶{NATO, Turkey}"),
    ("names as keys where a list belongs", "B104",
     "actors:\n  ▶NATO:\n    kind: organisation\n  Turkey:\n    kind: state"),
    ("lines without dashes where a list belongs", "B104", "actors:\n  ▶NATO\n  Turkey"),
    ("numbers for dashes", "B117", "questions:\n  ▶1. Why?\n  2. Who?"),
    ("typographic dashes for dashes", "B117", "actors:\n  ▶– NATO\n  – Turkey"),
    ("text where a list belongs", "B104", "tags: ▶grain"),
    ("an entry where a list belongs", "B104", "actors:\n  ▶name: Jo Doe\n  role: host"),
    ("a list where text belongs", "B105", "summary: ▶[Envoys meet.]"),
    ("a list of dashes where text belongs", "B105", "status:\n  ▶- settled"),
    ("keys where text belongs", "B105", "summary:\n  ▶short: S\n  long: L"),
    ("a dash without a space", "B117", "actors:\n  ▶-nato"),
    ("a dash lost", "B117", "questions:\n  - Why?\n   ▶Who goes?"),
    ("the first dash lost", "B117", "events:\n   ▶{name: Talks, when: 2025}\n  - {name: Dinner}"),
    ("the first dash of hypotheses lost", "B117",
     "questions:\n  - ask: Why?\n    hypotheses:\n       ▶{say: So, likelihood: likely}\n      - {say: Or so}"),
    ("an item below a value", "B005", "status: settled\n\n  ▶- nato"),
    ("a hypothesis indented by one less", "B022",
     "questions:\n  - ask: Why?\n    hypotheses:\n▶     - {say: So, likelihood: likely}\n      - {say: Or so}"),
    ("a dash without a space among others", "B117", "actors:\n  - nato\n  ▶-turkey\n  - ukraine"),
    ("a dash without a space before an entry", "B117", "actors:\n  ▶-name: Jo Doe\n    role: host"),
    ("the first dash of many without a space", "B117", "actors:\n  ▶-nato\n  - turkey"),
    ("` #` that swallows the rest of a text", "B119", "summary: Round ▶#2 begins"),
    ("curly quotes used as quotes", "B118", "summary: ▶“Envoys meet.”"),
    ("curly quotes around a tag", "B118", "tags: [▶“grain corridor”, odesa]"),
    ("curly quotes around a question", "B118", "questions:\n  - ▶“Will they come?”"),
    ("curly quotes around a choice", "B106", "status: ▶“settled”"),
    ("HTML's name of a character", "B120", "summary: Talks ▶&amp; truce"),
    ("HTML's name of a character in an entry", "B120", "events:\n  - name: \"Turkey ▶&#8211; Syria\""),
    ("HTML's name of a character in an address", "B120",
     "sources: [{name: Wire, url: https://example.org/a?b=1▶&amp;c=2}]"),
    ("a comma in an unquoted text inside braces", "B032", "events: [{name: Talks▶, and dinner, when: 2025}]"),
    ("a question with `: ` in it", "B116", "questions:\n  - ▶Who goes: Putin or Medinsky?"),
    ("a question with `: ` in it and a comma", "B116", "questions:\n  - ▶Two ways: war, or peace?\n  - Why?"),
    ("an impossible date", "B107", "date: ▶2025-02-30"),
    ("a date in words", "B107", "date: ▶15. Mai 2025"),
    ("a date with a day of the week that is another", "B107", "date: ▶Monday 6 July 2025"),
    ("a date with typographic dashes", "B107", "date: ▶2025–05–15"),
    ("a stretch with a hyphen", "B107", "events: [{name: Talks, when: ▶2025-05-15 - 2025-05-17}]"),
    ("a stretch without its end", "B107", "date: ▶2025-05-15/"),
    ("an impossible date of an event", "B107", "events: [{name: Talks, when: ▶2025-13-01}]"),
    ("day and month swapped", "B107", "date: ▶2025-31-05"),
    ("a date in another habit's order", "B107", "date: ▶15.05.2025"),
    ("a time that YAML would read as a number", "B107", "date: ▶18:30"),
    ("a date that YAML would read as a number", "B107", "date: ▶20250515"),
    ("an unknown status", "B106", "status: ▶developping"),
    ("an unknown status of an event", "B106", "events: [{name: Talks, status: ▶canceled}]"),
    ("an unknown status of a question", "B106", "questions: [{ask: Why?, status: ▶closed}]"),
    ("an unknown kind", "B106", "actors: [{name: Jo Doe, kind: ▶human}]"),
    ("an unknown likelihood", "B106", "claims: [{say: They meet., likelihood: ▶probable}]"),
    ("an unknown confidence", "B106", "claims: [{say: They meet., confidence: ▶sure}]"),
    ("an unknown reliability", "B106", "sources: [{name: Wire, reliability: ▶c}]"),
    ("likelihood together with confidence", "B115",
     "claims: [{say: They meet., likelihood: likely, ▶confidence: high}]"),
    ("a country code: UK", "B110", "venues: [{name: Bath, country: ▶UK}]"),
    ("a country code: EL", "B110", "venues: [{name: Patras, country: ▶EL}]"),
    ("a country code in lower case", "B110", "venues: [{name: Izmit, country: ▶tr}]"),
    ("a country's name", "B110", "venues: [{name: Izmit, country: ▶Turkey}]"),
    ("a country code that nobody has", "B110", "venues: [{name: Izmit, country: ▶ZZ}]"),
    ("latitude out of range", "B108", "venues: [{name: Izmit, country: TR, lat: ▶410.8, lon: 29.9}]"),
    ("a decimal comma", "B108", "venues: [{name: Izmit, country: TR, lat: ▶'40,8', lon: 29.9}]"),
    ("a decimal comma in braces", "B108", "venues: [{name: Izmit, country: TR, lat: ▶40,8, lon: 29.9}]"),
    ("a coordinate with its direction", "B108", "venues: [{name: Izmit, country: TR, lat: ▶40.8 N, lon: 29.9}]"),
    ("both coordinates under one key", "B108", "venues:\n  - name: Izmit\n    lat: ▶40.8, 29.9"),
    ("both coordinates under one key in braces", "B108", "venues: [{name: Izmit, lat: ▶40.8, 29.9}]"),
    ("a typographic minus", "B108", "venues: [{name: Rosario, country: AR, lat: ▶−32.9, lon: -60.7}]"),
    ("a coordinate with another name", "B101", "venues: [{name: Izmit, lat: 40.8, ▶lng: 29.9}]"),
    ("latitude and longitude swapped", "B131", "venues: [{name: Izmit, country: TR, lat: ▶29.9, lon: 40.8}]"),
    ("latitude and longitude of a known place swapped", "B131", "venues: [{id: istanbul, lat: ▶28.98, lon: 41.01}]"),
    ("a sign lost", "B132", "venues: [{name: Rosario, country: AR, lat: ▶32.9, lon: 60.7}]"),
    ("one coordinate without the other", "B109", "venues: [{name: Izmit, ▶lat: 40.8}]"),
    ("a Wikidata id without Q", "B112", "actors: [{name: Jo Doe, wikidata: ▶406}]"),
    ("a GeoNames number that is none", "B112", "venues: [{name: Izmit, geonames: ▶Q406}]"),
    ("an address that is not http(s)", "B111", "sources: [{name: Wire, url: ▶ftp://example.org}]"),
    ("an address without its scheme", "B111", "sources: [{name: Wire, url: ▶example.org/report}]"),
    ("an empty value", "B113", "▶summary:\nstatus: settled"),
    ("an empty value of an entry", "B113", "events: [{name: Talks, ▶when: }]"),
    ("an empty item", "B113", "actors:\n  - nato\n  ▶-\n  - turkey"),
    ("an id that is none", "B114", "id: ▶Talks in Istanbul"),
    ("answered without an answer", "B133", "questions: [{ask: Why?, status: ▶answered}]"),
    ("an answer before the question", "B134",
     "questions: [{ask: Why?, asked: 2025-05-15, status: answered, answered: ▶2025-05-14, answer: So.}]"),
    ("an answer before the story's day", "B134",
     "date: 2025-05-15\nquestions:\n  - ask: Why?\n    status: answered\n    answered: ▶2025-05-14\n    answer: So."),
    # B2xx: references
    ("an actor that nothing defines", "B201", "actors: [▶andriy-yermak]"),
    ("an actor with a role that nothing defines", "B201", "actors: [{id: ▶andriy-yermak, role: host}]"),
    ("an actor that is named and not listed, twice", "B201",
     "events: [{name: Talks, who: [▶Jo Doe]}, {name: Dinner, who: [Jo Doe]}]"),
    ("a surname of the registry", "B201", "events: [{name: Talks, who: [▶Zelensky]}]"),
    ("a venue that nothing defines", "B202", "venues: [▶istanbull]"),
    ("an event that nothing defines", "B203",
     "events: [{id: talks, name: Talks}]\nquestions: [{ask: Why?, about: [▶talk]}]"),
    ("a question that nothing defines", "B203",
     "questions: [{id: q-why, ask: Why?}]\nclaims: [{say: So., about: [▶q-wy]}]"),
    ("a claim that nothing defines", "B203",
     "claims: [{id: c-so, say: So.}]\nquestions: [{ask: Why?, about: [▶c-soo]}]"),
    ("a source that nothing defines", "B203",
     "sources: [{id: wire, name: Agency}]\nclaims: [{say: So., source: ▶wires}]"),
    ("a story that nothing defines", "B211", "follows: ▶no-such-story"),
    ("a story in a list that nothing defines", "B211", "follows:\n  - ▶no-such-story"),
    ("an answering story that nothing defines", "B211",
     "questions: [{ask: Why?, status: answered, answered_by: ▶no-such-story}]"),
    ("evidence that nothing defines", "B203",
     "claims: [{id: c-so, say: So.}]\nquestions: [{ask: Why?, hypotheses: [{say: S, support: [▶c-soo]}]}]"),
    ("an actor where a venue belongs", "B204", "venues: [▶nato]"),
    ("an actor where an event's venue belongs", "B204", "events: [{name: Talks, where: ▶nato}]"),
    ("a venue where an actor belongs", "B204", "actors: [▶istanbul]"),
    ("the same actor twice, by id and by name", "B205", "actors: [nato, ▶NATO]"),
    ("the same actor twice, by two entries", "B205",
     "actors:\n  - {id: nato, role: host}\n  - name: ▶NATO\n    role: guest"),
    ("the same venue twice", "B205", "venues: [istanbul, ▶istanbul]"),
    ("an id used twice", "B206", "events: [{id: talks, name: Talks}, {id: ▶talks, name: Dinner}]"),
    ("an id used twice for different things", "B206",
     "events: [{id: talks, name: Talks}]\nclaims: [{id: ▶talks, say: So.}]"),
    ("the same question twice", "B205", "questions:\n  - Why?\n  - Who?\n  - ▶Why?"),
    ("the same hypothesis twice", "B205", "questions: [{ask: Why?, hypotheses: [{say: So}, ▶{say: So}]}]"),
    ("the same tag twice", "B205", "tags: [grain, war, ▶grain]"),
    ("a new name very close to a known one", "B213", "actors: [▶Volodimyr Zelensky]"),
    ("the surname of somebody who is listed", "B213", "actors: [▶Zelensky, volodymyr-zelensky]"),
    ("initials and the surname of somebody who is listed", "B213", "actors: [volodymyr-zelensky, ▶V. Zelensky]"),
    ("the surname first", "B213", 'actors: [▶"Zelensky, Volodymyr"]'),
    ("a title before the surname", "B213", "actors: [▶President Zelensky]"),
    ("a new place very close to a known one", "B213", "venues:\n  - name: ▶Bosphorous"),
    ("follows itself", "B212", "id: talks\nfollows: ▶talks"),
    # B3xx: what an editor would say
    ("an event held in the future", "B303", "events: [{name: Summit, when: 2025-06-24, status: ▶held}]"),
    ("a draft mark left in the head", "B305", "summary: Envoys meet, ▶TODO where."),
    ("a brief's kind that contradicts the registry", "B306", "actors: [{id: nato, kind: ▶state}]"),
    ("a brief's country that contradicts the registry", "B306", "venues:\n  - id: istanbul\n    country: ▶GR"),
    ("a brief's Wikidata item that contradicts the registry", "B306", "actors: [{id: turkey, wikidata: ▶Q159}]"),
    ("a namesake of another country", "B306", "actors: [{name: Hakan Fidan, country: ▶DE}]"),
    ("a namesake with another Wikidata item", "B306", "actors: [{name: Turkey, wikidata: ▶Q159}]"),
    ("a place's namesake in another country", "B306", "venues: [{name: Istanbul, country: ▶GR}]"),
]  # fmt: skip
"""The item of the list, the code, and lines that stand between a brief's title and its body."""

FILES = [
    ("a missing colon behind the title", "B005", "▶title Talks\ndate: 2025\nbody: |\n  They met.\n"),
    ("a missing colon behind the body", "B005", "title: Talks\n▶body |\n  They met.\n"),
    ("no space after the title's colon", "B021", "title▶:Talks\nbody: |\n  They met.\n"),
    ("no space after the body's colon", "B021", "title: Talks\nbody▶:|\n  They met.\n"),
    ("`: ` inside an unquoted title", "B006", "title: Talks▶: a first meeting\nbody: |\n  They met.\n"),
    ("a quote in the title never closed", "B008", 'title: ▶"Talks\nbody: |\n  They met.\n'),
    ("text after a closing quote in the title", "B010", 'title: "Talks" ▶in Istanbul\nbody: |\n  They met.\n'),
    ("an apostrophe inside the title's single quotes", "B010", "title: 'It▶'s on'\nbody: |\n  They met.\n"),
    ("a title that starts with @", "B011", "title: ▶@home\nbody: |\n  They met.\n"),
    ("a full-width colon behind the title", "B023", f"title▶{WIDE}Talks\nbody: |\n  They met.\n"),
    ("a full-width colon behind the body", "B023", f"title: Talks\nbody▶{WIDE}|\n  They met.\n"),
    ("a no-break space after the title's colon", "B021", f"title:▶{NBSP}Talks\nbody: |\n  They met.\n"),
    ("a no-break space after the body's colon", "B021", f"title: Talks\nbody:▶{NBSP}|\n  They met.\n"),
    ("` #` that swallows the rest of a title", "B119", "title: Round ▶#2 begins\nbody: |\n  They met.\n"),
    ("curly quotes around the title", "B118", "title: ▶“Talks”\nbody: |\n  They met.\n"),
    ("`---` before a brief", "B016", "▶---\ntitle: Talks\nbody: |\n  They met.\n"),
    ("the body's key indented by one", "B022", "title: Talks\n▶ body: |\n  They met.\n"),
    ("the title's key indented by one", "B022", "▶ title: Talks\nbody: |\n  They met.\n"),
    ("a body line outside the block", "B017", "title: T\nbody: |\n  They met.\n▶They parted.\n  They rested.\n"),
    ("body lines outside the block", "B017", "title: T\nbody: |\n  They met.\n\n▶They parted.\nThey rested.\n"),
    ("a body that is not indented at all", "B017", "title: T\nbody: |\n▶They met.\nThey parted.\n"),
    ("a body that starts deeper than it goes on", "B017", "title: T\nbody: |\n    They met.\n▶  They parted.\n"),
    ("a body line indented by one", "B017", "title: T\nbody: |\n  They met.\n▶ They parted.\n  They rested.\n"),
    ("a tab in the body's indentation", "B007", "title: T\nbody: |\n  They met.\n▶\tThey parted.\n"),
    ("a tab in the first line of the body", "B007", "title: T\nbody: |\n ▶\tThey met.\n  They parted.\n"),
    ("a no-break space in the body's indentation", "B007", f"title: T\nbody: |\n  They met.\n ▶{NBSP}They parted.\n"),
    ("text on the `|` line", "B018", "title: T\nbody: | ▶They met.\n"),
    ("a body without its `|`", "B019", "title: T\n▶body:\n  They met: at last.\n"),
    ("the title missing", "B102", "▶summary: Envoys meet.\nbody: |\n  They met.\n"),
    ("the body missing", "B102", "▶title: Talks\nsummary: Envoys meet.\n"),
    ("an empty body", "B113", "title: T\n▶body: |\n"),
    ("a no-break space before a colon", "B021", "title▶\u00a0: Talks\nbody: |\n  They met.\n"),
    ("a zero-width space before a key", "B029", "▶\u200btitle: Talks\nbody: |\n  They met.\n"),
    ("a text that is turned round", "B035", "title: a ▶\u202eb\nbody: |\n  They met.\n"),
    ("a text between isolates", "B035", "title: T\nbody: |\n  They ▶\u2066met.\n"),
    ("letters that nobody sees", "B035", "title: T\nbody: |\n  They▶\U000e0041\U000e0042 met.\n"),
    ("an escape that steers a terminal", "B035", "title: ▶\"a\\e[31m b\"\nbody: |\n  They met.\n"),
    ("an escape that turns round", "B035", "title: T\ntags: [▶\"a\\u202eb\"]\nbody: |\n  They met.\n"),
    ("a Cyrillic letter in a name of the text", "B215", "title: T\nactors: [NATO]\nbody: |\n  ▶NАTO met; NATO paid.\n"),
    ("a name in Cyrillic letters", "B215", "title: T\nactors: [CAPE]\nbody: |\n  CAPE met; ▶САРЕ paid them all.\n"),
    ("another name for the title", "B101", "▶headline: Talks\nbody: |\n  They met.\n"),
    ("a misspelt title", "B101", "▶titel: Talks\nbody: |\n  They met.\n"),
    ("a misspelt body", "B101", "title: Talks\n▶boddy: |\n  They met.\n"),
    ("a capital at the title", "B101", "▶Title: Talks\nbody: |\n  They met.\n"),
    ("a duplicate title", "B103", "title: Talks\n▶title: Talks\nbody: |\n  They met.\n"),
    ("a duplicate body", "B103", "title: Talks\nbody: |\n  They met.\n▶body: |\n  They parted.\n"),
    ("a list instead of keys", "B020", "▶- title\n- Talks\n"),
    ("a dead [[link]]", "B207", "title: T\nactors: [nato]\nbody: |\n  [[▶natoo]] met.\n"),
    ("a [[link]] with a text that is dead", "B207", "title: T\nactors: [nato]\nbody: |\n  [[▶natoo|They]] met.\n"),
    ("a name two listed entries share", "B209",
     "title: T\nactors:\n  - {name: Jo Doe, weak: [Doe]}\n"
     "  - {name: Al Doe, weak: [Doe]}\nbody: |\n  Then ▶Doe left.\n"),
    ("an override that leads nowhere", "B203",
     "title: T\nactors: [nato]\nmentions:\n  Alliance: ▶natoo\nbody: |\n  NATO.\n"),
    ("draft marks left", "B305", "title: T\nbody: |\n  They met ▶TODO when?\n"),
]  # fmt: skip
"""The item, the code, and a whole brief."""

DESKS = [
    ("a key of a brief with a slip in the table", "B034", "briefing.toml",
     {"briefing.toml": "[read]\nbare = true\n▶authors = \"actor\"\n"}),
    ("a table that is no TOML", "B034", "briefing.toml", {"briefing.toml": "[read]\nauthors = ▶actors\n"}),
    ("one alias on two registry entries", "B210", "actors.yaml",
     {"actors.yaml": "russia: {name: Russia, kind: state}\n"
                     "empire: {name: Russian Empire, kind: state, aliases: [Tsardom, ▶Russia]}\n"}),
    ("one name on two registry entries", "B210", "actors.yaml",
     {"actors.yaml": "li-wei: {name: Li Wei, kind: person}\nli-wei-b:\n  name: ▶Li Wei\n  kind: person\n"}),
    ("a name that two registry entries have", "B208", "talks.yaml",
     {"actors.yaml": "a: {name: Jo Doe, kind: person}\nb: {name: Jo Doe, kind: group}\n",
      "talks.yaml": "title: T\nactors: [▶Jo Doe]\nbody: |\n  They met.\n"}),
    ("an id used twice in the registry", "B206", "actors.yaml",
     {"actors.yaml": "x-note: 1\nli-wei: {name: Li Wei, kind: person}\nwang: {name: W, was: [▶li-wei]}\n"}),
    ("an actor of the registry on nobody's side", "B201", "actors.yaml",
     {"actors.yaml": "nato: {name: NATO}\nmark-rutte:\n  name: Mark Rutte\n  for: ▶natoo\n"}),
    ("a missing colon in the registry", "B005", "actors.yaml",
     {"actors.yaml": "nato:\n  name: NATO\n  ▶kind organisation\nturkey: {name: Turkey}\n"}),
    ("an unknown key in the registry", "B101", "places.yaml",
     {"places.yaml": "rome: {name: Rome, ▶contry: IT}\n"}),
    ("a name missing in the registry", "B102", "places.yaml", {"places.yaml": "rome: ▶{country: IT}\n"}),
    ("two briefs with one id", "B230", "talks.yaml",
     {"talks.yaml": "title: Talks\nid: ▶summit\nbody: |\n  They met.\n",
      "summit.yaml": "title: Summit\nbody: |\n  They met.\n"}),
    ("two briefs with one stem", "B230", "news/talks.yaml",
     {"a/talks.yaml": "title: Talks\nbody: |\n  They met.\n",
      "news/talks.yaml": "title: ▶Talks again\nbody: |\n  They met.\n"}),
    ("a misspelt story", "B211", "talks.yaml",
     {"talks.yaml": "title: Talks\nfollows: [summit, ▶sumit]\nbody: |\n  They met.\n",
      "summit.yaml": "title: Summit\nbody: |\n  They met.\n"}),
    ("text behind front matter in a .yaml brief", "B016", "talks.yaml",
     {"talks.yaml": "▶---\ntitle: Talks\n---\nThey met.\n"}),
    ("front matter never closed", "B016", "talks.md", {"talks.md": "▶---\ntitle: Talks\n\nThey met.\n"}),
]  # fmt: skip
"""The item, the code, the file that has it, and all files of a desk."""

HINTS = [
    ("listed but never named", "B301", "title: T\nactors: [nato, ▶turkey]\nbody: |\n  NATO met.\n"),
    ("named in the body but not listed", "B302", "title: T\nactors: [nato]\nbody: |\n  NATO met in ▶Istanbul.\n"),
    ("a question past its due date and still open", "B304",
     "title: T\nquestions:\n  - {ask: Why?, due: ▶2025-05-12}\nbody: |\n  They met.\n"),
    ("a call that counts as a meeting", "B308",
     "title: T\nevents:\n  - {name: ▶They telephone, when: 2025-05-12}\nbody: |\n  They spoke.\n"),
]  # fmt: skip
"""The item, the code, and a whole brief about which there is nothing but this to say, hints and all."""


def place(marked: str) -> tuple[int, int]:
    """The line and the column of the mark, from 1."""
    before = marked[: marked.index(MARK)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def told(found: tuple[Problem, ...]) -> list[tuple[str, str, int, int]]:
    """The codes and places of problems."""
    return [(one.code, one.span.file, one.span.line, one.span.column) for one in found]


def whole(lines: str) -> str:
    """A brief with these lines in its head."""
    return f"title: Talks\n{lines}\nbody: |\n  They met.\n"


@pytest.mark.parametrize(
    ("item", "code", "marked"), [(item, code, whole(lines)) for item, code, lines in HEADS] + FILES
)
def test_a_mistake_is_told_once_where_it_was_made(item: str, code: str, marked: str, tmp_path: Path) -> None:
    found = problems(tmp_path, {"talks.yaml": marked.replace(MARK, "")}, hints=False)
    assert told(found) == [(code, "talks.yaml", *place(marked))], found


@pytest.mark.parametrize(("item", "code", "file", "files"), DESKS)
def test_a_mistake_in_a_desk_is_told_once_where_it_was_made(
    item: str, code: str, file: str, files: dict[str, str], tmp_path: Path
) -> None:
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    found = problems(tmp_path, {name: marked.replace(MARK, "") for name, marked in files.items()}, hints=False)
    assert told(found) == [(code, file, *place(files[file]))], found


@pytest.mark.parametrize(("item", "code", "marked"), HINTS)
def test_a_hint_is_told_where_it_helps(item: str, code: str, marked: str, tmp_path: Path) -> None:
    found = problems(tmp_path, {"talks.yaml": marked.replace(MARK, "")})
    assert told(found) == [(code, "talks.yaml", *place(marked))], found


def test_stories_that_follow_each_other_are_told_in_each(tmp_path: Path) -> None:
    files = {f"{one}.yaml": f"title: T\nfollows: {other}\nbody: |\n  They met.\n" for one, other in ("ab", "ba")}
    assert told(problems(tmp_path, files)) == [("B212", "a.yaml", 2, 10), ("B212", "b.yaml", 2, 10)]


def test_actors_merged_by_their_name_are_told_in_each(tmp_path: Path) -> None:
    text = "title: T\nactors: [Ada Lovelace]\nbody: |\n  Ada Lovelace came.\n"
    found = problems(tmp_path, {"a.yaml": text, "b.yaml": text})
    assert told(found) == [("B307", "a.yaml", 2, 10), ("B307", "b.yaml", 2, 10)]


def test_bytes_that_are_not_utf8_are_told_with_what_they_may_mean(tmp_path: Path) -> None:
    problems(tmp_path, {})
    (tmp_path / "talks.yaml").write_bytes("title: T\nsummary: Grüße\nbody: |\n  They met.\n".encode("cp1252"))
    (found,) = problems(tmp_path, {})
    assert told((found,)) == [("B001", "talks.yaml", 2, 12)]
    assert "Windows-1252" in found.message


def test_there_is_a_row_for_every_code_that_a_file_can_have() -> None:
    from briefing.check.explain import explanations
    from tests.check.test_kinds import KINDS

    rows = {row[1] for table in (HEADS, FILES, DESKS, HINTS) for row in table}
    rows |= {kind.code for kind in KINDS}
    elsewhere = {"B001", "B307", "B309"} | {"B003", "B004", "B015", "B025"}
    assert rows | elsewhere == set(explanations())
