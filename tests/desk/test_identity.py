from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.desk.checking import Checker
from briefing.desk.desk import Desk
from briefing.desk.identity import Portrait, portrait_of, resolve, tokens
from briefing.model.brief import Actor, Venue
from briefing.model.clock import Clock
from briefing.model.views import Dossier


def actor(key: str, *names: str, registered: bool = False, **facts: str) -> Portrait:
    first, *others = names or (key,)
    return portrait_of(Actor(key, first, aliases=tuple(others), **facts), registered)  # type: ignore[arg-type]


def venue(key: str, name: str, **facts: str) -> Portrait:
    return portrait_of(Venue(key, name, **facts), False)  # type: ignore[arg-type]


def keys(*portraits: Portrait) -> list[str]:
    found = resolve(portraits)
    return [found[portrait] for portrait in portraits]


def test_the_same_strong_name_is_the_same_person() -> None:
    assert keys(
        actor("recep-tayyip-erdogan", "Recep Tayyip Erdoğan"), actor("rte", "ERDOGAN", "Recep Tayyip Erdogan")
    ) == [
        "recep-tayyip-erdogan",
        "recep-tayyip-erdogan",
    ]


def test_an_alias_ties_two_names_together() -> None:
    first, second = actor("a", "Anna Alt"), actor("b", "Anna Neu")
    assert keys(first, second) == ["a", "b"]
    assert keys(first, second, actor("c", "Anna Neu", "Anna Alt")) == ["a", "a", "a"]


def test_weak_names_never_merge() -> None:
    left = portrait_of(Actor("a", "Anna Putina", weak=("Putin",)), False)
    right = portrait_of(Actor("b", "Vladimir Putin", weak=("Putin",)), False)
    assert keys(left, right) == ["a", "b"]


def test_kinds_must_agree_and_an_unknown_kind_fits_either() -> None:
    person, state, unknown = (actor("georgia", "Georgia", kind=kind) for kind in ("person", "state", ""))
    assert len(set(keys(person, state))) == 2
    assert len(set(keys(person, unknown))) == 1
    assert len(set(keys(person, state, unknown))) == 3  # nothing is guessed


def test_one_contradiction_does_not_tear_the_others_apart() -> None:
    known = actor("a", "Jo Doe", kind="person", wikidata="Q1")
    plain = actor("b", "Jo Doe", kind="person")
    body = actor("c", "Jo Doe", kind="organisation")
    found = resolve([known, plain, body])
    assert found[known] == found[plain] != found[body]


def test_one_wikidata_id_is_one_person_whatever_the_names() -> None:
    assert keys(actor("x", "Kyiv Rus", wikidata="Q1"), actor("y", "Other", wikidata="Q1")) == ["x", "x"]


def test_two_wikidata_ids_are_never_one() -> None:
    left, right = actor("a", "Jo Doe", wikidata="Q1"), actor("b", "Jo Doe", wikidata="Q2")
    assert keys(left, right) == ["a", "b"]
    assert len(set(keys(left, right, actor("c", "Jo Doe")))) == 3


def test_the_registry_matches_by_wikidata_and_gives_the_key() -> None:
    registered = actor("russia", "Russia", registered=True, kind="state", wikidata="Q159")
    assert keys(registered, actor("rf", "Russian Federation", wikidata="Q159")) == ["russia", "russia"]


def test_two_registry_portraits_stay_two() -> None:
    left = actor("one", "Jo Doe", registered=True, wikidata="Q1")
    right = actor("two", "Jo Doe", registered=True, wikidata="Q1")
    local = actor("local", "Jo Doe", wikidata="Q1")
    assert keys(left, right, local) == ["one", "two", "local"]


def test_an_id_written_by_hand_is_one_person() -> None:
    assert keys(actor("sw", "Steve Witkoff"), actor("sw", "Steven Witkoff")) == ["sw", "sw"]
    assert keys(actor("steve-witkoff", "Steve Witkoff"), actor("steve-witkoff", "S. Witkoff")) == ["steve-witkoff"] * 2


def test_keys_that_were_made_from_names_say_no_more_than_the_names() -> None:
    left, right = actor("al-qaeda", "Al Qaeda"), actor("al-qaeda", "Al-Qaeda")
    assert sorted(keys(left, right)) == ["al-qaeda", "al-qaeda~2"]


def test_a_key_is_unique_over_actors_places_and_the_registry() -> None:
    state = actor("kursk", "Kursk", registered=True, kind="state")
    person, place = actor("kursk", "Kursk", kind="person"), venue("kursk", "Kursk")
    assert keys(person, place) == ["kursk", "kursk~2"]
    assert keys(person, place, state) == ["kursk~2", "kursk~3", "kursk"]


def test_a_place_with_another_country_is_another_place() -> None:
    assert len(set(keys(venue("t", "Tripoli", country="LY"), venue("u", "Tripoli", country="LB")))) == 2
    assert len(set(keys(venue("t", "Tripoli", country="LY"), venue("u", "Tripoli")))) == 1
    assert len(set(keys(venue("t", "Tripoli", geonames="1"), venue("u", "Trablus", geonames="1")))) == 1


