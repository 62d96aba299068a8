"""What a build remembers for the next: one versioned file for each pair of folders, and stories.

The file is written whole and read whole, or not believed at all. Beside it lies the store of
rendered stories, which is only ever appended to; the file says where each one stands.
"""

from __future__ import annotations

import fcntl
import marshal
import os
import pickle
import shutil
import sys
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple

from plugins.core.digest import digest_of_bytes
from plugins.core.records import Story
from plugins.incremental.filed import Place

# Raise when the shape of what is kept changes. The program's own digest is kept too, so that
# another version of it never works on with what it may understand otherwise.
VERSION = 10
_MAGIC = f"jianbao {VERSION} {sys.hexversion:x}\n".encode()
_SUM = 4


class Damaged(Exception):  # noqa: N818 -- a state, not an accident
    """What was kept cannot be believed; the build must begin anew."""


class Made(NamedTuple):
    """One output file as the build left it."""

    key: bytes
    size: int
    mtime_ns: int
    inode: int


EXPECTED = Made(b"", 0, 0, 0)
"""A file that is about to be written: whatever stands there is not what it is to be."""


class Folder:
    """The place below the cache where one pair of content and output folders has its state."""

    def __init__(self, cache: Path, content: Path, output: Path) -> None:
        """Name the place; nothing is read or written yet."""
        pair = f"{content.resolve()}\0{output.resolve()}"
        self.path = cache / "builds" / sha256(pair.encode()).hexdigest()[:16]

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep a second build of the same pair waiting; the system frees the lock of the dead."""
        with self._lock():
            yield

    def _lock(self) -> IO[str]:
        while True:
            try:
                self.path.mkdir(parents=True, exist_ok=True)
                file = (self.path / "lock").open("w")
            except (FileExistsError, FileNotFoundError):  # dropped by another build just now
                continue
            fcntl.flock(file, fcntl.LOCK_EX)
            if _stands_at(file, self.path / "lock"):  # not dropped while we waited
                return file
            file.close()

    def load(self, part: str) -> Any:
        """Return what was kept as `part`, None if nothing was; raise Damaged."""
        try:
            data = (self.path / part).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Damaged(part) from error
        head = len(_MAGIC) + _SUM
        payload = memoryview(data)[head:]
        if not data.startswith(_MAGIC) or data[len(_MAGIC) : head] != _sum(payload):
            raise Damaged(part)
        return marshal.loads(payload)  # noqa: S302 -- written by us, and its sum is right

    def save(self, part: str, value: Any) -> None:
        """Replace what is kept as `part`."""
        self.path.mkdir(parents=True, exist_ok=True)
        payload = marshal.dumps(value)
        new = self.path / f"{part}.part"
        new.write_bytes(_MAGIC + _sum(payload) + payload)
        new.replace(self.path / part)

    def tidy(self, output: Path) -> None:
        """Note which output this is the state of; drop the states of outputs that are gone."""
        for note in self.path.parent.glob("*/output"):
            if note.parent != self.path:
                _drop(note.parent)
        (self.path / "output").write_text(str(output), "utf-8")

    def keep_only(self, names: Collection[str]) -> None:
        """Remove the records and stories of builds before, but those with these names."""
        for file in self.path.iterdir():
            if file.name.startswith(("records-", "stories-")) and file.name not in names:
                file.unlink()


class Stories:
    """The store of whole articles with their rendered bodies, in one file that only grows."""

    def __init__(self, path: Path) -> None:
        """Open the store, a new one if there is none."""
        self.path = path
        self._file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)

    @property
    def size(self) -> int:
        """Bytes in the store, those no longer needed included."""
        return os.fstat(self._file).st_size

    def append(self, stories: list[bytes]) -> list[Place]:
        """Add packed stories in one write, which no other process can cut in two."""
        data = memoryview(b"".join(stories))
        length = len(data)
        file = os.open(self.path, os.O_WRONLY | os.O_APPEND)
        try:
            if os.write(file, data) != length:
                raise OSError(f"{self.path}: not all was written")
            at = os.lseek(file, 0, os.SEEK_CUR) - length
        finally:
            os.close(file)
        places = []
        for story in stories:
            places.append((at, len(story)))
            at += len(story)
        return places

    def read(self, place: Place, digest: bytes) -> Story:
        """Return a story; raise Damaged unless it is the one with this digest."""
        data = os.pread(self._file, place[1], place[0])
        if digest_of_bytes(data) != digest:
            raise Damaged(self.path.name)
        return unpacked(data)

    def copied(self, places: Mapping[str, Place], path: Path) -> tuple[Stories, dict[str, Place]]:
        """Copy the stories at these places into a new store; return it, and where they are."""
        fresh = Stories(path)
        moved = {}
        for source, (at, length) in places.items():
            moved[source] = fresh.append([os.pread(self._file, length, at)])[0]
        return fresh, moved


def packed(story: Story) -> bytes:
    """Return a story as bytes."""
    return pickle.dumps(tuple(story), pickle.HIGHEST_PROTOCOL)


def unpacked(data: bytes) -> Story:
    """Return the story that the bytes hold."""
    return Story(*pickle.loads(data))  # noqa: S301 -- written by us, and its digest is right


def _drop(state: Path) -> None:
    """Remove a state whose output is gone, unless a build is at work on it."""
    with suppress(OSError), (state / "lock").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        gone = not Path((state / "output").read_text("utf-8")).exists()
        if gone and _stands_at(file, state / "lock"):
            # Aside in one step: a build that begins now must not find half a state.
            state.rename(aside := state.with_name(f"{state.name}.gone"))
            shutil.rmtree(aside, ignore_errors=True)


def _stands_at(file: IO[str], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _sum(data: bytes | memoryview) -> bytes:
    """Return what tells a file that was cut short or written over; no one means harm here."""
    return zlib.crc32(data).to_bytes(_SUM, "big")
