"""Sites of other tools: what their links lead to, whom they name, and what a file's name was to say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.desk.desk import Desk
from briefing.model.place import Place
from briefing.model.views import Dossier, Story

SITE = {
    "briefing.toml": '[read]\nauthors = "actors"\n',
    "_posts/2026-01-02-first-post.md": "---\ntitle: The first post of all\n---\nText one.\n",
    "_posts/2026-13-45-bad-date.md": "---\ntitle: Bad date\n---\nText.\n",
    "people/ada-lee.md": "---\ntitle: Ada Lee\nauthors: [Ada Lee]\n---\nShe is.\n",
}


@pytest.fixture
def site(tmp_path: Path, open_desk: Callable[[], Desk], folder: Path) -> Callable[[str], Desk]:
    def made(text: str, name: str = "page.md") -> Desk:
        for file, held in {**SITE, name: text}.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(held, encoding="utf-8")
        desk = open_desk()
        desk.refresh()
        return desk

    return made


def story(desk: Desk, id_: str) -> Story:
    page = desk.page("story", id_)
    assert isinstance(page, Story)
    return page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[the first](/2026/01/02/first-post.html)", "the first"),
        ("[the first]({% post_url 2026-01-02-first-post %})", "the first"),
        ("[short]({% post_url first-post %})", "short"),
        ("[[first-post]]", "first-post"),
        ("[[First-Post|it]]", "it"),
        ('[hugo]({{< ref "first-post" >}})', "hugo"),
        ('[hugo]({{% relref "first-post.md#part" %}})', "hugo"),
        ('[hugo]({{< ref path="/posts/first-post" lang="en" >}})', "hugo"),
        ("[hugo]({{< relref first-post >}})", "hugo"),
        ('{{< ref "first-post" >}}', "first-post"),
        ('{{% relref "first-post" %}}', "first-post"),
        ("{% post_url 2026-01-02-first-post %}", "2026-01-02-first-post"),
        ('<a href="{{< ref "first-post" >}}">a tag</a>', "a tag"),
        ("[x]({{ site.baseurl }}/first-post/)", "x"),
        ('[x]({{ "/first-post/" | relative_url }})', "x"),
    ],
)
def test_a_link_leads_to_the_story_without_its_date(site: Callable[[str], Desk], text: str, shown: str) -> None:
    desk = site(f"---\ntitle: Page\n---\nSee {text}, it says.\n")
    page = story(desk, "page")
    assert {link.id for link in page.links.values()} == {"2026-01-02-first-post"}
    (block,) = page.brief.blocks
    written = "The first post of all" if text == "[[first-post]]" else shown
    assert block.text in (f"See {shown}, it says.", f"See {written}, it says.")
    assert [one.id for one in story(desk, "2026-01-02-first-post").linked_from] == ["page"]


@pytest.mark.parametrize("key", ["first-post", "2026-01-02-first-post", "The first post of all"])
def test_a_story_is_found_by_its_other_names(site: Callable[[str], Desk], key: str) -> None:
    desk = site("---\ntitle: Page\n---\nText.\n")
    assert desk.find(key) == Place.to("story", "2026-01-02-first-post")
    assert desk.find("second-post") is None


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("2026-13-45-x.md", "---\ntitle: T\n---\nText.\n", [("2026-13-45", 1)]),
        ("20261345-x.md", "---\ntitle: T\n---\nText.\n", [("20261345", 1)]),
        ("2026-13-45-x.md", "---\ntitle: T\ndate: 2026-01-02\n---\nText.\n", []),
        ("2026-01-02-x.md", "---\ntitle: T\ndate: 2026-99-02\n---\nText.\n", [("2026-99-02", 3)]),
        ("x.md", "---\ntitle: T\ndate: 2026-99-02\n---\nText.\n", [("2026-99-02", 3)]),
        ("x.md", "+++\ntitle = 'T'\ndate = '2026-99-02'\n+++\nText.\n", [("2026-99-02", 3)]),
        ("x.md", "Title: T\nDate: 2026-99-02\n\nText.\n", [("2026-99-02", 2)]),
        ("x.md", "---\ntitle: T\ndate:\n---\nText.\n", []),
        ("x.md", "---\ntitle: T\ndate: someday\n---\nText.\n", []),
        ("x.md", "---\ntitle: T\ndate: none\n---\nText.\n", []),
        ("2026-x.md", "---\ntitle: T\n---\nText.\n", []),
    ],
)
def test_a_date_that_is_none_is_told(
    site: Callable[[str, str], Desk], name: str, text: str, told: list[tuple[str, int]]
) -> None:
    problems = [one for one in site(text, name).problems() if one.span.file == name]
    assert [(one.message.split("`")[1], one.span.line) for one in problems] == told
    assert all((one.code, one.severity) == ("B107", "info") for one in problems)


def test_links_to_the_note_of_a_person_name_the_person(site: Callable[[str], Desk]) -> None:
    text = (
        "---\ntitle: Page\ndate: 2026-02-01\n---\nWe met [[Ada Lee|her]]. "
        "She came with [a friend](people/ada-lee.md).\n\nThen [[ada-lee]] and [Bo](people/bo.md) left.\n"
    )
    page = site(text).page("actor", "ada-lee")
    assert isinstance(page, Dossier)
    assert [one.story.id for one in page.appearances] == ["page", "ada-lee"]
    found = page.appearances[0]
    assert found.mentions == 3
    assert [(quote.text, quote.text[quote.start : quote.end]) for quote in found.quotes] == [
        ("We met her.", "her"),
        ("She came with a friend.", "a friend"),
        ("Then ada-lee and Bo left.", "ada-lee"),
    ]


def test_a_link_that_is_a_mention_is_one(site: Callable[[str], Desk]) -> None:
    head = "---\ntitle: Page\ndate: 2026-02-01\nauthors: [Ada Lee]\n---\n"
    page = site(f"{head}[[Ada Lee]] came. [Ada Lee](people/ada-lee.md) left.\n").page("actor", "ada-lee")
    assert isinstance(page, Dossier)
    assert page.appearances[0].mentions == 2
    assert len(page.appearances[0].quotes) == 2
