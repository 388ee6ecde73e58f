"""The Markdown dialect: blocks, manners, and where every character stands."""

from __future__ import annotations

import time

import pytest

from briefing.model.body import Block, Run
from tests.parse.desk import read, read_text

FILE = """\
title: T
body: |
  Hello **bold *both* x** `co  de` \\*esc\\* &amp; [li *n* k](http://x.example/z "t") after
     second ***a** b* ~~gone~~ <http://auto.example> ![alt](http://i.example/a.png)\x20\x20
  hard\\
  again `code
  over lines`

  # Head *ing* ##

  Setext
  ===

  - one
    cont
    - two [[nato|the alliance]] x [[nato]] [[zzz]]
      1. deep
  3. num

     second of num

  > quo **te**
  lazy
  > > - inner

  | a | b \\| c |
  |---|:-:|
  | x **y** | [[nato\\|z]] |
  | `q` |

  ```py
  code  x
    more

  end
  ```

      indented
      code

  note[^1] and [^2] and <b>html</b>

  ***

  [ref]: http://ref.example
  a [ref] and \u202eb\u202c and \u200bc

  [^1]: The *note*
      goes on.

      second par
"""
BRIEF = read(FILE)
BLOCKS = BRIEF.blocks


def runs_of(block: Block) -> list[Run]:
    return [*block.runs, *(run for row in block.rows for cell in row for run in cell)]


def block(text: str) -> Block:
    return next(one for one in BLOCKS if one.text.startswith(text))


def test_every_run_stands_where_it_says() -> None:
    for one in BLOCKS:
        for run in runs_of(one):
            if run.source >= 0:
                there = FILE[run.source : run.source + len(run.text)].replace("\n", " ")
                assert there == run.text.replace("\n", " ")


def test_only_what_does_not_stand_there_has_no_place() -> None:
    nowhere = {run.text for one in BLOCKS for run in runs_of(one) if run.source < 0}
    assert nowhere == {"&", "\n", "NATO", "[1]"}


def test_manners() -> None:
    manners = {run.text: (run.marks, run.href) for run in block("Hello").runs}
    assert manners["bold "] == ("b", "")
    assert manners["both"] == ("bi", "")
    assert manners["co  de"] == ("c", "")
    assert manners["n"] == ("il", "http://x.example/z")
    assert manners["a"] == ("bi", "")
    assert manners["gone"] == ("s", "")
    assert manners["http://auto.example"] == ("l", "http://auto.example")
    assert manners["alt"] == ("l", "http://i.example/a.png")
    assert block("Hello").text.endswith("alt\nhard\nagain code over lines")


def test_blocks() -> None:
    assert [(one.kind, one.level, one.quote, one.depth, one.marker, one.line) for one in BLOCKS] == [
        ("paragraph", 0, 0, 0, "", 3),
        ("heading", 1, 0, 0, "", 9),
        ("heading", 1, 0, 0, "", 11),
        ("paragraph", 0, 0, 1, "•", 14),
        ("paragraph", 0, 0, 2, "•", 16),
        ("paragraph", 0, 0, 3, "1.", 17),
        ("paragraph", 0, 0, 1, "3.", 18),
        ("paragraph", 0, 0, 1, "", 20),
        ("paragraph", 0, 1, 0, "", 22),
        ("paragraph", 0, 2, 1, "•", 24),
        ("table", 0, 0, 0, "", 26),
        ("code", 0, 0, 0, "", 31),
        ("code", 0, 0, 0, "", 38),
        ("paragraph", 0, 0, 0, "", 41),
        ("rule", 0, 0, 0, "", 43),
        ("paragraph", 0, 0, 0, "", 46),
        ("footnote", 0, 0, 0, "1", 48),
        ("footnote", 0, 0, 0, "", 51),
    ]


def test_tables() -> None:
    table = block("a\t")
    assert table.text == "a\tb | c\nx y\tz\nq\t"
    assert table.aligns == ("", "center")
    assert [(mention.key, table.text[mention.start : mention.end]) for mention in BRIEF.mentions
            if BLOCKS[mention.block] is table] == [("nato", "z")]  # fmt: skip


