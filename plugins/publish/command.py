"""`./jianbao publish`: build, look once more, commit upon the published branch, push."""

from __future__ import annotations

import fcntl
import shutil
import sys
from contextlib import contextmanager, redirect_stdout
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
from plugins.publish.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ATTEMPTS = 3  # two editors publish at the same moment now and then, three hardly ever
SHOWN = 20  # broken links that are named before the rest are counted
# What the site is made from: changes elsewhere in the checkout are no one's concern here.
SOURCES = ("content", "theme", "plugins", "pelicanconf.py", "publishconf.py")


class _Stop(Exception):  # noqa: N818 -- not an error: the message has said what is to be done
    """Publishing ends here, with this exit status; the reason has been told."""

    def __init__(self, status: int = 1) -> None:
        super().__init__(status)
        self.status = status


def run(  # noqa: PLR0913 -- the options of the command
    root: Path,
    build: Callable[[Path], int],
    *,
    remote: str,
    branch: str,
    dry_run: bool,
    allow_dirty: bool,
    language: str,
) -> int:
    """Publish the checkout at `root` and return the exit status.

    `build` makes the production site in the folder it is given and returns 0 if it could; it
    checks the sources first. Until the one push, nothing outside `.cache/publish` is written:
    whatever fails leaves the checkout and the live site as they were. Returns 0 also when there
    is nothing to publish, 1 when the site must not or cannot be published.
    """

    def tell(key: str, **values: object) -> None:
        print(say(key, language, **values), file=sys.stderr, flush=True)  # noqa: T201 -- to the person

    checkout = Git(root)
    try:
        with _alone(root / ".cache" / "publish"):
            target = _open(checkout, remote, branch, tell)
            _look_at_sources(checkout, allow_dirty=allow_dirty, tell=tell)
            site = _built(root / ".cache" / "publish" / "site", build, tell)
            change = _publish(target, site, checkout, dry_run=dry_run)
    except _Stop as stop:
        return stop.status
    except GitError as error:
        tell("publish.refused", remote=remote, words=error)
    except SourceBranchError:
        tell("publish.source-branch", branch=branch)
    except BehindError:
        tell("publish.race", attempts=ATTEMPTS)
    else:
        _report(change, dry_run=dry_run, language=language, where=f"{remote} {branch}")
        return 0
    return 1


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other publication of this checkout is under way.

    The system lifts the lock with the process, however it ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _open(checkout: Git, remote: str, branch: str, tell: Callable[..., None]) -> PublishedBranch:
    """Open the branch to publish on; told and stopped where there is no repository or remote."""
    root = checkout.folder
    top = checkout.attempt("rev-parse", "--show-toplevel")
    if top.returncode != 0 or not root.samefile(top.stdout.rstrip("\n")):
        tell("publish.no-repository", path=root)
        raise _Stop
    if checkout.attempt("check-ref-format", "--branch", branch).returncode != 0:
        tell("publish.bad-branch", branch=branch)
        raise _Stop(2)
    try:
        return PublishedBranch.open(checkout, root / ".cache" / "publish" / "git", remote, branch)
    except NoRemoteError:
        tell("publish.no-remote", remote=remote)
        raise _Stop from None


def _look_at_sources(checkout: Git, *, allow_dirty: bool, tell: Callable[..., None]) -> None:
    """Stop if the site would show what no commit holds; warn of commits no one else has."""
    present = [name for name in SOURCES if (checkout.folder / name).exists()]
    dirty = checkout.run("status", "--porcelain", "--", *present).splitlines()
    if dirty and not allow_dirty:
        tell("publish.dirty", paths="\n".join(f"  {line[3:]}" for line in dirty))
        raise _Stop
    ahead = checkout.attempt("rev-list", "--count", "@{upstream}..HEAD").stdout.strip()
    if ahead not in {"", "0"}:
        tell("publish.unpushed", count=ahead)


def _built(site: Path, build: Callable[[Path], int], tell: Callable[..., None]) -> Path:
    """Build the site in the folder `site`; told and stopped unless it is fit to be published."""
    # Empty first: only what this very build makes may go live, whatever became of earlier notes.
    if site.exists():
        shutil.rmtree(site)
    with redirect_stdout(sys.stderr):  # what a build prints is progress here, not the result
        status = build(site)
    if status != 0:
        tell("publish.not-built")
        raise _Stop(status)
    verdict = verify(site)
    for name in verdict.missing:
        tell("publish.missing", name=name)
    if verdict.unnamed:
        tell("publish.unnamed")
    for broken in verdict.broken[:SHOWN]:
        tell("publish.broken", page=broken.page, line=broken.line, address=broken.address)
    if len(verdict.broken) > SHOWN:
        tell("publish.more-broken", count=len(verdict.broken) - SHOWN)
    if not verdict.ok:
        tell("publish.not-published")
        raise _Stop
    return site


def _publish(target: PublishedBranch, site: Path, checkout: Git, *, dry_run: bool) -> Change:
    """Commit the site and push it, again upon the newest state if someone was faster."""
    sources = checkout.run("log", "-1", "--format=%h %s").strip()
    domain_file = checkout.folder / "CNAME"
    domain = domain_file.read_text("utf-8").strip() if domain_file.exists() else None
    attempts = ATTEMPTS
    while True:
        before = target.fetch()
        after = target.commit(site, f"发布 {sources}", domain)
        change = target.change(before, after)
        if dry_run or not change:
            return change
        attempts -= 1
        try:
            target.push(after)
        except BehindError:
            if not attempts:
                raise
        else:
            return change


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
