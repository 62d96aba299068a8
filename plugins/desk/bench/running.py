"""Runs one builder and measures it: time, memory of the whole tree of processes, files written."""

from __future__ import annotations

import os
import re
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_PAUSE = 0.02  # seconds between two looks at the memory
_INDEX = re.compile(r"search/[^/]+/")  # the shards of our search index


@dataclass(frozen=True, slots=True)
class Run:
    """One measured run: seconds of wall clock and of all processors, megabytes, files.

    `standing` is when, in seconds of wall clock, the last file but those of the search index was
    written: from then on readers see what changed. `pages` is how many of those were written.
    """

    wall: float
    standing: float
    cpu: float
    peak_mb: float
    pages: int
    written: int
    files: int


class BuilderFailed(Exception):  # noqa: N818 -- what it did
    """A builder ended with an error; the message is the end of what it said."""


def measured(command: Sequence[str], folder: Path, output: Path) -> Run:
    """Run a command in `folder` that builds into `output`, and measure it."""
    before = _stamps(output)
    os.sync()
    started, began = time.perf_counter(), time.time_ns()
    process = subprocess.Popen(  # noqa: S603 -- the builders this module names
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    peak = _Peak(process.pid)
    told = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    megabytes = peak.stop()
    if process.returncode:
        raise BuilderFailed(f"{command[0]}: {told[-2000:].decode('utf-8', 'replace')}")
    after = _stamps(output)
    written = [path for path, stamp in after.items() if before.get(path) != stamp]
    pages = [path for path in written if not _INDEX.match(path)]
    last = max((after[path][0] for path in pages), default=None)
    return Run(
        wall=round(wall, 3),
        standing=round((last - began) / 1e9 if last else wall, 3),
        cpu=round(usage.ru_utime + usage.ru_stime, 3),
        peak_mb=round(megabytes),
        pages=len(pages),
        written=len(written),
        files=len(after),
    )


class _Peak:
    """Looks at the memory of a process and all below it, now and again, from a thread."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._most = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """Return the most that was seen, in megabytes."""
        self._stop.set()
        self._thread.join()
        return self._most / 1_000_000

    def _look(self) -> None:
        while not self._stop.wait(_PAUSE):
            self._most = max(self._most, _memory(self._pid))


def _memory(pid: int) -> float:
    """Return the resident bytes of a process and of all its descendants (proc(5))."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except (OSError, IndexError):  # it has just ended
        return 0.0
    return pages * _PAGE + sum(_memory(int(child)) for child in children)


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    found = {}
    for below, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(below, name)  # noqa: PTH118 -- many thousand files
            status = os.stat(path)  # noqa: PTH116 -- the same
            found[os.path.relpath(path, folder)] = (status.st_mtime_ns, status.st_ino)
    return found
