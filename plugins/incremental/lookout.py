"""Two processes look at once at the sources and at the output; then one reads what few changed."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.core.folder import Inventory, parts_of, take_stock
from plugins.incremental.assignment import Assignment, Means, load_aside, read_alone
from plugins.incremental.outputs import Glance, glance_at
from plugins.incremental.standby import Standby
from plugins.incremental.state import Folder
from plugins.incremental.workers import Shared
from plugins.incremental.writer import OutputFolder

if TYPE_CHECKING:
    from plugins.incremental.sources import Found

_STOCK, _GLANCE = 0, 1  # the looks of the other process, in their order
_PIECES = 16


class Lookout:
    """Looks at the files of a content folder and of its output, and has few sources read.

    Both are mostly waiting for the system, so that each process takes a part as soon as it has done
    one. While this one finds out what changed, the other gets ready to read.
    """

    def __init__(
        self, content: Path, output: Path, folder: Folder, means: Means, *, forked: bool
    ) -> None:
        """Begin, in another process too if it may be `forked`; `folder` knows of the output."""
        self.began = time.time_ns()
        """The moment before the first look, in ns."""
        self._content = content
        self._output = output
        self._folder = folder
        self._seen: Glance | None = None
        self._parts = Shared(parts_of(content))
        self._pieces = Shared([(piece, _PIECES) for piece in range(_PIECES)])
        self._standby: Standby[tuple[Assignment, list[str]], Found] = Standby(
            (self._stock, self._glance),
            lambda: load_aside(means),
            lambda job: read_alone(job[0], means, job[1]),
            folder.path / "asked",
            forked=forked,
        )

    def stock(self) -> Inventory:
        """Return the files of the content folder; to be asked for once, and before `glance`."""
        stock = self._stock()
        other: Inventory = self._standby.saw(_STOCK)
        stock.sources |= other.sources
        stock.others |= other.others
        stock.faults += other.faults
        return stock

    def glance(self, *, hurry: bool = False) -> Glance:
        """Return how the output stands, as often as it is asked for.

        With `hurry` this process helps to look, having nothing else to do.
        """
        if self._seen is None:
            here = self._glance().altered if hurry else frozenset[str]()
            there: Glance = self._standby.saw(_GLANCE)
            self._seen = there._replace(altered=there.altered | here)
        return self._seen

    def ask(self, given: Assignment, paths: list[str]) -> None:
        """Have these sources read, once."""
        self._standby.ask((given, paths))

    def result(self) -> Found:
        """Return what was read."""
        return self._standby.result()

    def dismiss(self) -> None:
        """End the other process if it is still there."""
        self._standby.dismiss()
        self._parts.close()
        self._pieces.close()

    def _stock(self) -> Inventory:
        return take_stock(self._content, self._parts)

    def _glance(self) -> Glance:
        return glance_at(OutputFolder(self._output), self._folder, self._pieces)
