"""A process that looks and gets ready while this one finds out whether it is needed."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, TypeVar

from plugins.incremental.workers import Child, WorkerLost, queue_of

Job = TypeVar("Job")
Result = TypeVar("Result")


class Standby(Generic[Job, Result]):
    """A process that looks at things and gets ready to work while this one finds out at what."""

    def __init__(
        self,
        looks: Sequence[Callable[[], Any]],
        ready: Callable[[], None],
        work: Callable[[Job], Result],
        note: Path,
        *,
        forked: bool,
    ) -> None:
        """Begin, if it may be `forked`; otherwise this process will do all of it itself.

        What is asked is written to the file `note`: a pipe would have this one wait where the
        other is not ready yet.
        """
        self._looks = looks
        self._work, self._note = work, note
        self._seen: list[Any] = []
        self._child: Child | None = None
        if forked and hasattr(os, "fork"):
            turns: list[Callable[[], Any]] = [*looks, lambda: self._answer(ready, work)]
            self._rung, self._bell = os.pipe()
            queue = queue_of(len(turns))
            numbers = [[number] for number in range(len(turns))]
            self._child = Child(lambda turn: turns[turn[0]](), numbers, queue)
            os.close(queue)
            os.close(self._rung)

    def _answer(self, ready: Callable[[], None], work: Callable[[Job], Result]) -> Result:
        os.close(self._bell)  # else the other's end would not be heard
        ready()
        if not os.read(self._rung, 1):
            os._exit(0)  # there was nothing to do, or nobody is left to ask
        return work(pickle.loads(self._note.read_bytes()))  # noqa: S301 -- just written by us

    def saw(self, look: int) -> Any:
        """Return what the look of this number found, as often as it is asked for.

        Its exceptions are raised here.
        """
        for following in self._looks[len(self._seen) : look + 1]:
            self._seen.append(self._heard() if self._child else following())
        return self._seen[look]

    def ask(self, job: Job) -> None:
        """Say what is to be done, once."""
        if self._child:
            self._note.write_bytes(pickle.dumps(job, pickle.HIGHEST_PROTOCOL))
            with suppress(BrokenPipeError):  # it could not get ready, and will be heard saying so
                os.write(self._bell, b"!")
        else:
            self._job = job

    def result(self) -> Result:
        """Return what the work returned, when it has; an exception of the work is raised here."""
        if self._child is None:
            return self._work(self._job)
        if self._looks:
            self.saw(len(self._looks) - 1)
        answer: Result = self._heard()
        self._end(Child.end)
        return answer

    def dismiss(self) -> None:
        """End the process if it is still there."""
        if self._child:
            self._end(Child.kill)

    def _heard(self) -> Any:
        """Wait for the next answer of the process."""
        heard = self._child.next() if self._child else None
        if heard is None:
            raise WorkerLost(f"{len(self._seen)} / {len(self._looks) + 1}")
        if heard[0] < 0:
            raise heard[1]
        return heard[1]

    def _end(self, how: Callable[[Child], None]) -> None:
        if self._child:
            how(self._child)
            os.close(self._bell)
            self._child = None
