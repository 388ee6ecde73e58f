"""Inflected forms of names are found, and nowhere shown as names."""

from __future__ import annotations

from collections.abc import Callable

from briefing.desk.desk import Desk
from briefing.model.query import parse_query
from briefing.model.views import Dossier
from tests.desk.conftest import TODAY, Write


def test_forms_are_found_and_not_shown(write: Write, open_desk: Callable[[], Desk]) -> None:
    who = {"name": "Реджеп Эрдоган", "kind": "person", "forms": ["Эрдогана", "Эрдогану"]}
    write("a", title="A", actors=[who], body="У Эрдогана.")
    write("b", title="B", actors=[{"name": "Эрдогана", "kind": "person"}], body="Эрдогана.")
    desk = open_desk()
    desk.refresh()
    assert [hit.story.id for hit in desk.search(parse_query("эрдогану", TODAY)).hits] == ["a"]
    (name,) = desk.called("Эрдогану", "actor").names
    assert name.name == "Реджеп Эрдоган"
    dossier = desk.page("actor", name.key)
    assert isinstance(dossier, Dossier)
    assert not dossier.actor.aliases
    assert [one.story.id for one in dossier.appearances] == ["a"]  # a form makes no two one
    assert desk.count(parse_query("actor:эрдогану", TODAY)) == 1
