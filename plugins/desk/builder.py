"""The process that builds for `serve`: everything loaded once, each build a fork of its own.

It has no other threads, so that it may fork; it reads a line for each build that is wanted and
writes one of JSON when it is done. Who changes the program itself starts another one.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from plugins.desk import building


class Outcome(NamedTuple):
    """How a build ended: its exit status, and what it told."""

    status: int
    told: str


class Builder:
    """A builder at work for one pair of folders, seen from the process that shows the site."""

    def __init__(self, root: Path, content: Path, site: Path, url: str) -> None:
        """Start it; it loads what building takes while the caller goes on."""
        self._root, self._folders = root, (content, site)
        # publishconf.py takes the site's address from the environment.
        self._environment = {**os.environ, "JIANBAO_SITEURL": url}
        self._process = subprocess.Popen(  # noqa: S603 -- this very module
            [sys.executable, "-m", __name__, content, site],
            cwd=root,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def build(self) -> Outcome:
        """Build once."""
        into, out = self._process.stdin, self._process.stdout
        if into is None or out is None:
            raise RuntimeError("a builder without pipes")
        try:
            into.write("build\n")
            into.flush()
            return Outcome(*json.loads(out.readline()))
        except (OSError, ValueError):  # it could not even start: the program is broken
            self.stop()
            return self._alone()

    def _alone(self) -> Outcome:
        """Build as the command does, for what it says about the program."""
        content, site = self._folders
        settings = self._root / "publishconf.py"
        words: list[str | Path] = ["build", "--settings", settings]
        words += ["--content", content, "--output", site]
        done = subprocess.run(  # noqa: S603 -- our own tasks
            [sys.executable, self._root / "tasks.py", *words],
            env=self._environment,
            text=True,
            encoding="utf-8",
            errors="replace",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return Outcome(done.returncode, done.stdout)

    def stop(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()


def main(content: Path, site: Path) -> None:
    """Build whenever a line comes in, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the caller, and with it our input
    settings = building.ROOT / "publishconf.py"
    ready = False
    for _ in sys.stdin:
        if not ready:
            ready = building.warm_up(content, site, settings)
        print(json.dumps(_built(content, site, settings)), flush=True)  # noqa: T201 -- the answer


def _built(content: Path, site: Path, settings: Path) -> Outcome:
    from plugins.core.messages import language

    with tempfile.TemporaryFile() as told:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                os.dup2(told.fileno(), 1)
                os.dup2(told.fileno(), 2)
                status = building.run(content, site, False, None, False, settings, language())  # noqa: FBT003
            except Exception as error:  # noqa: BLE001 -- told in the page, as any failure is
                os.write(2, f"{type(error).__name__}: {error}\n".encode())
            finally:
                os._exit(status)
        _, ended = os.waitpid(child, 0)
        told.seek(0)
        return Outcome(os.waitstatus_to_exitcode(ended), told.read().decode("utf-8", "replace"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
