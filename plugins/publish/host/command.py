"""`./jianbao host DIR`: set up, check, or (for hooks and timer) run one step of a server."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from plugins.core.messages import say
from plugins.publish.git import GitError
from plugins.publish.host.place import Place
from plugins.publish.host.rules import RulesError
from plugins.publish.host.steps import Steps

if TYPE_CHECKING:
    from pathlib import Path

WRONG_USE = 2


def run(  # noqa: PLR0913 -- the options of the command, and one end for each
    folder: Path,
    root: Path,
    *,
    url: str | None,
    user: str | None,
    check: bool,
    language: str,
) -> int:
    """Set up or check, and return the exit status; `root` is the installed release.

    0: done, nothing wrong; 1: something is wrong, and told;
    2: wrong use.
    """
    from plugins.publish.host import inspect
    from plugins.publish.host.setup import prepare

    place = Place(folder.resolve())
    if check:
        found = list(inspect.problems(place, root, language))
        print("\n".join(found) or say("host.check.fine", language))  # noqa: T201 -- the result
        return 1 if found else 0
    if url is None and not place.rules.exists():
        _tell(say("host.no-url", language, folder=folder))
        return WRONG_USE
    try:
        prepare(place, root, url or "", user)
    except KeyError:
        _tell(say("host.no-user", language, user=user))
        return WRONG_USE
    except RulesError as error:
        _tell(say("host.rules", language, words=error))
        return 1
    except (GitError, OSError) as error:
        _tell(say("host.system", language, words=error))
        return 1
    units = " ".join(
        sorted(p.name for p in place.systemd.iterdir() if p.suffix in {".socket", ".timer"})
    )
    print(  # noqa: T201 -- the result
        say(
            "host.ready",
            language,
            folder=place.folder,
            nginx=place.nginx,
            systemd=place.systemd,
            units=units,
            passwords=place.passwords,
            repository=place.repository,
        )
    )
    return 0


def run_step(folder: Path, root: Path, name: str, *, zone: str, language: str) -> int:
    """Run one step of hook or timer; Git's lines come on stdin. `zone` is the site's (IANA)."""
    lines = sys.stdin.read().splitlines() if name == "pre-receive" else []
    return Steps(Place(folder.resolve()), root, zone, language).run(name, lines)


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)  # noqa: T201 -- to the person
