"""The plain form of a text, the way back from it, and the ways in which a name is written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.parse.spelling import plain, spellings

HOSTILE = st.text(
    alphabet="aeßæÆøŁé\u0301\u0308\u00ad\u0640’\u00a0가\u1100\u1161\u11a8カ\u3099йи\u0306बा्\u093c 👩\u200d💻\ufe0f",
    max_size=30,
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Erdoğan’s", "Erdogan's"), ("Łukasz Wałęsa", "Lukasz Walesa"), ("Straße", "Strasse"), ("Jean‑Luc", "Jean-Luc"),
        ("Ukraine–Russia", "Ukraine–Russia"), ("Zelen\u00adsky", "Zelensky"), ("a\u00a0b", "a b"), ("האו״ם", 'האו"ם'),
        ("مُحَمَّد", "محمد"), ("バナ", "バナ"), ("йод", "йод"), ("Ёлка", "Елка"), ("“x”…", "“x”…"),
        (unicodedata.normalize("NFD", "バナ й Erdoğan 가"), "バナ й Erdogan 가"),
    ],
)  # fmt: skip
def test_plain(written: str, expected: str) -> None:
    assert plain(written)[0] == expected


@given(HOSTILE | st.text(max_size=30), HOSTILE, st.sampled_from(("Erdoğan", "Erdog\u0306an", "Zelen\u00adsky", "Æsir")))
def test_every_place_leads_back(before: str, behind: str, name: str) -> None:
    text = f"{before} {name} {behind}"
    made, origins = plain(text)
    start = len(plain(f"{before} ")[0])
    end = start + len(plain(name)[0])
    assert made == plain(f"{before} ")[0] + plain(name)[0] + plain(f" {behind}")[0]
    if origins is None:
        assert len(made) == len(text)
        return
    assert text[origins[start] : origins[end]] == name
    places = [origins[at] for at in range(len(made) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(text)


@given(HOSTILE)
def test_what_is_plain_stays_so(text: str) -> None:
    made = unicodedata.normalize("NFC", plain(text)[0])
    assert plain(unicodedata.normalize("NFD", made))[0] == plain(made)[0]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anna Berg", ["Anna Berg"]), ("erdoğan", ["erdogan", "Erdogan"]), ("", []), ("…", []),
        ("the Kremlin", ["the Kremlin", "The Kremlin"]), ("The Hague", ["The Hague", "the Hague"]),
        ("von der Leyen", ["von der Leyen", "Von der Leyen"]), ("Al-Qaeda", ["Al-Qaeda", "al-Qaeda"]),
        ("L'Équipe", ["L'Equipe", "l'Equipe"]), ("Theodore", ["Theodore"]),
        ("J.D. Vance", ["J.D. Vance", "JD Vance", "J. D. Vance", "J D Vance"]),
        ("JD Vance", ["JD Vance", "J.D. Vance", "J. D. Vance", "J D Vance"]),
        ("John F. Kennedy", ["John F. Kennedy", "John F Kennedy"]), ("Malcolm X", ["Malcolm X"]),
        ("В. В. Путин", ["В. В. Путин", "ВВ Путин", "В.В. Путин", "В В Путин"]),
        ("U.S.", ["U.S.", "US"]), ("UN", ["UN", "U.N."]), ("NATO", ["NATO"]), ("St. John", ["St. John"]),
        ("الأمم المتحدة", ["الامم المتحدة", "للامم المتحدة"]),
    ],
)  # fmt: skip
def test_spellings(name: str, expected: list[str]) -> None:
    assert list(spellings(name)) == expected
