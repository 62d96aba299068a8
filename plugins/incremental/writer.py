"""The output folder: files replaced whole, equal ones left alone, leftovers of ours removed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from plugins.incremental.state import Made

# One name for each process: whatever a killed build leaves is removed by the next.
_PART = ".jianbao-part"


class OutputFolder:
    """Writes below one folder, and removes only what it is told is ours."""

    def __init__(self, root: Path) -> None:
        """Make the folder if there is none."""
        root.mkdir(parents=True, exist_ok=True)
        self._root = os.fspath(root)

    def looks_the_same(self, name: str, made: Made) -> bool:
        """Tell whether the file is the one that a build left: no one replaced or edited it."""
        try:
            status = os.lstat(f"{self._root}/{name}")
        except OSError:
            return False
        return (status.st_size, status.st_mtime_ns, status.st_ino) == made[1:]

    def write(self, name: str, data: bytes, key: bytes) -> tuple[Made, bool]:
        """Replace the file `name` by `data` unless it holds just that.

        Return what was made, and whether it was written. The new file is written beside and
        moved into its place, so that no reader ever sees half of it.
        """
        target = f"{self._root}/{name}"
        if self._holds(target, data):
            return _made(target, key), False
        part = f"{self._root}/{_PART}-{os.getpid()}"
        file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(file, rest) :]
        finally:
            os.close(file)
        try:
            os.replace(part, target)
        except (FileNotFoundError, NotADirectoryError):
            self._make_folders(os.path.dirname(name))
            os.replace(part, target)
        return _made(target, key), True

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

    def sweep(self) -> None:
        """Remove what killed builds left half written."""
        for file in Path(self._root).glob(f"{_PART}*"):
            file.unlink(missing_ok=True)

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


def _made(target: str, key: bytes) -> Made:
    status = os.lstat(target)
    return Made(key, status.st_size, status.st_mtime_ns, status.st_ino)
