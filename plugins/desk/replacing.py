"""A file replaced whole: who reads it meanwhile sees the old one or the new one."""

from __future__ import annotations

from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Write `data` beside `path` and put it in its place; its permissions stay. OSError if not."""
    part = path.with_name(f".{path.name[:100]}.part")
    part.write_bytes(data)
    if path.exists():
        part.chmod(path.stat().st_mode & 0o7777)
    part.replace(path)