def test_code_keeps_its_lines() -> None:
    assert block("code  x").text == "code  x\n  more\n\nend"
    assert block("indented").text == "indented\ncode"


def test_html_says_what_signs_say_and_unsafe_characters_are_gone() -> None:
    assert block("note").text == "note[1] and [^2] and html"
    assert block("note").runs[-1].marks == "b"
    assert block("a ref").text == "a ref and b and c"
    assert block("a ref").runs[1].href == "http://ref.example"


@pytest.mark.parametrize(
    "text",
    ["[a](javascript:alert(1))", "[a](data:text/html,x)", "![a](data:image/png;base64,AA)", "[a](a.md)", "[a](#a)",
     "[a](//a.example)", "[a](file:///a)", "<ftp://a.example>", "[a](ftp://a.example)", "![a](a.png)",
     '<a href="javascript:a()">a</a>', '<a href="a.html">a</a>', "[a](vbscript:a)", "[a](java&#115;cript:a)",
     "[a][b]\n\n[b]: tel:123", '<img src="data:x" alt="a">'],
)  # fmt: skip
def test_only_what_leads_to_the_web_or_to_a_person_is_a_link(text: str) -> None:
    for one in read_text(text).blocks:
        assert all((run.href, run.marks) == ("", "") for run in one.runs)


@pytest.mark.parametrize(
    ("text", "shown", "href"),
    [
        ("https://a.example/b_c_d", "https://a.example/b_c_d", "https://a.example/b_c_d"),
        ("(see https://a.example/b_(c)).", "https://a.example/b_(c)", "https://a.example/b_(c)"),
        ("**https://a.example**", "https://a.example", "https://a.example"),
        ('"https://a.example/?b=c&d=e", he', "https://a.example/?b=c&d=e", "https://a.example/?b=c&d=e"),
        ("see http://a.example/*b*.", "http://a.example/*b", "http://a.example/*b"),
        ("www.a.example, and", "www.a.example", "http://www.a.example"),
        ("见https://a.example/b。", "https://a.example/b", "https://a.example/b"),
        ("write to a.b+c@d.example.", "a.b+c@d.example", "mailto:a.b+c@d.example"),
        ("<https://a.example/b>", "https://a.example/b", "https://a.example/b"),
        ("<a@b.example>", "a@b.example", "mailto:a@b.example"),
        ("[x](MAILTO:a@b.example)", "x", "MAILTO:a@b.example"),
        ("[https://a.example](https://b.example)", "https://a.example", "https://b.example"),
        ('<a href="https://b.example/?c=d&amp;e=f">x</a>', "x", "https://b.example/?c=d&e=f"),
        ("[![x](a.png)](https://b.example)", "x", "https://b.example"),
        ("| https://a.example |\n|---|", "https://a.example", "https://a.example"),
    ],
)  # fmt: skip
def test_addresses_lead_there(text: str, shown: str, href: str) -> None:
    assert [(run.text, run.href) for one in read_text(text).blocks for run in runs_of(one) if run.href] == [
        (shown, href)
    ]


def test_no_name_is_in_an_address() -> None:
    text = "www.NATO.example, https://a.example/NATO, NATO@a.example, [NATO](https://NATO.example) and [a NATO](x)"
    brief = read_text(text, "title: T\nactors: [nato]\n")
    assert [brief.blocks[0].text[: one.start].count("NATO") for one in brief.mentions] == [3, 4]


@pytest.mark.parametrize("text", ["@nato", "a@b", "http:// a", "x/www.a", "https://", "www. a", "`https://a.example`",
                                  "a://b.example", "https://_", "www._", "xhttps://a.example"])  # fmt: skip
def test_what_only_looks_like_an_address_is_text(text: str) -> None:
    (one,) = read_text(f"See {text}").blocks
    assert one.text == f"See {text.strip('`')}"
    assert not any(run.href for run in one.runs)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One sentence.\nAnother one.\n“A third.”\nLast", ["One sentence.", "Another one.", "“A third.”", "Last"]),
        (
            "A paragraph that an editor\nwrapped. It has\nThree lines.",
            ["A paragraph that an editor wrapped. It has Three lines."],
        ),
        ("One sentence.\nAnother one.\n\nThird.", ["One sentence. Another one.", "Third."]),
        ("- a.\n- b.", ["a.", "b."]),
        ("One **bold.**\nTwo *em*.\nThree", ["One bold.", "Two em.", "Three"]),
    ],
)
def test_a_body_without_blank_lines(body: str, expected: list[str]) -> None:
    brief = read_text(body)
    assert [one.text for one in brief.blocks] == expected
    assert brief.blocks[0].line == 3


