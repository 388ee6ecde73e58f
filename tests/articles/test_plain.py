"""Text and Markdown, read as articles."""

from __future__ import annotations

import pytest

from tests.articles.inputs import MORE, WORDS, article, page, refusal


def test_a_text_with_its_title() -> None:
    one = article(f"Bread is dear\n15 May 2025\n\n{WORDS}\n\nIt may\nfall again.\n", "2024-01-02-bread.txt")
    assert (one.title, one.date, one.origin, one.source, one.address) == (
        "Bread is dear",
        "2025-05-15",
        "2024-01-02-bread.txt",
        "2024-01-02-bread.txt",
        "",
    )
    assert one.body == f"{WORDS}\n\nIt may\nfall again."
    assert one.guesses == {"title": "the first line", "date": "a line below the title"}


def test_a_line_is_a_paragraph_where_there_are_no_gaps() -> None:
    long = f"{WORDS} {WORDS}"
    assert article(f"Bread\n{long}\n{long}\n", "a.txt").body == f"{long}\n\n{long}"


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        ("Singles\n1. Berg\n2. Ost\nof Lund", "Singles\n\n1. Berg\n2. Ost\n   of Lund"),
        ("- Berg\n* Ost", "- Berg\n- Ost"),
        ("1) Berg\n2) Ost", "1. Berg\n2. Ost"),
        ("It was\n7. Berg", "It was\n7. Berg"),
        ("1984. Berg\n1990. Ost", "1984\\. Berg\n1990\\. Ost"),
        ("1. Berg\n3. Ost", "1\\. Berg\n3\\. Ost"),
    ],
)
def test_a_list_in_a_text_is_one(lines: str, body: str) -> None:
    assert article(f"{WORDS}\n\n{lines}\n", "a.txt").body == f"{WORDS}\n\n{body}"


def test_what_steers_a_terminal_is_no_part_of_a_title_or_a_file_s_name() -> None:
    one = article(f"\x1b]0;xt\x07\x1b[31mRed news\x1b[0m\n\n{WORDS}\x1b[1m\n", "a.txt")
    assert (one.title, one.body) == ("Red news", WORDS)
    hidden = "\x1b]0;xt\x07\x1b[31mRed news"
    assert article(page(f"<article><p>{WORDS}</p><p>{MORE}</p></article>", title=hidden), "a.html").title == "Red news"


def test_what_the_text_does_not_say_its_name_does() -> None:
    one = article(f"{WORDS}\n\n{WORDS}\n", "2026-07-16-bread_is-dear.txt")
    assert (one.title, one.date) == ("bread is dear", "2026-07-16")
    assert one.guesses == {"title": "from the file's name", "date": "from the file's name"}
    one = article(WORDS, "notes.txt")
    assert (one.title, one.date, one.guesses["date"]) == ("notes", "", "no date was found")


@pytest.mark.parametrize(
    "name", ["2026-07-16-bread.txt", "2026_07_16 bread.txt", "202607161030 bread.txt", "2026-07-16T10.30 bread.txt"]
)
def test_a_name_that_begins_with_a_day(name: str) -> None:
    one = article(f"{WORDS}\n\n{WORDS}\n", name)
    assert (one.date, one.title) == ("2026-07-16", "bread")


@pytest.mark.parametrize("name", ["20269999-x.txt", "2025-02-30 x.txt", "12345678.txt"])
def test_a_name_that_is_no_date_is_none(name: str) -> None:
    assert article(WORDS, name).date == ""


def test_a_year_below_the_title_is_no_date() -> None:
    assert article(f"Bread\n\n1984\n\n{WORDS}", "a.txt").date == ""


@pytest.mark.parametrize("line", ["*16 июля 2026*", "_16 July 2026_", "2026-07-16", "**16. Juli 2026**"])
def test_a_date_below_the_heading_of_markdown(line: str) -> None:
    one = article(f"# Bread\n\n{line}\n\n{WORDS}\n", "2020-01-01-bread.md")
    assert (one.date, one.body, one.guesses) == ("2026-07-16", WORDS, {"date": "a line below the title"})
    one = article(f"---\ndate: 2025-05-15\n---\n# Bread\n\n{line}\n\n{WORDS}\n", "bread.md")
    assert (one.date, one.body, one.guesses) == ("2025-05-15", f"{line}\n\n{WORDS}", {})
    assert article(f"# Bread\n\n{line} and\n\n{WORDS}\n", "bread.md").date == ""


def test_what_hides_in_markdown_is_gone() -> None:
    assert article("Bread \u202eis\u200b dear.\u2028Very.", "a.md").body == "Bread is dear. Very."


def test_markdown_says_it_in_its_head() -> None:
    text = (
        "---\ntitle: Bread is dear\ndate: Thu, 16 Jul 2026 10:00:00 +0200\nauthor: Anna Berglund\nsource: The Post\n"
        "canonical_url: https://Example.org:443/bread?utm_source=x&p=1#top\ntags: [bread, prices]\n"
        "description: Flour.\n---\n\n# Bread is dear\n\nSee [[Note|the note]], [[deep/Other]], [that](../x.md) and [this](https://example.org).\n"
    )
    one = article(text, "a.md")
    assert (one.title, one.date, one.source, one.summary) == (
        "Bread is dear",
        "2026-07-16",
        "Anna Berglund, The Post",
        "Flour.",
    )
    assert one.address == "https://example.org/bread?p=1"
    assert one.tags == ("bread", "prices")
    assert one.body == "See the note, Other, that and [this](https://example.org)."
    assert one.guesses == {}


@pytest.mark.parametrize(
    "heading", ["Bread is dear\n=====", "# Bread is dear", "### Bread is dear ###", "\nBread is dear\n---"]
)
def test_markdown_without_a_head(heading: str) -> None:
    one = article(f"{heading}\n\n```\n[[code]]\n```\n", "a.md")
    assert (one.title, one.body) == ("Bread is dear", "```\n[[code]]\n```")
    assert article(f"{WORDS}\n\n{heading.strip()}\n", "a.md").title == "a"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_of_encodings_are_no_text(encoding: str) -> None:
    assert article(f"Brød\n\n{WORDS}".encode(encoding), "a.txt").title == "Brød"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "there is no text in it"),
        (b" \n\t\n", "there is no text in it"),
        ("Pâté à la carte, déjà".encode("cp1252"), "not UTF-8"),
        ("Цены на хлеб снова выросли.".encode("cp1251"), "the file is Windows-1251, not UTF-8"),
        (b"GIF89a\x00\x01", "it is neither text, Markdown, HTML, PDF nor a feed"),
        (b"x" * (4 * 1024 * 1024 + 1), "a brief may have 4 MB"),
        (b"x" * (20 * 1024 * 1024 + 1), "it is larger than 20 MB"),
    ],
    ids=["empty", "blank", "french", "russian", "picture", "long", "huge"],
)
def test_what_is_no_text_is_said_to_be_none(data: bytes, says: str) -> None:
    assert says in refusal(data, "a.txt")
