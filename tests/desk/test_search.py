from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.desk.desk import Desk
from briefing.desk.passages import Needle
from briefing.desk.signs import form, has_run_together
from briefing.desk.texts import words
from briefing.model.query import KEYS, parse_query
from briefing.model.traces import Trace
from briefing.model.views import Found, Story
from tests.desk.conftest import TODAY, Write

Open = Callable[[], Desk]


@pytest.fixture
def desk(write: Write, open_desk: Open) -> Desk:
    write(
        "talks",
        title="Talks in Istanbul",
        date="2025-05-15",
        status="developing",
        summary="Envoys may meet.",
        tags=["Prisoners", "ceasefire talks"],
        actors=["zelensky", "erdogan"],
        venues=["istanbul"],
        questions=[
            {"ask": "Will there be a ceasefire?", "due": "2025-05-17"},
            {"ask": "Who leads?", "status": "answered", "answer": "The minister."},
        ],
        body="Turkey offers the table. Zelensky saw Erdoğan in Ankara, where nobody spoke of ships.\n\n"
        "A second paragraph speaks of a ceasefire that is far away. The co-operation goes on.",
    )
    write(
        "grain",
        title="Grain leaves Odesa",
        date="2022-07-22",
        status="settled",
        actors=["erdogan", "russia"],
        tags=["ships"],
        body="Erdoğan signed. The first of the ships is the Łódź, from Straße 5; the draft text was long.",
    )
    write("undated", title="Nothing dated", actors=["nato"], body="Text of a draft by NATO; Istanbul is not listed.")
    opened = open_desk()
    opened.refresh()
    return opened


def test_every_key_that_asks_for_something_of_the_desk_has_its_values(desk: Desk) -> None:
    """Without them every value would be refused as one that the desk does not have."""
    keys = {key for key, row in KEYS.items() if row.noun}
    note = Trace(what="note", of="story:talks", name="0123456789ab", value="Who says so?")
    values = desk._catalogue(KEYS, [note]).values
    assert values.keys() == keys
    assert all(values.values())


def search(desk: Desk, text: str, typing: bool = False, **marks: frozenset[str]) -> Found:
    return desk.search(parse_query(text, TODAY, date(2025, 5, 1), typing), **marks)


def ids(desk: Desk, text: str, **marks: frozenset[str]) -> list[str]:
    """The stories found, in the order of their names; every answer must agree on them."""
    query = parse_query(text, TODAY, date(2025, 5, 1))
    found = desk.search(query, **marks)
    stories = [hit.story.id for hit in found.hits]
    assert sorted(stories) == sorted(row.id for row in desk.matching(query, **marks))
    assert found.count == desk.count(query, **marks) == len(stories)
    assert not found.mistakes
    return sorted(stories)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ceasefire", ["talks"]),
        ("CEASE", ["talks"]),
        ("cease ", []),
        ("erdogan signed ", ["grain"]),
        ("lodz strasse", ["grain"]),
        ("Łódź Straße", ["grain"]),
        ('"draft text"', ["grain"]),
        ("draft text", ["grain", "undated"]),
        ("co-operation", ["talks"]),
        ("draft -ships", ["undated"]),
        ("-ships", ["undated"]),
        ('draft -"draft text"', ["undated"]),
        ("minister", ["talks"]),
        ("actor:erdogan", ["grain", "talks"]),
        ("when:2022", ["grain"]),
        ("when:2025-05", ["talks"]),
        ("when:2025-05-14", []),
        ("actor:erdogan -when:2022", ["talks"]),
        ("-when:2022", ["talks", "undated"]),
        ("actor:erdogan actor:russia", ["grain"]),
        ("actor:Erdoğan -actor:russia", ["talks"]),
        ('actor:"recep tayyip erdogan"', ["grain", "talks"]),
        ("actor:selenskyj", ["talks"]),
        ("actor:moscow", ["grain"]),
        ("actor:rec", ["grain", "talks"]),
        ("venue:istanbul", ["talks", "undated"]),
        ("country:ru", ["grain"]),
        ("country:Russia", ["grain"]),
        ("country:TR", ["talks", "undated"]),
        ("kind:organisation", ["undated"]),
        ("tag:prisoners", ["talks"]),
        ('tag:"Ceasefire Talks"', ["talks"]),
        ("status:settled", ["grain"]),
        ("-status:settled", ["talks", "undated"]),
        ("question:open", ["talks"]),
        ("question:overdue", ["talks"]),
        ("question:answered", ["talks"]),
        ("question:dropped", []),
        ("since:2025", ["talks"]),
        ("until:2022-07-22", ["grain"]),
        ("until:2022-07-21", []),
        ("since:2022 until:2025-05 erdogan ", ["grain", "talks"]),
        ("since:last", ["talks"]),
        ("is:read", ["talks"]),
        ("is:unread", ["grain", "undated"]),
        ("is:starred", ["grain"]),
        ("-is:starred is:unread", ["undated"]),
        ("draft is:unread since:2020", ["grain"]),
    ],
)
def test_what_is_found(desk: Desk, text: str, found: list[str]) -> None:
    assert ids(desk, text, read=frozenset({"talks"}), starred=frozenset({"grain"})) == found


