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
from contextlib import suppress
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
        self._process.terminate()
        self._process.communicate()


def main(content: Path, site: Path) -> None:
    """Build whenever a line comes in, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the caller, and with it our input
    settings = building.ROOT / "publishconf.py"
    ready = False
    work = _Work()
    signal.signal(signal.SIGTERM, lambda *_: work.leave())
    try:
        for _ in sys.stdin:
            work.end()  # what it has not finished, this build makes with what is new
            if not ready:
                ready = building.warm_up(content, site, settings)
            outcome = _built(content, site, settings, work)
            print(json.dumps(outcome), flush=True)  # noqa: T201 -- the answer
    finally:
        work.end()


class _Work:
    """The process that builds, or still makes the search index, if there is one."""

    def __init__(self) -> None:
        self._child = 0

    def begin(self, child: int) -> None:
        """Take a process that has just been forked, and lead its group, whoever is first."""
        self._child = child
        with suppress(OSError):
            os.setpgid(child, child)

    def result(self) -> int:
        """Wait for its end and return its exit status."""
        _, ended = os.waitpid(self._child, 0)
        self._child = 0
        return os.waitstatus_to_exitcode(ended)

    def end(self) -> None:
        """Kill it with all processes that work for it: nothing is lost."""
        if self._child:
            # SIGTERM may come between its end and our note of it, and bring us here once more.
            with suppress(ProcessLookupError):
                os.killpg(self._child, signal.SIGKILL)
            with suppress(ChildProcessError):
                self.result()

    def leave(self) -> None:
        """End it and ourselves. No exception: within a fork Python would pass over one."""
        self.end()
        os._exit(0)


def _built(content: Path, site: Path, settings: Path, work: _Work) -> Outcome:
    """Build; return how it ended, while `work` may still make the search index.

    That is told as soon as all pages stand: nobody who reads one waits for the index.
    """
    from plugins.core.messages import language

    heard, tell = os.pipe()
    with tempfile.TemporaryFile() as told:
        child = os.fork()
        if child == 0:
            os.close(heard)
            os.setpgid(0, 0)
            terminal, out = os.dup(2), 2
            status = 1

            def standing() -> None:
                nonlocal out
                os.write(tell, b"!")
                out = terminal

            try:
                os.dup2(told.fileno(), 1)
                os.dup2(told.fileno(), 2)
                words = (content, site, False, None, False, settings, language())
                status = building.run(*words, standing=standing)
            except Exception as error:  # noqa: BLE001 -- told in the page, as any failure is
                os.write(out, f"{type(error).__name__}: {error}\n".encode())
            finally:
                os._exit(status)
        work.begin(child)
        os.close(tell)
        with os.fdopen(heard, "rb") as pipe:
            if pipe.read(1):
                return Outcome(0, "")
        status = work.result()
        told.seek(0)
        return Outcome(status, told.read().decode("utf-8", "replace"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