def test_words_are_counted() -> None:
    assert read_text("# One two\n\nthree **four**\n\n| five | six |\n|-|-|").words == 6


@pytest.mark.parametrize(
    "body",
    [
        "[" * 100_000, "*" * 100_000, ">" * 100_000, "- " * 50_000, "*a " * 30_000, "**a _b " * 20_000, "![" * 50_000,
        "` `` ``` " * 10_000, "[a](" * 25_000, "<" * 100_000, "&" * 100_000, "\\" * 100_000, "[[a|" * 25_000,
        "[[nato]] " * 10_000, "~~a " * 25_000, "\n".join(" " * n + "- a" for n in range(500)), "a**b" * 50_000,
        "<!--\n\n" * 30_000, "<b>" * 30_000, "</b>" * 30_000, "<a b='" * 20_000, "<a b c d " * 12_000,
        "<script>\n\na\n\n" * 12_000,
        "> <!-- a\n" * 12_000 + "\n-->", "- <!-- a\n" * 12_000 + "\n\n-->", "https://a" * 15_000,
        "https://a.b" + ")" * 100_000,
        "a@" * 50_000, "a.b+" * 30_000, "==a" * 40_000, "x == y ==" * 12_000, "[[" + "a" * 100_000,
        "[[" + " " * 100_000, "[[1]](" * 20_000,
        "[^1]: a\n" * 15_000, "[a]: b\n" * 15_000 + "[[a]]" * 3_000, "a | b\n--|--\n" + "[[a|b]] | c\n" * 8_000,
        "t\n: d\n" * 20_000,
        "> [!a] " * 15_000, "x.\n" * 60_000, "x\n" * 60_000, "<p>" * 3_900 + "a", "&amp;" * 25_000, "<li>a" * 3_900,
        "# " * 50_000,
        "- [ ] " * 15_000,
        "[" * 60 + "a" + "](b)" * 60, "\n".join(">" * n + " a" for n in range(300)),
    ],
    ids=lambda body: body[:8],
)  # fmt: skip
def test_hostile_text_is_read_in_bounded_time(body: str) -> None:
    start = time.process_time()
    brief = read_text(body)
    assert time.process_time() - start < 4
    assert brief.blocks


def test_too_deep_a_text_is_shown_as_it_stands() -> None:
    brief = read_text("> " * 100 + "NATO met\n\nPutin")
    assert [one.kind for one in brief.blocks] == ["paragraph", "paragraph"]
    assert [mention.key for mention in brief.mentions] == ["nato"]


@pytest.mark.parametrize("before", ["", "> ", "> > ", "> > > > ", "- > ", "> > > > > > > > "])
def test_a_table_stands_in_any_number_of_quotes(before: str) -> None:
    text = "title: T\nbody: |\n" + "".join(f"  {before}{line}\n" for line in ("| a | b |", "|---|---|", "| nato | d |"))
    tables = [block for block in read(text).blocks if block.kind == "table"]
    assert [[run.text for cell in row for run in cell] for table in tables for row in table.rows] in (
        [["a", "b"], ["nato", "d"]],
        [],
    )


# what Obsidian and GitHub know besides