def test_nothing_asked_nothing_found(desk: Desk) -> None:
    for text in ("", "  ", "...", '""'):
        assert search(desk, text) == Found()


def test_filters_alone_list_the_newest_first(desk: Desk) -> None:
    assert [hit.story.id for hit in search(desk, "actor:erdogan").hits] == ["talks", "grain"]


def test_a_title_and_a_name_weigh_more_than_the_text(write: Write, open_desk: Open) -> None:
    words = "word " * 40
    write("in-text", title="One", date="2025-05-03", body=f"{words} otter {words}")
    write("in-names", title="Two", date="2025-05-02", actors=[{"name": "Otter", "kind": "group"}], body=words * 2)
    write("in-title", title="Otter", date="2025-05-01", body=words * 2)
    desk = open_desk()
    desk.refresh()
    assert [hit.story.id for hit in search(desk, "otter").hits] == ["in-title", "in-names", "in-text"]


def test_the_limit_is_of_the_hits_and_not_of_the_count(desk: Desk) -> None:
    found = desk.search(parse_query("actor:erdogan", TODAY), limit=1)
    assert ([hit.story.id for hit in found.hits], found.count) == (["talks"], 2)


SHIPS = "The first of the ships is the Łódź, from {} 5; the {} was long."


def shown(desk: Desk, text: str) -> tuple[str, str, str]:
    """The first hit's title and sentence with the hits in brackets, and where the sentence stands."""
    hit = search(desk, text).hits[0]

    def marked(text: str, marks: tuple[tuple[int, int], ...]) -> str:
        for start, end in reversed(marks):
            text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
        return text

    return marked(hit.story.title, hit.marks), marked(hit.passage.text, hit.passage.marks), hit.passage.part


@pytest.mark.parametrize(
    ("text", "title", "sentence", "part"),
    [
        ("erdog* nobody", "Talks in Istanbul", "Zelensky saw [Erdoğan] in Ankara, where [nobody] spoke of ships.", ""),
        ("ceasefire ", "Talks in Istanbul", "A second paragraph speaks of a [ceasefire] that is far away.", ""),
        ('"draft text"', "Grain leaves Odesa", SHIPS.format("Straße", "[draft text]"), ""),
        ("strasse", "Grain leaves Odesa", SHIPS.format("[Straße]", "draft text"), ""),
        ("minister", "Talks in Istanbul", "The [minister].", "answer"),
        ("leads", "Talks in Istanbul", "Who [leads]?", "question"),
        ("odesa", "Grain leaves [Odesa]", "Erdoğan signed.", ""),
        ("recep since:2025", "Talks in Istanbul", "Envoys may meet.", ""),
        ("status:developing", "Talks in Istanbul", "Envoys may meet.", ""),
    ],
)  # fmt: skip
def test_the_sentence_and_its_hits(desk: Desk, text: str, title: str, sentence: str, part: str) -> None:
    assert shown(desk, text) == (title, sentence, part)


def test_a_passage_says_where_to_open(desk: Desk) -> None:
    passage = search(desk, "ceasefire ").hits[0].passage
    assert passage.at.startswith("ceasefire that is far away.")
    assert passage.hit == "ceasefire"
    assert search(desk, "odesa").hits[0].passage.at == ""


@pytest.mark.parametrize(
    ("text", "says", "fix"),
    [
        ("actor:zelenski", "did you mean `Volodymyr Zelensky`?", "zelensky"),
        ("venue:istambul", "there is no place `istambul` on this desk; did you mean `Istanbul`?", "istanbul"),
        ("country:zz", "there is no country `zz` on this desk", ""),
        ("tag:prisnors", "did you mean `Prisoners`?", "Prisoners"),
        ('tag:"cease talks"', "did you mean `ceasefire talks`?", '"ceasefire talks"'),
        ("kind:prson", "did you mean `person`?", "person"),
    ],
)
def test_a_name_that_is_not_on_this_desk(desk: Desk, text: str, says: str, fix: str) -> None:
    found = search(desk, f"talks {text}")
    (mistake,) = found.mistakes
    assert says in mistake.message
    assert mistake.fix == fix
    assert found.count == 0
    assert search(desk, f"talks {text}", typing=True).count == 1


def test_a_desk_without_tags_says_so(write: Write, open_desk: Open) -> None:
    write("plain")
    desk = open_desk()
    desk.refresh()
    assert search(desk, "tag:x").mistakes[0].message == "no story on this desk has a tag"


