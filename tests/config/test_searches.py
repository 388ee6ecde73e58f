from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.config.searches import LONGEST, MOST, Kept, Searches, SearchesError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "searches.yaml"


def test_none_at_first(file: Path) -> None:
    assert Searches(file).load() == ()
    assert not file.parent.exists()


def test_kept_searches_come_back_and_can_be_read_by_hand(file: Path) -> None:
    searches = Searches(file)
    searches.keep("Ceasefire", 'ceasefire "draft text" actor:putin')
    searches.keep("Unread: Łódź", "#5 is:unread")
    assert Searches(file).load() == (
        Kept("Ceasefire", 'ceasefire "draft text" actor:putin'),
        Kept("Unread: Łódź", "#5 is:unread"),
    )
    assert 'Ceasefire: ceasefire "draft text" actor:putin' in file.read_text(encoding="utf-8")


def test_a_name_that_is_taken_gets_the_new_query_in_its_place(file: Path) -> None:
    searches = Searches(file)
    searches.keep("a", "one")
    searches.keep("b", "two")
    assert searches.keep(" a ", "three") == (Kept("a", "three"), Kept("b", "two"))


def test_dropping(file: Path) -> None:
    searches = Searches(file)
    searches.keep("a", "one")
    searches.keep("b", "two")
    assert searches.drop("a") == (Kept("b", "two"),)
    assert searches.drop("zzz") == (Kept("b", "two"),)
    assert searches.drop("b") == Searches(file).load() == ()


def test_the_comment_on_top_and_a_link_stay(file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles.yaml"
    kept.write_text("# mine\n\na: one  # said here\n")
    file.parent.mkdir()
    file.symlink_to(kept)
    Searches(file).keep("b", "two")
    assert file.is_symlink()
    assert kept.read_text() == "# mine\n\na: one\nb: two\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: one\nb: [\n", "searches.yaml:"),
        ("- one\n", "searches.yaml:1: write each search"),
        ("a: one\nb: [x]\n", "searches.yaml:2: write a search as"),
        ("a: one\nb:\n", "searches.yaml:2: write a search as"),
        ("a: one\na: two\n", "searches.yaml:2: `a` is there twice"),
        ("b: since:2025 is:unread: x\n", "searches.yaml:1: mapping values"),
    ],
)
def test_a_bad_file_is_told_with_its_line_and_never_written_over(file: Path, text: str, says: str) -> None:
    file.parent.mkdir()
    file.write_text(text)
    searches = Searches(file)
    for change in (searches.load, lambda: searches.keep("c", "x"), lambda: searches.drop("a")):
        with pytest.raises(SearchesError) as caught:
            change()
        assert says in str(caught.value)
    assert file.read_text() == text


def test_what_is_no_text_or_too_much_of_it(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"a: \xff\n")
    with pytest.raises(SearchesError, match="not UTF-8"):
        Searches(file).load()
    file.write_text("a: " + "x" * 70_000)
    with pytest.raises(SearchesError, match="too large"):
        Searches(file).load()


def test_nothing_without_a_name_or_a_query_and_not_without_end(file: Path) -> None:
    searches = Searches(file)
    for name, query in (("", "x"), ("x", " ")):
        with pytest.raises(SearchesError, match="needs a name"):
            searches.keep(name, query)
    searches.keep("long " * 30, "x")
    assert len(searches.load()[0].name) <= LONGEST
    file.write_text("".join(f"n{number}: x\n" for number in range(MOST)))
    with pytest.raises(SearchesError, match="drop one"):
        searches.keep("one more", "x")


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file stands here")
    with pytest.raises(SearchesError, match=r"searches\.yaml could not be"):
        Searches(tmp_path / "config" / "searches.yaml").keep("a", "x")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_name_and_query_come_back_or_are_refused(file: Path, name: str, query: str) -> None:
    file.unlink(missing_ok=True)
    try:
        (kept,) = Searches(file).keep(name, query)
    except SearchesError:
        return
    assert Searches(file).load() == (kept,)
