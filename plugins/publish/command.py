"""`./jianbao publish`: build, look once more, commit upon the published branch, push."""

from __future__ import annotations

import fcntl
import shutil
import sys
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plugins.core.messages import say
from plugins.publish.branch import (
    BehindError,
    Change,
    NoRemoteError,
    PublishedBranch,
    SourceBranchError,
)
from plugins.publish.git import Git, GitError
from plugins.publish.publication import ATTEMPTS, Publication, Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# What the site is made from: changes elsewhere in the checkout are no one's concern here.
SOURCES = ("content", "theme", "plugins", "pelicanconf.py", "publishconf.py")


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options of the command. `zone` is the site's time zone (IANA)."""

    remote: str = "origin"
    branch: str = "gh-pages"
    dry_run: bool = False
    allow_dirty: bool = False
    any_size: bool = False
    again: bool = False
    history: int | None = None
    zone: str = "Asia/Shanghai"


def run(root: Path, build: Callable[[Path], int], wishes: Wishes, language: str) -> int:
    """Publish the checkout at `root` and return the exit status.

    `build` makes the production site in the folder it is given and returns 0 if it could; it
    checks the sources first. Until the one push, nothing outside `.cache/publish` is written:
    whatever fails leaves the checkout and the live site as they were. Returns 0 also when there
    is nothing to publish, 1 when the site must not or cannot be published.
    """

    def tell(key: str, **values: object) -> None:
        print(say(key, language, **values), file=sys.stderr, flush=True)  # noqa: T201 -- to the person

    checkout = Git(root)
    remote, branch = wishes.remote, wishes.branch
    try:
        with alone(root / ".cache" / "publish"):
            target = open_branch(checkout, remote, branch, tell)
            _look_at_sources(checkout, allow_dirty=wishes.allow_dirty, tell=tell)
            site = _built(root / ".cache" / "publish" / "site", build, tell)
            change = Publication(target, site, checkout, wishes, tell, language).publish()
    except Stop as stop:
        return stop.status
    except GitError as error:
        tell("publish.refused", remote=remote, words=error)
    except SourceBranchError:
        tell("publish.source-branch", branch=branch)
    except BehindError:
        tell("publish.race", attempts=ATTEMPTS)
    else:
        _report(change, dry_run=wishes.dry_run, language=language, where=f"{remote} {branch}")
        return 0
    return 1


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other publication of this checkout is under way.

    The system lifts the lock with the process, however it ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def open_branch(
    checkout: Git, remote: str, branch: str, tell: Callable[..., None]
) -> PublishedBranch:
    """Open the branch to publish on; told and stopped where there is no repository or remote."""
    root = checkout.folder
    top = checkout.attempt("rev-parse", "--show-toplevel")
    if top.returncode != 0 or not root.samefile(top.stdout.rstrip("\n")):
        tell("publish.no-repository", path=root)
        raise Stop
    if checkout.attempt("check-ref-format", "--branch", branch).returncode != 0:
        tell("publish.bad-branch", branch=branch)
        raise Stop(2)
    try:
        return PublishedBranch.open(checkout, root / ".cache" / "publish" / "git", remote, branch)
    except NoRemoteError:
        tell("publish.no-remote", remote=remote)
        raise Stop from None


def _look_at_sources(checkout: Git, *, allow_dirty: bool, tell: Callable[..., None]) -> None:
    """Stop if the site would show what no commit holds; warn of commits no one else has."""
    present = [name for name in SOURCES if (checkout.folder / name).exists()]
    dirty = checkout.run("status", "--porcelain", "--", *present).splitlines()
    if dirty and not allow_dirty:
        tell("publish.dirty", paths="\n".join(f"  {line[3:]}" for line in dirty))
        raise Stop
    ahead = checkout.attempt("rev-list", "--count", "@{upstream}..HEAD").stdout.strip()
    if ahead not in {"", "0"}:
        tell("publish.unpushed", count=ahead)


def _built(site: Path, build: Callable[[Path], int], tell: Callable[..., None]) -> Path:
    """Build the site in the folder `site`; told and stopped if that fails."""
    # Empty first: only what this very build makes may go live, whatever became of earlier notes.
    if site.exists():
        shutil.rmtree(site)
    with redirect_stdout(sys.stderr):  # what a build prints is progress here, not the result
        status = build(site)
    if status != 0:
        tell("publish.not-built")
        raise Stop(status)
    return site


def _report(change: Change, *, dry_run: bool, language: str, where: str) -> None:
    """Print the result: what changes, address by address in a rehearsal, else in figures."""
    if not change:
        lines = [say("publish.nothing", language)]
    elif dry_run:
        signs = (("+", change.added), ("~", change.changed), ("-", change.removed))
        lines = [f"{sign} {address}" for sign, some in signs for address in some]
    else:
        figures = {
            "added": len(change.added),
            "changed": len(change.changed),
            "removed": len(change.removed),
        }
        lines = [say("publish.done", language, where=where, **figures)]
    print("\n".join(lines), flush=True)  # noqa: T201 -- the result belongs on stdout
