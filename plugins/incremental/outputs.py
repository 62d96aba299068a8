"""What the last build left in the output folder, and which groups of it were planned together."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import NamedTuple

from plugins.core.page import Listed
from plugins.incremental.plan import Grouped
from plugins.incremental.state import Damaged, Folder, Made
from plugins.incremental.writer import OutputFolder

_PART = "outputs"


class Glance(NamedTuple):
    """How the output stands: as which build left it, in how many files, and what is not so."""

    stamp: int
    files: int
    altered: set[str]


@dataclass(slots=True)
class Outputs:
    """All files that are ours, by path, and the groups, by name.

    A group is noted only when all its outputs stand: a build that is killed before leaves none.
    `stamp` is another one each time this is kept: the moment, in ns.
    """

    files: dict[str, Made] = field(default_factory=dict)
    groups: dict[str, Grouped] = field(default_factory=dict)
    stamp: int = 0

    @staticmethod
    def kept(folder: Folder) -> Outputs:
        """Return what was kept; raise Damaged."""
        files, groups, stamp = folder.load(_PART) or ({}, {}, 0)
        new = tuple.__new__  # past the constructors of named tuples: there are many thousand
        return Outputs(
            {path: new(Made, one) for path, one in files.items()},
            {
                name: Grouped(key, tuple([new(Listed, one) for one in outputs]))
                for name, (key, outputs) in groups.items()
            },
            stamp,
        )

    def keep(self, folder: Folder) -> None:
        """Keep this for the next build."""
        self.stamp = time.time_ns()
        files = {path: tuple(made) for path, made in self.files.items()}
        groups = {
            name: (key, [tuple(one) for one in outputs])
            for name, (key, outputs) in self.groups.items()
        }
        folder.save(_PART, (files, groups, self.stamp))


def glance_at(output: OutputFolder, folder: Folder) -> Glance:
    """Return how an output stands, of which `folder` knows; of one that is not known nothing is."""
    try:
        files, _, stamp = folder.load(_PART) or ({}, {}, 0)  # as they are kept: nothing is made
    except Damaged:
        files, stamp = {}, 0
    return Glance(stamp, len(files), output.altered(files))
