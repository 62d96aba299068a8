"""One at a time: whoever builds or publishes takes a turn, and waits no longer than told.

The system lifts the lock with the process, however it ends.
"""

from __future__ import annotations

import fcntl
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_LOOK = 0.05  # seconds between two looks at the door


class WaitedTooLongError(Exception):
    """Others were at work for the whole time that we may wait."""


@contextmanager
def turn(lock: Path, seconds: float, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold `lock` within the block; `waiting` is called once if someone else holds it.

    WaitedTooLongError after `seconds`.
    """
    end = time.monotonic() + seconds
    told = False
    with lock.open("a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise WaitedTooLongError from None
                if not told:
                    waiting()
                    told = True
                time.sleep(_LOOK)
        yield
