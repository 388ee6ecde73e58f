"""How far a check is, told to those who take it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.lsp import progress
from briefing.lsp.progress import Progress
from tests.lsp.conftest import Json
from tests.test_house import ROOT

DESK = Path("desk")
Step = Callable[[Progress, list[Json]], None]


def files(progress: Progress, _sent: list[Json]) -> None:
    progress.tell(DESK, 1, 4)


def over(progress: Progress, _sent: list[Json]) -> None:
    progress.end(DESK)


def _answered(progress: Progress, sent: list[Json], **answer: object) -> None:
    asked = [one["id"] for one in sent if "id" in one]
    progress.answered({"id": asked[-1], **answer})


def yes(progress: Progress, sent: list[Json]) -> None:
    _answered(progress, sent, result=None)


def no(progress: Progress, sent: list[Json]) -> None:
    _answered(progress, sent, error={"code": -32601, "message": "what?"})


def first_yes(progress: Progress, _sent: list[Json]) -> None:
    progress.answered({"id": "briefing-1", "result": None})


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ((files, files, files, over), []),
        ((files, yes, over), []),
        ((files, files, yes, files, files, over), ["begin", "report", "end"]),
        ((files, no, files, over), []),
        ((files, over, yes), []),
        ((files, over, files, first_yes, files, over), []),  # it is the other one that was taken
        ((files, over, files, yes, files, over), ["begin", "end"]),
        ((over,), []),
    ],
)
def test_nothing_is_told_before_the_editor_takes_it(
    steps: tuple[Step, ...], told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    sent: list[Json] = []
    one = Progress(sent.append)
    for step in steps:
        step(one, sent)
    assert [message["params"]["value"]["kind"] for message in sent if message["method"] == "$/progress"] == told
    assert {message["params"]["token"] for message in sent if message["method"] == "$/progress"} <= {
        message["id"] for message in sent if "id" in message
    }


def test_a_check_that_is_soon_over_is_not_told_of() -> None:
    sent: list[Json] = []
    one = Progress(sent.append)
    one.tell(DESK, 1, 4)
    one.tell(DESK, 2, 4)
    one.end(DESK)
    assert sent == []


# by a client that others made

types = pytest.importorskip("lsprotocol.types")
client_module = pytest.importorskip("pygls.lsp.client")
IMPATIENT = "from briefing.lsp import progress; progress.PATIENCE = 0.0; from briefing.cli import main; main(['lsp'])"
WAIT = 30


async def heard(root: Path, environ: dict[str, str], takes: bool) -> list[str]:
    """What a client hears while a desk is checked, and answers, in order."""
    client = client_module.BaseLanguageClient("tests", "1")
    found: list[str] = []
    is_checked = asyncio.Event()

    @client.feature(types.WINDOW_WORK_DONE_PROGRESS_CREATE)
    def _asked(_params: Any) -> None:
        found.append("asked")
        if not takes:
            raise RuntimeError("not here")

    @client.feature(types.PROGRESS)
    def _told(params: Any) -> None:
        found.append(params.value["kind"])

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def _published(params: Any) -> None:
        if params.uri.endswith("z.yaml"):
            is_checked.set()

    await client.start_io(sys.executable, "-c", IMPATIENT, env=environ, cwd=str(root))
    try:
        window = types.WindowClientCapabilities(work_done_progress=True)
        await client.initialize_async(
            types.InitializeParams(capabilities=types.ClientCapabilities(window=window), root_uri=root.as_uri())
        )
        client.initialized(types.InitializedParams())
        await asyncio.wait_for(is_checked.wait(), WAIT)
        await asyncio.wait_for(client.shutdown_async(None), WAIT)
        client.exit(None)
        await asyncio.wait_for(client._server.wait(), WAIT)
    finally:
        if client._server.returncode is None:
            client._server.kill()
        await asyncio.wait_for(client.stop(), WAIT)
    return found


@pytest.mark.parametrize("takes", [True, False])
def test_a_check_is_told_of_to_who_takes_it(root: Path, tmp_path: Path, takes: bool) -> None:
    for number in range(400):
        (root / f"story-{number}.yaml").write_text("title: T\nbody: |\n  x\n")
    (root / "z.yaml").write_text("titel: T\nbody: |\n  x\n")
    environ = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)}
    found = asyncio.run(heard(root, environ, takes))
    if takes:
        assert found[:2] == ["asked", "begin"]
        assert set(found[2:-1]) <= {"report"}
        assert found[-1] == "end"
    else:
        assert found == ["asked"]
