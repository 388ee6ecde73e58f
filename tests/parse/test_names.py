"""Which names in a text are linked, and to whom."""

from __future__ import annotations

import unicodedata

import pytest

from tests.parse.desk import codes, mentioned, problem_at, read, read_text

PEOPLE = (
    "title: T\nactors: [volodymyr-zelensky, vladimir-putin, recep-tayyip-erdogan, hakan-fidan, mark-rutte, "
    "mike-johnson, turkey, ukraine, russia, united-states, nato]\nvenues: [istanbul, the-hague]\n"
)


def links(text: str, head: str = PEOPLE) -> list[str]:
    """The linked texts, those of unlisted things in brackets."""
    return [f"({name})" if key.startswith("(") else name for name, key in mentioned(read_text(text, head))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # strong and weak names, the longest first
        ("Vladimir Putin and Putin", ["Vladimir Putin", "Putin"]),
        ("Moscow rejects, the Kremlin too. The Kremlin waits.", ["Moscow", "the Kremlin", "The Kremlin"]),
        ("The Hague hosts the summit", ["The Hague"]),
        # whole words only
        ("Putinism, NATOs, xNATO, NATO_x", []),
        ("NATO, (NATO) “NATO” —NATO— NATO.", ["NATO"] * 5),
        # possessives end a mention
        ("Erdoğan's plan, Russia’s answer, the Kremlin's", ["Erdoğan", "Russia", "the Kremlin"]),
        ("Ankara'da Erdoğan'ın", ["Ankara", "Erdoğan"]),
        ("O'Putin and Putin'O", []),
        ("l'OTAN et l'Ukraine", ["Ukraine"]),
        # known names side by side
        ("Ukraine's Zelensky", ["Ukraine", "Zelensky"]),
        ("NATO Secretary General Mark Rutte", ["NATO", "Mark Rutte"]),
        ("Turkish Foreign Minister Hakan Fidan", ["Turkish", "Hakan Fidan"]),
        ("Russian President Vladimir Putin", ["Russian", "Vladimir Putin"]),
        ("President Putin, Mr Putin, Mr. Putin, Gen. Putin", ["Putin"] * 4),
        ("When Putin came. Meanwhile Zelensky left. But Rutte", ["Putin", "Zelensky", "Rutte"]),
        ("the Turkish Parliament and the Russian Ministry of Defence", ["Turkish", "Russian"]),
        ("Turkish President Recep Tayyip Erdoğan", ["Turkish", "Recep Tayyip Erdoğan"]),
        ("Tayyip Erdoğan and R. T. Erdoğan, V. Putin", ["Erdoğan"]),
        ("He left. Putin stayed", ["Putin"]),
        ("Colonel Hakan Fidan, Spokesperson Hakan Fidan, Legendary Hakan Fidan", ["Hakan Fidan"] * 3),
        # longer unknown names
        ("the Moscow Times", []),
        ("Speaker Mike Johnson, Johnson, Mike Johnson", ["Mike Johnson", "Johnson", "Mike Johnson"]),
        ("Lyndon Johnson and Johnson City, Johnson & Johnson", []),
        ("the Istanbul Convention, Istanbul Airport", []),
        ("the Bank of Russia and the Government of Russia", ["Russia"]),
        ("Russia Today and Turkey Wealth Fund", []),
        ("Mohammed bin Putin", []),
        ("Erdoğan II, Vladimir Putin University", []),
        # hyphens and dashes
        ("Russia-Ukraine war, Ukraine–Russia talks", ["Russia", "Ukraine", "Ukraine", "Russia"]),
        ("pro-Russian, Russian-led, ex-Putin", ["Russian", "Russian", "Putin"]),
        ("Putin-Meyer, Meyer-Putin", []),
        ("the Russia-Africa summit", ["Russia"]),
        # unlisted things by their strong names only
        ("Medinsky", []),
        ("Vladimir Medinsky in Antalya", ["(Vladimir Medinsky)", "(Antalya)"]),
        # a metonym beats an unlisted capital
        ("Washington and Kyiv agree", ["Washington", "Kyiv"]),
        # not in code, addresses and what looks like one
        ("`Putin` and [Putin](https://putin.example/NATO) <https://nato.example/NATO>", ["Putin"]),
        ("write to press@NATO now", []),
        # across bold and line breaks
        ("**Vladimir** Putin and Vladimir\nPutin", ["Vladimir Putin", "Vladimir Putin"]),
        ("*Erdo*ğan", ["Erdoğan"]),
        # blanks, hyphens and apostrophes of all kinds
        ("Vladimir\u00a0Putin", ["Vladimir\u00a0Putin"]),
    ],
)
def test_what_is_linked(text: str, expected: list[str]) -> None:
    assert links(text) == expected


def test_no_name_crosses_a_cell_or_a_block() -> None:
    assert links("| Vladimir | Putin |\n|---|---|\n| a | NATO |\n\nVladimir\n\nPutin") == ["Putin", "NATO", "Putin"]


