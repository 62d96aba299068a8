"""Where drafts go: new files below the content folder, written whole, never over another."""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

_HEAD = 4096  # bytes of an article in which its slug and its origin stand
_SLUG = re.compile(rb"^slug:\s*['\"]?([A-Za-z0-9._-]+)", re.MULTILINE)
_ORIGIN = re.compile(r"^# 来源：.*sha256:([0-9a-f]{64})".encode(), re.MULTILINE)


class OutsideError(ValueError):
    """The folder for drafts leads out of the content folder (a symbolic link)."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What stands below a content folder already: slugs in use, and imports by their digest."""

    slugs: frozenset[str]
    imported: dict[str, Path]


def survey(content: Path) -> Shelf:
    """Read the heads of all articles below `content`; what cannot be read is passed over."""
    slugs: set[str] = set()
    imported: dict[str, Path] = {}
    for path in sorted((content / "articles").glob("**/*.md")):
        slugs.add(path.stem)
        try:
            with path.open("rb") as file:
                head = file.read(_HEAD)
        except OSError:
            continue  # `check` says what is wrong with it
        slugs |= {found.decode("ascii") for found in _SLUG.findall(head)[:1]}
        origin = _ORIGIN.search(head)
        if origin:
            imported.setdefault(origin.group(1).decode("ascii"), path)
    return Shelf(frozenset(slugs), imported)


def free_slug(slug: str, taken: frozenset[str] | set[str]) -> str:
    """Return `slug`, or the first of slug-2, slug-3 … that is not taken."""
    number = 2
    name = slug
    while name in taken:
        name = f"{slug}-{number}"
        number += 1
    return name


def write_new(content: Path, year: int, slug: str, text: str) -> Path:
    """Write a draft to `articles/<year>/<slug>.md` below `content` and return its path.

    The file appears whole or not at all. Raises FileExistsError if there is one of that name,
    OutsideError if the folder lies outside `content`, OSError if it cannot be written.
    """
    folder = content / "articles" / f"{year:04}"
    if not folder.resolve().is_relative_to(content.resolve()):
        raise OutsideError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{slug}.md"
    handle, name = tempfile.mkstemp(prefix=".draft-", dir=folder)
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            os.fchmod(file.fileno(), 0o644)  # mkstemp keeps it to its owner; sources are shared
        os.link(part, path)  # unlike a rename, a link never replaces what is there
    finally:
        part.unlink()
    return path