def offered(desk: Desk, text: str) -> list[str]:
    return [candidate.text for candidate in desk.complete(text)]


def test_completion(desk: Desk) -> None:
    assert offered(desk, "")[:2] == ["actor:", "venue:"]
    assert offered(desk, "talks qu") == ["question:"]
    assert offered(desk, "talks -ac") == ["actor:"]
    assert offered(desk, "zel") == ["actor:zelensky"]
    assert offered(desk, "actor:")[0] == "actor:erdogan"
    assert offered(desk, "actor:tayy") == ["actor:erdogan"]
    assert offered(desk, "x actor:mosc") == ["actor:russia"]
    assert offered(desk, "country:tu") == ["country:TR"]
    assert offered(desk, "tag:cease") == ['tag:"ceasefire talks"']
    assert offered(desk, 'tag:"ceasefire t') == ['tag:"ceasefire talks"']
    assert offered(desk, "is:") == ["is:unread", "is:read", "is:starred"]
    assert offered(desk, "question:o") == ["question:open", "question:overtaken", "question:overdue"]
    assert offered(desk, "since:la") == ["since:last"]
    assert offered(desk, "actor:erdogan") == []
    (candidate,) = desk.complete("talks actor:tayy")
    assert candidate.applied("talks actor:tayy") == "talks actor:erdogan "
    assert candidate.name == "Recep Tayyip Erdoğan"


def test_what_changes_is_found(desk: Desk, write: Write) -> None:
    assert ids(desk, "otter") == []
    write("new", title="The otter", tags=["river"], body="x")
    desk.refresh()
    assert ids(desk, "otter tag:river ") == ["new"]
    write("new", title="Gone", body="x")
    desk.refresh()
    assert search(desk, "otter").count == 0
    assert search(desk, "tag:river").mistakes


HOSTILE = st.text(max_size=40) | st.lists(
    st.sampled_from(
        [*(f"{key}:" for key in KEYS), '"', "'", "*", "NEAR(", ")", "AND", "OR", "NOT", "-", "^", "title:", "{", "\0",
         " ", "erdogan", "2025", "ß", "İ", "e\u0301", "\u00ad", "ꙮ", "%", "_", ";", "--", "\ud800", "�"]
    ),
    max_size=10,
).map("".join)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE, st.booleans())
def test_no_query_is_a_fault(desk: Desk, text: str, typing: bool) -> None:
    found = search(desk, text, typing)
    assert found.count >= len(found.hits)
    for hit in found.hits:
        assert all(0 <= start < end <= len(hit.passage.text) for start, end in hit.passage.marks)
        assert all(0 <= start < end <= len(hit.story.title) for start, end in hit.marks)
    for candidate in desk.complete(text):
        desk.search(parse_query(candidate.applied(text), TODAY))
    for mistake in found.mistakes:
        assert mistake.message


def test_a_role_is_found_and_shown(open_desk: Open, write: Write) -> None:
    write("a", actors=[{"name": "Sam Roe", "role": "head of delegation"}], body="Sam Roe came.")
    desk = open_desk()
    desk.refresh()
    [hit] = search(desk, "delegation").hits
    assert (hit.passage.part, hit.passage.text) == ("role", "Sam Roe: head of delegation")


SCRIPTS = """
    首相は記者会見で停戦案を発表した。山田太郎氏は東京でカバナ代表と会談した。
    和平会谈，普京没有来。NATO代表团会见了泽连斯基。
    대한민국 대표단은 평양에서 회담했다.
    นายกรัฐมนตรีเดินทางไปกรุงเทพเพื่อเจรจา
    ພາສາລາວ ខ្មែរនិយាយ မြန်မာစကား
    قال محمد علي إن الأمم المتحدة ستعقد اجتماعا بالقاهرة. والهدنة غدا.
    בנימין לוי נפגש עם נציגי האו״ם בירושלים ושמירושלים.
"""


