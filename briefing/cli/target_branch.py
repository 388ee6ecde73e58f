"""What a run in CI is compared with, as far as its environment tells."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.cli.refused import Refused
from briefing.model.value import NamedTuple

if TYPE_CHECKING:
    from briefing.desk.repository import Repository


class TargetBranch(NamedTuple):
    """A revision, and what it is called in a sentence; without a revision there is nothing to compare with."""

    revision: str
    called: str


NOTHING = TargetBranch("", "")


_NAMING = (
    "GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "BITBUCKET_PR_DESTINATION_BRANCH", "CHANGE_TARGET",
    "SYSTEM_PULLREQUEST_TARGETBRANCH", "BUILDKITE_PULL_REQUEST_BASE_BRANCH", "CI_COMMIT_TARGET_BRANCH",
)  # fmt: skip
"""Where the branch stands that a proposal is for: on GitHub and Forgejo, GitLab, Bitbucket, Jenkins, Azure, Buildkite,
and Woodpecker."""


def target_branch(given: str | None, repository: Repository, environment: Mapping[str, str]) -> TargetBranch:
    """What is compared with: what was given; in a pull or merge request the branch that it is for; for a push what was
    there before; else the main branch, and where no server runs it also the branch that this one is for, as far as git
    knows, and the last commit. Raises `Refused` and `RepositoryError`.
    """
    if given:
        return TargetBranch(repository.commit(given), given)
    event = _event(environment)
    for named in (environment.get(name, "").removeprefix("refs/heads/") for name in _NAMING):
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
    is_served = bool(environment.get("CI"))
    guesses = [(f"origin/{main}", str(main))] if main else []
    guesses += [("origin/HEAD", "the main branch")] if is_served else _guesses(repository)
    if not repository.knows("HEAD"):  # nothing is committed yet
        return NOTHING
    here = repository.commit("HEAD")
    for name, called in guesses:
        if not repository.knows(name):
            continue
        if (found := repository.commit(name)) != here:
            return TargetBranch(found, called)
        break  # another one would be a copy that is behind
    return NOTHING if is_served else TargetBranch(here, "the last commit")


def _guesses(repository: Repository) -> list[tuple[str, str]]:
    """The branches that this one may be for, and what they are called: what it follows (its upstream) under another
    name; the main branch of a remote, of what was forked before the fork's; what it follows under its own name; and the
    main branch here."""
    branch, followed = repository.branch(), repository.followed()
    remotes = sorted(repository.remotes(), key=lambda name: (name != "upstream", name != "origin"))
    mains = [f"{remote}/{name}" for remote in remotes for name in ("HEAD", *_MAIN)]
    own = followed if followed.partition("/")[2] == branch else ""
    names = [*([followed] if followed != own else []), *mains, own, *(name for name in _MAIN if name != branch)]
    return [(name, "the main branch" if name.endswith("/HEAD") else name) for name in names if name]


_MAIN = ("main", "master", "trunk")


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
