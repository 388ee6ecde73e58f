"""One form for all briefs: what moves, what stays, and that it says the same."""

from __future__ import annotations

import re
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.check.format import NotFormatted, Unreadable, formatted
from briefing.config.paths import shipped
from briefing.model.brief import Brief
from briefing.model.codec import encode
from briefing.parse.characters import BREAKS, INVISIBLE
from briefing.parse.text import Text, decode
from tests.check.handwriting import Hand
from tests.parse.desk import read
from tests.parse.test_brief import FULL, SHORT
from tests.parse.test_hostile import EDITS, edited

END = "body: |\n  x\n"
SAMPLE = {file.name: file.read_text(encoding="utf-8") for file in sorted(shipped("briefs").glob("*.yaml"))}
BRIEFS = [text for name, text in SAMPLE.items() if name not in ("actors.yaml", "places.yaml")]


def form(text: str, file: str = "talks.yaml") -> str:
    return formatted(Text(text, file), file in ("actors.yaml", "places.yaml"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("body: |\n  x\ntitle: T\n", "title: T\nbody: |\n  x\n", id="the body is last"),
        pytest.param(
            f"# head\n\n# of the date\ndate: 2025\n# of the title\ntitle: T\nx-mine: 1\ntags: [a]\n{END}",
            f"# head\n\n# of the title\ntitle: T\n# of the date\ndate: 2025\ntags: [a]\nx-mine: 1\n{END}",
            id="keys in order, comments with them, the head stays",
        ),
        pytest.param(
            f"# yaml-language-server: $schema=x\n# who\nactors: [nato]  # all\n  # so far\ntitle: T\n{END}",
            f"# yaml-language-server: $schema=x\ntitle: T\n# who\nactors: [nato]  # all\n  # so far\n{END}",
            id="a comment for the editor stays, the one below it goes with its key",
        ),
        pytest.param(
            f"tags: [a]\n# more?\n\ntitle: T\ndate: 2025\nactors: [b]\n{END}",
            f"title: T\ndate: 2025\ntags: [a]\n# more?\n\nactors: [b]\n{END}",
            id="a remark behind a key is not about the next",
        ),
        pytest.param(
            f"actors:\n- nato\n# - turkey\ndate: 2025\ntitle: T\n{END}",
            f"title: T\ndate: 2025\nactors:\n  - nato\n  # - turkey\n{END}",
            id="an item that was made a comment stays in its list",
        ),
        pytest.param(
            f"title: T\ntags:\n- # none\n-   # one\n  a\n{END}",
            f"title: T\ntags:\n  - # none\n  -   # one\n    a\n{END}",
            id="items that begin with a comment",
        ),
        pytest.param(
            f"title: T\nactors:\n-   name: A\n    note: |\n      b\n\n      c\n    # odd\n-    |\n     x\n- d\n{END}",
            f"title: T\nactors:\n  - name: A\n    note: |\n      b\n\n      c\n    # odd\n  - |\n    x\n  - d\n{END}",
            id="texts in lists, without blanks at the ends of their empty lines",
        ),
        pytest.param(
            f"title: T\nactors:\n- name: A\n  note: |2\n      one\n       \n    two\n  # odd\n{END}",
            f"title: T\nactors:\n  - name: A\n    note: |2\n        one\n         \n      two\n    # odd\n{END}",
            id="blanks that are text",
        ),
        pytest.param(
            f"title: T\nactors:\n- nato\n-   id: turkey  # why\n    role: host\n{END}",
            f"title: T\nactors:\n  - nato\n  - id: turkey  # why\n    role: host\n{END}",
            id="lists two blanks in",
        ),
        pytest.param(
            f"title: T\nevents:\n      - name: E\n        who:\n        - a\n        # more\n        - b\n{END}",
            f"title: T\nevents:\n  - name: E\n    who:\n      - a\n      # more\n      - b\n{END}",
            id="lists in lists",
        ),
        pytest.param(
            f"title: T\nactors:\n    - {{id: nato,\n       role: x}}\n{END}",
            f"title: T\nactors:\n  - {{id: nato,\n     role: x}}\n{END}",
            id="brackets over several lines move together",
        ),
        pytest.param(
            f"title: 'It''s on'\nsummary: 'say \"x\"'\n{END}",
            f'title: "It\'s on"\nsummary: \'say "x"\'\n{END}',
            id="quotes",
        ),
        pytest.param(f"\n\ntitle: T  \n\n\ndate: 2025\n{END}\n\n", f"title: T\n\ndate: 2025\n{END}", id="blanks"),
        pytest.param(
            f"title: T\nsummary: >\n    a  \n\n\n    b\n\n\n{END}",
            f"title: T\nsummary: >\n    a  \n\n\n    b\n\n{END}",
            id="texts of several lines keep their own",
        ),
        pytest.param(
            "title: T\nbody: |\n     x  \n\n       - y\n   \n     z\n", "title: T\nbody: |\n  x  \n\n    - y\n\n  z\n",
            id="the body two blanks in, its text untouched",
        ),
        pytest.param("title: T\nbody: |4\n    x\n", "title: T\nbody: |4\n    x\n", id="indentation that is said"),
        pytest.param("title: T\r\ntags:\r\n- a\r\n", "title: T\r\ntags:\r\n  - a\r\n", id="CRLF"),
        pytest.param(f"title: T\n{END}".rstrip("\n"), f"title: T\n{END}", id="one line end at the end"),
    ],
)  # fmt: skip
def test_the_form(before: str, after: str) -> None:
    assert form(before) == after
    assert form(after) == after


