"""`./jianbao host DIR`: makes a folder a server, or brings an existing one up to date.

What the owner wrote (host.toml, settings.py, passwords) is never replaced, nor are releases.
"""

from __future__ import annotations

import compileall
import os
import pwd
import shlex
import sys
from typing import TYPE_CHECKING

from plugins.publish.git import Git
from plugins.publish.host import nginx, systemd
from plugins.publish.host.place import write_whole
from plugins.publish.host.rules import TEMPLATE, Rules, read_rules

if TYPE_CHECKING:
    from pathlib import Path

    from plugins.publish.host.place import Place

HOOKS = ("pre-receive", "post-receive")
# Git's own settings of the repository: what a push may do, and what is looked at first.
_GIT = {
    "receive.fsckObjects": "true",
    "receive.denyDeletes": "true",
    "receive.denyNonFastForwards": "true",
    "receive.advertisePushOptions": "true",
    "receive.autogc": "true",
    "http.receivepack": "true",
    "core.logAllRefUpdates": "true",
    "gc.reflogExpire": "never",
}
_SETTINGS = """\
# 线上网站的设置：安装的那一份 publishconf.py，加上这台服务器自己的几项。
from publishconf import *  # noqa: F403

SITEURL = {url!r}
CACHE_PATH = {cache!r}
"""


def hook(name: str, place: Place, root: Path) -> str:
    """Return the script of a hook: it hands over to the installed release."""
    words = [sys.executable, str(root / "tasks.py"), "host", str(place.folder), "--step", name]
    return f"#!/bin/sh\nPYTHONUTF8=1 exec {shlex.join(words)}\n"


def files_of(place: Place, rules: Rules, root: Path, owner: str) -> dict[Path, str]:
    """Return the files that follow from the rules, and their text; each run writes them anew."""
    found = {place.repository / "hooks" / name: hook(name, place, root) for name in HOOKS}
    found[place.nginx] = nginx.config(place, rules)
    for name, text in systemd.units(place, root, owner).items():
        found[place.systemd / name] = text
    return found


def prepare(place: Place, root: Path, url: str, user: str | None) -> Rules:
    """Make all parts of the server; `user` is to own them (None: whoever runs this).

    RulesError, GitError, OSError, KeyError (no such user).
    """
    os.umask(0o022)
    account = pwd.getpwnam(user) if user else pwd.getpwuid(os.geteuid())
    for folder in place.parts:
        folder.mkdir(parents=True, exist_ok=True)
    if not place.rules.exists():
        builder = account.pw_name if account.pw_uid else "nobody"
        text = TEMPLATE.format(folder=place.folder, url=url, user=builder)
        write_whole(place.rules, text)
    rules = read_rules(place.rules)
    if not place.settings.exists():
        text = _SETTINGS.format(url=rules.url, cache=str(place.cache))
        write_whole(place.settings, text)
    if not place.passwords.exists():
        place.passwords.touch()
    git = Git(place.folder)
    git.run("init", "--quiet", "--bare", f"--initial-branch={rules.branch}", str(place.repository))
    for name, value in _GIT.items():
        Git(place.repository).run("config", name, value)
    Git(place.repository).run("config", "receive.maxInputSize", str(rules.disk * 10**6))
    (place.repository / "hooks").mkdir(exist_ok=True)
    for file, text in files_of(place, rules, root, account.pw_name).items():
        write_whole(file, text)
    for name in HOOKS:
        (place.repository / "hooks" / name).chmod(0o755)
    _sub_path(place, rules)
    # The build's user can write no bytecode beside the program: else each build would compile it.
    compileall.compile_dir(root / "plugins", quiet=2)
    if user:
        for path in (place.folder, *place.folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)
    return rules


def _sub_path(place: Place, rules: Rules) -> None:
    """Let a site below a sub-path be found there: `web/newsletter` leads to the release."""
    if not rules.base:
        return
    for name, target in (("web", place.current), ("web-kept", place.kept)):
        link = place.folder / name / rules.base.strip("/")
        link.parent.mkdir(parents=True, exist_ok=True)
        if not link.is_symlink():
            link.symlink_to(os.path.relpath(target, link.parent))
