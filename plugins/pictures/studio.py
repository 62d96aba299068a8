"""Keeps what was made of each picture below the cache, by the digest of its source."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

from plugins.core.faults import Fault
from plugins.core.records import Shape

# Raise when the same source is to give other bytes; the library's version counts too.
RECIPE = 1
FOLDER = "pictures"
OWN = "own"  # the rendition that stands at the picture's own address
_SHAPE = "shape.json"


def name_of(path: str, digest: bytes) -> str:
    """Return the folder below the cache for what is made of a picture."""
    suffix = path.rpartition(".")[2].lower()
    return f"{FOLDER}/{RECIPE}-{_library()}/{digest.hex()}.{suffix}"


def faults_of(path: str, data: bytes) -> list[Fault]:
    """Return why a picture cannot be published, so far as can be told at a glance."""
    if path.lower().endswith(".svg"):
        from plugins.pictures.svg import drawn

        result = drawn(path, data)
        return result if isinstance(result, list) else []
    from plugins.pictures.raster import looked_at

    return looked_at(path, data)


class KeptPictures:
    """The studio of one cache folder; safe for several processes at once."""

    def __init__(self, cache: Path) -> None:
        """Keep all work below `cache`."""
        self._cache = cache

    def shape(self, path: str, digest: bytes) -> Shape | None:
        """Return what was made of a picture, None if nothing is kept."""
        try:
            text = (self._cache / name_of(path, digest) / _SHAPE).read_text("utf-8")
        except OSError:
            return None
        width, height, widths, kinds, fallback, own = json.loads(text)
        return Shape(width, height, tuple(widths), tuple(kinds), fallback, own)

    def make(self, path: str, digest: bytes, data: bytes) -> list[Fault]:
        """Make and keep every rendition of a picture, or return why that cannot be."""
        if path.lower().endswith(".svg"):
            from plugins.pictures.svg import drawn as made
        else:
            from plugins.pictures.raster import developed as made
        result = made(path, data)
        if isinstance(result, list):
            return result
        shape, files = result
        self._keep(self._cache / name_of(path, digest), shape, files)
        return []

    def _keep(self, folder: Path, shape: Shape, files: dict[str, bytes]) -> None:
        """Write a folder of renditions; it appears whole or not at all."""
        part = folder.with_name(f"{folder.name}.part-{os.getpid()}")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        for name, data in files.items():
            (part / (name or OWN)).write_bytes(data)
        (part / _SHAPE).write_text(json.dumps(list(shape)), encoding="utf-8")
        try:
            part.rename(folder)
        except OSError:  # another build was faster, or left something that is not whole
            if not (folder / _SHAPE).exists():
                shutil.rmtree(folder, ignore_errors=True)
                part.rename(folder)
            else:
                shutil.rmtree(part, ignore_errors=True)


def _library(_known: dict[str, Any] = {}) -> str:  # noqa: B006 -- looked up once in a process
    if "" not in _known:
        from PIL import __version__

        _known[""] = __version__
    return str(_known[""])