def test_front_matter_is_formatted_and_its_text_left_alone() -> None:
    text = "---\ndate: 2025\ntitle: 'T'\n---\n\n\nOne.  \n\n\nTwo."
    assert form(text, "a.md") == '---\ntitle: "T"\ndate: 2025\n---\n\n\nOne.  \n\n\nTwo.'
    assert form("One.\n", "a.md") == "One.\n"


def test_a_registry_keeps_its_order() -> None:
    text = "# All\n\nturkey:\n    kind: state\n    name: 'Turkey'\n\n\n# A\nnato: {name: NATO}\n"
    wanted = '# All\n\nturkey:\n  kind: state\n  name: "Turkey"\n\n# A\nnato: {name: NATO}\n'
    assert form(text, "actors.yaml") == wanted


@pytest.mark.parametrize("char", ["\u2028", "\u2029", "\x85"])
def test_what_ends_a_line_in_yaml_alone_ends_none_of_a_registry(char: str) -> None:
    wanted = f"a: {{{char}}}\nb:\n  - c{char}d\n"
    assert form(wanted.replace("  - ", "- "), "actors.yaml") == wanted


@pytest.mark.parametrize("name", SAMPLE)
def test_the_sample_desk_is_in_this_form(name: str) -> None:
    assert form(SAMPLE[name], name) == SAMPLE[name]


@pytest.mark.parametrize("text", ["{title: T, body: x}\n", '{"title": "T",\n "body": "x"}\n', "  title: T\n"])
def test_what_has_no_lines_with_keys_is_no_mistake(text: str) -> None:
    with pytest.raises(NotFormatted) as raised:
        form(text)
    assert not isinstance(raised.value, Unreadable)


@pytest.mark.parametrize(
    "text",
    ["title T\n", "- a\n", "{title: T}\n", "title: T\nbody: |\n  x\ny\n", "title: &a T\n", "title: T\n---\na: b\n"],
)
def test_what_yaml_cannot_read_is_left_alone(text: str) -> None:
    with pytest.raises(NotFormatted, match=r"\w"):
        form(text)


@pytest.mark.parametrize("char", [*INVISIBLE, *BREAKS])
def test_what_nobody_sees_in_a_key_makes_no_title_of_it(char: str) -> None:
    for key, text in (("title", SHORT), ("summary", f"summary: Some words\n{SHORT.partition(chr(10))[2]}")):
        for at in range(1, len(key)):
            file = decode(edited(text, [(at, 0, char)]).encode(), "talks.yaml")
            assert "`title: …`" not in " ".join(one.message for one in read(file.text).problems)
            with suppress(NotFormatted):
                assert said(read(formatted(file))) == said(read(file.text))


