"""Spreads work over processes: contiguous pieces, results in the order of the pieces.

Children are forks: they share all that the parent has prepared and hand back results only. The
parent works beside them: a process that only waits would hold as much memory as one that works.
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
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, NoReturn, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

FEWEST = 64  # items worth another process
# A process takes a new piece when it has done one; pieces become smaller, so that all end together.
_PIECES_EACH, _SMALLEST = 8, 16
_NUMBER = struct.Struct("<q")
_NOTICE = struct.Struct("<qq")  # the number of a piece, -1 for an error; the bytes of its result


class WorkerLost(Exception):  # noqa: N818 -- what happened to it
    """A process ended before its work was done, killed or out of memory."""


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Shared(Generic[Item]):
    """Items that several processes take, each item once: whoever is free takes the next one.

    Processes that are forked from this one share them with it.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        """Take up to some thousand items."""
        self._items = items
        self._queue = queue_of(len(items))

    def __iter__(self) -> Iterator[Item]:
        """Yield one item after another of those that nobody took."""
        for number in _taken(self._queue):
            yield self._items[number]

    def close(self) -> None:
        """Let go of the items."""
        os.close(self._queue)


def _unheard(_count: int) -> None:
    """Let the items that are done pass in silence."""


def spread(
    work: Callable[[Sequence[Item]], Result],
    items: Sequence[Item],
    jobs: int,
    tick: Callable[[int], None] = _unheard,
    fewest: int = FEWEST,
) -> list[Result]:
    """Do `work` on pieces of `items` in up to `jobs` processes; `tick` hears of items done.

    Each `fewest` items are worth another process. Results must be picklable. An exception of the
    work is raised here.
    """
    jobs = min(jobs, -(-len(items) // fewest)) if hasattr(os, "fork") else 1
    pieces = list(_pieces(items, max(1, jobs), min(_SMALLEST, fewest)))
    if jobs <= 1:
        return _gathered([], work, pieces, range(len(pieces)), tick)
    queue = queue_of(len(pieces))
    gc.freeze()  # what the parent holds is neither visited nor copied by the children
    sys.stdout.flush()
    sys.stderr.flush()
    children = [Child(work, pieces, queue) for _ in range(jobs - 1)]
    gc.unfreeze()
    try:
        return _gathered(children, work, pieces, _taken(queue), tick)
    finally:
        os.close(queue)


def _pieces(items: Sequence[Item], jobs: int, smallest: int) -> Iterator[Sequence[Item]]:
    """Cut the items in pieces, the last ones small."""
    largest = -(-len(items) // (jobs * _PIECES_EACH))
    start = 0
    while start < len(items):
        size = min(largest, max(smallest, (len(items) - start) // (2 * jobs)))
        yield items[start : start + size]
        start += size


def queue_of(count: int) -> int:
    """Return a pipe with the numbers of pieces; whoever is free reads the next one."""
    queue, fill = os.pipe()
    os.write(fill, b"".join(_NUMBER.pack(number) for number in range(count)))
    os.close(fill)
    return queue


def _taken(queue: int) -> Iterator[int]:
    """Yield one number after another of those that nobody else took."""
    while number := os.read(queue, _NUMBER.size):
        yield _NUMBER.unpack(number)[0]


class Child:
    """A process at work: its results lie in a file, and a pipe tells of each that is there.

    A pipe alone would be full while the parent works, and the child would wait.
    """

    def __init__(
        self,
        work: Callable[[Sequence[Item]], Result],
        pieces: Sequence[Sequence[Item]],
        queue: int,
    ) -> None:
        """Begin the work on those pieces whose numbers it takes from the queue."""
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 -- closed by `end`
        self._read = 0
        self.notices, tell = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self.notices)
            self._serve(work, pieces, queue, tell)
        os.close(tell)

    def next(self) -> tuple[int, Any] | None:
        """Wait for the next result and return it with the number of its piece; None at the end."""
        notice = os.read(self.notices, _NOTICE.size)
        if not notice:
            return None
        index, length = _NOTICE.unpack(notice)
        data = os.pread(self._file.fileno(), length, self._read)
        self._read += length
        return index, pickle.loads(data)  # noqa: S301 -- written by a fork of ours

    def kill(self) -> None:
        """End the process at once; it must hold nothing that could be left half done."""
        os.kill(self._pid, signal.SIGKILL)
        self.end()

    def end(self) -> None:
        """See the process to its end: where it has not come to it, it ends at its next notice."""
        os.close(self.notices)
        os.waitpid(self._pid, 0)
        self._file.close()

    def _serve(
        self,
        work: Callable[[Sequence[Item]], Result],
        pieces: Sequence[Sequence[Item]],
        queue: int,
        tell: int,
    ) -> NoReturn:
        """Work until the queue is empty, then end without the parent's farewells."""
        status = 1
        try:
            for index in _taken(queue):
                try:
                    answer: tuple[int, Any] = (index, work(pieces[index]))
                except Exception as error:  # noqa: BLE001 -- raised again in the parent
                    answer = (-1, error)
                data = pickle.dumps(answer[1], pickle.HIGHEST_PROTOCOL)
                self._file.write(data)
                self._file.flush()
                os.write(tell, _NOTICE.pack(answer[0], len(data)))
            status = 0
        finally:
            os._exit(status)


def _gathered(
    children: Sequence[Child],
    work: Callable[[Sequence[Item]], Result],
    pieces: Sequence[Sequence[Item]],
    own: Iterable[int],
    tick: Callable[[int], None],
) -> list[Result]:
    """Return the results of the pieces: of `own`, done here, and of those that children do.

    All children are seen to their end.
    """
    results: dict[int, Result] = {}

    def keep(index: int, result: Result) -> None:
        results[index] = result
        tick(len(pieces[index]))

    try:
        with selectors.DefaultSelector() as selector:
            for child in children:
                selector.register(child.notices, selectors.EVENT_READ, child)
            for index in own:
                keep(index, work(pieces[index]))
                for answer in _heard(selector, 0):
                    keep(*answer)
            while selector.get_map():
                for answer in _heard(selector, None):
                    keep(*answer)
    finally:
        for child in children:
            child.end()
    if len(results) < len(pieces):
        raise WorkerLost(f"{len(pieces) - len(results)} / {len(pieces)}")
    return [results[index] for index in range(len(pieces))]


def _heard(selector: selectors.BaseSelector, seconds: float | None) -> Iterator[tuple[int, Any]]:
    """Yield the results that have come by now, with the numbers of their pieces; raise errors."""
    for ready, _ in selector.select(seconds):
        answer = ready.data.next()
        if answer is None:
            selector.unregister(ready.fileobj)
        elif answer[0] < 0:
            raise answer[1]
        else:
            yield answer
