"""Where cities are, offered to those who ask for it: in each form of an entry, and only where the name is sure."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.check import gazetteer
from briefing.desk.checking import Checker
from tests.check.desk import TODAY, problems, write

HEAD, TAIL = "title: T\n", "body: |\n  x\n"
KARS = "lat: 40.598, lon: 43.085"


def placed(root: Path, venues: str, guesses: bool = True) -> str:
    """The venues of a brief, with what fixes write."""
    write(root, {"t.yaml": f"{HEAD}{venues}{TAIL}"})
    for change in Checker(root, TODAY).fix(guesses):
        (root / change.file).write_bytes(change.after)
    text = (root / "t.yaml").read_text(encoding="utf-8")
    assert problems(root, {"t.yaml": text}, hints=False) == ()
    return text.removeprefix(HEAD).removesuffix(TAIL)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("venues: [Kars]\n", f"venues: [{{name: Kars, {KARS}}}]\n"),
        ("venues:\n  - Kars  # there\n", f"venues:\n  - {{name: Kars, {KARS}}}  # there\n"),
        ('venues:\n  - "Kars"\n', f'venues:\n  - {{name: "Kars", {KARS}}}\n'),
        (
            "venues:\n  - {name: Kars, country: TR, role: here}\n",
            f"venues:\n  - {{name: Kars, country: TR, {KARS}, role: here}}\n",
        ),
        (
            "venues:\n  - name: Kars  # a\n    country: TR  # b\n    role: here\n",
            "venues:\n  - name: Kars  # a\n    country: TR  # b\n    lat: 40.598\n    lon: 43.085\n    role: here\n",
        ),
        (
            "venues:\n  - {id: kars, name: Kars,\n     role: here}\n",
            f"venues:\n  - {{id: kars, name: Kars, {KARS},\n     role: here}}\n",
        ),
        (
            "venues: [Kars, Pisa, Nowhere]\n",
            f"venues: [{{name: Kars, {KARS}}}, {{name: Pisa, lat: 43.709, lon: 10.404}}, Nowhere]\n",
        ),
    ],
)
def test_coordinates_stand_behind_the_name_in_every_form(before: str, after: str, tmp_path: Path) -> None:
    assert placed(tmp_path, before) == after
    assert placed(tmp_path, after) == after


@pytest.mark.parametrize(
    "venues",
    [
        "venues: [Tripoli]\n",  # the sample's registry has one
        "venues: [Birmingham]\n",
        "venues: [{name: Kars, country: UA}]\n",
        "venues: [{name: Kars, kind: palace}]\n",
        "venues: [{name: Kars, lat: 1, lon: 1}]\n",
        "venues: [Nowhere at all, istanbul]\n",
    ],
)
def test_what_is_not_sure_stays(venues: str, tmp_path: Path) -> None:
    assert placed(tmp_path, venues) == venues


def test_the_registry_gets_them_too(tmp_path: Path) -> None:
    places = "kars: {name: Kars, country: TR}\npisa:\n  name: Pisa\n  kind: city\n"
    write(tmp_path, {"places.yaml": places, "t.yaml": f"{HEAD}venues: [kars]\n{TAIL}"})
    [change] = Checker(tmp_path, TODAY).fix(guesses=True)
    assert change.file == "places.yaml"
    assert change.after.decode() == (
        f"kars: {{name: Kars, country: TR, {KARS}}}\npisa:\n  name: Pisa\n  lat: 43.709\n  lon: 10.404\n  kind: city\n"
    )


def test_nobody_reads_the_gazetteer_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read() -> str:
        raise AssertionError("it was read")

    monkeypatch.setattr(gazetteer, "_rows", read)
    assert placed(tmp_path, "venues: [Kars]\n", guesses=False) == "venues: [Kars]\n"