def test_code_blocks_are_left_alone() -> None:
    assert links("```\nPutin\n```\n\nPutin") == ["Putin"]


def test_a_listed_capital_wins_over_the_metonym() -> None:
    head = "title: T\nactors: [russia]\nvenues: [moscow]\n"
    assert mentioned(read_text("Moscow is cold", head)) == [("Moscow", "moscow")]
    assert mentioned(read_text("Moscow is cold", "title: T\nactors: [russia]\n")) == [("Moscow", "russia")]
    assert mentioned(read_text("Moscow is cold")) == [("Moscow", "(moscow)")]


def test_two_candidates_are_not_linked_but_reported_once() -> None:
    text = "title: T\nactors: [boris-johnson, mike-johnson]\nbody: |\n  Johnson met Johnson and Boris Johnson.\n"
    brief = read(text)
    assert mentioned(brief) == [("Boris Johnson", "boris-johnson")]
    assert codes(brief) == ["B209"]
    assert problem_at(text, brief) == ("B209", "Johnson")
    assert "`boris-johnson` or `mike-johnson`" in brief.problems[0].message


def test_mentions_decide() -> None:
    head = "title: T\nactors: [boris-johnson, mike-johnson, united-states]\nvenues: [washington]\nmentions:\n"
    head += "  Johnson: mike-johnson\n  Washington: united-states\n  Fidan: none\n  the Elder: boris-johnson\n"
    brief = read_text("Johnson in Washington with Fidan and the Elder, not the Washington Post", head)
    assert brief.problems == ()
    assert mentioned(brief) == [
        ("Johnson", "mike-johnson"), ("Washington", "united-states"), ("the Elder", "boris-johnson"),
    ]  # fmt: skip
    assert all(mention.explicit for mention in brief.mentions)


def test_none_keeps_a_longer_name_whole() -> None:
    head = "title: T\nactors: [russia, nato]\nmentions: {Moscow President: none, NATO: none}\n"
    assert mentioned(read_text("Moscow President and Moscow and NATO", head)) == [("Moscow", "russia")]


def test_an_explicit_link_wins() -> None:
    body = "[[moscow]] and [[moscow|Moscow]] and [[nato|the alliance]], [[Türkiye]]"
    text = f"title: T\nactors: [russia]\nbody: |\n  {body}\n"
    brief = read(text)
    assert brief.problems == ()
    assert mentioned(brief) == [
        ("Moscow", "(moscow)"), ("Moscow", "(moscow)"), ("the alliance", "(nato)"), ("Turkey", "(turkey)"),
    ]  # fmt: skip
    assert all(mention.explicit for mention in brief.mentions)
    assert [text[mention.position :][:3] for mention in brief.mentions] == ["mos", "Mos", "the", "Tür"]


def test_a_link_to_something_else_is_plain_text_and_for_the_desk_to_know() -> None:
    text = "title: T\nbody: |\n  a [[andriy-yermak|Yermak]] and [[x-y-z]]\n"
    brief = read(text)
    assert brief.blocks[0].text == "a Yermak and x-y-z"
    assert brief.mentions == ()
    assert brief.problems == ()
    assert [pointer.id for pointer in brief.pointers] == ["andriy-yermak", "x-y-z"]
    for pointer in brief.pointers:
        line = text.split("\n")[pointer.span.line - 1]
        assert line[pointer.span.column - 1 : pointer.span.end_column - 1] == pointer.id


def test_local_names_are_linked() -> None:
    head = "title: T\nactors: [{name: Steve Witkoff, weak: [Witkoff], aliases: [S. W.]}]\nvenues: [Kursk Oblast]\n"
    text = "Steve Witkoff, Witkoff and S. W. in Kursk Oblast"
    assert links(text, head) == ["Steve Witkoff", "Witkoff", "S. W.", "Kursk Oblast"]


def test_scripts_without_blanks() -> None:
    assert links("今天普京访问北京", "title: T\nactors: [{name: 普京}]\nvenues: [北京]\n") == ["普京", "北京"]


def test_decomposed_text_is_matched_and_counted_as_it_stands() -> None:
    body = unicodedata.normalize("NFD", "Ünïcodé said Erdoğan met Türkiye’s Putin")
    text = f"{PEOPLE}body: |\n  {body}\n"
    brief = read(text)
    assert [unicodedata.normalize("NFC", name) for name, _key in mentioned(brief)] == ["Erdoğan", "Türkiye", "Putin"]
    assert [text[mention.position] for mention in brief.mentions] == ["E", "T", "P"]
    assert mentioned(brief)[0][0] == unicodedata.normalize("NFD", "Erdoğan")


def test_mentions_are_in_order_and_apart() -> None:
    brief = read_text("Putin, [[nato]], Zelensky\n\n- [[turkey|X]] Rutte\n\n| NATO | Putin |\n|-|-|", PEOPLE)
    places = [(mention.block, mention.start, mention.end) for mention in brief.mentions]
    assert places == sorted(places)
    assert len(places) == 7
