"""A build that can harm nothing: no network, no rights, its own processes, limits on everything.

bubblewrap shows it the installed release, read only, and three folders of the server. Where the
server runs as root, the build runs as the user that the owner names; else in a user namespace.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plugins.publish.host.rules import Rules

_LOOK = 0.5  # seconds between two looks at how much a build has written, if not more:
_SHARE = 20  # times as long as a look takes
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/fonts", "/etc/localtime")
_ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/tmp",  # noqa: S108 -- the sandbox's own
    "PYTHONUTF8": "1",
}
_PROCESSES = 512
_OPEN_FILES = 4096


@dataclass(frozen=True, slots=True)
class Ended:
    """How a build ended: its exit status, and which limit stopped it ("time", "disk" or "")."""

    status: int
    limit: str = ""


def command(
    rules: Rules, read: Sequence[Path], write: Sequence[Path], words: list[str]
) -> list[str]:
    """Return the command that runs `words` in the sandbox."""
    root = os.geteuid() == 0
    shut = [
        "--unshare-ipc",
        "--unshare-pid",
        "--unshare-net",
        "--unshare-uts",
        "--unshare-cgroup-try",
    ]
    call = [_found("bwrap"), *(shut if root else ["--unshare-all"])]
    call += ["--die-with-parent", "--new-session", "--hostname", "jianbao", "--clearenv"]
    call += ["--proc", "/proc", "--dev", "/dev"]
    call += ["--perms", "1777", "--size", str(rules.disk * 10**6), "--tmpfs", "/tmp"]  # noqa: S108 -- the sandbox's own
    for name in _SYSTEM:
        call += ["--ro-bind-try", name, name]
    shown = [*_python(), *read, *write]
    for folder in sorted({above for path in shown for above in path.parents}):
        if folder != Path("/") and not str(folder).startswith(_SYSTEM):
            # bubblewrap makes missing folders for itself alone; the build's user must pass too.
            call += ["--perms", "0755" if str(folder) != "/tmp" else "1777", "--dir", str(folder)]  # noqa: S108 -- as above
    for path in (*_python(), *read):
        call += ["--ro-bind", str(path), str(path)]
    for path in write:
        call += ["--bind", str(path), str(path)]
    for name, value in _ENVIRONMENT.items():
        call += ["--setenv", name, value]
    call += ["--chdir", "/"]
    if root:
        call += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP"]
    call += ["--", *_limits(rules)]
    if root:
        user = pwd.getpwnam(rules.user)
        call += [_found("setpriv"), f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}"]
        call += ["--clear-groups", "--inh-caps=-all", "--bounding-set=-all", "--no-new-privs"]
    return [*call, *words]


def give(rules: Rules, folders: Sequence[Path]) -> None:
    """Let the build's user write in `folders`, where that user is another than we are."""
    if os.geteuid() == 0:
        user = pwd.getpwnam(rules.user)
        for folder in folders:
            if folder.stat().st_uid != user.pw_uid:
                for path in (folder, *folder.rglob("*")):
                    os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)


def run(  # noqa: PLR0913, PLR0917 -- what is run, what it may, and what is done meanwhile
    rules: Rules,
    read: Sequence[Path],
    write: Sequence[Path],
    words: list[str],
    log: Path,
    meanwhile: Callable[[], None] = lambda: None,
) -> Ended:
    """Run `words` in the sandbox; what it prints goes to the file `log`.

    `meanwhile` is called once it runs, and should not take long: no limit is looked at until then.
    """
    end = time.monotonic() + rules.build_seconds
    with log.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 -- our own words
            command(rules, read, write, words),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        limit, pause = "", _LOOK
        try:
            meanwhile()
            while True:
                try:
                    left = max(_LOOK, end - time.monotonic())
                    return Ended(process.wait(min(pause, left)), limit)
                except subprocess.TimeoutExpired:
                    began = time.monotonic()
                    if began > end:
                        limit = "time"
                    elif size_of(write) > rules.disk * 10**6:
                        limit = "disk"
                    pause = max(_LOOK, _SHARE * (time.monotonic() - began))
                if limit:
                    os.killpg(process.pid, signal.SIGKILL)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def size_of(folders: Sequence[Path]) -> int:
    """Return how many bytes of disk the files below `folders` take."""
    total = 0
    for folder in folders:
        for path, _names, files in os.walk(folder):
            for name in files:
                try:
                    total += os.lstat(os.path.join(path, name)).st_blocks * 512  # noqa: PTH118 -- fast
                except FileNotFoundError:
                    continue  # replaced while we look
    return total


def _limits(rules: Rules) -> list[str]:
    return [
        _found("prlimit"),
        f"--as={rules.memory * 10**6}",
        f"--cpu={rules.build_seconds * 4}",  # of all its processors together
        f"--fsize={rules.disk * 10**6}",
        f"--nproc={_PROCESSES}",
        f"--nofile={_OPEN_FILES}",
        "--core=0",
    ]


def _python() -> list[Path]:
    """Return the folders that hold the interpreter and its libraries, links followed."""
    return sorted({Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve()} - {Path("/usr")})


def _found(name: str) -> str:
    return shutil.which(name, path="/usr/bin:/bin:/usr/sbin:/sbin") or name
