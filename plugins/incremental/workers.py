"""Spreads work over processes: contiguous pieces, results in the order of the pieces.

Children are forks: they share all that the parent has prepared and send back results only.
One process and many run the same code; the parent alone changes what is kept.
"""

from __future__ import annotations

import gc
import os
import pickle
import selectors
import signal
import struct
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar

Job = TypeVar("Job")
Item = TypeVar("Item")
Result = TypeVar("Result")

PIECES_EACH = 8  # a process takes a new piece when it has done one, so that all end together
FEWEST = 64  # items worth another process
_NUMBER = struct.Struct("<q")


class WorkerLost(Exception):  # noqa: N818 -- what happened to it
    """A process ended before its work was done, killed or out of memory."""


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Standby(Generic[Job, Result]):
    """A process that makes itself ready while this one finds out what there is to do."""

    def __init__(
        self, ready: Callable[[], None], work: Callable[[Job], Result], note: Path, *, forked: bool
    ) -> None:
        """Begin, if it may be `forked`; otherwise this process will do the work itself.

        What is asked is written to the file `note`: a pipe would have this one wait where the
        other is not ready yet.
        """
        self._ready, self._work, self._note = ready, work, note
        self._out = self._bell = self._child = 0
        if forked and hasattr(os, "fork"):
            self._out, into = os.pipe()
            rung, self._bell = os.pipe()
            self._child = os.fork()
            if self._child == 0:
                os.close(self._bell)  # else the other's end would not be heard
                _serve(lambda _piece: self._answer(rung), [[]], _queue(1), into)
            os.close(into)
            os.close(rung)

    def _answer(self, rung: int) -> Result:
        self._ready()
        if not os.read(rung, 1):
            os._exit(0)  # there was nothing to do, or nobody is left to ask
        return self._work(pickle.loads(self._note.read_bytes()))  # noqa: S301 -- just written by us

    def ask(self, job: Job) -> None:
        """Say what is to be done, once."""
        if self._child:
            self._note.write_bytes(pickle.dumps(job, pickle.HIGHEST_PROTOCOL))
            os.write(self._bell, b"!")
        else:
            self._job = job

    def result(self) -> Result:
        """Return what the work returned, when it has; an exception of the work is raised here."""
        if not self._child:
            return self._work(self._job)
        children, self._child = {self._out: self._child}, 0
        os.close(self._bell)
        result: Result = _ended(children, [[]], lambda _count: None)[0]
        return result

    def dismiss(self) -> None:
        """End the process if it still waits."""
        if self._child:
            os.kill(self._child, signal.SIGKILL)  # it holds nothing that could be left half done
            os.waitpid(self._child, 0)
            os.close(self._out)
            os.close(self._bell)
            self._child = 0


def spread(
    work: Callable[[Sequence[Item]], Result],
    items: Sequence[Item],
    jobs: int,
    tick: Callable[[int], None],
    fewest: int = FEWEST,
) -> list[Result]:
    """Do `work` on pieces of `items` in up to `jobs` processes; `tick` hears of items done.

    Each `fewest` items are worth another process. Results must be picklable. An exception of the
    work is raised here.
    """
    jobs = min(jobs, -(-len(items) // fewest)) if hasattr(os, "fork") else 1
    count = max(1, jobs) * PIECES_EACH
    size = max(1, -(-len(items) // count))
    pieces = [items[start : start + size] for start in range(0, len(items), size)]
    if jobs <= 1:
        results = []
        for piece in pieces:
            results.append(work(piece))
            tick(len(piece))
        return results
    return _forked(work, pieces, jobs, tick)


def _forked(
    work: Callable[[Sequence[Item]], Result],
    pieces: Sequence[Sequence[Item]],
    jobs: int,
    tick: Callable[[int], None],
) -> list[Result]:
    queue = _queue(len(pieces))
    gc.freeze()  # what the parent holds is neither visited nor copied by the children
    sys.stdout.flush()
    sys.stderr.flush()
    children: dict[int, int] = {}
    for _ in range(jobs):
        out, into = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(out)
            _serve(work, pieces, queue, into)
        os.close(into)
        children[out] = child
    os.close(queue)
    gc.unfreeze()
    return _ended(children, pieces, tick)


def _queue(count: int) -> int:
    """Return a pipe with the numbers of pieces; whoever is free reads the next one."""
    queue, fill = os.pipe()
    os.write(fill, b"".join(_NUMBER.pack(number) for number in range(count)))
    os.close(fill)
    return queue


def _ended(
    children: dict[int, int], pieces: Sequence[Sequence[Any]], tick: Callable[[int], None]
) -> list[Any]:
    """Return the results of the pieces, and see all children, by their pipes, to their end."""
    try:
        return _gathered(children, pieces, tick)
    finally:
        for out, child in children.items():
            os.close(out)  # a child that still writes ends by that
            os.waitpid(child, 0)


def _serve(
    work: Callable[[Sequence[Item]], Result],
    pieces: Sequence[Sequence[Item]],
    queue: int,
    into: int,
) -> NoReturn:
    """Be a child: work until the queue is empty, then end without the parent's farewells."""
    status = 1
    try:
        while number := os.read(queue, _NUMBER.size):
            index = _NUMBER.unpack(number)[0]
            try:
                answer: tuple[int, Any] = (index, work(pieces[index]))
            except Exception as error:  # noqa: BLE001 -- raised again in the parent
                answer = (-1, error)
            data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
            rest = memoryview(_NUMBER.pack(len(data)) + data)
            while rest:
                rest = rest[os.write(into, rest) :]
        status = 0
    finally:
        os._exit(status)


def _gathered(
    children: dict[int, int], pieces: Sequence[Sequence[Any]], tick: Callable[[int], None]
) -> list[Any]:
    results: dict[int, Any] = {}
    buffers = {out: bytearray() for out in children}
    with selectors.DefaultSelector() as selector:
        for out in children:
            selector.register(out, selectors.EVENT_READ)
        while selector.get_map():
            for ready, _ in selector.select():
                out = ready.fd
                data = os.read(out, 1 << 20)
                if not data:
                    selector.unregister(out)
                    continue
                buffers[out] += data
                for index, value in _answers(buffers[out]):
                    if index < 0:
                        raise value
                    results[index] = value
                    tick(len(pieces[index]))
    if len(results) < len(pieces):
        raise WorkerLost(f"{len(pieces) - len(results)} / {len(pieces)}")
    return [results[index] for index in range(len(pieces))]


def _answers(buffer: bytearray) -> list[tuple[int, Any]]:
    """Take the answers that have arrived whole out of the buffer."""
    found = []
    head = _NUMBER.size
    while len(buffer) >= head:
        length = _NUMBER.unpack_from(buffer)[0]
        if len(buffer) < head + length:
            break
        found.append(pickle.loads(memoryview(buffer)[head : head + length].tobytes()))  # noqa: S301
        del buffer[: head + length]
    return found
