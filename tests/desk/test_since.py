"""What is new since the last visit."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from briefing.desk.desk import Desk
from briefing.desk.renamed import follow_renames
from briefing.desk.since import Since, since_words
from briefing.desk.state import Seen, State, StateError
from briefing.model.clock import Clock
from briefing.model.content import as_written, digested, whole_digest, written
from briefing.model.place import Place
from briefing.model.revision import EntryChange, FactChange, TextChange
from briefing.model.views import News
from briefing.report.changes import sentences
from tests.desk.conftest import TODAY, Write

Open = Callable[..., Desk]
Visit = Callable[..., Since]
STORY = Place.to("story", "talks")
QUESTION = {"id": "who", "ask": "Who leads?"}


@pytest.fixture
def visit(open_desk: Open, folder: Path, tmp_path: Path) -> Visit:
    """Open the desk anew, as often as one likes."""

    def visit(on: date = TODAY) -> Since:
        desk = open_desk()
        desk.refresh()
        since = Since(desk, State(folder, tmp_path / "state"), Clock.at(on))
        since.begin()
        return since

    return visit


def told(news: News) -> list[list[str]]:
    return [[place.key for place in places] for places in (news.new, news.changed, news.answered, news.opened)]


def test_the_first_visit_has_no_news_and_the_next_one_all_that_came(write: Write, visit: Visit) -> None:
    write("talks", date="2025-05-15", questions=[QUESTION], body="They may meet.\n\nOr not.")
    write("grain", date="2022-07-22")
    assert told(visit().news()) == [[], [], [], []]

    write("talks", date="2025-05-15", questions=[{**QUESTION, "status": "answered", "answer": "He."}, "When?"],
          body="They may meet.\n\nThey will not.")  # fmt: skip
    write("summit", date="2025-06-24", questions=["Who pays?"])
    write("alaska", date="2025-08-15")
    news = visit().news()
    assert told(news) == [["alaska", "summit"], ["talks"], ["talks:who"], ["talks:when"]]
    assert (news.since, news.moment) == (TODAY, datetime(2025, 6, 1, 12))
    assert len(news.places) == 5


def test_what_is_opened_is_seen_and_what_is_looked_at_is_not(write: Write, visit: Visit) -> None:
    write("talks", body="They may meet.")
    visit()
    write("talks", body="They will meet.")
    assert told(visit().news()) == [[], ["talks"], [], []]
    again = visit()
    assert told(again.news()) == [[], ["talks"], [], []]
    assert again.see(STORY) is True
    assert again.see(STORY) is False
    assert told(again.news()) == [[], [], [], []]
    assert again.changed("talks").paragraphs == (0,)  # for as long as this visit lasts
    assert told(visit().news()) == [[], [], [], []]
    assert not visit().changed("talks")


def test_an_answer_is_seen_on_its_own_page(write: Write, visit: Visit) -> None:
    write("talks", questions=[QUESTION], body="They may meet.")
    visit()
    write("talks", questions=[{**QUESTION, "status": "answered", "answer": "He."}], body="They will meet.")
    since = visit()
    assert since.see(Place.to("question", "talks:who")) is True
    assert told(since.news()) == [[], ["talks"], [], []]
    assert since.see(STORY) is True
    assert told(visit().news()) == [[], [], [], []]


def test_questions_alone_are_no_change_of_their_story(write: Write, visit: Visit) -> None:
    write("talks", questions=[QUESTION])
    visit()
    write("talks", questions=[{**QUESTION, "status": "answered", "answer": "He."}, {"id": "when", "ask": "When?"}])
    assert told(visit().news()) == [[], [], ["talks:who"], ["talks:when"]]


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("title:", "# a comment\ntitle:  "),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("They may", "They  may").replace("  may", " may"),
    ],
)
def test_an_edit_that_says_nothing_else_is_no_news(write: Write, visit: Visit, edit: Callable[[str], str]) -> None:
    path = write("talks", actors=["zelensky"], body="They may meet.")
    visit()
    path.write_text(edit(path.read_text()), newline="")
    assert told(visit().news()) == [[], [], [], []]


def test_the_registry_is_not_the_story(write: Write, visit: Visit, folder: Path) -> None:
    write("talks", actors=["zelensky", "erdogan"], body="Zelensky came.")
    visit()
    actors = folder / "actors.yaml"
    actors.write_text(actors.read_text().replace("position: President", "position: Head of state"))
    assert told(visit().news()) == [[], [], [], []]


def test_a_story_that_is_gone_is_no_news_and_one_that_broke_stays(write: Write, visit: Visit) -> None:
    path = write("talks")
    write("grain")
    visit()
    path.unlink()
    (path.parent / "grain.yaml").write_text("title: [\n")
    assert told(visit().news()) == [[], [], [], []]


def test_the_difference_word_by_word(write: Write, visit: Visit) -> None:
    write("talks", actors=[{"id": "zelensky", "role": "guest"}], body="They may meet.\n\nOne more.\n\nThe end.")
    visit().see(STORY)
    write("talks", actors=[{"id": "zelensky", "role": "host"}, "nato"], body="They will meet.\n\nThe end.\n\nNo: this.")
    found = visit().difference("talks")
    assert found is not None
    assert found.is_complete
    assert found.paragraphs == (
        TextChange((("kept", "They "), ("removed", "may"), ("added", "will"), ("kept", " meet.")), 0),
        TextChange((("removed", "One more."),), 1),
        TextChange((("added", "No: this."),), 2),
    )
    assert found.entries == (
        EntryChange("actor", "zelensky", "Volodymyr Zelensky", "changed", (FactChange("role", "guest", "host"),)),
        EntryChange("actor", "nato", "NATO", "new"),
    )


def test_of_a_story_that_was_never_opened_the_index_has_the_old_words(write: Write, visit: Visit) -> None:
    write("talks", summary="A first meeting.", body="They may meet.\n\nThe end.")
    visit()
    write("talks", summary="A second meeting.", body="They will meet.\n\nThe end.")
    visit()
    write("talks", summary="A third meeting.", body="They did meet.\n\nThe end.")
    found = visit().difference("talks")
    assert found is not None
    assert found.is_complete
    assert [passage.words[1:3] for passage in found.paragraphs] == [(("removed", "may"), ("added", "did"))]
    assert [one.facts for one in found.entries] == [(FactChange("summary", "A first meeting.", "A third meeting."),)]


def test_a_story_with_another_name_too(write: Write, visit: Visit) -> None:
    path = write("talks", title="The talks", body="They may meet.")
    visit()
    path.unlink()
    write("conversations", title="The talks", body="They will meet.")
    since = visit()
    follow_renames(since._desk, since._state)
    assert told(since.news()) == [[], ["conversations"], [], []]
    found = since.difference("conversations")
    assert found is not None
    assert found.is_complete


def test_without_the_old_words_what_changed_is_told_as_it_is(
    write: Write, visit: Visit, open_desk: Open, folder: Path, tmp_path: Path
) -> None:
    talks = {"name": "Talks", "when": "2025-05-15"}
    write("talks", actors=["erdogan", "nato"], events=[talks], questions=[QUESTION], body="They may meet.\n\nThe end.")
    visit()
    write("talks", actors=["erdogan"], events=[{**talks, "when": "2025-05-16"}], body="They will meet.\n\nThe end.",
          questions=[{**QUESTION, "status": "dropped"}, "Who pays?"])  # fmt: skip
    desk = open_desk("made anew")
    desk.refresh()
    found = Since(desk, State(folder, tmp_path / "state"), Clock.at(TODAY)).difference("talks")
    assert found is not None
    assert not found.is_complete
    assert found.paragraphs == (TextChange((("kept", "They will meet."),), 0),)
    assert [*sentences(found)][1:] == [
        "NATO no longer listed",
        "Talks: when now 16 May 2025",
        "new question: Who pays?",
        "Who leads? status open -> dropped",
    ]


def test_everything_can_be_seen_at_once(write: Write, visit: Visit) -> None:
    write("talks")
    visit()
    write("talks", body="Other.")
    write("new")
    since = visit()
    since.see_all()
    assert told(since.news()) == [[], [], [], []]
    assert since.changed("talks").paragraphs == (0,)
    assert told(visit().news()) == [[], [], [], []]


def test_the_index_and_the_page_agree_on_a_version(write: Write, open_desk: Open) -> None:
    write("talks", actors=["zelensky", {"name": "Sam Roe", "for": "nato"}], venues=["istanbul"],
          events=[{"name": "Talks", "when": "2025-05-15~", "where": "istanbul"}], questions=[QUESTION],
          claims=[{"say": "It is on", "by": "nato"}], sources=[{"name": "Wire"}])  # fmt: skip
    desk = open_desk()
    desk.refresh()
    content = desk.content("talks")
    assert content is not None
    assert [version[:2] for version in desk.versions(["talks"])] == [("talks", whole_digest(digested(content)))]
    assert desk.parts("talks") == digested(content)
    assert as_written(written(content)) == content


def test_two_readers_see_what_either_saw(write: Write, visit: Visit) -> None:
    write("talks")
    visit()
    write("talks", body="Other.")
    one, other = visit(), visit()
    one.see(STORY)
    assert told(other.news()) == [[], [], [], []]
    assert other.see(STORY) is False


@pytest.mark.parametrize("is_counted", [True, False])
def test_what_changed_is_told_in_both_windows(write: Write, visit: Visit, is_counted: bool) -> None:
    write("talks", body="They may meet.")
    visit()
    write("talks", body="They will meet.")
    one, other = visit(), visit(date(2025, 6, 3))
    if is_counted:
        other.news()
    assert one.see(STORY) is True
    one.catch_up()
    for window in (one, other):
        found = window.difference("talks")
        assert found is not None
        assert found.is_complete
        assert [passage.words[1] for passage in found.paragraphs] == [("removed", "may")]
        assert window.changed("talks").paragraphs == (0,)
        assert window.news().moment == datetime(2025, 6, 1, 12)
    assert visit().difference("talks") is None


def test_what_is_saved_while_two_windows_are_open_is_told_in_both(
    write: Write, open_desk: Open, folder: Path, tmp_path: Path
) -> None:
    write("talks", body="They may meet.")
    desks = [open_desk(), open_desk()]
    windows = []
    for desk in desks:
        desk.refresh()
        windows.append(Since(desk, State(folder, tmp_path / "state"), Clock.at(TODAY)))
        windows[-1].begin()
    for word in ("will", "must"):
        write("talks", body=f"They {word} meet.")
        for desk in desks:
            desk.refresh()
        assert windows[0].see(STORY) is True  # before the other one has counted
    for window in windows:
        found = window.difference("talks")
        assert found is not None
        assert [passage.words[1:3] for passage in found.paragraphs] == [(("removed", "may"), ("added", "must"))]


def test_a_full_disk_keeps_it_until_the_end(
    write: Write, open_desk: Open, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("talks")
    desk = open_desk()
    desk.refresh()
    state = State(folder, tmp_path / "state")
    since = Since(desk, state, Clock.at(TODAY))
    since.begin()
    write("talks", body="Other.")
    desk.refresh()

    def full(*_arguments: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(state, "_commit", full)
    with pytest.raises(StateError):
        since.see(STORY)
    assert told(since.news()) == [[], [], [], []]
    monkeypatch.undo()
    state.set_starred("talks", True)  # the next write takes it along
    assert told(Since(desk, State(folder, tmp_path / "state"), Clock.at(TODAY)).news()) == [[], [], [], []]


def test_marks_of_the_version_before_are_kept(folder: Path, tmp_path: Path) -> None:
    state = State(folder, tmp_path / "state")
    state.set_starred("talks", True)
    state.close()
    db = sqlite3.connect(state.path)
    db.executescript("DROP TABLE seen; DROP TABLE versions; PRAGMA user_version=1")
    db.close()
    again = State(folder, tmp_path / "state")
    assert (again.notice, again.starred_ids(), list(again.every_seen())) == ("", {"talks"}, [{}])


@pytest.mark.parametrize(
    ("began", "says"),
    [
        (datetime(2025, 6, 1, 9, 5), "09:05"),
        (datetime(2025, 5, 27, 9, 5), "Tue"),
        (date(2025, 5, 27), "Tue"),
        (date(2025, 5, 3), "3 May"),
        (date(2024, 12, 31), "31 Dec 2024"),
    ],
)
def test_since_when(began: date, says: str) -> None:
    assert since_words(began, TODAY) == says


def test_what_was_seen_before_is_kept_no_longer_than_it_is_another(write: Write, visit: Visit) -> None:
    def kept() -> int:
        gc.collect()
        return sum(isinstance(one, Seen) for one in gc.get_objects())

    write("talks", body="They may meet.")
    since, before = visit(), kept()
    assert since.see(STORY) is False
    assert kept() == before  # it is opened for the first time, which is no other version of it
    write("talks", body="They will meet.")
    since._desk.refresh()
    assert told(since.news()) == [[], ["talks"], [], []]
    assert since.see(STORY) is True
    assert kept() > before
    assert since.changed("talks").paragraphs == (0,)
    write("talks", body="They may meet.")
    since._desk.refresh()
    assert told(since.news()) == [[], ["talks"], [], []]  # than what was seen last
    assert since.see(STORY) is True
    assert told(since.news()) == [[], [], [], []]
    assert kept() == before
    write("talks", body="They won't meet.")
    since._desk.refresh()
    since.news()
    assert since.changed("talks").paragraphs == (0,)
