"""Files of a few megabytes that are meant to cost hours: each kind of bomb at any size, for every kind of file that is
read. `python -m tests.bombs` tries every command on each, at full size, and prints what they cost."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

from tests.articles.inputs import WORDS, page, pdf, rss

Bomb = Callable[[int], bytes]
"""The bytes of a file of about so many of them."""

_HEAD = "title: T\ndate: 2025-05-16\nactors: [nato, erdogan]\n"
_BODY = f"{_HEAD}body: |\n  "
_PAGE = "---\ntitle: T\nactors: [nato]\n---\n\n"


def many(pattern: str, head: str = "", tail: str = "") -> Bomb:
    """A pattern over and over; `#` in it is a number that grows."""

    def made(size: int) -> bytes:
        times = max(1, (size - len(head) - len(tail)) // len(pattern.encode()) - 1)
        if "#" not in pattern:
            return (head + pattern * times + tail).encode()
        times = max(1, times * len(pattern) // (len(pattern) + 5 * pattern.count("#")))
        return (head + "".join(pattern.replace("#", str(number)) for number in range(times)) + tail).encode()

    return made


def nested(begin: str, end: str, head: str = "", tail: str = "\n", core: str = "x") -> Bomb:
    """Something in itself, all the way down."""

    def made(size: int) -> bytes:
        times = max(1, (size - len(head) - len(tail)) // len(begin + end))
        return (head + begin * times + core + end * times + tail).encode()

    return made


def staircase(line: str, head: str = "", tail: str = "") -> Bomb:
    """Lines of which each stands one blank deeper."""

    def made(size: int) -> bytes:
        depth = int((2 * size) ** 0.5)
        return (head + "".join(f"{' ' * at}{line}\n" for at in range(depth)) + tail).encode()

    return made


def _laughs(size: int) -> bytes:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, size // 60)]
    return ("\n".join(lines) + f"\n{_BODY}x\n").encode()


def _runs(size: int) -> bytes:
    """Runs of backquotes of all lengths: each looks for its like."""
    return (_BODY + " ".join("`" * at for at in range(1, int((2 * size) ** 0.5))) + "\n").encode()


def _wide(name: str) -> Bomb:
    return lambda size: (_BODY + "word " * (size // 20)).encode(name)


YAML: dict[str, Bomb] = {
    "brackets": nested("[", "]", "title: T\nx: "),
    "open brackets": many("[", "title: T\nx: "),
    "braces": nested("{a: ", "}", "title: T\nx: "),
    "open braces": many("{a: ", "title: T\nx: "),
    "dashes": many("- ", "title: T\nx:\n  "),
    "question marks": many("? ", "title: T\n"),
    "staircase": staircase("a:", "title: T\n"),
    "staircase of dashes": staircase("- a", "title: T\nactors:\n"),
    "keys": many("k#: v\n", "title: T\n", "body: |\n  x\n"),
    "one key": many("k: v\n", "title: T\n"),
    "broken keys": many("k#: v: w\n", "title: T\n"),
    "own keys": many("x-#: v\n", _HEAD, "body: |\n  x\n"),
    "actors": many("  - {name: Al Bo#}\n", "title: T\nactors:\n", "body: |\n  Al Bo1.\n"),
    "same actors": many("  - {name: Al Bo, kind: person}\n", "title: T\nactors:\n", "body: |\n  Al Bo.\n"),
    "unknown actors": many("  - nobody-#\n", "title: T\nactors:\n", "body: |\n  x\n"),
    "aliases of an actor": many(
        "Bo Al#, ", "title: T\nactors:\n  - {name: Al Bo, aliases: [", "x]}\nbody: |\n  Bo Al7.\n"
    ),
    "questions": many("  - Why #?\n", "title: T\nquestions:\n", "body: |\n  x\n"),
    "events": many("  - {name: E#, date: 2025-05-#}\n", "title: T\nevents:\n", "body: |\n  x\n"),
    "claims": many("  - {id: c#, say: S, about: [d#]}\n", "title: T\nclaims:\n", "body: |\n  x\n"),
    "follows": many("  - story-#\n", "title: T\nfollows:\n", "body: |\n  x\n"),
    "sources": many("  - {url: https://example.org/#}\n", "title: T\nsources:\n", "body: |\n  x\n"),
    "laughs": _laughs,
    "anchors": many("- &a# x\n", "title: T\ntags:\n"),
    "aliases": many("- *a\n", "title: T\ntags:\n- &a x\n"),
    "itself": many("*a, ", "title: T\nx: &a [", "*a]\n"),
    "merges": many("<<: *a\n", "x: &a {b: c}\n", "title: T\n"),
    "tags": many("- !!python/object/apply:os.system [x]\n", "title: T\ntags:\n"),
    "a tag": many("!", "title: T\nx: "),
    "a long tag": many("a", "title: T\nx: !<", "> v\n"),
    "documents": many("---\n", "title: T\n"),
    "directives": many("%TAG !a# tag:x,2000:\n", "", "---\ntitle: T\n"),
    "comments": many("# c\n", "", "title: T\n"),
    "hashes": many("#", "title: T "),
    "quotes": many('"', "title: "),
    "single quotes": many("'", "title: 'a"),
    "escapes": many("\\x41", 'title: "', '"\n'),
    "colons": many(": ", "title: x"),
    "commas": many(", ", "tags: [", "]\n"),
    "a line": many("x", _BODY, "\n"),
    "a title": many("x", "title: ", "\n"),
    "a line of words": many("word ", _BODY, "\n"),
    "a key": many("k", "", ": v\n"),
    "a date of slashes": many("1/", "title: T\ndate: "),
    "a long date": many("1", "title: T\ndate: "),
    "a date of words": many("May ", "title: T\ndate: "),
    "a long number": many("9", "title: T\nactors: [{name: A, wikidata: Q", "}]\n"),
    "a long address": many("a/", "title: T\nsources: [{url: https://x.org/", "}]\n"),
    "blanks": many(" ", "title: T", "x\n"),
    "tabs": many("\t", "title: T\n"),
    "blank lines": many("\n", "title: T\n"),
    "odd blanks": many("\u00a0", "title: T", "\n"),
    "separators": many("\u2028", "title: T\nx: "),
    "U+0085": many("\x85", "title: T\nx: y"),
    "returns": many("\r", "title: T\r"),
    "zero": many("\0"),
    "zeros in a text": many("a\0", _BODY),
    "escape": many("\x1b[31m", _BODY),
    "no UTF-8": lambda size: b"\xff" * size,
    "truncated": lambda size: _BODY.encode() + "\u00e9".encode() * (size // 2) + b"\xc3",
    "some no UTF-8": lambda size: _BODY.encode() + b"caf\xe9 \xc3\xa9 " * (size // 8),
    "random": lambda size: zlib.compress(bytes(size), 0),
    "garbled": many("\u00c3\u00a9", _BODY),
    "UTF-16": _wide("utf-16"),
    "UTF-16, no mark": _wide("utf-16-be"),
    "UTF-32": _wide("utf-32"),
    "half of UTF-16": lambda size: _wide("utf-16")(size)[:-1],
    "marks": many("e\u0301\u0301\u0301\u0301", _BODY),
    "turns": many("\u202e\u2066", _BODY),
    "no width": many("\u200b", _BODY),
    "homoglyphs": many("N\u0410TO ", _BODY),
    "conflicts": many("<<<<<<< a\n", "title: T\n"),
    "conflict": many("=======\n", "<<<<<<< a\ntitle: T\n"),
    "bodies": many("body: |\n  x\n", "title: T\n"),
    "slipped bodies": many("bodi: |\n", "title: T\n"),
    "lost lines": many("lost\n", "title: T\nbody: |\n  x\n"),
    "ignored": many("# briefing: ignore B209\n", "title: T\n"),
    "JSON": many('{"a": ', ""),
    "fences": many("```\n", 'title: T\nbody: "'),
    "halves": many("{name: A\n", "title: T\nactors:\n"),
}
"""What a brief may hold that is YAML."""

TEXT: dict[str, Bomb] = {
    "short lines": many("x\n  ", "", "\n"),
    "lines of a name": many("NATO\n  ", "", "\n"),
    "names": many("NATO ", "", "\n"),
    "possessives": many("NATO\u2019s ", "", "\n"),
    "names run together": many("NATO", "", "\n"),
    "paragraphs": many("x\n\n  "),
    "sentences": many("x. "),
    "named paragraphs": many("NATO.\n\n  "),
    "capitals": many("Al "),
    "links of names": many("[[NATO]] "),
    "unknown links": many("[[x#]] "),
    "open links": many("[["),
    "half links": many("[[nato met. "),
    "other halves": many("nato]] met. "),
    "links of one bracket": many("[nato]] met. "),
    "places of templates": many("{{x}} "),
    "bars": many("[[a|"),
    "brackets": many("["),
    "images": many("![]("),
    "open images": many("!["),
    "link texts": many("[a]("),
    "addresses": many("https://a.b "),
    "an address": many("a.", "https://"),
    "links": many("[a](b) "),
    "nested links": nested("[", "](x)"),
    "angles": many("<"),
    "open tags": many("<a "),
    "tags": many("<b>"),
    "nested tags": nested("<b>", "</b>"),
    "ends": many("</b>"),
    "comments": many("<!--"),
    "processing": many("<?"),
    "CDATA": many("<![CDATA["),
    "declarations": many("<!A "),
    "attributes": many(" a=b", "<a", ">"),
    "quotes in a tag": many("'", "<a href='"),
    "entities": many("&amp;"),
    "no entities": many("&a"),
    "numbers": many("&#x1F600;"),
    "stars": many("*"),
    "emphasis": many("*a "),
    "emphasis both ways": many("*a_ "),
    "strong": many("**a "),
    "nested emphasis": nested("*a **b", "**b*"),
    "struck": many("~~a "),
    "underlines": many("_a "),
    "marks": many("==a "),
    "backslashes": many("\\"),
    "escaped": many("\\*"),
    "backquotes": many("`a "),
    "quotes": many("> "),
    "lists": many("- "),
    "numbered": many("1. "),
    "items": many("- a\n  "),
    "loose items": many("- a\n\n  "),
    "odd items": many("- a\n  1. b\n  "),
    "quoted lines": many("> a\n  "),
    "headings": many("# a\n  "),
    "rules": many("***\n  "),
    "setext": many("a\n  ===\n  "),
    "almost setext": many("a\n  ", "", "===\n"),
    "fences": many("```\n  "),
    "tildes": many("~~~\n  "),
    "code": many("    a\n  "),
    "columns": many("a|", "", "\n  |-|-|\n"),
    "a row": many("|-", "a|b\n  "),
    "rows": many("|a|b|\n  ", "|a|b|\n  |-|-|\n  "),
    "tables": many("|a|\n  |-|\n  |b|\n\n  "),
    "footnotes": many("[^1] ", "", "\n\n  [^1]: x\n"),
    "notes": many("[^#]: x\n  "),
    "notes in notes": many("[^#]: [^#] [^1]\n\n  "),
    "definitions": many("[a#]: x\n  "),
    "same definitions": many("[a]: x\n  "),
    "open definition": many("[a]: (\n  "),
    "used definitions": many("[a] ", "[a]: https://x.org/\n\n  "),
    "titles of definitions": many("[a]: x '\n  "),
    "tasks": many("- [ ] a\n  "),
    "callouts": many("> [!note] a\n\n  "),
    "math": many("$a "),
    "mail": many("a@"),
    "www": many("www."),
    "hashtags": many("#a "),
    "colons": many(":"),
    "dashes": many("-- "),
    "dots": many("... "),
    "quotation": many('"a '),
    "apostrophes": many("'a "),
    "figures": many("1,"),
    "no spaces": many("\u738b"),
    "initials": many("A. "),
    "right to left": many("\u05d0 "),
    "emoji": many("\U0001f468\u200d"),
    "dates": many("16 May 2025, "),
    "staircase": staircase("- a"),
}
"""What a text may hold that is Markdown, its lines two blanks in."""


def in_brief(bomb: Bomb) -> Bomb:
    return lambda size: _BODY.encode() + bomb(size - len(_BODY))


def in_page(bomb: Bomb) -> Bomb:
    return lambda size: _PAGE.encode() + bomb(size - len(_PAGE)).replace(b"\n  ", b"\n")


BRIEFS: dict[str, tuple[str, Bomb]] = {
    **{f"YAML: {name}": ("bomb.yaml", bomb) for name, bomb in YAML.items()},
    **{f"text: {name}": ("bomb.yaml", in_brief(bomb)) for name, bomb in TEXT.items()},
    **{f"Markdown: {name}": ("bomb.md", in_page(bomb)) for name, bomb in TEXT.items()},
    **{
        f"front matter: {name}": ("bomb.md", lambda size, bomb=bomb: b"---\n" + bomb(size))
        for name, bomb in YAML.items()
    },
}
"""Briefs by what is the matter with them: the file's name, and what it holds."""
REGISTRIES: dict[str, Bomb] = {
    "entries": many("a#: {name: Al Bo#, kind: person}\n"),
    "one name": many("a#: {name: Al Bo, kind: person}\n"),
    "surnames": many("a#: {name: Al# Bo, kind: person, weak: [Bo]}\n"),
    "names": many("Al Bo#, ", "a: {name: A, aliases: [", "x]}\n"),
    "a name": many("Al ", "a: {name: ", "}\n"),
    "a long word": many("a", "a: {name: ", "}\n"),
    "wide": many("a#: [b]\n"),
    "prefixes": staircase("a", "a: {name: A, aliases: [", "]}\n"),
    "former ids": many("w#, ", "a: {name: A, was: [", "x]}\n"),
    "sides": many("a#: {name: A#, for: a}\n"),
    "one id": many("a: {name: A}\n"),
    **{
        name: YAML[name]
        for name in (
            "brackets",
            "braces",
            "dashes",
            "staircase",
            "laughs",
            "merges",
            "tags",
            "zero",
            "UTF-16",
            "no UTF-8",
            "quotes",
            "blank lines",
            "broken keys",
            "conflicts",
        )
    },
}
"""What `actors.yaml` may hold."""
SETTINGS: dict[str, Bomb] = {
    "arrays": nested("[", "]", "[read]\ntitle = "),
    "open arrays": many("[", "[read]\ntitle = "),
    "inline tables": nested("{a=", "}", "[read]\ntitle = ", core="1"),
    "a dotted key": many("a.", "[read]\n", "b = 1\n"),
    "a dotted table": many("a.", "[read.", "b]\n"),
    "keys": many("k# = 'title'\n", "[read]\n"),
    "wrong keys": many("k# = 'no'\n", "[read]\n"),
    "tables": many("[read.a#]\n", "[read]\n"),
    "lists of tables": many("[[read.a]]\n", "[read]\n"),
    "blanks": many(" ", "[read]\nx", "\n"),
    "a text": many("x", "[read]\ntitle = '", "'\n"),
    "open text": many("'''", "[read]\ntitle = "),
    "brackets": many("[", "[read]\n"),
    "left out": many("'a#.md', ", "[read]\nbare = true\nignore = [", "]\n"),
    "stars": many("*a", "[read]\nbare = true\nignore = ['", "/b.md']\n"),
    "classes": many("[!", "[read]\nbare = true\nignore = ['", "/b.md']\n"),
    "zero": many("\0", "[read]\n"),
    "no UTF-8": lambda size: b"[read]\n" + b"\xff" * size,
    "a number": many("9", "[read]\ntitle = "),
    "a heading": many("[read]\n"),
    "spaced heading": many("[ ", "", "read]\n"),
    "comments": many("#", "[read]\n"),
    "colons": many(":", '[read]\n"a', "\" = 'title'\n"),
}
"""What `briefing.toml` may hold."""


