"""Releases: a site copied once, whole, never changed again; what readers see is a link to one.

A file that is the same as in an earlier release shares its disk space (a hard link), and its
compressed copies with it. Nothing is ever shared with the folder in which builds write.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import stat
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import brotli

from plugins.publish.preflight.permanence import list_redirects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plugins.publish.host.place import Place

COMPRESSED = frozenset({".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".csv", ".wasm"})
LEAST_COMPRESSED = 512  # bytes; smaller files travel in one packet anyway
_ENDINGS = (".gz", ".br")
_PART = ".part-"


Marks = dict[str, list[int]]
"""By path below the release: size, mtime and ctime in ns of the file that the build made."""


class OddFileError(Exception):
    """The build left something that is no regular file; it must not be shown."""


@dataclass(slots=True)
class Note:
    """What is known of a release; the marks of its files stand beside (`marks_of`)."""

    name: str
    commit: str
    made: str  # ISO 8601, UTC
    shown: str = ""  # when it went live; "" if never
    due: str = ""  # when the next embargo ends; "" if there is none
    count: int = 0  # files, without their compressed copies

    def save(self, place: Place, marks: Marks | None = None) -> None:
        """Replace the note's file: one line of its own, one with the marks, old ones if None."""
        file = place.notes / f"{self.name}.json"
        below = file.read_text("utf-8").partition("\n")[2] if marks is None else json.dumps(marks)
        write_whole(file, f"{json.dumps(asdict(self))}\n{below}")


def read_note(place: Place, name: str) -> Note | None:
    """Return the note of a release, or None if it is missing or damaged."""
    try:
        with (place.notes / f"{name}.json").open("rb") as file:
            return Note(**json.loads(file.readline()))
    except (OSError, ValueError, TypeError):
        return None


def marks_of(place: Place, note: Note | None) -> Marks:
    """Return the marks of a release's files by path; empty if there is none, or it is damaged."""
    if note is None:
        return {}
    try:
        lines = (place.notes / f"{note.name}.json").read_bytes().partition(b"\n")
        marks: Marks = json.loads(lines[2])
    except (OSError, ValueError):
        return {}
    return marks


def write_whole(file: Path, text: str) -> None:
    """Replace a file as a whole: a reader finds the old one or the new one."""
    part = file.with_name(f"{file.name}.part")
    part.write_text(text, "utf-8")
    part.replace(file)


def live(place: Place) -> str | None:
    """Return the name of the release that readers see, or None before the first one."""
    try:
        return place.current.readlink().name
    except OSError:
        return None


def notes(place: Place) -> list[Note]:
    """Return the notes of all whole releases, oldest first."""
    names = sorted(p.name for p in place.releases.iterdir() if not p.name.startswith(_PART))
    found = (read_note(place, name) for name in names)
    return [note for note in found if note is not None]


def stage(place: Place, note: Note) -> None:
    """Copy the built site into a new release, which is not shown yet; `note` gains its count.

    OddFileError, OSError (a full disk): then there is no such release.
    """
    part = place.releases / f"{_PART}{note.name}"
    shutil.rmtree(part, ignore_errors=True)
    marks = dict(sorted(_files(str(place.site))))
    try:
        shared = _taken_over(place, marks, part)
        fresh = []
        for path in marks:
            if path not in shared:
                target = part / path
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(place.site / path, target)
                target.chmod(0o644)
                fresh.append(target)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(_compress, (f for f in fresh if f.suffix in COMPRESSED)))
        note.count = len(marks)
        note.save(place, marks)
        # The files are on the disk before the link can lead to them, also if the power fails.
        subprocess.run(["sync", "-f", str(part)], check=True)  # noqa: S603, S607 -- coreutils
        part.rename(place.releases / note.name)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def show(place: Place, note: Note, now: str) -> None:
    """Make a release the one that readers see, in one step."""
    before = live(place)
    if before is not None and before != note.name:
        _keep_assets(place, before, note.name)
        earlier = marks_of(place, read_note(place, before))
        for path, page in list_redirects(earlier, marks_of(place, note)).items():
            target = place.kept / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(page, "utf-8")
    note.shown = now
    note.save(place)
    following = place.folder / ".next"
    following.unlink(missing_ok=True)
    following.symlink_to(Path("releases") / note.name)
    following.replace(place.current)


