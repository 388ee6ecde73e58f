"""What changed in a story, in words, whatever of it changed."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.desk.desk import Desk
from briefing.desk.since import Since
from briefing.desk.state import State
from briefing.model.clock import Clock
from briefing.model.content import FACTS, as_written, digested, whole_digest, written
from briefing.model.place import Place
from briefing.model.value import replace
from briefing.report.changes import sentences
from tests.desk.conftest import TODAY, Write

Open = Callable[..., Desk]
Visit = Callable[..., Since]
EVENT = {"id": "talks", "name": "Talks", "when": "2025-05-15", "where": "istanbul", "who": ["zelensky", "erdogan"],
         "status": "expected"}  # fmt: skip
QUESTION = {"id": "come", "ask": "Will Putin come?", "due": "2025-09-28", "about": ["zelensky"]}
CLAIM = {"id": "c1", "say": "It is on.", "by": "zelensky", "confidence": "low", "source": "wire"}
SOURCE = {"id": "wire", "name": "Wire", "url": "https://a.example/1", "published": "2025-05-14", "reliability": "C"}
STORY: dict[str, Any] = {
    "title": "Talks in Istanbul", "summary": "Envoys may meet.", "date": "2025-05-15", "status": "developing",
    "tags": ["talks", "grain"], "follows": ["earlier"], "actors": [{"id": "zelensky", "role": "guest"}, "erdogan"],
    "venues": [{"id": "istanbul", "role": "talks"}], "events": [EVENT], "questions": [QUESTION], "claims": [CLAIM],
    "sources": [SOURCE], "updates": [{"at": "2025-05-16", "note": "They met."}], "body": "They may meet.",
}  # fmt: skip
TOLD: list[tuple[dict[str, Any], list[str]]] = [
    ({"title": "Talks in Ankara"}, ["title Talks in Istanbul -> Talks in Ankara"]),
    ({"summary": "Envoys met."}, ["summary Envoys may meet. -> Envoys met."]),
    ({"summary": None}, ["summary Envoys may meet. taken out"]),
    ({"date": "2025-06-15"}, ["date 15 May -> 15 June 2025"]),
    ({"status": "settled"}, ["status developing -> settled"]),
    ({"tags": ["talks", "peace"]}, ["tags without grain, with peace"]),
    ({"follows": ["other"]}, ["follows without Earlier on, with Other things"]),
    ({"body": "They will meet."}, ["text: 1 paragraph changed"]),
    ({"actors": [{"id": "zelensky", "role": "guest"}]}, ["Recep Tayyip Erdoğan no longer listed"]),
    ({"actors": [*STORY["actors"], "nato"]}, ["NATO newly listed"]),
    ({"actors": [{"id": "zelensky", "role": "host", "for": "nato"}, "erdogan"]},
     ["Volodymyr Zelensky: role guest -> host, for NATO"]),
    ({"actors": [*STORY["actors"], {"name": "Sam Roe", "position": "Envoy"}]},
     ["Sam Roe newly listed: position Envoy"]),
    ({"venues": [{"id": "istanbul", "role": "a pause"}]}, ["Istanbul: role talks -> a pause"]),
    ({"venues": ["ankara"]}, ["Ankara newly listed", "Istanbul no longer listed"]),
    ({"events": [{**EVENT, "when": "2025-05-16"}]}, ["Talks: when 15 May -> 16 May 2025"]),
    ({"events": [{**EVENT, "where": "ankara"}]}, ["Talks: where Istanbul -> Ankara"]),
    ({"events": [{**EVENT, "who": ["zelensky", "nato"]}]},
     ["Talks: who without Recep Tayyip Erdoğan, with NATO"]),
    ({"events": [{**EVENT, "who": ["erdogan", "zelensky"]}]}, ["Talks: who in another order"]),
    ({"events": [{**EVENT, "status": "held", "mode": "call"}]}, ["Talks: status expected -> held, mode call"]),
    ({"events": [{**EVENT, "name": "Long talks"}]}, ["Long talks: renamed from Talks"]),
    ({"events": []}, ["event taken out: Talks"]),
    ({"events": [EVENT, {"name": "Lunch", "when": "2025-05-15"}]}, ["new event: Lunch: when 15 May 2025"]),
    ({"questions": [{**QUESTION, "due": "2025-10-28"}]}, ["Will Putin come? due 28 Sep -> 28 Oct 2025"]),
    ({"questions": [{**QUESTION, "due": "2026-10-28"}]}, ["Will Putin come? due 28 Sep 2025 -> 28 Oct 2026"]),
    ({"questions": [{**QUESTION, "asked": "2025-09-28", "due": None}]},
     ["Will Putin come? asked 28 Sep 2025, due 28 Sep 2025 taken out"]),
    ({"questions": [{**QUESTION, "status": "answered", "answered": "2025-05-16", "answer": "No.",
                     "answered_by": "other"}]},
     ["Will Putin come? status open -> answered, answer No., answered 16 May 2025, answered by Other things"]),
    ({"questions": [{**QUESTION, "about": ["erdogan", "talks"]}]},
     ["Will Putin come? about without Volodymyr Zelensky, with Recep Tayyip Erdoğan, Talks"]),
    ({"questions": [{**QUESTION, "ask": "Will Putin come at all?"}]},
     ["Will Putin come at all? reworded from Will Putin come?"]),
    ({"questions": [{**QUESTION, "hypotheses": [{"say": "He will", "likelihood": "likely"}]}]},
     ["Will Putin come? hypotheses He will · likely"]),
    ({"questions": [QUESTION, "Who pays?"]}, ["new question: Who pays?"]),
    ({"questions": []}, ["question taken out: Will Putin come?"]),
    ({"claims": [{**CLAIM, "by": "erdogan"}]}, ["It is on. by Volodymyr Zelensky -> Recep Tayyip Erdoğan"]),
    ({"claims": [{**CLAIM, "by": None, "about": ["zelensky"]}]},
     ["It is on. about Volodymyr Zelensky, by Volodymyr Zelensky taken out"]),
    ({"claims": [{**CLAIM, "confidence": None, "likelihood": "likely"}]},
     ["It is on. likelihood likely, confidence low taken out"]),
    ({"claims": [{**CLAIM, "confidence": "high", "source": None}]},
     ["It is on. confidence low -> high, source Wire taken out"]),
    ({"claims": [{**CLAIM, "say": "It is off."}]}, ["It is off. reworded from It is on."]),
    ({"sources": [{**SOURCE, "url": "https://a.example/2"}]},
     ["Wire: url https://a.example/1 -> https://a.example/2"]),
    ({"sources": [{**SOURCE, "published": "2025-05-15", "reliability": "B"}]},
     ["Wire: published 14 May -> 15 May 2025, reliability C -> B"]),
    ({"updates": [{"at": "2025-05-16", "note": "They met."}, {"at": "2025-05-17", "note": "It ended."}]},
     ["new update: It ended. at 17 May 2025"]),
    ({"updates": [{"at": "2025-05-10", "note": "It began."}, {"at": "2025-05-16", "note": "They met."}]},
     ["new update: It began. at 10 May 2025"]),
    ({"updates": [{"at": "2025-05-17", "note": "They met."}]}, ["update: They met. at 16 May -> 17 May 2025"]),
]  # fmt: skip


@pytest.fixture
def visit(open_desk: Open, folder: Path, tmp_path: Path, write: Write) -> Visit:
    write("earlier", title="Earlier on", date="2025-05-01")
    write("other", title="Other things", date="2025-05-02")

    def visit(cache: str = "cache") -> Since:
        desk = open_desk(cache)
        desk.refresh()
        since = Since(desk, State(folder, tmp_path / "state"), Clock.at(TODAY))
        since.begin()
        return since

    return visit


def without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nothing(each) for key, each in value.items() if each is not None}
    return [without_nothing(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("is_opened", [False, True])
@pytest.mark.parametrize(("edit", "said"), TOLD)
def test_whatever_changes_is_told_in_words(
    write: Write, visit: Visit, edit: dict[str, Any], said: list[str], is_opened: bool
) -> None:
    write("talks", **STORY)
    before = visit()
    if is_opened:
        before.see(Place.to("story", "talks"))
    write("talks", **without_nothing({**STORY, **edit}))
    since = visit()
    news = since.news()
    assert {place.key.split(":")[0] for place in news.places} == {"talks"}
    found = since.difference("talks")
    assert found is not None
    assert found.is_complete
    assert [*sentences(found)] == said
    digest = since.digest()
    assert digest is not None
    assert [one.difference for one in digest.changed] == [found] * len(news.changed)


@pytest.mark.parametrize(("edit", "said"), TOLD)
def test_without_the_old_words_it_is_told_all_the_same_that_it_changed(
    write: Write, visit: Visit, edit: dict[str, Any], said: list[str]
) -> None:
    write("talks", **STORY)
    visit()
    write("talks", **without_nothing({**STORY, **edit}))
    since = visit("made anew")
    found = since.difference("talks")
    assert since.news().places
    assert found is not None
    assert not found.is_complete
    for line in said:
        if any(word in line for word in ("newly listed", "no longer listed", "new question", "new event")):
            assert line in [*sentences(found)]


def test_what_an_older_program_kept_is_no_news_and_is_told_as_far_as_it_goes(
    write: Write, visit: Visit, folder: Path, tmp_path: Path
) -> None:
    write("talks", **STORY)
    visit().see(Place.to("story", "talks"))
    state = State(folder, tmp_path / "state")
    seen = state.seen("talks")
    content = visit()._desk.content("talks")
    assert seen is not None
    assert content is not None
    older = replace(content, entries={})
    parts = digested(older)
    assert FACTS not in parts.notes
    text = zlib.compress(written(older).encode())
    state.set_seen({"talks": replace(seen, digest=whole_digest(parts), parts=written(parts), text=text)})
    assert visit().news().places == ()
    kept = State(folder, tmp_path / "state").seen("talks")
    assert kept is not None
    assert FACTS in as_written(kept.parts).notes
    write("talks", **{**STORY, "body": "They will meet.", "actors": ["erdogan"],
                      "questions": [{**QUESTION, "status": "dropped"}]})  # fmt: skip
    found = visit().difference("talks")
    assert found is not None
    assert [*sentences(found)] == [
        "text: 1 paragraph changed",
        "Volodymyr Zelensky no longer listed",
        "Will Putin come? status open -> dropped, due now 28 Sep 2025, about now Volodymyr Zelensky",
    ]


def test_a_question_that_was_looked_at_is_not_told_again(write: Write, visit: Visit) -> None:
    write("talks", **STORY)
    visit()
    write("talks", **{**STORY, "summary": "Envoys met.", "questions": [{**QUESTION, "due": "2025-10-28"}]})
    visit().see(Place.to("question", "talks:come"))
    found = visit().difference("talks")
    assert found is not None
    assert [*sentences(found)] == ["summary Envoys may meet. -> Envoys met."]


def test_looking_at_the_one_question_that_changed_is_seeing_all(write: Write, visit: Visit) -> None:
    write("talks", **STORY)
    visit()
    write("talks", **{**STORY, "questions": [{**QUESTION, "due": "2025-10-28"}]})
    since = visit()
    assert since.see(Place.to("question", "talks:come"))
    assert since.news().places == ()
    assert visit().news().places == ()
