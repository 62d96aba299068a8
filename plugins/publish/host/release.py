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
from dataclasses import asdict, dataclass, field
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


class OddFileError(Exception):
    """The build left something that is no regular file; it must not be shown."""


@dataclass(slots=True)
class Note:
    """What is known of a release: its commit, its files and the marks of their originals."""

    name: str
    commit: str
    made: str  # ISO 8601, UTC
    shown: str = ""  # when it went live; "" if never
    due: str = ""  # when the next embargo ends; "" if there is none
    files: dict[str, list[int]] = field(default_factory=dict)  # size, mtime and ctime in ns

    def save(self, place: Place) -> None:
        """Replace the note's file."""
        write_whole(place.notes / f"{self.name}.json", json.dumps(asdict(self)))


def read_note(place: Place, name: str) -> Note | None:
    """Return the note of a release, or None if it is missing or damaged."""
    try:
        return Note(**json.loads((place.notes / f"{name}.json").read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


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
    """Copy the built site into a new release, which is not shown yet; `note` gains its files.

    OddFileError, OSError (a full disk): then there is no such release.
    """
    part = place.releases / f"{_PART}{note.name}"
    shutil.rmtree(part, ignore_errors=True)
    earlier = _nearest(place)
    try:
        part.mkdir()
        fresh = []
        for path in sorted(_files(place.site)):
            source, target = place.site / path, part / path
            mark = _mark(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            note.files[path] = mark
            if earlier is None or not _shared(
                place.releases / earlier.name, earlier, path, mark, target
            ):
                shutil.copy2(source, target)
                target.chmod(0o644)
                fresh.append(target)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(_compress, (f for f in fresh if f.suffix in COMPRESSED)))
        note.save(place)
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
        earlier = read_note(place, before)
        for path, page in list_redirects(earlier.files if earlier else (), note.files).items():
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


def _nearest(place: Place) -> Note | None:
    """Return the release with which the most files can be shared: the newest."""
    everything = notes(place)
    return everything[-1] if everything else None


def _files(site: Path) -> Iterator[str]:
    """Yield every file of the site below its folder; OddFileError for links, pipes, devices."""
    for folder, names, files in os.walk(site):
        for name in (*names, *files):
            path = Path(folder) / name
            mode = path.lstat().st_mode
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                raise OddFileError(path.relative_to(site).as_posix())
        for name in files:
            yield (Path(folder) / name).relative_to(site).as_posix()


def _mark(file: Path) -> list[int]:
    """Return what tells a file from its later self: the times alone could be set by a build."""
    about = file.lstat()
    return [about.st_size, about.st_mtime_ns, about.st_ctime_ns]


def _shared(release: Path, note: Note, path: str, mark: list[int], target: Path) -> bool:
    """Link a file and its compressed copies from an earlier release, if it is the same there."""
    if note.files.get(path) != mark:
        return False
    try:
        for ending in _ENDINGS:
            copy = release / f"{path}{ending}"
            if copy.exists() and f"{path}{ending}" not in note.files:
                os.link(copy, f"{target}{ending}")
        os.link(release / path, target)
    except OSError:  # too many links to one file, or it was lost
        for ending in (*_ENDINGS, ""):
            Path(f"{target}{ending}").unlink(missing_ok=True)
        return False
    return True


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
