"""How far a long task has come: a line that moves on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TextIO, TypeVar

Item = TypeVar("Item")
_QUIET = 1.0  # seconds in which a task may be done without a word
_MOVES, _SPEAKS = 0.1, 5.0  # seconds between two signs of life: on a terminal, elsewhere


def tracked(
    items: Sequence[Item],
    title: str,
    stream: TextIO | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Item]:
    """Yield the items, and say on stderr how many of them are done if it takes a while."""
    stream = sys.stderr if stream is None else stream
    moving = stream.isatty()
    pause = _MOVES if moving else _SPEAKS
    due = clock() + _QUIET
    spoken = False
    for done, item in enumerate(items):
        if clock() >= due:
            due = clock() + pause
            spoken = True
            line = f"{title} {done}/{len(items)}"
            stream.write(f"\r{line}" if moving else f"{line}\n")
            stream.flush()
        yield item
    if spoken and moving:
        stream.write("\r\x1b[K")
        stream.flush()
