"""What preflight knows of files it has seen: a file that has not changed is not read again."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

Mark = tuple[int, int, int, int]


def mark(file: Path) -> Mark:
    """Return what tells a file from its later self: size, times, number of its inode."""
    about = file.stat()
    return (about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)


def _version() -> str:
    """Return the digest of the program that looks: another one may see what this one did not."""
    own = Path(__file__).parent
    files = (*sorted(own.glob("*.py")), own.with_name("links.py"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


class Memory:
    """Plain values by path, each with the mark of the file it was made from."""

    def __init__(self, file: Path | None, *, by_bytes: bool = False) -> None:
        """Remember in `file`, or nothing beyond this process.

        With `by_bytes` a file is the same while its bytes are: for folders that are made anew.
        """
        self._file = file
        self._by_bytes = by_bytes
        self._old = self._load()
        self._new: dict[str, list[Any]] = {}

    def of(self, key: str, file: Path, make: Callable[[Path], Any]) -> Any:
        """Return what `make` gave for this very state of the file; JSON's plain values only."""
        now = [sha256(file.read_bytes()).hexdigest()] if self._by_bytes else list(mark(file))
        known = self._old.get(key)
        if known is None or known[0] != now:
            known = [now, make(file)]
        self._new[key] = known
        return known[1]

    def is_new(self, key: str) -> bool:
        """Tell whether a file was made or changed since the last look."""
        return self._old.get(key) != self._new.get(key)

    def before(self, key: str) -> Any:
        """Return what was known at the last look, None if nothing."""
        known = self._old.get(key)
        return None if known is None else known[1]

    def same(self, key: str, value: Any) -> bool:
        """Keep a plain value, and tell whether it is that of the last look."""
        self._new[key] = [[], value]
        return key in self._old and bool(self._old[key][1] == value)

    def save(self) -> None:
        """Keep what this look has seen; what it has not seen is forgotten."""
        if self._file is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part = self._file.with_suffix(".part")
            state = {"version": _version(), "files": self._new}
            part.write_text(json.dumps(state, ensure_ascii=False), "utf-8")
            part.replace(self._file)

    def _load(self) -> dict[str, list[Any]]:
        if self._file is None:
            return {}
        try:
            state = json.loads(self._file.read_bytes())
        except (OSError, ValueError):
            return {}
        right = isinstance(state, dict) and state.get("version") == _version()
        return state["files"] if right else {}
