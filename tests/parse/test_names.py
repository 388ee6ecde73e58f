"""Which names in a text are linked, and to whom."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from briefing.model.brief import Actor, Registry
from briefing.parse.brief import read_brief
from briefing.parse.indentation import Line
from briefing.parse.markdown import read_body
from briefing.parse.names import RegistryNames, link
from briefing.parse.registry import read_registry
from briefing.parse.text import Text
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


# ── people by their surnames ───────────────────────────────────────────────────────────────────────────────────────


def unlisted(actors: str, text: str, venues: str = "", more: str = "") -> list[str]:
    """The linked texts of a brief in an empty folder."""
    head = f"title: T\nactors: [{actors}]\nvenues: [{venues}]\n{more}"
    data = f"{head}body: |\n  {text}\n".encode()
    brief = read_brief(data, "first.yaml", Registry(), RegistryNames(Registry()))
    assert [problem.code for problem in brief.problems] in ([], ["B209"])
    return [name for name, _key in mentioned(brief)] + codes(brief)


@pytest.mark.parametrize(
    ("actors", "text", "expected"),
    [
        ("Volodymyr Zelensky, Recep Tayyip Erdoğan", "Zelensky saw Erdoğan", ["Zelensky", "Erdoğan"]),
        ("{name: Anna Berg, kind: person}", "Berg, Anna, Anna Berg", ["Berg", "Anna Berg"]),
        ("{name: Anna Berg, kind: group}, Islamic State, Red Cross", "Berg said the State and the Cross", []),
        # with and without accents
        ("Viktor Orbán", "Orban, Orbán, Viktor Orban", ["Orban", "Orbán", "Viktor Orban"]),
        ("Viktor Orban", "Orbán and Viktor Orbán’s", ["Orbán", "Viktor Orbán"]),
        ("Lech Wałęsa", "Walesa, Wałęsa", ["Walesa", "Wałęsa"]),
        ("Jan Müller, Jo Muller", "Müller met Muller", ["Müller", "Muller"]),
        # initials, articles and particles
        ("J.D. Vance", "J.D. Vance, J. D. Vance, JD Vance", ["J.D. Vance", "J. D. Vance", "JD Vance"]),
        ("JD Vance", "J.D. Vance. Vance came. Cyrus Vance", ["J.D. Vance", "Vance"]),
        ("{name: The Kremlin}, {name: the Rada}", "the Kremlin. The Rada", ["the Kremlin", "The Rada"]),
        ("{name: the Kremlin}", "He said The Kremlin waits", ["The Kremlin"]),
        ("{name: Le Monde}", "le Monde, Le Monde, le monde", ["le Monde", "Le Monde"]),
        ("Ursula von der Leyen", "Von der Leyen met Mrs von der Leyen", ["Von der Leyen", "von der Leyen"]),
        ("Mohammed bin Salman", "bin Salman, King Salman, Bin Salman", ["bin Salman", "Bin Salman"]),
        ("Bashar al-Assad", "Assad, al-Assad, Al-Assad", ["Assad", "al-Assad", "Al-Assad"]),
        ("Xi Jinping, Kim Jong Un", "Xi met Kim. Un accord", ["Xi", "Kim"]),
        # never inside a longer name that nobody knows
        ("Boris Johnson", "Lyndon Johnson, Johnson City, Johnson & Johnson, Boris Johnson", ["Boris Johnson"]),
        ("Donald Trump, Trump Organization", "Trump owns the Trump Organization", ["Trump", "Trump Organization"]),
        ("Donald Trump", "Trump Tower, Melania Trump, Trump", ["Trump"]),
        # two who share it: no link, and told if it is used
        ("Boris Johnson, Mike Johnson", "Johnson met Boris Johnson", ["Boris Johnson", "B209"]),
        ("Boris Johnson, Mike Johnson", "Lyndon Johnson met Mike Johnson", ["Mike Johnson"]),
        ("Martin Schulz, John Martin", "Martin met Schulz", ["Schulz", "B209"]),
        ("Boris Johnson, {name: Mike Johnson, weak: []}", "Johnson met Mike Johnson", ["Johnson", "Mike Johnson"]),
        ("Bo Johnson, {name: Clan Johnson, kind: group}", "Johnson came", ["B209"]),
        ("{name: Bo Johnson, weak: [Johnson]}, Mike Johnson", "Johnson came", ["B209"]),
        ("{name: Bo Johnson, weak: [BoJo]}", "BoJo is Johnson", ["BoJo", "Johnson"]),
        ("{name: Bo Johnson, weak: []}", "Johnson came", []),
    ],
)  # fmt: skip
def test_a_person_is_linked_by_surname(actors: str, text: str, expected: list[str]) -> None:
    assert unlisted(actors, text) == expected


def test_a_surname_does_not_win_over_a_name() -> None:
    brief = read_text("London burns", "title: T\nactors: [Jack London]\nvenues: [London]\n")
    assert mentioned(brief) == [("London", "london")]
    assert mentioned(read_text("Antalya burns", "title: T\nactors: [Jo Antalya]\n")) == [("Antalya", "(antalya)")]
    shared = read_text("Ankara says", "title: T\nactors: [turkey, Jo Ankara]\n")
    assert (mentioned(shared), codes(shared)) == ([], ["B209"])
    assert mentioned(read_text("Turkish", "title: T\nactors: [turkey]\n")) == [("Turkish", "turkey")]


@pytest.mark.parametrize("entry", ["vp", "{id: vp, role: envoy}", "{id: vp, note: He came.}", "Vladimir Putin"])
def test_the_registry_can_say_that_nobody_is_called_by_surname(entry: str) -> None:
    files = {"actors.yaml": b"vp: {name: Vladimir Putin, kind: person, weak: []}\nab: {name: Anna Berg, weak: [AB]}\n"}
    registry = read_registry(files)
    assert registry.problems == ()
    data = f"title: T\nactors: [{entry}, {{id: ab, role: envoy}}]\nbody: |\n  Putin met Berg and AB, Vladimir Putin.\n"
    brief = read_brief(data.encode(), "a.yaml", registry, RegistryNames(registry))
    assert brief.problems == ()
    assert mentioned(brief) == [("Berg", "ab"), ("AB", "ab"), ("Vladimir Putin", "vp")]


def test_mentions_say_whom_a_shared_surname_means() -> None:
    more = "mentions: {Johnson: Mike Johnson}\n"
    assert unlisted("Boris Johnson, Mike Johnson", "Johnson came", more=more) == ["Johnson"]


@pytest.mark.parametrize(
    ("actors", "text", "expected"),
    [
        ("{name: مصر}, {name: محمد علي}", "ومصر لمصر بمصر فلمصر، ومحمد علي", ["مصر", "مصر", "مصر", "مصر", "محمد علي"]),
        ("{name: الأمم المتحدة}", "والأمم المتحدة للأمم المتحدة", ["الأمم المتحدة", "للأمم المتحدة"]),
        ("{name: محمد علي}", "مُحَمَّد عَلِيّ", ["مُحَمَّد عَلِيّ"]),
        ("{name: محمد علي, kind: person}", "قال علي. فعلي", ["علي"]),
        ("{name: ירושלים}", "בירושלים ולירושלים שבירושלים אירושלים", ["ירושלים"] * 3),
        ("{name: האו״ם}", 'נציגי האו"ם והאו״ם', ['האו"ם', "האו״ם"]),
        ("{name: Ukraine}", "l’Ukraine, dell'Ukraine, D'Ukraine, O'Ukraine", ["Ukraine"] * 3),
    ],
)  # fmt: skip
def test_what_is_written_with_the_name_is_no_part_of_it(actors: str, text: str, expected: list[str]) -> None:
    assert unlisted(actors, text) == expected


def test_an_id_that_is_listed_is_no_name() -> None:
    brief = read_text("the-hague and The Hague", "title: T\nvenues: [the-hague]\n")
    assert mentioned(brief) == [("The Hague", "the-hague")]


# ── time ───────────────────────────────────────────────────────────────────────────────────────────────────────────

HOSTILE = {
    "possessives": lambda n: (["NATO"], "NATO's " * n),
    "joined by and": lambda n: (["NATO"], "NATO & " * n),
    "one word": lambda n: (["NATO"], "NATO" * n),
    "hyphens": lambda n: (["NATO"], "NATO-" * n),
    "capitals": lambda n: (["Anna Berg"], "Aa Berg " * n),
    "initials": lambda n: (["J. D. Berg"], "J. D. " * n + "Berg"),
    "accents": lambda n: (["Ana Bérg"], "Berg Bérg ß " * n),
    "many runs": lambda n: (["NATO"], "*NATO* b " * min(n, 900)),
    "a table": lambda n: (["NATO"], "\n\n| a | b |\n|-|-|\n" + "| NATO | NATO |\n" * n),
    "lines": lambda n: (["NATO"], "NATO.\n" * n),
    "many listed": lambda n: ([f"Ann Berg{at}x{n}" for at in range(n)], " ".join(f"Berg{at}x{n}" for at in range(n))),
    "one surname": lambda n: ([f"Ann{at}x{n} Berg" for at in range(n)], "Berg " * n),
    "prefixes": lambda n: (["مصر"], "ومصر " * n),
}  # fmt: skip


@pytest.mark.parametrize("shape", HOSTILE)
def test_the_work_grows_with_the_text(shape: str) -> None:
    """Counted in calls, of Python's functions and of those in C: twice the text takes about twice as many."""

    def calls(size: int) -> int:
        names, text = HOSTILE[shape](size)
        blocks, links = read_body([Line(line, 0, 1) for line in text.split("\n")])
        actors = [Actor(f"a{at}", name, kind="person") for at, name in enumerate(names)]
        known = RegistryNames(Registry())
        count = 0

        def counted(_frame: object, event: str, _what: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        sys.setprofile(counted)
        try:
            link(blocks, links, actors, (), {}, known, Text("x\n", "a.yaml"))
        finally:
            sys.setprofile(None)
        return count

    calls(4)
    assert calls(800) <= 2.3 * calls(400) + 200