def prune(place: Place, keep: int, now: float, days: int = 30) -> None:
    """Remove releases beyond the `keep` newest shown ones, those never shown, and old assets."""
    everything = notes(place)
    current = live(place)
    shown = sorted((n for n in everything if n.shown), key=lambda n: (n.shown, n.name))
    staying = {note.name for note in shown[-keep:]} | {current}
    for folder in place.releases.iterdir():
        if folder.name not in staying:
            # Renamed first: a half-removed release is none.
            gone = (
                folder
                if folder.name.startswith(_PART)
                else folder.rename(folder.with_name(f"{_PART}{folder.name}"))
            )
            shutil.rmtree(gone, ignore_errors=True)
            (place.notes / f"{folder.name}.json").unlink(missing_ok=True)
    for file in list(place.kept.rglob("*")):
        if file.is_file() and file.stat().st_atime < now - days * 86400:
            file.unlink()


def _newest(place: Place) -> Note | None:
    """Return the newest whole release: the one with which the most files can be shared."""
    names = sorted(p.name for p in place.releases.iterdir() if not p.name.startswith(_PART))
    found = (read_note(place, name) for name in reversed(names))
    return next((note for note in found if note is not None), None)


def _files(site: str, below: str = "") -> Iterator[tuple[str, list[int]]]:
    """Yield every file of the site with its mark; OddFileError for links, pipes, devices.

    The mark tells a file from its later self: the times alone could be set by a build.
    """
    with os.scandir(f"{site}/{below}") as entries:
        for entry in entries:
            about = entry.stat(follow_symlinks=False)
            path = below + entry.name
            if stat.S_ISDIR(about.st_mode):
                yield from _files(site, f"{path}/")
            elif stat.S_ISREG(about.st_mode):
                yield path, [about.st_size, about.st_mtime_ns, about.st_ctime_ns]
            else:
                raise OddFileError(path)


def _taken_over(place: Place, marks: Marks, part: Path) -> set[str]:
    """Make the folder `part`, with links to what the newest release has the same.

    Returns the paths of these files; their compressed copies came with them.
    """
    earlier = _newest(place)
    known = marks_of(place, earlier)
    same = {path for path, mark in marks.items() if known.get(path) == mark}
    if earlier is not None and same:
        # All at once by coreutils, then what is not the same is taken out: much the fastest way.
        copy = ["cp", "-al", str(place.releases / earlier.name), str(part)]
        if subprocess.run(copy, check=False, capture_output=True).returncode == 0:  # noqa: S603 -- fixed words
            there = _there(part)
            packed = {f"{path}{ending}" for path in same for ending in _ENDINGS}
            for path in there - same - (packed - known.keys()):
                _take_out(part, path)
            return same & there
        shutil.rmtree(part, ignore_errors=True)  # too many links to one file, or a full disk
    part.mkdir()
    return set()


def _there(part: Path) -> set[str]:
    """Return every path below a folder but folders."""
    find = ["find", str(part), "!", "-type", "d", "-printf", "%P\\0"]
    found = subprocess.run(find, check=True, capture_output=True).stdout  # noqa: S603 -- fixed words
    return {os.fsdecode(path) for path in found.split(b"\0") if path}


def _take_out(part: Path, path: str) -> None:
    """Remove a file that does not belong here, and the folders left empty."""
    (part / path).unlink()
    with suppress(OSError):  # not empty
        for folder in Path(path).parents[:-1]:
            (part / folder).rmdir()


def _compress(file: Path) -> None:
    """Put .gz and .br beside a file, where they save anything; the same bytes every time."""
    data = file.read_bytes()
    if len(data) < LEAST_COMPRESSED:
        return
    stamp = file.stat()
    for ending, packed in (
        (".gz", gzip.compress(data, 9, mtime=0)),
        (".br", brotli.compress(data, quality=9)),
    ):
        if len(packed) < len(data):
            copy = Path(f"{file}{ending}")
            copy.write_bytes(packed)
            os.utime(copy, ns=(stamp.st_mtime_ns, stamp.st_mtime_ns))


def _keep_assets(place: Place, before: str, after: str) -> None:
    """Keep the theme's files that a page fetched a moment ago still asks for."""
    old, new = place.releases / before / "theme", place.releases / after / "theme"
    for file in old.rglob("*") if old.is_dir() else ():
        below = file.relative_to(old)
        if file.is_file() and not (new / below).exists():
            target = place.kept / "theme" / below
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                shutil.copy2(file, target)
            about = file.stat()
            os.utime(target, ns=(time.time_ns(), about.st_mtime_ns))  # since when it is kept
