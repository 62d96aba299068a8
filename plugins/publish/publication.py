"""One publication on a branch: looked over beside what is live, committed, pushed; or nothing.

Whoever is faster is built upon: the look and the commit are made again beside the newer state.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from plugins.publish import history
from plugins.publish.branch import BehindError, Change, PublishedBranch
from plugins.publish.kept import keep, superseded
from plugins.publish.message import Message, read_message
from plugins.publish.preflight.look import Before, Trip, look

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from plugins.publish.git import Git

ATTEMPTS = 3  # two editors publish at the same moment now and then, three hardly ever
SHOWN = 50  # findings that are told before the rest are counted


class Stop(Exception):  # noqa: N818 -- not an error: the message has said what is to be done
    """Publishing ends here, with this exit status; the reason has been told."""

    def __init__(self, status: int = 1) -> None:
        """Keep the exit status."""
        super().__init__(status)
        self.status = status


class Wanted(Protocol):
    """What a publication must know of the command's options."""

    @property
    def dry_run(self) -> bool: ...  # noqa: D102 -- see `command.Wishes`
    @property
    def any_size(self) -> bool: ...  # noqa: D102
    @property
    def again(self) -> bool: ...  # noqa: D102
    @property
    def history(self) -> int | None: ...  # noqa: D102
    @property
    def zone(self) -> str: ...  # noqa: D102


@dataclass(slots=True)
class Publication:
    """A built site on its way to a branch."""

    target: PublishedBranch
    site: Path
    checkout: Git
    wishes: Wanted
    tell: Callable[..., None]
    language: str

    def publish(self) -> Change:
        """Publish, and return what changed; Stop, BehindError, GitError if nothing did."""
        built = self.site.with_name("built")
        shutil.rmtree(built, ignore_errors=True)
        self.site.rename(built)
        for attempt in range(1, ATTEMPTS + 1):
            before = self.target.fetch(depth=2 * (self.wishes.history or 0) + 1)
            self._look_at_live(before)
            self._preflight(built, before)
            after, change = self._commit(built, before)
            if self.wishes.dry_run or not change:
                return change
            try:
                self._push(before, after)
            except BehindError:
                if attempt == ATTEMPTS:
                    raise
            else:
                return change
        raise AssertionError("unreachable")

    def _look_at_live(self, before: str | None) -> None:
        """Stop where what is live is newer than our sources, or was put back from them."""
        live = read_message(self.target.message(before))
        head = self.checkout.run("rev-parse", "HEAD").strip()
        if self.wishes.again:
            return
        if live.held == head:
            self.tell("publish.held", subject=live.subject)
            raise Stop(0)
        if live.source and live.source != head and not self._is_behind(live.source):
            self.tell("publish.older", commit=live.source[:12])
            raise Stop

    def _is_behind(self, commit: str) -> bool:
        """Tell whether our sources contain `commit`; in a shallow clone nobody can tell."""
        if self.checkout.run("rev-parse", "--is-shallow-repository").strip() == "true":
            return True
        return self.checkout.attempt("merge-base", "--is-ancestor", commit, "HEAD").returncode == 0

    def _preflight(self, built: Path, before: str | None) -> None:
        """Look the built site over beside what is live; told and stopped if anything is found."""
        live = None
        if before is not None:
            files = self.target.files(before)
            live = Before(
                files, lambda path: self.target.read(before, path).decode("utf-8", "replace")
            )
        content = self.checkout.folder / "content"
        trip = Trip(
            built,
            content,
            datetime.now(UTC),
            self.wishes.zone,
            live,
            self.site.with_name("preflight.db"),
            any_size=self.wishes.any_size,
        )
        findings = look(trip).findings
        for finding in findings[:SHOWN]:
            self.tell("publish.finding", text=finding.text(self.language))
        if len(findings) > SHOWN:
            self.tell("publish.more", count=len(findings) - SHOWN)
        if findings:
            self.tell("publish.not-published")
            raise Stop

    def _commit(self, built: Path, before: str | None) -> tuple[str, Change]:
        """Commit the built site and what is kept of the last one; return commit and change."""
        shutil.rmtree(self.site, ignore_errors=True)
        shutil.copytree(built, self.site)
        old = read_message(self.target.message(before))
        files = self.target.files(before)
        names = {p.relative_to(built).as_posix() for p in built.rglob("*") if p.is_file()}
        today = datetime.now(UTC).date()
        kept, over = superseded(files, names, old.superseded, today)
        if before is not None:
            keep(self.site, files, kept, lambda path: self.target.read(before, path))
        subject = f"发布 {self.checkout.run('log', '-1', '--format=%h %s').strip()}"
        source = self.checkout.run("rev-parse", "HEAD").strip()
        message = Message(subject, source=source, superseded=kept)
        domain_file = self.checkout.folder / "CNAME"
        domain = domain_file.read_text("utf-8").strip() if domain_file.exists() else None
        after = self.target.commit(self.site, message.text(), domain)
        change = self.target.change(before, after)
        if not (change.added or change.changed) and set(change.removed) <= {f"/{n}" for n in over}:
            return after, Change()  # nothing but what is kept would go: no reason for a release
        return after, change

    def _push(self, before: str | None, after: str) -> None:
        short = None
        if self.wishes.history is not None and before is not None:
            short = history.shortened(self.target.git, after, self.wishes.history)
        self.target.push(short or after, replacing=before if short else None)
