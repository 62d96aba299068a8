"""The output folder: files replaced whole, equal ones left alone, leftovers of ours removed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from plugins.incremental.state import Made

# What is half written, with the number of the process that writes it; as a whole name it stands in
# the output while files are written, and tells the next build that this one was killed.
_PART = ".jianbao-part"


class OutputFolder:
    """Writes below one folder, and removes only what it is told is ours."""

    def __init__(self, root: Path) -> None:
        """Make the folder if there is none."""
        root.mkdir(parents=True, exist_ok=True)
        self._root = os.fspath(root)

    def altered(self, files: Iterable[tuple[str, tuple[Any, ...]]]) -> set[str]:
        """Return which files are not those that a build left: replaced, edited or gone.

        `files` are paths, each with what was `Made` there, or with that as it is kept.
        """
        found = set()
        root, look = os.open(self._root, os.O_RDONLY), os.stat
        try:
            for name, (_, size, time, inode) in files:
                try:  # from the folder on: half of the way to each file is the same
                    status = look(name, dir_fd=root, follow_symlinks=False)
                except OSError:
                    found.add(name)
                else:
                    if (
                        status.st_size != size
                        or status.st_mtime_ns != time
                        or status.st_ino != inode
                    ):
                        found.add(name)
        finally:
            os.close(root)
        return found

    def write(self, name: str, data: bytes, key: bytes) -> tuple[Made, bool]:
        """Replace the file `name` by `data` unless it holds just that.

        Return what was made, and whether it was written. The new file is written beside and
        moved into its place, so that no reader ever sees half of it.
        """
        target = f"{self._root}/{name}"
        folder = os.path.dirname(name)
        if not self._is_new(folder) and self._holds(target, data):
            return _made(os.lstat(target), key), False
        # In the same folder: moving a file to another one takes the system three times as long.
        part = f"{self._root}/{folder}/{_PART}-{os.getpid()}"
        try:
            file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        except (FileNotFoundError, NotADirectoryError):
            self._make_folders(folder)
            file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(file, rest) :]
            status = os.fstat(file)
        finally:
            os.close(file)
        os.replace(part, target)
        return _made(status, key), True

    def remove(self, names: Iterable[str]) -> int:
        """Remove these files and the folders that are empty then; return how many files went."""
        removed = 0
        root = os.path.realpath(self._root)
        for name in sorted(names, reverse=True):
            folder = os.path.realpath(f"{self._root}/{os.path.dirname(name)}")
            if folder != root and not folder.startswith(f"{root}{os.sep}"):
                continue  # never follow a name or link out of the output folder
            try:
                os.unlink(f"{self._root}/{name}")
                removed += 1
            except OSError:
                continue
            while folder != root:
                try:
                    os.rmdir(folder)
                except OSError:
                    break
                folder = os.path.dirname(folder)
        return removed

    @property
    def whole(self) -> bool:
        """Whether all files are written that any build began to write."""
        return not os.path.lexists(f"{self._root}/{_PART}")

    def begin(self) -> None:
        """Note that files are about to be written; remove what a killed build left half written."""
        if not self.whole:
            for file in Path(self._root).rglob(f"{_PART}-*"):
                file.unlink()
        Path(self._root, _PART).touch()

    def end(self) -> None:
        """Note that all files are written."""
        Path(self._root, _PART).unlink(missing_ok=True)

    def _holds(self, target: str, data: bytes) -> bool:
        try:
            file = os.open(target, os.O_RDONLY | os.O_NOFOLLOW)
        except OSError:
            return False
        try:
            if os.fstat(file).st_size != len(data):
                return False
            return os.read(file, len(data) + 1) == data
        except OSError:  # a folder
            return False
        finally:
            os.close(file)

    def _is_new(self, folder: str) -> bool:
        """Make the folder of a file if only itself is missing; tell whether it was."""
        try:
            os.mkdir(f"{self._root}/{folder}")
        except OSError:
            return False
        return True

    def _make_folders(self, name: str) -> None:
        """Make the folders of a file; a file or link of before may stand in the way of one."""
        path = self._root
        for part in name.split("/"):
            path = f"{path}/{part}"
            try:
                os.mkdir(path)
            except FileExistsError:
                if not os.path.isdir(path):
                    os.unlink(path)
                    os.mkdir(path)


def _made(status: os.stat_result, key: bytes) -> Made:
    return Made(key, status.st_size, status.st_mtime_ns, status.st_ino)
