"""Releases: a site copied once, whole, never changed again; what readers see is a link to one.

A file that is the same as in an earlier release shares its disk space (a hard link), and its
compressed copies with it. Nothing is ever shared with the folder in which builds write.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.publish.host import spare
from plugins.publish.host.marks import ENDINGS, Marks, bytes_of, marks_from, marks_in
from plugins.publish.host.place import write_whole
from plugins.publish.preflight.permanence import list_redirects

if TYPE_CHECKING:
    from collections.abc import Collection

    from plugins.publish.host.place import Place

_PART = ".part-"


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
        below = bytes_of(marks) if marks is not None else file.read_bytes().partition(b"\n")[2]
        write_whole(file, json.dumps(asdict(self)).encode() + b"\n" + below)


def read_note(place: Place, name: str) -> Note | None:
    """Return the note of a release, or None if it is missing or damaged."""
    try:
        with (place.notes / f"{name}.json").open("rb") as file:
            return Note(**json.loads(file.readline()))
    except (OSError, ValueError, TypeError):
        return None


def marks_of(place: Place, note: Note | None) -> Marks:
    """Return the marks of a release's files by path; empty if there is none.

    Where they cannot be read they are those of the copies: the paths and sizes are right then.
    """
    if note is None:
        return {}
    try:
        data = (place.notes / f"{note.name}.json").read_bytes().partition(b"\n")[2]
        marks = marks_from(data)
    except OSError:
        marks = {}
    if len(marks) == note.count:
        return marks
    there = marks_in(place.releases / note.name)
    packed = {f"{path}{ending}" for path in there for ending in ENDINGS}
    return {path: mark for path, mark in there.items() if path not in packed}


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


def stage(place: Place, note: Note, marks: Marks) -> None:
    """Copy the built site, of which these are the marks, into a new release that is not shown yet.

    `note` gains its count. OSError (a full disk): then there is no such release.
    """
    from plugins.publish.host.packing import pack  # what shows a release needs it not

    part = place.releases / f"{_PART}{note.name}"
    shutil.rmtree(part, ignore_errors=True)
    try:
        held = spare.take(place, part, marks)
        held |= _linked(place, part, marks, marks.keys() - held)
        fresh = [path for path in marks if path not in held]
        for path in fresh:
            _copy(place.site / path, part / path)
        if fresh:
            pack([part / path for path in fresh])
        note.count = len(marks)
        note.save(place, marks)
        # The files are on the disk before the link can lead to them, also if the power fails.
        subprocess.run(["sync", "-f", str(part)], check=True)  # noqa: S603, S607 -- coreutils
        part.rename(place.releases / note.name)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def prepare(place: Place) -> None:
    """Do what can be done for the next release before it is known what will be in it."""
    newest = _newest(place)
    if newest is not None:
        spare.prepare(place, place.releases / newest.name, marks_of(place, newest))


def show(place: Place, note: Note, now: str) -> tuple[Marks, Marks]:
    """Make a release the one that readers see, in one step; return the marks before and after."""
    before = live(place)
    earlier = marks_of(place, read_note(place, before) if before else None)
    marks = marks_of(place, note)
    if before is not None and before != note.name:
        _keep_assets(place, before, note.name)
        for path, page in list_redirects(earlier, marks).items():
            target = place.kept / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(page, "utf-8")
    note.shown = now
    note.save(place)
    following = place.folder / ".next"
    following.unlink(missing_ok=True)
    following.symlink_to(Path("releases") / note.name)
    following.replace(place.current)
    return earlier, marks


def prune(place: Place, keep: int, now: float, days: int = 30) -> None:
    """Remove releases beyond the `keep` newest shown ones, those never shown, and old assets."""
    everything = {note.name: note for note in notes(place)}
    current = live(place)
    shown = sorted((n for n in everything.values() if n.shown), key=lambda n: (n.shown, n.name))
    staying = {note.name for note in shown[-keep:]} | {current}
    for folder in list(place.releases.iterdir()):
        if folder.name not in staying:
            note = everything.get(folder.name)
            if note is None or not spare.give(place, folder, marks_of(place, note)):
                _remove(folder)
    for file in place.notes.glob("*.json"):
        if file.stem not in staying:
            file.unlink()
    for file in list(place.kept.rglob("*")):
        if file.is_file() and file.stat().st_atime < now - days * 86400:
            file.unlink()


def _remove(folder: Path) -> None:
    """Remove a release; renamed first, so that a half-removed one is none."""
    if not folder.name.startswith(_PART):
        folder = folder.rename(folder.with_name(f"{_PART}{folder.name}"))
    shutil.rmtree(folder, ignore_errors=True)


def _newest(place: Place) -> Note | None:
    """Return the newest whole release: the one with which the most files can be shared."""
    names = sorted(p.name for p in place.releases.iterdir() if not p.name.startswith(_PART))
    found = (read_note(place, name) for name in reversed(names))
    return next((note for note in found if note is not None), None)


def _linked(place: Place, part: Path, marks: Marks, wanted: Collection[str]) -> set[str]:
    """Link into `part` what of `wanted` the newest release has the same, with its packed copies.

    Returns the paths of these files.
    """
    earlier = _newest(place)
    if earlier is None or not wanted:
        return set()
    known = marks_of(place, earlier)
    found = set()
    for path in wanted:
        if known.get(path) == marks[path]:
            old, new = place.releases / earlier.name / path, part / path
            new.parent.mkdir(parents=True, exist_ok=True)
            with suppress(OSError):  # it is gone, or has too many links: then it is copied
                new.hardlink_to(old)
                found.add(path)
                for packed in (f"{path}{ending}" for ending in ENDINGS):
                    if packed not in marks and packed not in known:
                        (part / packed).hardlink_to(place.releases / earlier.name / packed)
    return found


def _copy(file: Path, target: Path) -> None:
    """Copy a file with its mtime, and nothing else of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)
    os.utime(target, ns=(file.stat().st_mtime_ns,) * 2)


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
