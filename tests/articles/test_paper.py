"""PDF, read as articles."""

from __future__ import annotations

import pytest

from tests.articles.inputs import MORE, WORDS, article, given, outcome, pdf, refusal

pytest.importorskip("pypdf")

_LINES = [
    "The price of bread went up again, and no-",
    "body in the market (or behind it) could say",
    "why it had.",
    "It may fall again.",
]


def test_lines_are_put_together() -> None:
    one = article(
        pdf([_LINES], "/Title (Bread is dear) /Author (Anna Berglund) /CreationDate (D:20260716120000+02'00')"), "b.pdf"
    )
    assert (one.title, one.date, one.source) == ("Bread is dear", "2026-07-16", "Anna Berglund, b.pdf")
    assert one.body == (
        "The price of bread went up again, and nobody in the market (or behind it) could say why it had.\n\n"
        "It may fall again."
    )
    assert one.guesses == {
        "title": "what the PDF says of itself",
        "date": "when the PDF was made",
        "body": "a PDF does not say where its paragraphs end",
    }


def test_headings_and_items_are_their_own() -> None:
    lines = ["1. Bread", WORDS, "and goes on here.", "What next?", "\x95 flour, which is dear", "\x95 salt", MORE]
    one = article(pdf([lines]).replace(b"(\x95", b"(\\225"), "a.pdf")
    assert one.body.split("\n\n")[0] == r"1\. Bread"
    assert one.body.split("\n\n")[1] == f"{WORDS} and goes on here."
    assert "What next?" in one.body.split("\n\n")


def test_what_every_page_has_is_no_text() -> None:
    pages = [["The Post", f"{WORDS} {number}.", "Some more.", f"page {number} of 3"] for number in (1, 2, 3)]
    one = article(pdf(pages, "/Title (Microsoft Word - draft.docx)"), "2025-05-15-bread.pdf")
    assert (one.title, one.date) == ("bread", "2025-05-15")
    assert "The Post" not in one.body
    assert "page" not in one.body
    assert one.body.count("Some more.") == 3


@pytest.mark.parametrize(
    "around",
    [
        ["11/28/26, 8:12 AM Bread is dear", "https://example.org/bread {n}/2"],
        ["Bread is dear https://example.org/bread", "{n} of 2 28/11/2026, 08:12"],
        ["https://example.org/bread", "Page {n}"],
    ],
)
@pytest.mark.parametrize("is_above", [False, True])
@pytest.mark.parametrize("number", [1, 2])
def test_what_a_browser_prints_around_a_page_is_no_text(around: list[str], number: int, is_above: bool) -> None:
    pages = []
    for page in range(1, number + 1):
        margins = [line.format(n=page) for line in around]
        text = [f"{WORDS} {'ab'[page - 1]}."]
        pages.append([*margins, *text] if is_above else [*text, *margins])
    one = article(pdf(pages, "/Title (Bread is dear)"), "b.pdf")
    assert one.body.replace("\n\n", " ") == " ".join(f"{WORDS} {'ab'[page]}." for page in range(number))
    assert (one.address, one.guesses["sources"]) == ("https://example.org/bread", "printed at the edge of its pages")


def test_letters_that_a_font_draws_in_one_are_two() -> None:
    drawn = pdf([["The of\x95cial said that it was so."]]).replace(b"\x95", b"\\256")
    assert article(drawn, "b.pdf").body == "The official said that it was so."


_LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O ({'a' * 32}) /U ({'b' * 32}) /P -4 >> /ID [(x) (x)]"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pdf([[]]), "the PDF has pictures of pages and no text; a program for OCR reads those"),
        (pdf([_LINES], trailer=_LOCK), "the PDF is locked with a password"),
        (pdf([["page 1"], ["page 2"], ["page 3"]]), "there is no text in it"),
        (pdf([_LINES])[:60], "the PDF is damaged"),
        (b"%PDF-1.4", "the PDF is damaged"),
        (b"no pdf", "it is called a PDF and is none"),
        (pdf([["x"]] * 501), "the PDF has 501 pages; an article has fewer than 500"),
    ],
    ids=["scan", "locked", "margins", "cut off", "empty", "text", "long"],
)
def test_what_cannot_be_read_is_said(data: bytes, says: str) -> None:
    assert says in refusal(data, "a.pdf")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"/Count 1", b"/Count 99999999"),
        (b"/Kids [", b"/Kids [2 0 R "),
        (b"stream\n", b"stream\r\x00"),
        (b"/Length ", b"/Length -"),
        (b"/Root 1 0 R", b"/Root 9 0 R"),
    ],
)
def test_damaged_ones_end_in_a_text_or_in_a_sentence(old: bytes, new: bytes) -> None:
    assert outcome(given(pdf([_LINES]).replace(old, new), "a.pdf"))