def shown(text: str) -> list[tuple[str, str]]:
    """The marker and the text of each block."""
    return [(one.marker, one.text) for one in read_text(text).blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- [ ] a\n- [x] b\n* [X] c\n- [y] d\n- [ ]", [("[ ]", "a"), ("[x]", "b"), ("[x]", "c"), ("•", "[y] d"), ("•",
        "[ ]")]),
        ("1. [ ] a", [("1.", "[ ] a")]),
        ("> [!note] Take *care*\n> Body.\n>\n> More.", [("", "Note: Take care\nBody."), ("", "More.")]),
        ("> [!WARNING]\n> Body.", [("", "Warning\nBody.")]),
        ("> [!faq]- Folded", [("", "Faq: Folded")]),
        ("> no [!note] here", [("", "no [!note] here")]),
        ("[!note] no quote", [("", "[!note] no quote")]),
        ("Term\n: Definition\n: Another", [("", "Term\n: Definition\n: Another")]),
        ("==a *b*== c == d == e==f==", [("", "a b c == d == e==f==")]),
        ("![[nato]] ![[map.png|300]] [[Folder/nato#Life]] [[x.md#y]]", [("", "NATO map.png NATO x.md#y")]),
        ("![a *b*](http://c.example) ![](http://c.example)", [("", "a b image")]),
        ("&lt;b&gt; &#x41;&#65; &hellip; &copy &nosuch; AT&T;", [("", "<b> AA … &copy &nosuch; AT&T;")]),
        ("`&lt;` [a](http://b.example/?c=&lt;)", [("", "&lt; a")]),
    ],
)  # fmt: skip
def test_what_notes_and_forges_know_besides(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text) == expected


def test_a_callout_knows_where_its_title_stands() -> None:
    text = "title: T\nbody: |\n  > [!note] See [[nato]] and **NATO**\n  > and NATO.\n"
    brief = read(text)
    assert [(brief.blocks[0].text[one.start : one.end], text[one.position :][:4]) for one in brief.mentions] == [
        ("NATO", "nato"), ("NATO", "NATO"), ("NATO", "NATO"),
    ]  # fmt: skip
    assert [run.marks for run in brief.blocks[0].runs] == ["b", "b", "b", "b", "b", "", ""]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| [[nato|the pact]] | b |", ["the pact", "b"]),
        ("| [[nato\\|the pact]] | b |", ["the pact", "b"]),
        ("| *[[nato|the pact]]* x | [[zz|b]] |", ["the pact x", "b"]),
        ("| `a \\| b` | `[[c|d]]` |", ["a | b", "[[c|d]]"]),
        ("a [[nato|x]] | b", ["a x", "b"]),
    ],
)  # fmt: skip
def test_a_pipe_in_a_link_parts_no_cells(row: str, cells: list[str]) -> None:
    text = f"title: T\nbody: |\n  | one | two |\n  |---|---|\n  {row}\n"
    brief = read(text)
    (table,) = brief.blocks
    assert ["".join(run.text for run in cell) for cell in table.rows[1]] == cells
    for run in runs_of(table):
        assert run.source >= 0
        assert text[run.source : run.source + len(run.text)] == run.text
    for mention in brief.mentions:
        assert table.text[mention.start : mention.end] == text[mention.position :][: mention.end - mention.start]


