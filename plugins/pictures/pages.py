"""The files that pictures are published as."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.core.archive import Archive
from plugins.core.digest import digest_of
from plugins.core.page import File, Kept, as_it_is
from plugins.core.settings import Site
from plugins.pictures.studio import OWN, name_of


def pages(archive: Archive, _site: Site) -> Iterator[File]:
    """Yield every file of every picture that something public shows, and of no other."""
    for path, shape in sorted(archive.shapes.items()):
        digest = archive.files[path]
        folder = name_of(path, digest)
        for ending in shape.endings:
            kept = Kept(f"{folder}/{ending or OWN}", digest_of((folder, ending)))
            yield File(path + ending, as_it_is, (kept,))
