"""A file with another name is the same story: what the reader did with it follows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from briefing.desk.desk import Desk
from briefing.desk.renamed import follow_renames
from briefing.desk.since import Since
from briefing.desk.state import State
from briefing.model.clock import Clock
from tests.desk.conftest import TODAY, Write

Open = Callable[..., Desk]


def test_marks_follow_the_words_else_the_title_and_only_where_nobody_else_fits(
    write: Write, open_desk: Open, folder: Path, tmp_path: Path
) -> None:
    for name in ("same", "edited", "other", "deleted"):
        write(name, title=f"The {name}", date="2025-05-15", body="They may meet.")
    write("twin-a", title="A twin", date="2025-05-15", body="One.")
    write("twin-b", title="A twin", date="2025-05-15", body="One.")
    desk, state = open_desk(), State(folder, tmp_path / "state")
    desk.refresh()
    Since(desk, state, Clock.at(TODAY)).begin()
    for name in ("same", "edited", "deleted", "twin-a"):
        state.set_read(name, True)
        state.set_starred(name, True)
    (folder / "same.yaml").rename(folder / "anew.yaml")
    (folder / "edited.yaml").unlink()
    write("edited-anew", title="The edited", date="2025-05-15", body="They met.")
    (folder / "deleted.yaml").unlink()
    for name in ("twin-a", "twin-b"):
        (folder / f"{name}.yaml").rename(folder / f"{name}-anew.yaml")
    desk.refresh()
    assert follow_renames(desk, state) == {"same": "anew", "edited": "edited-anew"}
    assert state.read_ids() == state.starred_ids() == {"anew", "edited-anew", "deleted", "twin-a"}
    news = Since(desk, state, Clock.at(TODAY)).news()
    assert {place.key for place in news.new} == {"twin-a-anew", "twin-b-anew"}
    assert [place.key for place in news.changed] == ["edited-anew"]
    assert follow_renames(desk, state) == {}
