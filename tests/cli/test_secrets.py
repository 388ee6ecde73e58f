"""A word that was typed may be repeated, and a password in it never is."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click
import pytest

from briefing.cli import main
from briefing.cli.group import group
from briefing.cli.table import COMMANDS
from briefing.model.secrets import hidden

ADDRESS = "postgresql://ann:s3cret@127.0.0.1:1/news"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"no folder {ADDRESS}: there is none", "no folder postgresql://…@127.0.0.1:1/news: there is none"),
        ("'postgres:/ann:s3cret@h/x'", "'postgres:/…@h/x'"),
        ("jdbc:postgresql://h/x?user=ann&password=s3cret&a=b", "jdbc:postgresql://h/x?user=ann&password=…&a=b"),
        ("(host=h password = s3cret dbname=x)", "(host=h password = … dbname=x)"),
        ("host=h password='a s3cret' sslpassword=s3cret", "host=h password=… sslpassword=…"),
        ("https://ann:s3cret@h/@user", "https://…@h/@user"),
        ("https://h/@user and ann@h.example; talks:12, a://b", "https://h/@user and ann@h.example; talks:12, a://b"),
    ],
)
def test_what_lets_somebody_in_is_taken_out_of_a_text(text: str, shown: str) -> None:
    assert hidden(text) == shown


@pytest.mark.parametrize("secret", ["s3 s3cret", "a/s3cret@b", "a?b=s3cret", "s3cret'\"", "a\x1bs3cret", "a//s3cret"])
@pytest.mark.parametrize("way", [str, repr, lambda word: f"/work{word}".replace("//", "/")])
def test_a_password_that_should_have_percent_signs_is_taken_out_too(secret: str, way: type[str]) -> None:
    word = f"--desk= PostgreSQL+psycopg://ann:{secret}@h/x"
    assert "s3cret" not in hidden(f"there is no {way(word)}; name one", ["briefing", "list", word])


def _lines() -> Iterator[list[str]]:
    """Each command with an address wherever something can stand."""
    for name in COMMANDS:
        found = group.get_command(click.Context(group), name)
        assert found is not None
        inner = [(name, found)]
        if isinstance(found, click.Group):
            inner += [(f"{name} {word}", one) for word, one in found.commands.items()]
        for words, command in inner:
            yield [*words.split(), ADDRESS, ADDRESS, ADDRESS, ADDRESS]
            yield [*words.split(), f"--{ADDRESS}"]
            for option in command.params:
                if isinstance(option, click.Option) and not option.is_flag:
                    yield [*words.split(), option.opts[0], ADDRESS, "--no-such-option"]
                    if isinstance(option.type, click.Choice):
                        yield [*words.split(), option.opts[0], ADDRESS]
    yield [ADDRESS, ADDRESS]
    yield [f"x{ADDRESS}"]


def test_no_command_repeats_a_password_wherever_it_stands(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for words in _lines():
        monkeypatch.setattr(sys, "argv", ["briefing", *words])
        with pytest.raises(SystemExit):
            main(words)
        said = "".join(capfd.readouterr())
        assert "s3cret" not in said, words


def test_nor_what_the_environment_names(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("nowhere"))
    for address in (f" {ADDRESS}", "postgresql:/ann:a s3cret@h/x", "postgresql://ann:a s3cret@[h/x"):
        monkeypatch.setenv("BRIEFING_DESK", address)
        monkeypatch.setattr(sys, "argv", ["briefing", "list"])
        with pytest.raises(SystemExit) as ended:
            main(["list"])
        said = "".join(capfd.readouterr())
        assert ended.value.code == 2
        assert "Error: " in said
        assert "s3cret" not in said
