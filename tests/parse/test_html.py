"""HTML in a body: simple tags say what Markdown says, comments say nothing, and of the rest the text is kept."""

from __future__ import annotations

from itertools import groupby

import pytest

from tests.parse.desk import mentioned, read, read_text


def shown(text: str) -> list[str]:
    return [one.text for one in read_text(text).blocks]


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<em>a</em> <i>b</i>", "*a* *b*"),
        ("<STRONG class='x'>a</STRONG> <b>b</b>", "**a** **b**"),
        ("<b>a <i>b</i></b> c", "**a *b*** c"),
        ("**a <i>b</i>** c", "**a *b*** c"),
        ("<s>a</s> <del>b</del> <strike>c</strike>", "~~a~~ ~~b~~ ~~c~~"),
        ("<code>a</code> <kbd>b</kbd> <samp>c</samp>", "`a` `b` `c`"),
        ("a<br>b<br/>c<BR />d", "a\\\nb\\\nc\\\nd"),
        ("a<br>\nb", "a\\\nb"),
        ('<a href="https://a.example">b</a> c', "[b](https://a.example) c"),
        ("<a href=https://a.example/ target=_blank>b</a>", "[b](https://a.example/)"),
        ("<h2 id='x'>A *b*</h2>", "## A *b*"),
        ("a\n\n<hr>\n\nb", "a\n\n***\n\nb"),
        ("<u>a</u> <mark>b</mark>", "*a* **b**"),
        ("<p>a</p>", "a"),
        ("<p>a\n\n<p>b", "a\n\nb"),
        ("<b>a", "**a**"),
        ("a</b> b</i>", "a b"),
        ("<span lang='de'>a</span><wbr>b", "ab"),
    ],
)  # fmt: skip
def test_simple_tags_read_as_their_markdown(html: str, markdown: str) -> None:
    def seen(text: str) -> list[tuple[object, ...]]:
        found = []
        for one in read_text(text).blocks:
            manners = groupby(one.runs, lambda run: (run.marks, run.href))
            runs = [(*manner, "".join(run.text for run in runs)) for manner, runs in manners]
            found.append((one.kind, one.level, runs))
        return found

    assert seen(html) == seen(markdown)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H<sub>2</sub>O x<sup>2</sup> 10<sup>-3</sup>", ["H₂O x² 10⁻³"]),
        ("10<sup>th</sup>", ["10th"]),
        ("<q>a</q>", ["“a”"]),
        ("<div class='box'>\nNATO in a div.\n</div>", ["NATO in a div."]),
        ("<p>a</p><p>b</p>\n<p>c</p>", ["a\nb\nc"]),
        ("<ul>\n  <li>a</li>\n  <li>b *c*</li>\n</ul>", ["• a\n• b c"]),
        ("<table>\n<tr><th>a</th><th>b</th></tr>\n<tr>\n  <td>1</td>\n  <td>2</td>\n</tr>\n</table>", ["a | b\n1 | 2"]),
        ("<details>\n<summary>More</summary>\n\nInner.\n\n</details>", ["More", "Inner."]),
        ("<script>\nvar a = 1;\n\nalert('NATO');\n</script>\n\na", ["a"]),
        ("a <script>b()</script> c <style>p{}</style> d", ["a c d"]),
        ("<style>\np {}\n</style> a", ["a"]),
        ("<svg>\n\n<text>a</text>\n\n</svg>\nb <iframe src='c'>d</iframe> e", ["b e"]),
        ("<script>a\n\nb <iframe src='c'/> d", ["a", "b d"]),
        ("<img src='a.jpg' alt='A photo'> <img src='b.jpg'>", ["A photo image"]),
        ("<custom-tag>a</custom-tag> <font color=red>b</font>", ["a b"]),
        ("<!DOCTYPE html>a", ["a"]),
        ("1 < 2 > 1, a<b, <3 and <>", ["1 < 2 > 1, a<b, <3 and <>"]),
        ("`<b>a</b>` \\<b>", ["<b>a</b> <b>"]),
        ("```\n<b>a</b> <!-- b -->\n```", ["<b>a</b> <!-- b -->"]),
        ("| <b>a</b> | b<br>c |\n|---|---|", ["a\tb\nc"]),
    ],
)  # fmt: skip
def test_of_other_tags_the_text_is_kept(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!-- a -->\n\nb", ["b"]),
        ("<!-- a\n\nb\n-->\nc", ["c"]),
        ("<!-- a\n\nb --> c *d*", ["c d"]),
        ("a <!-- b --> c", ["a c"]),
        ("a<!-- b -->c", ["ac"]),
        ("a <!-- b\nc --> d", ["a d"]),
        ("a\n<!-- b -->\nc", ["a", "c"]),
        ("<!-- a --> b", ["b"]),
        ("<!---->a<!--\n-->b", ["ab"]),
        ("- a\n\n  <!-- b\n\n  c -->\n- d", ["a", "d"]),
        ("> a\n> <!-- b -->\n> c", ["a", "c"]),
        ("<!-- *a* `b` [[c]] https://d.example -->", []),
        ("*a <!-- b* --> c*", ["a c"]),
        ("<!-- never closed\n\nb", ["<!-- never closed", "b"]),
        ("a <!-- never closed", ["a <!-- never closed"]),
        ("<!-- a --><!-- b -->", []),
        ("| a <!-- b --> | c |\n|---|---|", ["a\tc"]),
    ],
)  # fmt: skip
def test_comments_are_not_for_readers(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_a_name_in_a_comment_or_a_script_is_no_mention() -> None:
    head = "title: T\nactors: [nato]\n"
    body = "<!-- NATO\n\nNATO -->\n\nNATO <!-- NATO --> met <b>NATO</b>. <script>NATO</script>"
    brief = read_text(body, head)
    assert mentioned(brief) == [("NATO", "nato"), ("NATO", "nato")]


def test_runs_between_tags_stand_where_they_say() -> None:
    body = "a <b>bold</b>  <i> it </i><br>\n    next<!-- x --> <q>z</q> &lt;b>\n\n  <!-- c\n  d --> e"
    text = f"title: T\nbody: |\n  {body}\n"
    for block in read(text).blocks:
        for run in block.runs:
            if run.source >= 0:
                assert text[run.source : run.source + len(run.text)].replace("\n", " ") == run.text.replace("\n", " ")