@pytest.mark.parametrize(
    ("word", "marked"),
    [
        *((word, [word]) for word in ("発表", "停戦案を", "バナ", "会談した", "会谈", "代表团")),
        *((word, [word]) for word in ("민국", "대표", "회담")),
        *((word, [word]) for word in ("กรุงเทพ", "ລາວ", "និយាយ", "စကား", "NATO代表", "القاهرة"[2:], "هدنة", "محمد")),
        ("ירושלים", ["ירושלים", "ירושלים"]), ("nato", ["NATO"]),
        *((word, []) for word in ("発案", "会普", "민대", "רושלים", "حمد", "ato")),
    ],
)  # fmt: skip
def test_any_part_of_what_is_written_together_is_found(
    write: Write, open_desk: Open, word: str, marked: list[str]
) -> None:
    write("a", title="Scripts", body=SCRIPTS)
    desk = open_desk()
    desk.refresh()
    found = search(desk, word)
    assert [hit.story.id for hit in found.hits] == (["a"] if marked else [])
    for hit in found.hits:
        text, marks = hit.passage.text, hit.passage.marks
        assert {text[start:end] for start, end in marks} == set(marked) & {word for word in marked if word in text}
        assert marks


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_a_cut_of_a_text_without_blanks_is_found(data: st.DataObject) -> None:
    text = data.draw(st.text("停戦案発表กรุงเテップ会谈민국ａé", min_size=1, max_size=20))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    wanted = words(text[start:end])
    assert wanted
    there = words(text)
    if all(map(has_run_together, wanted)):
        assert any(there[at : at + len(wanted)] == wanted for at in range(len(there)))
        marks = Needle([((form(text[start:end]),), False)]).marks(text)
        assert any(words(text[first:last]) == wanted for first, last in marks)


def sentences(desk: Desk, text: str, limit: int = 50, stories: int = -1) -> list[tuple[str, str]]:
    """The sentences found, each with its story; what is marked in brackets."""
    found = desk.quotes(parse_query(f"quotes {text}", TODAY), limit=limit, stories=stories)
    assert not found.mistakes
    shown = []
    for hit in found.hits:
        line = hit.text
        for start, end in reversed(hit.marks):
            line = f"{line[:start]}[{line[start:end]}]{line[end:]}"
        shown.append((hit.story.id, line))
    return shown


SAW = ("talks", "Zelensky saw [Erdoğan] in Ankara, where nobody spoke of ships.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("actor:erdogan", [SAW, ("grain", "[Erdoğan] signed.")]),
        ("actor:erdogan when:2022", [("grain", "[Erdoğan] signed.")]),
        ("actor:erdogan since:2022 until:2022", [("grain", "[Erdoğan] signed.")]),
        (
            "actor:erdogan actor:zelensky",
            [("talks", "[Zelensky] saw [Erdoğan] in Ankara, where nobody spoke of ships.")],
        ),
        ("actor:erdogan -actor:zelensky", [("grain", "[Erdoğan] signed.")]),  # of the sentence, not of the story
        ("actor:erdogan -signed", [SAW]),
        ("actor:erdogan ceasefire", []),  # in the story, but in another sentence
        ("ceasefire", [("talks", "A second paragraph speaks of a [ceasefire] that is far away.")]),
        ("lodz draft", [("grain", "The first of the ships is the [Łódź], from Straße 5; the [draft] text was long.")]),
        ("actor:erdogan status:settled", [("grain", "[Erdoğan] signed.")]),
        ("actor:erdogan tag:ships ankara", []),
    ],
)
def test_sentences_have_all_that_is_asked_of_them(desk: Desk, text: str, found: list[tuple[str, str]]) -> None:
    assert sentences(desk, text) == found


def test_a_sentence_knows_whom_it_names_and_where_it_stands(desk: Desk) -> None:
    by_name = desk.quotes(parse_query("quotes actor:erdogan until:today -signed", TODAY)).hits[0]
    assert [name.name for name in by_name.who] == ["Volodymyr Zelensky", "Recep Tayyip Erdoğan"]
    story = desk.page("story", by_name.story.id)
    assert isinstance(story, Story)
    mention = story.brief.mentions[by_name.mention]
    assert story.brief.blocks[mention.block].text[mention.start : mention.end] == "Erdoğan"
    by_words = desk.quotes(parse_query("quotes far away", TODAY)).hits[0]
    assert (by_words.mention, by_words.hit, by_words.at) == (-1, "far", "far away. The co-operation goes on.")


def test_sentences_end_where_they_are_told_to(desk: Desk) -> None:
    assert sentences(desk, "actor:erdogan", limit=1) == [SAW]
    query = parse_query("quotes actor:erdogan", TODAY)
    assert not desk.quotes(query, limit=1).is_all
    assert not desk.quotes(query, stories=1).is_all
    assert desk.quotes(query, limit=2).is_all


def test_who_asks_for_sentences_says_what_they_are_to_have(desk: Desk) -> None:
    for text in ("quotes since:2022", "quotes -actor:erdogan", "quotes -grain "):
        found = desk.quotes(parse_query(text, TODAY))
        assert [mistake.message for mistake in found.mistakes] == [
            "`quotes` needs an actor, a place or words that the sentences are to have"
        ]
    typing = parse_query("quotes since:2022", TODAY, typing=True)
    assert not typing.is_wrong
    assert desk.quotes(typing).hits == ()
    assert not parse_query('"quotes" grain', TODAY).of_sentences
    assert not parse_query("quotes", TODAY).of_sentences
