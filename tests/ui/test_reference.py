"""What the reference says of the screen is so: each key's value is seen where it says, or nowhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefing.check.topics import of_row
from briefing.model.brief import Registry
from briefing.model.content import content_of
from briefing.model.views import Story
from briefing.parse.brief import read_brief
from briefing.parse.fields import FIELDS, OWNERS, Field
from briefing.parse.names import RegistryNames
from briefing.report.pages import story as story_in_print
from briefing.report.text import Paper, lines
from briefing.ui.scene import Scene, take

BRIEF = """\
title: Headline of the story
summary: In short it is this.
date: 2025-05-15
id: brief-id
status: developing
tags: [tag-word]
follows: earlier
actors:
  - {id: adas-id, name: Ada Lee, kind: person, role: head of it, for: Cyland, position: Minister of Sums, country: GR,
     aliases: [Adele Lee], weak: [Lee], forms: [Ada Leen], wikidata: Q11111, note: A note on Ada.}
  - {name: Cyland, kind: state}
  - {name: Bo Sand, kind: group}
venues:
  - {id: zeds-id, name: Zedtown, kind: strait, role: where they sat, country: TR, lat: 41.0, lon: 29.0,
     aliases: [Old Zed], weak: [Zed], forms: [Zedtowns], wikidata: Q22222, geonames: 33333, note: A note on Zedtown.}
events:
  - {id: event-id, name: The assembly, when: 2025-05-10, where: Zedtown, who: [Ada Lee, Bo Sand], status: held}
  - {name: The ring, when: 2025-05-11, who: [Ada Lee, Bo Sand], status: held, mode: call}
  - {name: The sequel, when: 2025-06-20, status: rumoured}
questions:
  - id: question-id
    ask: Is it so?
    asked: 2025-05-02
    due: 2025-05-16
    about: [Ada Lee]
    hypotheses: [{say: It may be, likelihood: very likely, support: [claim-id], against: [The weather]}]
  - {ask: Was it so?, status: answered, answer: It was., answered: 2025-05-17, answered_by: later}
claims:
  - {id: claim-id, say: They claim it., by: Ada Lee, about: [Bo Sand], source: source-id, confidence: moderate}
  - {say: They guess it., likelihood: unlikely}
sources:
  - {id: source-id, name: The Gazette, url: "https://example.org/gazette", published: 2025-05-03, reliability: C}
updates:
  - {at: 2025-05-18, note: A line was added.}
mentions: {Mount Nought: Bo Sand}
body: |
  Body text: Ada Lee and Lee at Mount Nought, in Zedtown and Zed.
