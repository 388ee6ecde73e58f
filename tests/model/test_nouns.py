"""Articles and numbers."""

from __future__ import annotations

from briefing.model.nouns import an, counted


def test_the_article_goes_by_the_first_letter() -> None:
    assert (an("actor"), an("event"), an("venue")) == ("an actor", "an event", "a venue")


def test_one_is_one_and_all_else_is_many() -> None:
    assert [counted(count, "file") for count in (0, 1, 2)] == ["0 files", "1 file", "2 files"]
    assert counted(1, "story", "stories") == "1 story"
    assert counted(1000, "story", "stories") == "1,000 stories"