@given(st.sampled_from([FULL, SHORT, *BRIEFS]), EDITS)
def test_any_brief_says_the_same_and_keeps_its_comments(text: str, edits: list[tuple[int, int, str]]) -> None:
    file = decode(edited(text, edits).encode("utf-8", "replace"), "talks.yaml")
    try:
        better = formatted(file)
    except NotFormatted:
        return
    assert form(better) == better
    assert said(read(better)) == said(read(file.text))
    assert sorted(comments(better)) == sorted(comments(file.text))


@given(st.integers(0, 2**32), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=300)
def test_any_hand_comes_to_a_form_that_lasts(seed: int, ending: str) -> None:
    text = Hand(Random(seed)).brief().replace("\n", ending)
    try:
        better = form(text)
    except NotFormatted:
        return
    assert form(better) == better
    assert said(read(better)) == said(read(text if text.endswith(ending) else text + ending))
    assert sorted(re.findall(r"# \d+", better)) == sorted(re.findall(r"# \d+", text))
    assert above(better) == above(text)
    assert blank_ends(better) <= blank_ends(text)


def above(text: str) -> dict[str, list[str]]:
    """The comments directly above each key of the first column; above the first one they may begin anywhere."""
    found: dict[str, list[str]] = {}
    comments: list[str] = []
    for line in text.splitlines():
        if key := re.match(r"([\w-]+):", line):
            found[key[1]] = comments
        bare = line if found else line.lstrip()
        comments = [*comments, bare] if bare.startswith("#") else []
    return found


def blank_ends(text: str) -> int:
    """The lines that end in blanks."""
    return sum(line != line.rstrip() for line in text.splitlines())


STYLES = st.tuples(
    st.integers(0, 6), st.integers(1, 4), st.sampled_from(["", "'"]), st.booleans(), st.permutations(range(5))
)


@given(STYLES)
def test_every_style_of_hand_comes_to_one_form(style: tuple[int, int, str, bool, list[int]]) -> None:
    indent, gap, quote, is_compact, order = style
    dash, blank = f"{' ' * indent}-", " " * gap
    inner = "\n" + " " * (indent + 1 + gap)
    pieces = [
        f"title: {quote}T{quote}\n",
        f"actors:\n{dash}{blank}id: nato{inner}role: {quote}host{quote}\n{dash}{blank}turkey\n",
        f"tags: [{quote}a{quote}, b]\n",
        f"questions:\n{dash}{blank}ask: Why?{inner}about:{inner}- nato\n" if not is_compact else "questions: [Why?]\n",
        f"body: |\n{' ' * (indent + 1)}x\n\n{' ' * (indent + 1)}  y\n",
    ]
    text = "".join(pieces[at] for at in order)
    mark = '"' if quote else ""
    wanted = (
        f"title: {mark}T{mark}\ntags: [{mark}a{mark}, b]\n"
        f"actors:\n  - id: nato\n    role: {mark}host{mark}\n  - turkey\n"
        + ("questions: [Why?]\n" if is_compact else "questions:\n  - ask: Why?\n    about:\n      - nato\n")
        + "body: |\n  x\n\n    y\n"
    )
    assert form(text) == wanted


def comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]


def said(brief: Brief) -> Any:
    """All that a brief says, without its places."""
    return encode(_placeless(brief))


def _placeless(value: Any) -> Any:
    from dataclasses import fields, is_dataclass, replace

    if isinstance(value, tuple):
        return tuple(_placeless(one) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    empty: dict[str, Any] = {"line": 0, "source": 0, "position": 0, "problems": ()}
    kept = {}
    for field in fields(value):
        old = getattr(value, field.name)
        is_span = field.name.endswith(("span", "spans"))
        kept[field.name] = None if is_span else empty.get(field.name, _placeless(old))
    return replace(value, **kept)


def test_wide_characters_are_one_column_each() -> None:
    assert form("title: T\ntags:\n- é\u3000王\n" + END) == "title: T\ntags:\n  - é\u3000王\n" + END