def _pdf_of(stream: bytes, facts: bytes) -> bytes:
    whole = pdf([["x"]])
    content = b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), facts, stream)
    start, end = whole.index(b"<< /Length"), whole.index(b"endstream") + len(b"endstream")
    return whole[:start] + content + whole[end:]


def _inflated(times: int = 1) -> Bomb:
    """A stream that is a thousand times as large as it is here, and once more each time that it is packed."""

    def made(size: int) -> bytes:
        data = b"BT /F1 12 Tf (x) Tj ET\n" * (size * 25)
        for _ in range(times):
            data = zlib.compress(data, 9)
        return _pdf_of(data, b"/Filter [%s]" % (b"/FlateDecode " * times))

    return made


_ENTITIES = "<!DOCTYPE lolz [<!ENTITY a0 'lol'>" + "".join(
    f"<!ENTITY a{at} '{f'&a{at - 1};' * 10}'>" for at in range(1, 12)
)
_DEEP = nested("<div>", "</div>", core=WORDS)
ARTICLES: dict[str, tuple[str, Bomb]] = {
    "deep page": ("a.html", lambda size: page(_DEEP(size).decode()).encode()),
    "open page": ("a.html", many("<div><p>", "<html>", WORDS)),
    "open spans": ("a.html", many("<b><i>x", "<html><p>", WORDS)),
    "tables": ("a.html", nested("<table><tr><td>", "</td></tr></table>", "<html>", core=WORDS)),
    "attributes": ("a.html", many(" a#=b", "<html><p", f">{WORDS}")),
    "one attribute": ("a.html", many("x", "<html><p a='", f"'>{WORDS}")),
    "paragraphs": ("a.html", many(f"<p>{WORDS}</p>", "<html><article>")),
    "links": ("a.html", many("<a href=x#>y</a> ", f"<html><p>{WORDS}")),
    "LD": ("a.html", nested("[", "]", "<html><script type='application/ld+json'>", f"</script><p>{WORDS}")),
    "meta": ("a.html", many("<meta name=date content=x#>", "<html><head>", f"</head><p>{WORDS}")),
    "entities": ("a.html", many("&amp;", "<html><p>", WORDS)),
    "comments": ("a.html", many("<!--", "<html>", WORDS)),
    "no page": ("a.html", many("<", "<html>")),
    "zero": ("a.html", many("\0", "<html>")),
    "words of a page": ("a.html", many("word ", "<html><p>")),
    "laughs": (
        "a.xml",
        lambda _size: (
            f"<?xml version='1.0'?>{_ENTITIES}]>".encode()
            + b"<rss><channel><item><title>&a11;</title></item></channel></rss>"
        ),
    ),
    "laughs of a list": (
        "a.opml",
        lambda _size: (
            f"<?xml version='1.0'?>{_ENTITIES}]><opml><body><outline text='&a11;' xmlUrl='x'/></body></opml>".encode()
        ),
    ),
    "an outside entity": (
        "a.xml",
        lambda _size: (
            b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><item><title>&x;</title></item></channel></rss>"
        ),
    ),
    "items": (
        "a.xml",
        lambda size: rss(
            many("<item><title>T#</title><link>https://x.org/#</link><description>a b c d e</description></item>")(
                size
            ).decode()
        ).encode(),
    ),
    "deep feed": ("a.xml", lambda size: rss(nested("<item>", "</item>")(size).decode()).encode()),
    "deep list": ("a.opml", nested("<outline text='x'>", "</outline>", "<opml><body>", "</body></opml>")),
    "outlines": ("a.opml", many("<outline xmlUrl='https://x.org/#'/>", "<opml><body>", "</body></opml>")),
    "inflated PDF": ("a.pdf", _inflated()),
    "inflated twice": ("a.pdf", _inflated(2)),
    "kids of kids": ("a.pdf", lambda _size: pdf([["x"]]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")),
    "arrays of a PDF": (
        "a.pdf",
        lambda size: pdf([["x"]]).replace(b"/MediaBox [0 0 595 842]", b"/MediaBox " + b"[" * size),
    ),
    "pages": ("a.pdf", lambda size: pdf([["x"]] * (size // 300))),
    "texts of a PDF": ("a.pdf", lambda size: pdf([["word"] * (size // 20)])),
    "cut PDF": ("a.pdf", lambda size: pdf([["word"] * (size // 20)])[: size // 2]),
    "no PDF": ("a.pdf", lambda size: b"%PDF-1.7\n" + b"<<" * (size // 2)),
    "archive": (
        "a.mhtml",
        many(
            "--b\nContent-Type: text/html\n\n<p>x\n",
            "From: <Saved by Blink>\nContent-Type: multipart/related; boundary=b\n\n",
        ),
    ),
    "archives in archives": (
        "a.mhtml",
        many("Content-Type: multipart/related; boundary=b#\n\n--b#\n", "From: <Saved by Blink>\n"),
    ),
    "heads": ("a.mhtml", many("X-#: y\n", "From: <Saved by Blink>\n")),
    "a property list": ("a.webarchive", lambda size: b"bplist00" + b"\xaf" * size),
    "short lines": ("a.txt", many("x\n")),
    "a line": ("a.txt", many("x")),
    "words": ("a.txt", many("word ")),
    "names": ("a.txt", many("Al Bo met NATO. ")),
    "paragraphs of a text": ("a.txt", many(f"{WORDS}\n\n")),
    "capitals": ("a.txt", many("Al ")),
    "zeros": ("a.txt", many("x\0")),
    "dates": ("a.txt", many("On 16 May 2025 it was. ")),
    "gzip": ("a.txt", lambda size: gzip.compress(bytes(size * 100))),
    **{
        f"Markdown, {name}": ("a.md", in_page(TEXT[name]))
        for name in ("brackets", "open tags", "stars", "quotes", "rows", "backquotes", "notes")
    },
}
"""What is imported, or drafted from."""
TABLES: dict[str, Bomb] = {
    "rows": many("Al Bo#;person\n", "name;kind\n"),
    "columns": many("c#;", "name;", "\n"),
    "a cell": many("x", 'name\n"', '"\n'),
    "open quote": many("x\n", 'name\n"'),
    "quotes": many('"', "name\n"),
    "one name": many("Al Bo;person\n", "name;kind\n"),
    "semicolons": many(";", "name\n"),
    "zero": many("\0", "name\n"),
    "line": many("x"),
    "returns": many("x\r"),
    "UTF-16": _wide("utf-16"),
    "deep JSON": nested("[", "]", '{"id":"a","schema":"Person","properties":', "}\n", core=""),
    "entities": many('{"id":"a#","schema":"Person","properties":{"name":["Al Bo#"]}}\n'),
    "names of an entity": many('"Al Bo#",', '{"id":"a","schema":"Person","properties":{"name":[', '"x"]}}\n'),
}
"""What `briefing import people` is given."""
