"""Questions side by side: all ask before the first of them reads."""

from __future__ import annotations

import pytest

from briefing.desk.askings import Asking, Askings, answer


def asking(name: str, steps: int, told: list[str]) -> Asking[str]:
    for step in range(steps):
        told.append(f"{name} asks {step}")
        yield
        told.append(f"{name} reads {step}")
    return name.upper()


def test_what_asks_by_itself_is_gone_through() -> None:
    told: list[str] = []
    assert answer(asking("a", 2, told)) == "A"
    assert told == ["a asks 0", "a reads 0", "a asks 1", "a reads 1"]


def test_all_ask_before_one_reads() -> None:
    told: list[str] = []
    ask = Askings()
    first, second, third = ask(asking("a", 1, told)), ask(asking("b", 2, told)), ask(asking("c", 0, told))
    assert not told
    assert (second(), first(), third(), first()) == ("B", "A", "C", "A")
    assert told == ["a asks 0", "b asks 0", "a reads 0", "b reads 0", "b asks 1", "b reads 1"]


def test_several_are_one_among_others() -> None:
    told: list[str] = []

    def both() -> Asking[str]:
        ask = Askings()
        one, other = ask(asking("a", 1, told)), ask(asking("b", 1, told))
        yield from ask.together()
        return one() + other()

    ask = Askings()
    pair, alone = ask(both()), ask(asking("c", 1, told))
    assert (alone(), pair()) == ("C", "AB")
    assert [line.split()[1] for line in told] == ["asks"] * 3 + ["reads"] * 3


def test_what_is_asked_ahead_is_sent_before_anything_is_read() -> None:
    told: list[str] = []

    class Sending:
        def send(self) -> None:
            told.append("sent")

    ask = Askings()
    first, second = ask(asking("a", 2, told)), ask(asking("b", 0, told))
    ask.ahead(Sending())
    ask.ahead(None)
    assert told[:3] == ["a asks 0", "sent", "a reads 0"]
    assert (first(), second()) == ("A", "B")


def test_an_error_is_told_where_it_is_asked_for() -> None:
    def wrong() -> Asking[str]:
        yield
        raise ValueError("no")

    ask = Askings()
    answer_ = ask(wrong())
    with pytest.raises(ValueError, match="no"):
        answer_()
