"""What a run in CI is compared with, as far as its environment tells."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.cli.refused import Refused

if TYPE_CHECKING:
    from briefing.desk.repository import Repository


class TargetBranch(NamedTuple):
    """A revision, and what it is called in a sentence; without a revision there is nothing to compare with."""

    revision: str
    called: str


NOTHING = TargetBranch("", "")


def target_branch(given: str | None, repository: Repository, environment: Mapping[str, str]) -> TargetBranch:
    """What is compared with: what was given; in a pull or merge request the branch that it is for; for a push what was
    there before; else the branch that clones begin with, and the last commit. Raises `Refused` and `RepositoryError`.
    """
    if given:
        return TargetBranch(repository.commit(given), given)
    event = _event(environment)
    for named in (
        environment.get("GITHUB_BASE_REF", ""),
        environment.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", ""),
    ):
        if named:
            return TargetBranch(repository.commit(_branch(repository, named)), named)
    for before in (
        _part(event, "merge_group").get("base_sha"),
        event.get("before"),
        environment.get("CI_COMMIT_BEFORE_SHA"),
    ):
        if isinstance(before, str) and repository.has_commit(before):  # after a forced push it may be nowhere
            return TargetBranch(repository.commit(before), "what was there before")
    main = _part(event, "repository").get("default_branch") or environment.get("CI_DEFAULT_BRANCH", "")
    for name, called in ((f"origin/{main}" if main else "", str(main)), ("origin/HEAD", "the main branch")):
        if name and repository.knows(name) and repository.commit(name) != repository.commit("HEAD"):
            return TargetBranch(repository.commit(name), called)
    if environment.get("CI"):
        return NOTHING
    return TargetBranch(repository.commit("HEAD"), "the last commit")


def _part(event: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = event.get(name)
    return found if isinstance(found, dict) else {}


def _branch(repository: Repository, name: str) -> str:
    return next((one for one in (f"origin/{name}", name) if repository.knows(one)), f"origin/{name}")


def _event(environment: Mapping[str, str]) -> dict[str, Any]:
    """What GitHub tells of the event that a workflow runs for. Raises `Refused`."""
    path = environment.get("GITHUB_EVENT_PATH")
    if not path:
        return {}
    try:
        found = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Refused(f"GITHUB_EVENT_PATH could not be read: {error}") from None
    return found if isinstance(found, dict) else {}
