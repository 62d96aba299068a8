"""Runs one builder and measures it: time, memory of the whole tree of processes, files written."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_PAUSE = 0.02  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Run:
    """One measured run: seconds of wall clock and of all processors, megabytes, files."""

    wall: float
    cpu: float
    peak_mb: float
    written: int
    files: int


class BuilderFailed(Exception):  # noqa: N818 -- what it did
    """A builder ended with an error; the message is the end of what it said."""


def measured(command: Sequence[str], folder: Path, output: Path) -> Run:
    """Run a command in `folder` that builds into `output`, and measure it."""
    before = _stamps(output)
    os.sync()
    started = time.perf_counter()
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
    written = sum(1 for path, stamp in after.items() if before.get(path) != stamp)
    cpu = usage.ru_utime + usage.ru_stime
    return Run(round(wall, 3), round(cpu, 3), round(megabytes), written, len(after))


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
            status = os.stat(os.path.join(below, name))  # noqa: PTH116, PTH118 -- many thousand files
            found[os.path.join(below, name)] = (status.st_mtime_ns, status.st_ino)  # noqa: PTH118 -- the same
    return found
