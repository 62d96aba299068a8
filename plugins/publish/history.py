"""The history of the published branch: kept short on request, never below what a rollback needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugins.publish.git import Git
from plugins.publish.message import Message, read_message

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIELDS = {
    "GIT_AUTHOR_NAME": "%an",
    "GIT_AUTHOR_EMAIL": "%ae",
    "GIT_AUTHOR_DATE": "%aI",
    "GIT_COMMITTER_NAME": "%cn",
    "GIT_COMMITTER_EMAIL": "%ce",
    "GIT_COMMITTER_DATE": "%cI",
}


def shortened(git: Git, tip: str, most: int) -> str | None:
    """Return a commit like `tip` with no more than `most` commits, or None if it is short enough.

    Cut only when there are twice as many, so that the branch is rewritten now and then, not at
    every publication. Trees, authors, times and messages stay; the commits are new ones.
    """
    commits = git.run("rev-list", "--first-parent", tip).split()
    if len(commits) <= 2 * most:
        return None
    renamed: dict[str, str] = {}
    parent: list[str] = []
    for commit in reversed(commits[:most]):
        parent = ["-p", _again(git, commit, parent, renamed)]
        renamed[commit] = parent[1]
    return parent[1]


def _again(git: Git, commit: str, parent: list[str], renamed: Mapping[str, str]) -> str:
    """Make a commit once more upon another parent; what it refers to is renamed with it."""
    old = read_message(git.run("log", "-1", "--format=%B", commit))
    restores = renamed.get(old.restores, "")
    message = Message(old.subject, old.source, old.held, restores, old.superseded)
    values = {
        name: git.run("log", "-1", f"--format={form}", commit).strip()
        for name, form in _FIELDS.items()
    }
    maker = Git(git.folder, {**git.environment, **values})
    words = ["commit-tree", f"{commit}^{{tree}}", *parent, "-m", message.text()]
    return maker.run(*words).strip()


def releases(git: Git, tip: str) -> list[str]:
    """Return the releases that a rollback can reach, the live one first.

    A rollback is no release of its own: it stands where the release that it restores stands.
    """
    at = tip
    restores = read_message(git.run("log", "-1", "--format=%B", tip)).restores
    if restores and git.attempt("cat-file", "-e", f"{restores}^{{commit}}").returncode == 0:
        at = restores
    return [
        commit
        for commit in git.run("rev-list", "--first-parent", at).split()
        if not read_message(git.run("log", "-1", "--format=%B", commit)).restores
    ]
