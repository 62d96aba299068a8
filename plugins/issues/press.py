"""Takes a printed original (PDF) apart: a picture of each page, and where each character stands.

Kept below the cache by the digest of the PDF, so that each is taken apart once.
"""

from __future__ import annotations

import json
import os
import shutil
from functools import lru_cache
from pathlib import Path

from plugins.core.digest import digest_of
from plugins.core.faults import Fault
from plugins.core.page import Kept

FOLDER = "originals"
# Raise when the same PDF is to give other bytes; the libraries' versions count too.
RECIPE = 1

_SIZES, _TEXT = "sizes.json", "text.json"
Sizes = tuple[tuple[int, int], ...]


def picture_of(digest: bytes, number: int) -> Kept:
    """Return the kept picture (WebP) of a page, counted from 1."""
    return _kept(digest, f"{number}.webp")


def text_of(digest: bytes) -> Kept:
    """Return the kept text: for each page its plain characters and the box of each."""
    return _kept(digest, _TEXT)


def faults_of(path: str, data: bytes) -> list[Fault]:
    """Return why an original cannot be published, so far as can be told at a glance."""
    from plugins.issues.pdf import Damaged, opened

    try:
        with opened(data):
            return []
    except Damaged as error:
        return [Fault(path, 1, 1, "original-damaged", {"reason": str(error)})]


class KeptOriginals:
    """The press of one cache folder; safe for several processes at once."""

    def __init__(self, cache: Path) -> None:
        """Keep all work below `cache`."""
        self._cache = cache

    def shape(self, _path: str, digest: bytes) -> Sizes | None:
        """Return the size in pixels of each page's picture, None if nothing is kept."""
        try:
            found = json.loads((self._cache / _folder(digest) / _SIZES).read_text("utf-8"))
        except OSError:
            return None
        return tuple((width, height) for width, height in found)

    def make(self, path: str, digest: bytes, data: bytes) -> list[Fault]:
        """Take an original apart and keep the parts, or return why that cannot be."""
        from plugins.issues.pdf import Damaged, taken_apart

        try:
            parts = taken_apart(data)
        except Damaged as error:
            return [Fault(path, 1, 1, "original-damaged", {"reason": str(error)})]
        files = {f"{n}.webp": picture for n, (_, picture, _) in enumerate(parts, 1)}
        files[_TEXT] = json.dumps([text for _, _, text in parts], ensure_ascii=False).encode()
        files[_SIZES] = json.dumps([size for size, _, _ in parts]).encode()
        self._keep(self._cache / _folder(digest), files)
        return []

    def _keep(self, folder: Path, files: dict[str, bytes]) -> None:
        """Write a folder that appears whole or not at all."""
        part = folder.with_name(f"{folder.name}.part-{os.getpid()}")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        for name, data in files.items():
            (part / name).write_bytes(data)
        shutil.rmtree(folder, ignore_errors=True)
        try:
            part.rename(folder)
        except OSError:  # another process was faster, and made the same
            shutil.rmtree(part, ignore_errors=True)


def _kept(digest: bytes, name: str) -> Kept:
    folder = _folder(digest)
    return Kept(f"{folder}/{name}", digest_of((folder, name)))


def _folder(digest: bytes) -> str:
    return f"{FOLDER}/{RECIPE}-{_libraries()}/{digest.hex()}"


@lru_cache(maxsize=1)
def _libraries() -> str:
    from importlib.metadata import version

    return f"{version('pypdfium2')}-{version('pillow')}"
