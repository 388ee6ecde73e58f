"""What somebody who means harm writes is published, and answered as the folder answers it."""

from __future__ import annotations

import contextlib
import random
import string
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.desk.desk import Desk
from briefing.model.clock import Clock
from briefing.model.query import parse_query
from briefing.postgres.address import DeskAddress
from briefing.postgres.desk import PublishedDesk
from briefing.postgres.publishing import publish
from tests.desk.conftest import TODAY
from tests.hostile import TIMES, write_desk
from tests.postgres.test_publishing import same

Open = Callable[[], PublishedDesk]


@pytest.mark.parametrize("seed", range(TIMES))
def test_a_hostile_desk_is_answered_as_its_folder_answers(
    tmp_path: Path, address: DeskAddress, opened: Open, seed: int
) -> None:
    root = write_desk(tmp_path / "files", seed)
    publish(root, tmp_path / "publisher", address, Clock.at(TODAY))
    same(root, tmp_path, opened())
    (root / "plain.yaml").write_text('title: "Pl\\0ain \\ud800"\ndate: 2025-05-16\nactors: [a2]\nbody: |\n  V1.\n')
    publish(root, tmp_path / "publisher", address, Clock.at(TODAY))
    same(root, tmp_path, opened())


def test_what_is_too_large_for_an_index_is_published(tmp_path: Path, address: DeskAddress, opened: Open) -> None:
    chance = random.Random(1)
    root = tmp_path / "files"
    root.mkdir()
    long = "".join(chance.choices(string.ascii_letters, k=100_000))  # that nothing makes shorter
    words = " ".join("".join(chance.choices(string.ascii_lowercase, k=9)) for _ in range(110_000))
    (root / f"{long[:200]}.yaml").write_text(
        f"title: {long}\ndate: 2025-05-16\nid: {long[:9000]}\nbody: |\n  {words}\n"
    )
    (root / "words.yaml").write_text(f"title: Words\nbody: |\n  {long[:5000]} and {long[5000:9000]} end\n")
    actors = ", ".join(f"{{name: Person {number} O'Neill-{number}}}" for number in range(300 * TIMES))
    (root / "actors-many.yaml").write_text(f"title: Many\ndate: 2025-05-16\nactors: [{actors}]\nbody: |\n  They met.\n")
    (root / "tags.yaml").write_text(
        f"title: Tags\ndate: 2025-05-16\ntags: [{long[:20_000]}]\nactors: [{{name: {long[:30_000]}, kind: person}}]\n"
        f"venues: [{{name: {long[30_000:60_000]}}}]\nquestions: [{{ask: {long[:40_000]}, id: {long[:8000]}}}]\n"
        f"events: [{{name: {long[:50_000]}, date: 2025-05-15}}]\nbody: |\n  They met.\n"
    )
    publish(root, tmp_path / "publisher", address, Clock.at(TODAY))
    alike(root, tmp_path, opened())
    (root / "tags.yaml").write_text(f"title: Tags {long[60_000:]}\ndate: 2025-05-16\ntags: [{long[20_000:]}]\n")
    publish(root, tmp_path / "publisher", address, Clock.at(TODAY))
    alike(root, tmp_path, opened())


def alike(root: Path, tmp_path: Path, published: PublishedDesk) -> None:
    """What is asked of a desk of which each page names everybody; the pages of all take their time."""
    if TIMES > 1:
        same(root, tmp_path, published)
    with contextlib.closing(Desk(root, tmp_path / "own", Clock.at(TODAY))) as own:
        own.refresh()
        found, expected = (
            [
                desk.counts(), desk.stories(), desk.actors(), desk.venues(), desk.questions(), desk.problems(),
                *[desk.page("story", row.id) for row in desk.stories()],
                desk.search(parse_query("o'neill-17", TODAY)), desk.search(parse_query("met", TODAY)),
            ]
            for desk in (published, own)
        )  # fmt: skip
    assert found == expected
