"""What the last build left in the output folder, and which groups of it were planned together."""

from __future__ import annotations

import marshal
import time
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from itertools import islice, repeat
from typing import Any, NamedTuple

from plugins.core.page import Listed
from plugins.incremental.plan import Grouped, Plan
from plugins.incremental.state import EXPECTED, Damaged, Folder, Made
from plugins.incremental.writer import OutputFolder

_PART = "outputs"
# Past the constructors of named tuples: there are many thousand.
_new = tuple.__new__


class Glance(NamedTuple):
    """How the output stands: as which build left it, in how many files, and what is not so."""

    stamp: int
    files: int
    altered: set[str]


class Outputs:
    """All files that are ours, by path: single ones, those of each group, those of bundles.

    `groups` are the groups by name. The files of one are packed: most builds look into few of
    them. `stamp` is another one each time this is kept: the moment, in ns.
    """

    def __init__(self) -> None:
        """Know of no file."""
        self.single: dict[str, Made] = {}
        self.bundled: dict[str, Made] = {}
        self.groups: dict[str, Grouped] = {}
        self._packed: dict[str, bytes] = {}
        self.stamp = 0

    @classmethod
    def kept(cls, folder: Folder) -> Outputs:
        """Return what was kept; raise Damaged."""
        found = cls()
        single, bundled, groups, found.stamp = folder.load(_PART) or ({}, {}, {}, 0)
        found.single, found.bundled = _made(single), _made(bundled)
        for name, (key, listed, files) in groups.items():
            found.groups[name] = Grouped(key, tuple(map(_new, repeat(Listed), listed)))
            found._packed[name] = files
        return found

    def keep(self, folder: Folder) -> None:
        """Keep this for the next build."""
        self.stamp = time.time_ns()
        groups = {
            name: (key, list(map(tuple, listed)), self._packed[name])
            for name, (key, listed) in self.groups.items()
        }
        folder.save(_PART, (_plain(self.single), _plain(self.bundled), groups, self.stamp))

    @property
    def files(self) -> dict[str, Made]:
        """All files."""
        return self.of_groups(self.groups) | self.single | self.bundled

    def of_groups(self, names: Iterable[str]) -> dict[str, Made]:
        """Return the files of some groups."""
        found: dict[str, Made] = {}
        for name in names:
            found |= _made(marshal.loads(self._packed[name]))  # noqa: S302 -- as the whole of it
        return found

    def expecting(self, paths: Iterable[str]) -> Outputs:
        """Return the same with single files beside that are about to be written."""
        more = copy(self)
        more.single = {**dict.fromkeys(paths, EXPECTED), **self.single}
        return more

    def followed_by(
        self, plan: Plan, files: Mapping[str, Made], bundled: dict[str, Made]
    ) -> Outputs:
        """Return what there is when a plan is carried out.

        `files` are those of the plan's pages; the groups that are the same have theirs still.
        """
        after = Outputs()
        after.single, after.bundled, after.groups = dict(files), bundled, plan.groups
        for name, group in plan.groups.items():
            if name in plan.same_groups:
                after._packed[name] = self._packed[name]
            else:
                own = {one.path: after.single.pop(one.path) for one in group.outputs}
                after._packed[name] = marshal.dumps(_plain(own))
        return after

    def forgotten(self) -> Outputs:
        """Return the same files, still ours, of which nothing is known any more."""
        blank = Outputs()
        single = self.of_groups(self.groups) | self.single
        blank.single, blank.bundled = doubted(single, single), doubted(self.bundled, self.bundled)
        return blank


def glance_at(output: OutputFolder, folder: Folder, pieces: Iterable[tuple[int, int]]) -> Glance:
    """Return how an output stands, of which `folder` knows; of one that is not known nothing is.

    Only some `pieces` of it are looked at, the second of three being (1, 3).
    """
    try:
        single, bundled, groups, stamp = folder.load(_PART) or ({}, {}, {}, 0)
    except Damaged:
        return Glance(0, 0, set())
    files: dict[str, Any] = single | bundled  # as they are kept: nothing is made of them
    for _, _, packed in groups.values():
        files |= marshal.loads(packed)  # noqa: S302 -- written by us, and the sum of all is right
    altered: set[str] = set()
    for piece, count in pieces:
        altered |= output.altered(islice(files.items(), piece, None, count))
    return Glance(stamp, len(files), altered)


def _made(plain: Mapping[str, tuple[Any, ...]]) -> dict[str, Made]:
    return dict(zip(plain, map(_new, repeat(Made), plain.values()), strict=True))


def _plain(files: Mapping[str, Made]) -> dict[str, tuple[Any, ...]]:
    return dict(zip(files, map(tuple, files.values()), strict=True))


def doubted(files: dict[str, Made], altered: Collection[str]) -> dict[str, Made]:
    """Return these files, with nothing known of what those show that were altered."""
    return files | {path: files[path]._replace(key=b"") for path in files.keys() & altered}
