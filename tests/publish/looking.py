"""A look at a finished site in a folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from plugins.publish.preflight.look import Before, Trip, Verdict, look

PAGE = "articles/2023/report-0/index.html"
HIDDEN = "秘而不宣的话"


def at(folder: Path, before: Before | None = None, **more: object) -> Verdict:
    """Look a folder's site over."""
    now = datetime.now(UTC)
    trip = Trip(folder / "site", folder / "content", now, "Asia/Shanghai", before, **more)  # type: ignore[arg-type] # mixed options
    return look(trip)


def replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return what replaces words in a file of the site."""

    def spoil(folder: Path) -> None:
        file = folder / "site" / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    return spoil
