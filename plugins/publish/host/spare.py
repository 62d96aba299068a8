"""A folder that is almost the next release: the files of an earlier one, linked once more.

Making and removing links to all files of a site takes longer than building a page; so the release
that goes becomes the folder of the one that comes, and only what differs is touched. Nobody reads
it meanwhile. Its marks stand beside it, and are gone before it is changed: a spare without marks,
or marks without a spare, are what a killed publication left, and are not believed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.publish.host.marks import ENDINGS, Marks, bytes_of, marks_from, paths_in
from plugins.publish.host.place import write_whole

if TYPE_CHECKING:
    from plugins.publish.host.place import Place


def give(place: Place, folder: Path, marks: Marks) -> bool:
    """Make the folder of a release, with these marks, the spare, and tell whether that was done.

    Not where there is one already, nor where it lies on another disk.
    """
    if _there(place):
        return False
    drop(place)
    try:
        folder.rename(place.spare)
        write_whole(place.spare_marks, bytes_of(marks))
    except OSError:
        return False
    return True


def prepare(place: Place, newest: Path, marks: Marks) -> None:
    """Make a spare of the newest release, which has these marks, unless there is one.

    All at once by coreutils: much the fastest way. None is made where that fails: too many links
    to one file, or a full disk.
    """
    if _there(place):
        return
    drop(place)
    copy = ["cp", "-al", str(newest), str(place.spare)]
    if subprocess.run(copy, check=False, capture_output=True).returncode == 0:  # noqa: S603 -- fixed words
        write_whole(place.spare_marks, bytes_of(marks))
    else:
        drop(place)


def take(place: Place, part: Path, marks: Marks) -> set[str]:
    """Make the folder `part` of the spare, with what it has of `marks`; an empty one without.

    Returns the paths of these files; their compressed copies came with them. OSError.
    """
    known: Marks = {}
    if _there(place):
        known = marks_from(place.spare_marks.read_bytes())
        place.spare_marks.unlink()
        with suppress(OSError):  # on another disk
            place.spare.rename(part)
    part.mkdir(exist_ok=True)
    there = paths_in(part)
    same = {path for path, mark in marks.items() if known.get(path) == mark} & there
    packed = {f"{path}{ending}" for path in same for ending in ENDINGS}
    for path in there - same - (packed - known.keys()):
        _take_out(part, path)
    return same


def drop(place: Place) -> None:
    """Remove the spare, if there is one."""
    place.spare_marks.unlink(missing_ok=True)
    shutil.rmtree(place.spare, ignore_errors=True)


def _there(place: Place) -> bool:
    """Tell whether there is a spare that can be believed."""
    return place.spare_marks.is_file() and place.spare.is_dir()


def _take_out(part: Path, path: str) -> None:
    """Remove a file that does not belong here, and the folders left empty."""
    (part / path).unlink()
    with suppress(OSError):  # not empty
        for folder in Path(path).parents[:-1]:
            os.rmdir(part / folder)  # noqa: PTH106 -- as fast as can be
