"""The published branch of a remote: fetched, committed upon and pushed in a repository of its own.

The checkout lends its remote's address and its means of reaching it. Its work tree, index, refs
and objects stay as they are.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plugins.publish.git import Git, GitError, author, transport_settings

if TYPE_CHECKING:
    from pathlib import Path

_NO_SUCH_REF = 2  # exit status of `git ls-remote --exit-code`
_BEHIND = ("[rejected]", "[remote rejected] (cannot lock ref", "(failed to update ref)")


class NoRemoteError(Exception):
    """The checkout has no remote of this name."""


class SourceBranchError(Exception):
    """The branch holds the sources; publishing on it would put the site in their place."""


class BehindError(Exception):
    """Someone else has published since the branch was fetched."""


@dataclass(frozen=True, slots=True)
class Change:
    """What publishing would change: addresses below the site's root, sorted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to publish."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class PublishedBranch:
    """One branch of one remote, and the repository in which its next commit is made."""

    git: Git
    branch: str
    fetch_address: str
    push_address: str

    @classmethod
    def open(cls, checkout: Git, store: Path, remote: str, branch: str) -> PublishedBranch:
        """Open `branch` of `remote`; `store` becomes our repository. NoRemoteError, GitError.

        Nobody else may be at work in `store`: locks in it were left by one that was killed.
        """
        fetch = checkout.attempt("remote", "get-url", remote)
        if fetch.returncode != 0:
            raise NoRemoteError(remote)
        push = checkout.run("remote", "get-url", "--push", remote)
        store.mkdir(parents=True, exist_ok=True)
        git = Git(store, {**transport_settings(checkout), **author(checkout)})
        for lock in store.rglob("*.lock"):
            lock.unlink(missing_ok=True)
        git.run("init", "--quiet", "--bare", ".")
        addresses = (_absolute(checkout.folder, url.strip()) for url in (fetch.stdout, push))
        return cls(git, branch, *addresses)

    @property
    def _ref(self) -> str:
        return f"refs/heads/{self.branch}"

    def fetch(self, depth: int = 1) -> str | None:
        """Make our branch the remote's; return its commit, or None where there is none yet.

        `depth` is how many of its commits are wanted at least.

        GitError if the remote cannot be reached; SourceBranchError if it is no published branch.
        """
        listed = self.git.attempt("ls-remote", "--exit-code", self.fetch_address, self._ref)
        if listed.returncode == _NO_SUCH_REF:
            self.git.run("update-ref", "-d", self._ref)
            return None
        if listed.returncode != 0:
            raise GitError(listed.stderr.strip())
        refspec = f"+{self._ref}:{self._ref}"
        # One commit is enough to stand on, however long the history of the site is.
        self.git.run(
            "fetch",
            "--quiet",
            f"--depth={depth}",
            "--no-tags",
            "--update-head-ok",
            self.fetch_address,
            refspec,
        )  # fmt: skip -- one option beside the other reads as the command does
        if self.git.attempt("cat-file", "-e", f"{self._ref}:pelicanconf.py").returncode == 0:
            raise SourceBranchError
        return self.git.run("rev-parse", self._ref).strip()

    def commit(self, site: Path, message: str, domain: str | None) -> str:
        """Commit the folder `site` upon our branch with ghp-import; return the commit."""
        words = [sys.executable, "-m", "ghp_import", "--no-jekyll", "--message", message]
        if domain:
            words += ["--cname", domain]
        done = subprocess.run(  # noqa: S603 -- our own interpreter and a package of the lock
            [*words, "--branch", self.branch, str(site)],
            cwd=self.git.folder,
            env=self.git.clean_environment(),
            text=True,
            capture_output=True,
            check=False,
        )
        if done.returncode != 0:
            raise GitError((done.stderr or done.stdout).strip())
        return self.git.run("rev-parse", self._ref).strip()

    def files(self, commit: str | None) -> dict[str, int]:
        """Return the files of a commit with their sizes in bytes; none for None."""
        if commit is None:
            return {}
        listed = self.git.run("ls-tree", "-r", "-l", "-z", commit).split("\0")
        pairs = (entry.split("\t", 1) for entry in listed if entry)
        return {path: int(about.split()[3]) for about, path in pairs}

    def read(self, commit: str, path: str) -> bytes:
        """Return a file of a commit."""
        return self.git.read("cat-file", "blob", f"{commit}:{path}")

    def message(self, commit: str | None) -> str:
        """Return the message of a commit; empty for None."""
        return self.git.run("log", "-1", "--format=%B", commit) if commit else ""

    def change(self, before: str | None, after: str) -> Change:
        """Compare two commits, addresses as readers know them."""
        old = before or self.git.run("hash-object", "-t", "tree", "-w", "/dev/null").strip()
        listed = self.git.run(
            "diff-tree", "-r", "-z", "--no-renames", "--name-status", old, after
        ).split("\0")
        kinds: dict[str, list[str]] = {"A": [], "M": [], "D": []}
        for kind, path in zip(listed[::2], listed[1::2], strict=False):
            kinds.get(kind, kinds["M"]).append(_address(path))
        added, changed, removed = (tuple(sorted(some)) for some in kinds.values())
        return Change(added, changed, removed)

    def push(self, commit: str, replacing: str | None = None) -> None:
        """Push without force; BehindError if the remote has moved on, GitError if it refuses.

        With `replacing` the history is another one: pushed only while the remote is still there.
        """
        refspec = f"{commit}:{self._ref}"
        lease = [f"--force-with-lease={self._ref}:{replacing}"] if replacing else []
        done = self.git.attempt("push", "--porcelain", *lease, self.push_address, refspec)
        if done.returncode == 0:
            return
        if any(sign in done.stdout + done.stderr for sign in _BEHIND):
            raise BehindError
        raise GitError(done.stderr.strip() or done.stdout.strip())


def _absolute(checkout: Path, address: str) -> str:
    """Return the address of a remote; a relative path is meant from the checkout."""
    path = checkout / address
    return str(path.resolve()) if path.exists() else address


def _address(path: str) -> str:
    return "/" + path.removesuffix("index.html")