"""
OTHERS = {
    "earlier.yaml": "title: The one before\ndate: 2025-05-01\nbody: |\n  They met.\n",
    "later.yaml": "title: The one behind\ndate: 2025-05-17\nbody: |\n  They met.\n",
}
SURFACES = {
    "story": {"opened": "brief-id"},
    "before": {"opened": "earlier"},
    "behind": {"opened": "later"},
    "actor": {"opened": "adas-id"},
    "venue": {"opened": "zeds-id"},
    "question": {"opened": "brief-id:question-id"},
    "answer": {"opened": "brief-id:was-it-so"},
    "stories": {"view": "stories"},
    "people": {"view": "people"},
    "places": {"view": "places"},
    "questions": {"view": "questions"},
    "timeline": {"view": "timeline"},
    "map": {"view": "map"},
}

SEEN = {
    "brief.title": ("story|Headline of the story", "stories|● Headline of the story", "behind|Headline of the story"),
    "brief.summary": ("story|In short it is this.",),
    "brief.date": ("story|15 May 2025 · developing", "stories|15 May 2025 · Zedtown"),
    "brief.status": ("story|15 May 2025 · developing",),
    "brief.tags": ("story|TAGS", "story|tag-word"),
    "brief.follows": ("story|PREVIOUSLY", "story|← The one before", "before|SINCE THEN", "before|→ Headline"),
    "brief.actors": ("story|PEOPLE", "story|STATES AND BODIES", "people|STATES  1"),
    "brief.venues": ("story|PLACES", "stories|15 May 2025 · Zedtown", "places|Zedtown", "map|Zedtown"),
    "brief.events": ("story|WHEN", "timeline|MAY 2025"),
    "brief.questions": ("story|OPEN QUESTIONS  1 of 2", "stories|1 ?", "questions|OVERDUE  1", "questions|ANSWERED  1"),
    "brief.claims": ("story|CLAIMS",),
    "brief.sources": ("story|SOURCES",),
    "brief.updates": ("story|UPDATES",),
    "brief.mentions": ("story|□ Bo Sand 1",),
    "brief.body": ("story|Body text:",),
    "actor.name": ("actor|◆ Ada Lee", "people|◆ Ada Lee", "story|◆ Ada Lee 2"),
    "actor.kind": ("actor|◆ Ada Lee", "actor|person · ", "people|PEOPLE  1", "people|GROUPS  1", "people|□ Bo Sand"),
    "actor.role": ("story|head of it, for Cyland", "actor|15 May 2025 · head of it"),
    "actor.for": ("story|head of it, for Cyland", "actor|Greece · for Cyland"),
    "actor.position": ("people|Minister of Sums", "actor|person · Minister of Sums · Greece"),
    "actor.country": ("people|Minister of Sums · Greece", "actor|Minister of Sums · Greece"),
    "actor.aliases": ("actor|also Adele Lee",),
    "actor.weak": ("story|◆ Ada Lee 2",),
    "actor.forms": ("story|◆ Ada Lee 2",),
    "actor.note": ("actor|A note on Ada.",),
    "venue.name": ("venue|◉ Zedtown", "places|◉ Zedtown", "story|◉ Zedtown 2"),
    "venue.kind": ("places|strait", "venue|strait · Turkey · 41.00° N, 29.00° E"),
    "venue.role": ("story|where they sat", "venue|15 May 2025 · where they sat"),
    "venue.country": ("places|strait · Turkey", "venue|strait · Turkey · "),
    "venue.lat": ("venue|41.00° N, 29.00° E", "map|◉ Zedtown"),
    "venue.lon": ("venue|41.00° N, 29.00° E", "map|◉ Zedtown"),
    "venue.aliases": ("venue|also Old Zed",),
    "venue.weak": ("story|◉ Zedtown 2",),
    "venue.forms": ("story|◉ Zedtown 2",),
    "venue.note": ("venue|A note on Zedtown.",),
    "event.name": ("timeline|● The assembly", "story|● The assembly", "venue|The assembly", "actor|● The assembly"),
    "event.when": ("timeline|MAY 2025", "timeline|10 May", "timeline|TODAY, 18 MAY 2025", "story|10 May 2025"),
    "event.where": ("story|The assembly Zedtown", "venue|WHAT HAPPENED HERE"),
    "event.who": ("timeline|Ada Lee, Bo Sand", "venue|Ada Lee, Bo Sand", "actor|MET  1 at 1 meeting"),
    "event.status": ("story|◌ The sequel rumoured", "timeline|◌ The sequel", "timeline|rumoured", "actor|MET  1"),
    "event.mode": (
        "story|The ring call",
        "timeline|11 May · call",
        "actor|SPOKE WITH  1 in 1 call",
        "actor|The ring · call",
    ),
    "question.ask": ("story|? Is it so?", "questions|? Is it so?", "question|? Is it so?"),
    "question.status": ("story|✓ Was it so?", "questions|ANSWERED  1", "answer|answered · asked"),
    "question.asked": ("story|asked 2 May 2025", "question|asked 2 May 2025 · 2 weeks ago"),
    "question.due": ("story|overdue by 2 days", "questions|OVERDUE  1", "questions|overdue by 2 days"),
    "question.answer": ("story|It was.", "answer|It was."),
    "question.answered": ("answer|ANSWER  17 May 2025", "questions|17 May 2025"),
    "question.answered_by": ("story|→ The one behind", "behind|ANSWERED HERE", "answer|→ The one behind"),
    "question.about": ("story|about Ada Lee", "question|ABOUT", "question|◆ Ada Lee", "actor|? Is it so?"),
    "question.hypotheses": ("question|HYPOTHESES",),
    "hypothesis.say": ("question|It may be",),
    "hypothesis.likelihood": ("question|It may be very likely",),
    "hypothesis.support": ("question|for: They claim it.",),
    "hypothesis.against": ("question|against: The weather",),
    "claim.say": ("story|They claim it.",),
    "claim.by": ("story|by Ada Lee · moderate confidence",),
    "claim.source": ("story|moderate confidence · The Gazette",),
    "claim.confidence": ("story|by Ada Lee · moderate confidence",),
    "claim.likelihood": ("story|unlikely",),
    "source.name": ("story|The Gazette C",),
    "source.url": (),  # the address itself is behind the name
    "source.published": ("story|The Gazette C 3 May 2025",),
    "source.reliability": ("story|The Gazette C",),
    "update.at": ("story|18 May 2025 A line was added.",),
    "update.note": ("story|A line was added.",),
}
"""Where a key's value is seen: the surface, and what stands there (blanks as one)."""

