"""Two versions of a text, whatever stands in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.desk.difference import changes, difference, words
from briefing.model.content import Content, digested

TEXT = st.text(max_size=200)
TEXTS = st.lists(TEXT, max_size=6).map(tuple)
CONTENT = st.builds(
    Content,
    TEXTS,
    st.dictionaries(TEXT, TEXT, max_size=4),
    st.dictionaries(TEXT, st.tuples(st.sampled_from(["open", "answered", "dropped", "partly"]), TEXT), max_size=4),
)


@given(TEXT, TEXT)
def test_both_versions_can_be_read_from_the_difference(old: str, new: str) -> None:
    found = words(old, new)
    assert "".join(text for kind, text in found if kind != "added") == old
    assert "".join(text for kind, text in found if kind != "removed") == new


@given(TEXTS, TEXTS)
def test_the_paragraphs_left_out_are_the_same(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    one, other = Content(old), Content(new)
    found = difference(one, digested(one), other)
    removed = [text for each in found.paragraphs if (text := "".join(t for kind, t in each.words if kind != "added"))]
    added = [text for each in found.paragraphs if (text := "".join(t for kind, t in each.words if kind != "removed"))]
    left = [text for text in old if text]
    for text in removed:
        left.remove(text)
    now = [text for text in new if text]
    for text in added:
        now.remove(text)
    assert sorted(left) == sorted(now)


@given(CONTENT, CONTENT)
def test_digests_tell_the_same_changes_as_the_words(old: Content, new: Content) -> None:
    assert changes(digested(old), digested(new)) == changes(old, new)
    assert changes(old, old) == changes(Content(), Content())
    assert difference(old, digested(old), new).is_complete
    assert not difference(None, digested(old), new).is_complete


def test_a_long_paragraph_is_not_compared_for_minutes() -> None:
    old, new = "one two " * 50_000, "two one " * 50_000
    assert [kind for kind, _text in words(old, new)] == ["removed", "added"]
