"""What tells every file of a folder from its later self, found in one pass by findutils."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Marks = dict[str, str]
"""By path below the folder: type, size, mtime, ctime (with ns) and inode, in one word's length.

The ctime is in it because a build could set the other times; the inode, because a file may be
replaced within one tick of the clock.
"""
ENDINGS = (".gz", ".br")  # of the packed copies that stand beside a release's files
_FORM = "%y %s %T@ %C@ %i/%P\\0"
_REGULAR = "f "


class OddFileError(Exception):
    """The build left something that is no regular file; it must not be shown."""


def marks_in(folder: Path) -> Marks:
    """Return the marks of all files below a folder, in the order of their paths.

    OddFileError for links, pipes and devices; OSError if the folder cannot be read.
    """
    marks = marks_from(_found(folder, _FORM))
    for path, mark in marks.items():
        if not mark.startswith(_REGULAR):
            raise OddFileError(path)
    return dict(sorted(marks.items()))


def paths_in(folder: Path) -> set[str]:
    """Return every path below a folder but folders; OSError if the folder cannot be read."""
    return {os.fsdecode(path) for path in _found(folder, "%P\\0").split(b"\0") if path}


def marks_from(data: bytes) -> Marks:
    """Return the marks that `bytes_of` wrote; what is damaged is left out."""
    entries = (entry.partition("/") for entry in os.fsdecode(data).split("\0"))
    return {path: mark for mark, _slash, path in entries if path}


def bytes_of(marks: Mapping[str, str]) -> bytes:
    """Write marks down."""
    return os.fsencode("".join([f"{mark}/{path}\0" for path, mark in marks.items()]))


def size_in(mark: str) -> int:
    """Return the size in bytes of a file by its mark."""
    return int(mark.split(" ", 2)[1])


def _found(folder: Path, form: str) -> bytes:
    find = ["find", str(folder), "!", "-type", "d", "-printf", form]
    done = subprocess.run(find, capture_output=True, check=False)  # noqa: S603 -- fixed words
    if done.returncode != 0:
        raise OSError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout
