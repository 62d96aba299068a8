"""What happens on a push, in the two hooks of the repository, and between pushes by the timer.

pre-receive builds and checks the release while the push can still be refused; post-receive shows
it. Both take turns with all others, and the newest state of the branch is what ends up live.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from plugins.core.messages import say
from plugins.publish.git import Git, GitError
from plugins.publish.host import release, sandbox, sources
from plugins.publish.host.health import write_health
from plugins.publish.host.marks import Marks, OddFileError, marks_in, size_in
from plugins.publish.host.queue import WaitedTooLongError, turn
from plugins.publish.host.rules import Rules, RulesError, read_rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from plugins.publish.host.place import Place

_NOBODY = "0" * 40  # Git's name for "no commit": a branch that is made or deleted
_MOST_LINES = 200  # of a build's complaints that are repeated to the editor
_MOST_FINDINGS = 50  # of preflight that are told
_LOCKED = 5  # seconds; Git holds a branch's lock for the blink of an eye
_TURNS = 5  # builds for newer and newer states before the rest is left to the next push or timer


class _Refused(Exception):  # noqa: N818 -- not an error of ours: the message has said what to do
    """A state that must not be shown; the reason has been told."""


class Steps:
    """The steps on one server. `root` is the installed release, `zone` the site's time zone."""

    def __init__(self, place: Place, root: Path, zone: str, language: str) -> None:
        """Prepare; nothing is read or written yet."""
        self.place, self.root, self.zone, self.language = place, root, zone, language
        self._sources: Marks = {}  # of what is built

    def run(self, name: str, lines: Sequence[str] = ()) -> int:
        """Run `pre-receive` (with Git's lines on its input), `post-receive` or `publish`.

        Returns 0, or 1 where a push is refused or a state cannot be shown.
        """
        os.umask(0o022)
        try:
            self._run(name, lines)
        except _Refused:
            pass
        except RulesError as error:
            self._tell("host.rules", words=error)
        except WaitedTooLongError:
            self._tell("host.waited" if name == "pre-receive" else "host.later")
            return 1 if name == "pre-receive" else 0
        except sources.RefusedSourcesError as refused:
            self._tell(refused.key, **refused.values_)
        except OddFileError as odd:
            self._tell("host.odd-output", path=odd)
        except GitError as error:
            self._tell("host.git", words=error)
        except OSError as error:
            self._tell("host.system", words=error)
        else:
            return 0
        self._tell("host.unchanged")
        if name != "pre-receive":  # a refused push is no trouble of the server's
            with suppress(OSError):
                write_health(self.place, _now(), name)
        return 1

    def _run(self, name: str, lines: Sequence[str]) -> None:
        rules = read_rules(self.place.rules)
        if name == "pre-receive":
            self._receive(rules, lines)
        else:
            self._publish(rules, always=name == "post-receive")

    def _receive(self, rules: Rules, lines: Sequence[str]) -> None:
        """Build and check what is pushed to the published branch; refuse it or stage it."""
        _unlock(self.place, rules)
        for line in lines:
            old, new, ref = line.split()
            if ref != f"refs/heads/{rules.branch}" or new == _NOBODY:
                continue  # other branches are kept and never shown; Git refuses the deletion
            with self._turn(rules):
                if old != (self._tip(rules) or _NOBODY):
                    self._tell("host.overtaken")
                    raise _Refused
                self._stage(rules, new)

    def _publish(self, rules: Rules, *, always: bool) -> None:
        """Show the newest state of the branch; without `always` only if there is a reason to."""
        for _ in range(_TURNS):
            with self._turn(rules):
                tip = self._tip(rules)
                if tip is None or self._held() == tip:
                    return
                shown = self._shown()
                due = shown is not None and _over(shown.due)
                if shown is not None and shown.commit == tip and not due:
                    if always:
                        self._tell("host.live", url=rules.url)
                    return
                note = None if due else self._staged(tip)
                if note is None:
                    note = self._stage(rules, tip)
                self._show(rules, note)
            always = False

    def _show(self, rules: Rules, note: release.Note) -> None:
        now = _now()
        before, after = release.show(self.place, note, now)
        self.place.held.unlink(missing_ok=True)
        release.prune(self.place, rules.keep, time.time())
        write_health(self.place, now)
        self._tell(
            "host.done",
            url=rules.url,
            added=len(after.keys() - before.keys()),
            removed=len(before.keys() - after.keys()),
            changed=sum(after[p] != before[p] for p in after.keys() & before.keys()),
        )

    def _stage(self, rules: Rules, commit: str) -> release.Note:
        """Build `commit` in the sandbox, look at the site, copy it into a release of its own."""
        place = self.place
        sources.export(place, commit, code=rules.code, disk=rules.disk)
        self._tell("host.building")
        self._build(rules)
        now = datetime.now(UTC)
        marks = marks_in(place.site)
        due = self._look(now, marks)
        made = now.isoformat(timespec="seconds")
        name = f"{now:%Y%m%dT%H%M%S}.{now.microsecond // 1000:03}Z-{commit[:12]}"
        note = release.Note(name, commit, made, due=due.isoformat() if due else "")
        release.stage(place, note, marks)
        return note

    def _look(self, now: datetime, marks: Marks) -> datetime | None:
        """Have preflight look at the site; told and refused if it finds anything."""
        from plugins.publish.preflight.look import Before, Trip, look  # what shows needs it not

        place, shown = self.place, self._shown()
        before = None
        if shown is not None:
            folder = place.releases / shown.name
            sizes = {path: size_in(m) for path, m in release.marks_of(place, shown).items()}
            before = Before(sizes, lambda path: (folder / path).read_text("utf-8", "replace"))
        any_size = "any-size" in _push_options()
        verdict = look(
            Trip(
                place.site,
                place.content,
                now,
                self.zone,
                before,
                memory=place.memory,
                any_size=any_size,
                marks=marks,
                sources=self._sources,
            )
        )
        for finding in verdict.findings[:_MOST_FINDINGS]:
            print(finding.text(self.language), file=sys.stderr, flush=True)  # noqa: T201 -- to the editor
        if len(verdict.findings) > _MOST_FINDINGS:
            self._tell("host.more", count=len(verdict.findings) - _MOST_FINDINGS)
        if verdict.findings:
            raise _Refused
        return verdict.due

    def _build(self, rules: Rules) -> None:
        place = self.place
        root = place.content.parent if rules.code else self.root
        words = [sys.executable, "-B", str(root / "tasks.py"), "build"]
        words += ["--settings", str(place.settings)]
        words += ["--content", str(place.content), "--output", str(place.site)]
        write = [place.site, place.cache]
        for folder in write:
            folder.mkdir(parents=True, exist_ok=True)
        sandbox.give(rules, write)
        log = place.work / "build.log"
        read = [self.root, place.settings, place.content.parent]
        ended = sandbox.run(rules, read, write, words, log, self._prepare)
        if ended.status == 0:
            return
        lines = log.read_text("utf-8", "replace").splitlines()
        for line in lines[:_MOST_LINES]:
            print(line, file=sys.stderr, flush=True)  # noqa: T201 -- to the editor
        if len(lines) > _MOST_LINES:
            self._tell("host.more", count=len(lines) - _MOST_LINES)
        if ended.limit:
            limits = {"time": rules.build_seconds, "disk": rules.disk}
            self._tell(f"host.limit.{ended.limit}", most=limits[ended.limit])
        raise _Refused

    def _prepare(self) -> None:
        """Do, while the build runs, what needs not wait for it: there are two processors."""
        import plugins.publish.host.packing
        import plugins.publish.preflight.look  # noqa: F401 -- to be there

        release.prepare(self.place)
        self._sources = marks_in(self.place.content)

    def _turn(self, rules: Rules) -> AbstractContextManager[None]:
        return turn(self.place.lock, rules.wait, lambda: self._tell("host.waiting"))

    def _tip(self, rules: Rules) -> str | None:
        found = Git(self.place.repository).attempt(
            "rev-parse", "--verify", "--quiet", f"refs/heads/{rules.branch}^{{commit}}"
        )
        return found.stdout.strip() or None

    def _shown(self) -> release.Note | None:
        name = release.live(self.place)
        return release.read_note(self.place, name) if name else None

    def _staged(self, commit: str) -> release.Note | None:
        """Return the newest release of `commit` that was built and not shown yet."""
        found = [n for n in release.notes(self.place) if n.commit == commit and not n.shown]
        return found[-1] if found else None

    def _held(self) -> str:
        return _text(self.place.held)

    def _tell(self, key: str, **values: object) -> None:
        print(say(key, self.language, **values), file=sys.stderr, flush=True)  # noqa: T201 -- to the editor


def _unlock(place: Place, rules: Rules) -> None:
    """Remove the lock that a killed push left on the branch; a living one holds it for less."""
    lock = place.repository / "refs" / "heads" / f"{rules.branch}.lock"
    with suppress(FileNotFoundError):
        if lock.stat().st_mtime < time.time() - _LOCKED:
            lock.unlink()


def _over(moment: str) -> bool:
    """Tell whether a moment has passed; there may be none."""
    return bool(moment) and datetime.fromisoformat(moment) <= datetime.now(UTC)


def _push_options() -> list[str]:
    """Return what the editor gave with `git push -o` (githooks, "pre-receive")."""
    count = int(os.environ.get("GIT_PUSH_OPTION_COUNT", "0"))
    return [os.environ.get(f"GIT_PUSH_OPTION_{number}", "") for number in range(count)]


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8").strip()
    except OSError:
        return ""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
