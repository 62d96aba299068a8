"""`./jianbao host --check DIR`: what is wrong with a server, each with what to do about it."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from plugins.core.messages import say
from plugins.publish.git import Git
from plugins.publish.host import nginx, release, sandbox
from plugins.publish.host.health import read_health
from plugins.publish.host.place import Place
from plugins.publish.host.rules import Rules, RulesError, read_rules
from plugins.publish.host.setup import HOOKS, files_of

_PROGRAMS = {
    "git": "git",
    "bwrap": "bubblewrap",
    "prlimit": "util-linux",
    "setpriv": "util-linux",
    "nginx": "nginx-light",
    "fcgiwrap": "fcgiwrap",
}
_WHERE = "/usr/bin:/bin:/usr/sbin:/sbin:/usr/local/bin:/usr/local/sbin"
_LATE = timedelta(minutes=10)  # the timer looks every minute


def problems(place: Place, root: Path, language: str) -> Iterator[str]:
    """Yield everything that keeps the server at `place` from working, in one run."""

    def problem(key: str, **values: object) -> str:
        fix = say(f"host.check.{key}.fix", language, folder=place.folder, **values)
        return f"{say(f'host.check.{key}', language, **values)}\n    {fix}"

    lacking = [part for part in place.parts if not part.is_dir()]
    if lacking:
        yield problem("folder", path=lacking[0])
        return
    try:
        rules = read_rules(place.rules)
    except RulesError as error:
        yield problem("rules", words=error)
        return
    for program, package in _PROGRAMS.items():
        if shutil.which(program, path=_WHERE) is None:
            yield problem("program", name=program, package=package)
    if not nginx.BROTLI.exists():
        yield problem("brotli")
    yield from _files(place, rules, root, problem)
    yield from _sandbox(place, rules, problem)
    yield from _release(place, rules, problem)


def _files(place: Place, rules: Rules, root: Path, problem: Callable[..., str]) -> Iterator[str]:
    owner = pwd.getpwuid(place.folder.stat().st_uid).pw_name
    for file, text in files_of(place, rules, root, owner).items():
        if not file.is_file():
            yield problem("file", path=file)
        elif file.read_text("utf-8") != text:
            yield problem("old", path=file)
    for name in HOOKS:
        hook = place.repository / "hooks" / name
        if hook.is_file() and not os.access(hook, os.X_OK):
            yield problem("hook", path=hook)
    if not place.settings.is_file():
        yield problem("file", path=place.settings)
    if not place.passwords.is_file() or not place.passwords.read_text("utf-8").strip():
        yield problem("passwords", path=place.passwords)
    elif place.passwords.stat().st_mode & stat.S_IWOTH:
        yield problem("open", path=place.passwords)
    strangers = [
        path
        for path in (place.repository, *(place.repository / "objects").glob("*"))
        if path.stat().st_uid != place.folder.stat().st_uid
    ]
    if strangers:
        yield problem("owner", path=strangers[0], owner=owner)


def _sandbox(place: Place, rules: Rules, problem: Callable[..., str]) -> Iterator[str]:
    """Try the sandbox itself: a kernel or container may forbid what it needs."""
    try:
        pwd.getpwnam(rules.user)
    except KeyError:
        yield problem("user", name=rules.user)
        return
    log = place.work / "check.log"
    try:
        ended = sandbox.run(rules, [], [place.cache], ["/bin/true"], log)
    except OSError as error:
        yield problem("sandbox", words=error)
        return
    if ended.status != 0:
        yield problem("sandbox", words=log.read_text("utf-8", "replace").strip())


def _release(place: Place, rules: Rules, problem: Callable[..., str]) -> Iterator[str]:
    tip = (
        Git(place.repository)
        .attempt("rev-parse", "--verify", "--quiet", f"refs/heads/{rules.branch}")
        .stdout.strip()
    )
    name = release.live(place)
    note = release.read_note(place, name) if name else None
    if not tip:
        yield problem("nothing", branch=rules.branch, repository=place.repository)
    elif note is None:
        yield problem("not-live", commit=tip[:12])
    else:
        folder = place.releases / note.name
        lost = [path for path in release.marks_of(place, note) if not (folder / path).is_file()]
        if lost:
            yield problem("damaged", path=folder / lost[0], count=len(lost))
        held = place.held.read_text("utf-8").strip() if place.held.exists() else ""
        if tip not in {note.commit, held}:
            yield problem("behind", live=note.commit[:12], tip=tip[:12])
        if note.due and datetime.fromisoformat(note.due) + _LATE < datetime.now(UTC):
            yield problem("late", moment=note.due)
    if tip and read_health(place).get("ok") is False:
        yield problem("failed", moment=read_health(place).get("attempt"))
    room = shutil.disk_usage(place.folder).free
    used = sandbox.size_of([place.releases]) if place.releases.is_dir() else 0
    need = max(used, 100 * 10**6)
    if room < need:
        yield problem("room", free=room // 10**6, need=need // 10**6)