@pytest.mark.parametrize(
    ("text", "expected", "pointers"),
    [
        ("[[1]](https://a.example)", [("[1]", "https://a.example")], []),
        ("[[1]](<https://a.example> 't')", [("[1]", "https://a.example")], []),
        ("[[1]](#note)", [("[1]", "")], []),
        ("[[1]][a]\n\n[a]: https://a.example", [("[1]", "https://a.example")], []),
        ("x [[A  b]] y\n\n[a B]: https://a.example", [("A  b", "https://a.example")], []),
        ("![[1]](https://a.example/b.png)", [("[1]", "https://a.example/b.png")], []),
        ("[[x]] (https://a.example b)", [("x", "")], ["x"]),
        ("[[x]](see below)", [("x", "")], ["x"]),
        ("[[x]][[y]]", [("x", ""), ("y", "")], ["x", "y"]),
        ("[[x|y]]\n\n[x]: https://a.example", [("y", "")], ["x"]),
        ("![[x]] and ![[y.pdf]]", [("x", "")], ["x"]),
    ],
)  # fmt: skip
def test_markdowns_own_links_with_brackets_stay_links(
    text: str, expected: list[tuple[str, str]], pointers: list[str]
) -> None:
    brief = read_text(text)
    runs = [(run.text, run.href) for one in brief.blocks for run in one.runs]
    assert [one for one in expected if one not in runs] == []
    assert [pointer.id for pointer in brief.pointers] == pointers
    assert brief.problems == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{< youtube abc >}} {% include x.html %} {: .class}", []),
        ("A {{< q >}}word{{< /q >}} here.\n{: .lead}", ["A word here."]),
        ("## Prices {#prices}", ["Prices"]),
        ("{% comment %}\n\nhidden\n\n{% endcomment %}\nshown", ["shown"]),
        ("%%\na\n\nhidden\n%%\n\nshown %%not%% at all", ["shown at all"]),
        ("Said here. ^block-id", ["Said here."]),
        ("{{ page.title }}{{ 'a' | upcase }} {{citation needed}}", ["{{citation needed}}"]),
        ("100%% sure, 50%% not; x ^2; {curly} {.y} z", ["100%% sure, 50%% not; x ^2; {curly} {.y} z"]),
        ("`{{< code >}}`\n\n```\n{% raw %}\n```", ["{{< code >}}", "{% raw %}"]),
        ("Math $a_b*c*$ and $$\\int_0^1 x_{*}$$.", ["Math $a_b*c*$ and $$\\int_0^1 x_{*}$$."]),
        ("$5 and *6*$, US$a, $HOME and *$PATH*", ["$5 and 6$, US$a, $HOME and $PATH"]),
        ("$$\n\\\\ x\n= y\n\n- z\n$$\n\nEnd", ["$$\n\\\\ x\n= y\n\n- z\n$$", "End"]),
        ("$$\nnever closed", ["$$ never closed"]),
    ],
)
def test_what_is_written_for_a_program_is_hidden_and_math_stays(text: str, expected: list[str]) -> None:
    brief = read_text(text)
    assert [one.text.strip() for one in brief.blocks] == expected
    written = "title: T\nbody: |\n" + "".join(f"  {line}\n" if line else "\n" for line in text.split("\n"))
    for run in (run for one in brief.blocks for run in one.runs if run.source >= 0):
        assert "".join(written[run.source : run.source + len(run.text)].split()) == "".join(run.text.split())


def test_links_whose_addresses_a_program_puts_in() -> None:
    text = (
        '[a]({% post_url 2026-07-16-x %}) [*b*]({{< ref "b.md" >}}) [c]({{ site.baseurl }}{% link _posts/c.md %})'
        " [d]({filename}d.md) [e]({{< relref e >}})"
    )
    brief = read_text(text)
    assert brief.blocks[0].text == "a b c d e"
    ways = [pointer.id for pointer in brief.pointers]
    assert ways == ["/2026-07-16-x", "./b.md", "./_posts/c.md", "./d.md", "/e"]


def test_footnotes() -> None:
    notes = "[^1]: One.\n[^2]: Two\n  lazy.\n[^n]: Para.\n\n    Next *para*.\n\n    - list\n"
    brief = read_text(f"a[^1] b[^2] c[^n] d[^3]\n\n- item\n{notes}\nText.")
    assert [(one.kind, one.marker, one.text) for one in brief.blocks] == [
        ("paragraph", "", "a[1] b[2] c[n] d[^3]"), ("paragraph", "•", "item"), ("paragraph", "", "Text."),
        ("footnote", "1", "One."), ("footnote", "2", "Two lazy."), ("footnote", "n", "Para."),
        ("footnote", "", "Next para."), ("paragraph", "•", "list"),
    ]  # fmt: skip
    assert [(one.kind, one.marker, one.text) for one in read_text("a[^1]\n\n[^1]:\n    - b\n    - c").blocks] == [
        ("paragraph", "", "a[1]"), ("footnote", "1", ""), ("paragraph", "•", "b"), ("paragraph", "•", "c"),
    ]  # fmt: skip


@pytest.mark.parametrize("separator", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1e"])
def test_what_parts_lines_elsewhere_parts_words_here(separator: str) -> None:
    (one,) = read_text(f"alpha{separator}beta *gamma{separator}delta* `e{separator}f`").blocks
    assert one.text.replace("\ufffd", " ") == "alpha beta gamma delta e f"
    brief = read(f'title: "a{separator}b"\nbody: "c{separator}d"\n')
    assert (brief.title.replace("\ufffd", " "), brief.blocks[0].text.replace("\ufffd", " ")) == ("a b", "c d")
