"""What is new is found by what changed since the last look, and is what a look at everything finds."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.desk.desk import Desk
from briefing.desk.renamed import follow_renames
from briefing.desk.since import Since
from briefing.desk.state import State
from briefing.model.clock import Clock
from briefing.model.place import Place
from tests.desk.conftest import TODAY, Write

Open = Callable[..., Desk]


def everything(desk: Desk, state: State) -> list[str]:
    """The stories whose version is not the one that was seen, newest first, with a look at each of them."""
    seen = {id_: digest for piece in state.every_seen() for id_, digest in piece.items()}
    versions = {id_: digest for id_, digest, _parts in desk.versions([row.id for row in desk.stories()])}
    return [row.id for row in desk.stories() if row.id in versions and seen.get(row.id) != versions[row.id]]


@pytest.mark.parametrize("seed", range(4))
def test_any_sequence_tells_what_a_look_at_everything_tells(
    seed: int, write: Write, open_desk: Open, folder: Path, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    names = [f"story-{number}" for number in range(6)]
    desks = [open_desk(), open_desk()]
    windows: list[tuple[Desk, State, Since]] = []
    for step in range(40):
        match chance.randrange(6) if windows else 5:
            case 0 | 1:
                write(chance.choice(names), date=f"2025-05-{chance.randrange(1, 28):02}", body=f"Text {step}.")
            case 2:
                (folder / f"{chance.choice(names)}.yaml").unlink(missing_ok=True)
            case 3:
                desk, _state, since = chance.choice(windows)
                if rows := desk.stories():
                    since.see(Place.to("story", chance.choice(rows).id))
            case 4:
                chance.choice(windows)[2].see_all()
            case _:
                desk, state = desks[step % 2], State(folder, tmp_path / "state")
                desk.refresh()
                since = Since(desk, state, Clock.at(TODAY))
                since.begin()
                windows.append((desk, state, since))
        for desk, state, since in windows[-2:]:
            desk.refresh()
            news = since.news()
            assert sorted(place.key for place in (*news.new, *news.changed)) == sorted(everything(desk, state))
            if not since.news().places:
                since.catch_up()


def test_a_change_is_found_without_a_look_at_the_others(
    write: Write, open_desk: Open, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        write(f"story-{number}", body="They may meet.")
    desk, state = open_desk(), State(folder, tmp_path / "state")
    desk.refresh()
    since = Since(desk, state, Clock.at(TODAY))
    since.begin()
    since.news()
    since.catch_up()
    asked: list[str] = []
    among = state.seen_among
    monkeypatch.setattr(state, "seen_among", lambda ids: (asked.extend(ids), among(ids))[1])
    write("story-7", body="They will meet.")
    desk.refresh()
    assert [place.key for place in since.news().changed] == ["story-7"]
    assert asked == ["story-7"]
    asked.clear()
    again = Since(desk, state, Clock.at(TODAY))
    again.begin()
    assert [place.key for place in again.news().changed] == ["story-7"]
    assert set(asked) == {"story-7"}


def test_another_index_is_compared_whole(write: Write, open_desk: Open, folder: Path, tmp_path: Path) -> None:
    write("talks", body="They may meet.")
    desk, state = open_desk(), State(folder, tmp_path / "state")
    desk.refresh()
    since = Since(desk, state, Clock.at(TODAY))
    since.begin()
    since.news()
    since.catch_up()
    write("talks", body="They will meet.")
    other = Desk(folder, tmp_path / "other", Clock.at(TODAY))
    other.refresh()
    again = Since(other, state, Clock.at(TODAY))
    again.begin()
    assert [place.key for place in again.news().changed] == ["talks"]
    other.close()


def test_what_was_seen_when_the_session_began_is_known_whoever_wrote_over_it(
    write: Write, open_desk: Open, folder: Path, tmp_path: Path
) -> None:
    write("talks", body="They may meet.")
    desk, state = open_desk(), State(folder, tmp_path / "state")
    desk.refresh()
    Since(desk, state, Clock.at(TODAY)).begin()
    began, before = state.overwritten(), state.seen_among(["talks"])["talks"]
    for word in ("will", "must"):
        write("talks", body=f"They {word} meet.")
        desk.refresh()
        State(folder, tmp_path / "state").set_seen({"talks": _version(desk)})
    assert state.seen_at("talks", began) == before
    assert state.seen_at("talks", state.overwritten()) == ""


def test_a_renamed_story_is_followed_among_others_that_stay(
    write: Write, open_desk: Open, folder: Path, tmp_path: Path
) -> None:
    for number in range(5):
        write(f"story-{number}", body=f"They met {number} times.")
    desk, state = open_desk(), State(folder, tmp_path / "state")
    desk.refresh()
    Since(desk, state, Clock.at(TODAY)).begin()
    (folder / "story-3.yaml").rename(folder / "other.yaml")
    desk.refresh()
    assert follow_renames(desk, state) == {"story-3": "other"}
    assert everything(desk, state) == []


def _version(desk: Desk):  # type: ignore[no-untyped-def]
    from briefing.desk.state import Seen

    [(_id, digest, parts)] = desk.versions(["talks"])
    return Seen(digest, parts)
