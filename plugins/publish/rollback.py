"""`./jianbao rollback [N]`: puts an earlier release back, as a new commit or by the link."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.core.messages import say
from plugins.publish import history
from plugins.publish.branch import BehindError
from plugins.publish.command import alone, open_branch
from plugins.publish.git import Git, GitError
from plugins.publish.host import release
from plugins.publish.host.health import write_health
from plugins.publish.host.place import Place, write_whole
from plugins.publish.host.queue import WaitedTooLongError, turn
from plugins.publish.host.rules import RulesError, read_rules
from plugins.publish.message import Message, read_message
from plugins.publish.publication import Stop

if TYPE_CHECKING:
    from collections.abc import Callable

    from plugins.publish.branch import PublishedBranch

FAR = 10  # commits beyond those asked for that are fetched: earlier rollbacks lie between


def run(root: Path, back: int, *, remote: str, branch: str, language: str) -> int:
    """Put the release `back` before the live one on the published branch; return the exit status.

    The history stays: the rollback is a commit upon the live one. The sources it came from are
    not published again until they change. 0: done; 1: there is no such release, or Git refuses.
    """

    def tell(key: str, **values: object) -> None:
        print(say(key, language, **values), file=sys.stderr, flush=True)  # noqa: T201 -- to the person

    checkout = Git(root)
    try:
        with alone(root / ".cache" / "publish"):
            target = open_branch(checkout, remote, branch, tell)
            wanted, after = _restored(target, back, tell)
            target.push(after)
    except Stop as stop:
        return stop.status
    except GitError as error:
        tell("publish.refused", remote=remote, words=error)
        return 1
    except BehindError:
        tell("publish.race", attempts=1)
        return 1
    subject = read_message(target.message(wanted)).subject
    print(say("rollback.done", language, subject=subject), flush=True)  # noqa: T201 -- the result
    return 0


def _restored(target: PublishedBranch, back: int, tell: Callable[..., None]) -> tuple[str, str]:
    """Return the release to restore, and a commit with its files upon the live one."""
    tip = target.fetch(depth=back + FAR)
    found = history.releases(target.git, tip) if tip else []
    if tip is None or back >= len(found):
        tell("rollback.none", back=back, there=max(0, len(found) - 1))
        raise Stop
    wanted = found[back]
    live, old = (read_message(target.message(commit)) for commit in (tip, wanted))
    message = Message(
        f"退回到：{old.subject.removeprefix('发布 ')}",
        source=old.source,
        held=live.held or live.source,
        restores=wanted,
        superseded=old.superseded,
    )
    words = ["commit-tree", f"{wanted}^{{tree}}", "-p", tip, "-m", message.text()]
    author = {
        name.replace("COMMITTER", "AUTHOR"): value
        for name, value in target.git.environment.items()
        if "COMMITTER" in name
    }
    maker = Git(target.git.folder, {**target.git.environment, **author})
    return wanted, maker.run(*words).strip()


def on_host(folder: Path, back: int, language: str) -> int:
    """Put the release `back` before the live one on an own server; return the exit status."""

    def tell(key: str, **values: object) -> None:
        print(say(key, language, **values), file=sys.stderr, flush=True)  # noqa: T201 -- to the person

    place = Place(folder.resolve())
    try:
        rules = read_rules(place.rules)
        with turn(place.lock, rules.wait, lambda: tell("host.waiting")):
            name = release.live(place)
            live = release.read_note(place, name) if name else None
            # By their names, which begin with the time: a rollback goes back from where it is.
            earlier = [n for n in release.notes(place) if n.shown and live and n.name < live.name]
            if live is None or back > len(earlier):
                tell("rollback.none", back=back, there=len(earlier))
                return 1
            wanted = earlier[-back]
            tip = Git(place.repository).run("rev-parse", f"refs/heads/{rules.branch}").strip()
            now = datetime.now(UTC).isoformat(timespec="milliseconds")
            write_whole(place.held, tip)
            release.show(place, wanted, now)
            write_health(place, now)
    except RulesError as error:
        tell("host.rules", words=error)
        return 1
    except WaitedTooLongError:
        tell("host.waited")
        return 1
    except (GitError, OSError) as error:
        tell("host.system", words=error)
        return 1
    print(say("rollback.done", language, subject=wanted.name), flush=True)  # noqa: T201 -- the result
    return 0