NOWHERE = {
    "brief.id": "brief-id", "actor.id": "adas-id", "venue.id": "zeds-id", "event.id": "event-id",
    "question.id": "question-id", "claim.id": "claim-id", "source.id": "source-id", "actor.wikidata": "Q11111",
    "venue.wikidata": "Q22222", "venue.geonames": "33333", "claim.about": "",
}  # fmt: skip
"""What is seen on no surface."""


@pytest.fixture(scope="module")
def screens(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text of each surface, with single blanks."""
    folder = tmp_path_factory.mktemp("desk")
    for name, text in {"brief.yaml": BRIEF, **OTHERS}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {name: shown(folder, **wish) for name, wish in SURFACES.items()}


def shown(folder: Path, **wish: str) -> str:
    return " ".join(take(Scene(folder, date(2025, 5, 18), size=(200, 60), **wish)).text.split())


def test_it_is_said_of_every_key_where_it_is_seen() -> None:
    keys = [f"{row.owner}.{row.key}" for row in FIELDS if not row.owner.startswith("registry")]
    assert sorted((*SEEN, *NOWHERE)) == sorted(keys)


@pytest.mark.parametrize("key", SEEN)
def test_a_value_is_seen_where_it_is_said_to_be(key: str, screens: dict[str, str]) -> None:
    for place in SEEN[key]:
        surface, _bar, text = place.partition("|")
        assert " ".join(text.split()) in screens[surface]


@pytest.mark.parametrize("key", NOWHERE)
def test_what_is_seen_nowhere_is_said_to_be(key: str, screens: dict[str, str]) -> None:
    [row] = [row for row in FIELDS if f"{row.owner}.{row.key}" == key]
    assert "**On screen:** nowhere." in of_row(row).text
    assert not NOWHERE[key] or not [name for name, text in screens.items() if NOWHERE[key] in text]


def test_nothing_else_is_said_to_be_seen_nowhere() -> None:
    hidden = {f"{row.owner}.{row.key}" for row in FIELDS if "**On screen:** nowhere" in of_row(row).text}
    assert {key for key in hidden if not key.startswith("registry")} == set(NOWHERE)


def test_a_key_that_came_into_the_table_is_shown_before_it_has_a_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On screen, in print, for programs, and in what is said to have changed."""
    rows = (
        Field("brief", "desk", "text", "Whose story it is.", "Eastern Europe"),
        Field("brief", "updated", "when", "When it was.", "2025-05-16"),
        Field("brief", "words", "text", "Some.", "[a, b]", many=True),
    )
    for row in rows:
        monkeypatch.setitem(OWNERS["brief"].fields, row.key, row)
    said = "title: Talks\ndesk: Eastern Europe\nupdated: 2025-05\nwords: [one, two]\nbody: |\n  They met.\n"
    (tmp_path / "talks.yaml").write_text(said)
    brief = read_brief(said.encode(), "talks.yaml", Registry(), RegistryNames(Registry()))
    told = {"desk": "Eastern Europe", "updated": "May 2025", "words": "one, two"}
    assert (dict(brief.told), brief.problems) == (told, ())
    assert told.items() <= content_of(brief).notes.items()
    assert "DESK Eastern Europe UPDATED May 2025 WORDS one, two" in shown(tmp_path, opened="talks")
    story = Story(brief, {})
    text = " ".join(" ".join(lines(story_in_print.blocks(story, date(2025, 5, 18)), Paper())).split())
    assert "DESK Eastern Europe UPDATED May 2025 WORDS one, two" in text
    assert story_in_print.data(story, date(2025, 5, 18))["told"] == told
