"""Gathers the files of a content folder: the one edge of core that touches the disk."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from plugins.core.faults import Fault

SOURCE_FOLDERS = ("articles", "pages", "register", "issues")
MOST_BYTES = 5_000_000  # of a source
MOST_BYTES_OTHERS = 50_000_000  # of a photograph as it comes from the camera, of a printed original
# Folders so large that those in them are parts of their own; parts for several processes to share.
_DIVIDED = ("articles/",)
_MOST_PARTS = 32
_IGNORED_ENDINGS = ("~", ".swp", ".swo", ".tmp", ".bak", ".orig")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
_ODD_NAME = re.compile("[\0-\x1f\u200e\u200f\u202a-\u202e\ud800-\udfff]")

Stamp = tuple[int, int, int, int]
"""Size, times of change (mtime, ctime; ns) and inode: equal stamps hint at equal contents."""


@dataclass(slots=True)
class Inventory:
    """The files of a content folder by path (relative, with forward slashes)."""

    sources: dict[str, Stamp] = field(default_factory=dict)
    others: dict[str, Stamp] = field(default_factory=dict)  # pictures, originals
    faults: list[Fault] = field(default_factory=list)  # of those that cannot be used


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp of a file."""
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


class Part(NamedTuple):
    """Some of the files of a content folder: those in these folders, or all below them."""

    folders: tuple[str, ...]
    deep: bool


WHOLE = (Part(("",), deep=True),)


def parts_of(content: Path) -> list[Part]:
    """Divide the files of a content folder, so that one after another can be taken stock of."""
    tops = _folders_in(content, "")
    large = [folder for folder in tops if folder in _DIVIDED]
    deep = [folder for folder in tops if folder not in _DIVIDED]
    for folder in large:
        deep += _folders_in(content, folder)
    some = [Part(tuple(deep[start::_MOST_PARTS]), deep=True) for start in range(_MOST_PARTS)]
    return [Part(("", *large), deep=False), *(part for part in some if part.folders)]


def _folders_in(content: Path, above: str) -> list[str]:
    try:
        with os.scandir(content / above) as found:
            return sorted(
                f"{above}{entry.name}/"
                for entry in found
                if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")
            )
    except OSError:  # gone, or closed to us: nothing to see
        return []


def take_stock(content: Path, parts: Iterable[Part] = WHOLE) -> Inventory:
    """List the files below `content`, or some `parts` of them, without opening them.

    Hidden files and what editors leave behind are no sources. Links that lead out of the folder,
    files that are no regular files, names that are no text and files too big are faults.
    """
    stock = Inventory()
    root = content.resolve()
    for part in parts:
        for folder in part.folders:
            _take(stock, content, folder, root, deep=part.deep)
    return stock


def _take(stock: Inventory, content: Path, folder: str, root: Path, *, deep: bool) -> None:
    for path, entry in _walk(f"{content}/{folder}", folder, None, deep=deep):
        source = path.startswith(_SOURCES) and _is_source(path)
        rule, status = _usable(entry, path, root, MOST_BYTES if source else MOST_BYTES_OTHERS)
        if status is None:
            shown = path.encode("utf-8", "backslashreplace").decode()
            stock.faults.append(Fault(shown, 1, 1, rule, {"path": shown}))
        else:
            (stock.sources if source else stock.others)[path] = stamp_of(status)


def gather(content: Path) -> tuple[dict[str, bytes], set[str], list[Fault]]:
    """Return the sources' bytes, the paths of all other files, and what could not be read."""
    stock = take_stock(content)
    files: dict[str, bytes] = {}
    faults = list(stock.faults)
    for path in stock.sources:
        data = read_source(content, path)
        if isinstance(data, Fault):
            faults.append(data)
        else:
            files[path] = data
    return files, set(stock.others), faults


def read_source(content: Path, path: str) -> bytes | Fault:
    """Return the bytes of a source, or the fault that it cannot be read."""
    try:
        # Half the time of Path's; a buffer is of no use to who reads all at once.
        with open(f"{content}/{path}", "rb", buffering=0) as file:  # noqa: PTH123
            return file.read()
    except OSError as error:
        return Fault(path, 1, 1, "file-unreadable", {"reason": error.strerror or str(error)})


_SOURCES = tuple(f"{folder}/" for folder in SOURCE_FOLDERS)


def _walk(
    name: str, below: str, within: int | None, *, deep: bool
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield the files of the folder `name`, which stands in the open folder `within`.

    Those of the folders in it too, where `deep`. From the open folder on the system has but one
    name to follow to each file, and not the whole path.
    """
    try:
        folder = os.open(name, os.O_RDONLY | os.O_DIRECTORY, dir_fd=within)
    except OSError:  # gone since it was listed, or closed to us: nothing to see
        return
    try:
        with os.scandir(folder) as found:
            entries = list(found)
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if deep:
                    yield from _walk(name, f"{below}{name}/", folder, deep=True)
            elif not name.endswith(_IGNORED_ENDINGS) and not (
                entry.is_symlink() and _leads_to_folder(entry)
            ):
                yield below + name, entry
    finally:
        os.close(folder)


def _leads_to_folder(link: os.DirEntry[str]) -> bool:
    try:
        return link.is_dir()
    except OSError:  # it leads to itself
        return False


def _is_source(path: str) -> bool:
    """Pictures may stand beside their articles; everything else there must be readable."""
    return path.endswith((".md", ".yaml")) or not (
        path.lower().endswith(PICTURES) and path.startswith(("articles/", "pages/"))
    )


def _usable(  # noqa: PLR0911 -- one reason each
    entry: os.DirEntry[str], path: str, root: Path, most: int
) -> tuple[str, os.stat_result | None]:
    """Return the file's status, or the rule that it breaks."""
    if not (path.isascii() and path.isprintable()) and _ODD_NAME.search(path):
        return "file-name", None
    try:
        if entry.is_symlink() and not (root / path).resolve().is_relative_to(root):
            return "file-link", None
        status = entry.stat()
    except FileNotFoundError:
        return "file-kind-odd", None
    except (OSError, RuntimeError):
        return "file-link", None
    if not S_ISREG(status.st_mode):
        return "file-kind-odd", None
    if status.st_size > most:
        return "file-too-big", None
    return "", status
