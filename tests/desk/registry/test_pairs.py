"""Who may be one, how likely, and why."""

from __future__ import annotations

import pytest

from briefing.desk.registry.pairs import NamedOne, pairs


def one(key: str, name: str, *names: str, sort: str = "actor", kind: str = "person", country: str = "") -> NamedOne:
    return NamedOne(sort, key, name, names, kind, country)


@pytest.mark.parametrize(
    ("first", "second", "score", "reason"),
    [
        ("Jane Roe", "Jane Roe", 0.94, "the same name"),
        ("Tayyip Recep Erdogan", "Recep Tayyip Erdoğan", 0.93, "the same words in another order"),
        ("Steve Witkof", "Steve Witkoff", 0.9, "the same name spelled otherwise"),
        ("President Jane Roe", "Jane Roe", 0.88, "the same but for a title"),
        ("Jane Roe", "Jane A. Roe", 0.85, "a middle name more"),
        ("Jane Roe", "Jane B. Roe", 0.85, "a middle name more"),
        ("J. Roe", "Jane Roe", 0.8, "the same surname and initials"),
        ("Roe", "Jane Roe", 0.7, "the surname alone, which nobody else has"),
    ],
)
def test_two_names_are_one_for_a_reason_that_is_right(first: str, second: str, score: float, reason: str) -> None:
    found = pairs([one("a", first), one("b", second)])
    assert [(pair.score, pair.reason) for pair in found] == [(score, reason)]


@pytest.mark.parametrize(
    ("others", "of_second", "reason"),
    [
        (("Kiev",), "Kiev", "the same name: Kiev"),
        (("Kiev", "Kijow"), "Kijów", "the same name: Kijow = Kijów"),
        (("Kiev City",), "City Kiev", "the same words in another order: Kiev City = City Kiev"),
    ],
)
def test_a_reason_by_another_name_says_which(others: tuple[str, ...], of_second: str, reason: str) -> None:
    towns = [one("a", "Kyiv", *others, sort="venue", kind=""), one("b", of_second, sort="venue", kind="")]
    assert [pair.reason for pair in pairs(towns)] == [reason]


def test_what_three_have_in_common_tells_less_than_a_middle_name() -> None:
    """All that lies in a port is called after it, too."""
    sites = [
        one(site.lower(), f"Port of Cork, {site}", "Port of Cork", sort="venue", kind=site)
        for site in ("Dam", "Market", "Tower")
    ]
    people = [one("jane-roe", "Jane Roe"), one("jane-b-roe", "Jane B. Roe")]
    found = pairs([*sites, *people])
    assert [(pair.score, pair.reason) for pair in found] == [
        (0.85, "a middle name more"),
        *[(0.6, "the same name: Port of Cork")] * 3,
    ]
    assert [(pair.score, pair.reason) for pair in pairs(sites[:2])] == [(0.94, "the same name: Port of Cork")]


def test_what_contradicts_and_who_was_said_to_be_two_is_no_pair() -> None:
    both = [one("a", "Jane Roe", country="GB"), one("b", "Jane Roe", country="US")]
    assert pairs(both) == []
    assert pairs([one("a", "Jane Roe"), one("b", "Jane Roe")], [frozenset({"a", "b"})]) == []
    assert pairs([one("a", "Jane Roe"), one("b", "Jane Roe", kind="group")]) == []