def test_a_person_of_another_country_is_another_person() -> None:
    leeds, iowa = actor("j", "Jo Doe", kind="person", country="GB"), actor("k", "Jo Doe", kind="person", country="US")
    assert keys(leeds, iowa) == ["j", "k"]
    assert keys(leeds, actor("l", "Jo Doe")) == ["j", "j"]
    assert len(set(keys(leeds, iowa, actor("l", "Jo Doe")))) == 3  # nothing is guessed
    same = {"country": "US", "wikidata": "Q1"}
    assert keys(actor("m", "Jo Doe", **same), actor("n", "Jo Doe", country="GB", wikidata="Q1")) == ["m", "m"]


FACTS = st.tuples(
    st.sampled_from(("", "person", "group")), st.sampled_from(("", "GB", "US")), st.sampled_from(("", "", "Q1", "Q2"))
)


@settings(max_examples=40)
@given(st.lists(FACTS, min_size=2, max_size=5))
def test_the_check_tells_who_is_taken_for_whom(found: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for at, facts in enumerate(found):
            said = "".join(
                f", {key}: {fact}" for key, fact in zip(("kind", "country", "wikidata"), facts, strict=True) if fact
            )
            text = f"title: T\nactors: [{{name: Jo Doe{said}}}]\nbody: |\n  Jo Doe came.\n"
            (root / f"{at}.yaml").write_text(text)
        problems = Checker(root, date(2025, 5, 16)).check().problems
        told = {problem.span.file for problem in problems if problem.code == "B307"}
        desk = Desk(root, root / "cache", Clock())
        desk.refresh()
        shared = [row.key for row in desk.actors() if row.stories > 1]
        together = {f"{one.story.id}.yaml" for key in shared for one in _dossier(desk, key).appearances}
        desk.close()
    assert told == together


def _dossier(desk: Desk, key: str) -> Dossier:
    page = desk.page("actor", key)
    assert isinstance(page, Dossier)
    return page


NAMES = ("Anna", "Anná", "Boris", "Clara", "Dora Dee")
portraits = st.builds(
    lambda sort, key, names, kind, country, wikidata, geonames, registered: portrait_of(
        Actor(key, names[0], kind=kind, country=country, aliases=tuple(names[1:]), wikidata=wikidata)
        if sort
        else Venue(
            key, names[0], kind=kind, country=country, aliases=tuple(names[1:]), geonames=geonames, wikidata=wikidata
        ),
        registered,
    ),
    st.booleans(),
    st.sampled_from(("anna", "b", "c", "d", "e")),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True),
    st.sampled_from(("", "person", "state")),
    st.sampled_from(("", "DE", "TR")),
    st.sampled_from(("", "", "Q1", "Q2")),
    st.sampled_from(("", "", "7", "8")),
    st.sampled_from((False, False, False, True)),
)


@given(st.lists(portraits, max_size=8), st.randoms())
def test_the_order_does_not_matter(found: list[Portrait], chance: object) -> None:
    before = resolve(found)
    chance.shuffle(found)  # type: ignore[attr-defined]
    assert resolve(found) == before


@given(st.lists(portraits, max_size=8))
def test_what_contradicts_is_never_merged(found: list[Portrait]) -> None:
    by_key: dict[tuple[str, str], list[Portrait]] = {}
    for portrait, key in resolve(found).items():
        by_key.setdefault((portrait.sort, key), []).append(portrait)
    for same in by_key.values():
        registered = {portrait.key for portrait in same if portrait.registered}
        assert len(registered) <= 1
        if not registered:  # a registry id is one identity, even if two portraits for it disagree
            assert len({portrait.wikidata for portrait in same} - {""}) <= 1
            assert len({portrait.geonames for portrait in same} - {""}) <= 1


@given(st.lists(portraits, max_size=8))
def test_local_keys_are_unique_over_actors_and_places(found: list[Portrait]) -> None:
    resolved = resolve(found)
    registered = {(portrait.sort, portrait.key) for portrait in found if portrait.registered}
    owners: dict[str, set[str]] = {}
    for portrait, key in resolved.items():
        if (portrait.sort, key) not in registered:
            owners.setdefault(key, set()).add(portrait.sort)
    assert all(len(sorts) == 1 for sorts in owners.values())
    assert not owners.keys() & {key for _sort, key in registered}


@given(st.lists(portraits, max_size=8))
def test_portraits_without_a_common_token_have_nothing_to_do_with_each_other(found: list[Portrait]) -> None:
    rest, parts = list(dict.fromkeys(found)), []
    while rest:
        part = [rest.pop()]
        reached: set[str] = set()
        while (now := {token for portrait in part for token in tokens(portrait)}) != reached:
            reached = now
            part += [portrait for portrait in rest if tokens(portrait) & reached]
            rest = [portrait for portrait in rest if portrait not in part]
        parts.append(part)
    together: dict[Portrait, str] = {}
    for part in parts:
        together |= resolve(part)
    assert together == resolve(found)
