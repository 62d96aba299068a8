"""Gathers the files of a content folder: the one edge of core that touches the disk."""

from __future__ import annotations

import os
from pathlib import Path

from plugins.core.faults import Fault

SOURCE_FOLDERS = ("articles", "pages", "register", "issues")
MOST_BYTES = 5_000_000
_IGNORED_ENDINGS = ("~", ".swp", ".swo", ".tmp", ".bak", ".orig")


def gather(content: Path) -> tuple[dict[str, bytes], set[str], list[Fault]]:
    """Return the sources' bytes, the paths of all other files, and what could not be read.

    Paths are relative to `content`, with forward slashes. Hidden files and what editors leave
    behind are no sources. Links that lead out of the folder, files that are no regular files,
    names that are no text and files over 5 MB are faults.
    """
    files: dict[str, bytes] = {}
    existing: set[str] = set()
    faults: list[Fault] = []
    root = content.resolve()
    for folder, names, found in os.walk(content):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(found):
            if name.startswith(".") or name.endswith(_IGNORED_ENDINGS):
                continue
            file = Path(folder) / name
            path = file.relative_to(content).as_posix()
            rule = _unusable(file, path, root)
            if rule:
                shown = path.encode("utf-8", "backslashreplace").decode()
                faults.append(Fault(shown, 1, 1, rule, {"path": shown}))
            elif path.split("/", 1)[0] in SOURCE_FOLDERS and _is_source(path):
                try:
                    files[path] = file.read_bytes()
                except OSError as error:
                    values = {"reason": error.strerror or str(error)}
                    faults.append(Fault(path, 1, 1, "file-unreadable", values))
            else:
                existing.add(path)
    return files, existing, faults


def _is_source(path: str) -> bool:
    """Pictures may stand beside their articles; everything else there must be readable."""
    picture = path.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"))
    return not (picture and path.startswith(("articles/", "pages/")))


def _unusable(file: Path, path: str, root: Path) -> str | None:  # noqa: PLR0911 -- one reason each
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return "file-name"
    if any(
        ord(sign) < ord(" ") or sign in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
        for sign in path
    ):
        return "file-name"
    try:
        if not file.resolve().is_relative_to(root):
            return "file-link"
        if not file.is_file():
            return "file-kind-odd"
        if file.stat().st_size > MOST_BYTES:
            return "file-too-big"
    except (OSError, RuntimeError):
        return "file-link"
    return None
