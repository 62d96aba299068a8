"""How far a long task has come: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TextIO, TypeVar

Item = TypeVar("Item")
_QUIET = 1.0  # seconds in which a task may be done without a word
_MOVES, _SPEAKS = 0.1, 5.0  # seconds between two signs of life: on a terminal, elsewhere
_CELLS = 24


class Progress:
    """Says on stderr how many things are done, if it takes a while; one stage after another."""

    def __init__(
        self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin in silence."""
        self._stream = sys.stderr if stream is None else stream
        self._clock = clock
        self._moving = self._stream.isatty()
        self._due = clock() + _QUIET
        self._spoken = False

    def show(self, title: str, done: int, total: int) -> None:
        """Hear how far a stage has come, and say it where it is time."""
        now = self._clock()
        if now < self._due:
            return
        self._due = now + (_MOVES if self._moving else _SPEAKS)
        self._spoken = True
        line = f"{title} {done}/{total}"
        if self._moving:
            cells = _CELLS * done // max(1, total)
            self._stream.write(f"\r{line} {'█' * cells}{'░' * (_CELLS - cells)}\x1b[K")
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def end(self) -> None:
        """Take the bar away."""
        if self._spoken and self._moving:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
        self._spoken = False


def tracked(
    items: Sequence[Item],
    title: str,
    stream: TextIO | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Item]:
    """Yield the items, and say on stderr how many of them are done if it takes a while."""
    progress = Progress(stream, clock)
    for done, item in enumerate(items):
        progress.show(title, done, len(items))
        yield item
    progress.end()
