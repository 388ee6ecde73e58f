"""Blocks as a page of HTML that stands alone: no script, nothing from elsewhere, dark where the reader's system is."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape

from briefing.model.body import Block, Run
from briefing.model.names import clean
from briefing.model.value import dataclass

_STYLE = """\
:root { color-scheme: light dark; --ink: #1d1f21; --ground: #fffdf8; --soft: #595f66; --line: #c9c4b8;
  --out: #8f1d14; --in: #0b5d2a; --code: #f1ede3; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e4da; --ground: #16181b; --soft: #a9afb6; --line: #44484e;
  --out: #ff9d91; --in: #7fd79b; --code: #22262b; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
main { max-width: 48rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.25rem; margin-top: 2.2rem; }
h2 { border-top: 1px solid var(--line); padding-top: .8rem; } h3 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; }
ul { padding-left: 1.2rem; margin: .4rem 0; } li { margin: .35rem 0; }
.soft { color: var(--soft); font-weight: normal; }
code, pre { font: .9em/1.45 ui-monospace, monospace; background: var(--code); border-radius: .25rem; }
code { padding: .1em .3em; } pre { padding: .7rem; overflow-x: auto; overflow-wrap: normal; }
a { color: inherit; } blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 3px solid var(--line); }
table { border-collapse: collapse; } th, td { border: 1px solid var(--line); padding: .25rem .6rem; }
pre:focus-visible { outline: 3px solid var(--soft); }
del { color: var(--out); } ins { color: var(--in); font-weight: 600; }
summary { cursor: pointer; }
figure { margin: 1rem 0; } img { max-width: 100%; height: auto; } figcaption { color: var(--soft); }
.aloud { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
"""
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_ALOUD = {"s": ("del", "taken out: "), "u": ("ins", "put in: ")}
"""What a mark of changed text is, and how it is said to those who do not see it."""
_TAGS = {"b": "strong", "i": "em", "c": "code"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG, with what it shows in words, and what stands below it."""

    svg: str
    told: str
    caption: str


def page(title: str, blocks: Iterable[Block], figures: Iterable[Figure] = (), heading: str = "Pictures") -> str:
    """A whole page, its figures last and under a heading."""
    drawn = [*map(_figure, figures)]
    return _whole(title, [*_lines(blocks), *([f"<h2>{escape(heading)}</h2>", *drawn] if drawn else [])])


def page_of_markdown(title: str, lines: Iterable[str]) -> str:
    """Lines of Markdown that we wrote (`report/markdown.py`) as such a page. No HTML in them is any, and nothing but an
    address of the web or of a file becomes a link."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    reader.disable("reference")  # which takes a footnote for one
    return _whole(title, [reader.render("\n".join(lines))])


def _whole(title: str, lines: Iterable[str]) -> str:
    head = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(title)}</title>",
        f"<style>\n{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
    ]
    return "".join(f"{line}\n" for line in [*head, *lines, "</main>", "</body>", "</html>"])


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The blocks; items that follow each other are one list, and what is set in as deep belongs to an item."""
    is_open = False
    for number, block in enumerate(blocks, 1):
        is_item = bool(block.depth)
        if is_item and not is_open:
            yield "<ul>"
        elif is_open and not is_item:
            yield "</ul>"
        is_open = is_item
        yield _block(block, number)
    if is_open:
        yield "</ul>"


def _block(block: Block, number: int) -> str:
    if block.kind == "heading":
        level = max(1, min(block.level, 6))
        return f'<h{level} dir="auto">{_inline(block.runs)}</h{level}>'
    if block.kind == "code":
        region = f'<pre tabindex="0" role="region" aria-label="Lines, part {number}">{_text(block.text)}</pre>'
        return f"<details><summary>Line by line</summary>{region}</details>"
    tag = "li" if block.depth else "p"
    return f'<{tag} dir="auto">{_inline(block.runs)}</{tag}>'


def _inline(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = _text(run.text).replace("\n", "<br>")
    for mark, (tag, said) in _ALOUD.items():
        if mark in run.marks:
            return f'<{tag}><span class="aloud">({said}</span>{text}<span class="aloud">)</span></{tag}>'
    for mark, tag in _TAGS.items():
        if mark in run.marks and text.strip():
            text = f"<{tag}>{text}</{tag}>"
    return f'<span class="soft">{text}</span>' if "d" in run.marks and text.strip() else text


def _figure(figure: Figure) -> str:
    svg = re.sub(r"@font-face\s*\{.*?\}", "", figure.svg, flags=re.DOTALL)  # which are fetched from elsewhere
    data = b64encode(svg.encode("utf-8", "replace")).decode()
    return (
        f'<figure><img alt="{_text(figure.told)}" src="data:image/svg+xml;base64,{data}">'
        f"<figcaption>{_text(figure.caption)}</figcaption></figure>"
    )


def _text(text: str) -> str:
    return escape(clean(text))
