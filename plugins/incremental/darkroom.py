"""Pictures made ready before the pages that show them are planned: only new ones cost anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from plugins.core.archive import Archive
from plugins.core.cards import Card
from plugins.core.digest import digest_of, digest_of_bytes
from plugins.core.faults import Fault, SourceFaults
from plugins.core.folder import PICTURES
from plugins.core.offers import Studio
from plugins.core.page import Blob
from plugins.core.records import Picture, Shape
from plugins.incremental.workers import spread

Ready = Mapping[str, tuple[Shape, bytes]]
"""The shape of each picture that is ready, and its digest."""


def with_shapes(
    archive: Archive,
    studio: Studio,
    content: Callable[[Blob], bytes],
    jobs: int,
    tick: Callable[[int, int], None],
) -> Archive:
    """Return the archive with the shape of every picture that something public shows.

    Pictures that are not ready are made so, side by side; raises SourceFaults with every one
    that cannot be.
    """
    shown = sorted(path for path in archive.shown if path.lower().endswith(PICTURES))
    shapes = {path: studio.shape(path, archive.files[path]) for path in shown}
    todo = [path for path, shape in shapes.items() if shape is None]
    done = 0

    def count(some: int) -> None:
        nonlocal done
        done += some
        tick(done, len(todo))

    def work(paths: Sequence[str]) -> list[Fault]:
        faults = []
        for path in paths:
            digest = archive.files[path]
            faults += studio.make(path, digest, content(Blob(path, digest)))
        return faults

    if todo:
        tick(0, len(todo))
        faults = [f for some in spread(work, todo, jobs, count, fewest=1) for f in some]
        if faults:
            raise SourceFaults(tuple(sorted(faults, key=lambda fault: fault.place)))
        shapes |= {path: studio.shape(path, archive.files[path]) for path in todo}
    ready = {path: (shape, digest_of(shape)) for path, shape in shapes.items() if shape is not None}
    return replace(
        archive,
        articles=tuple(
            [_shaped(card, ready) if card.pictures else card for card in archive.articles]
        ),
        pages=tuple([p._replace(pictures=_known(p.pictures, ready)) for p in archive.pages]),
        shapes={path: shape for path, (shape, _) in ready.items()},
    )


def _shaped(card: Card, ready: Ready) -> Card:
    """Return the card with its pictures' shapes, and a digest that tells of them."""
    marks = [ready[path][1] for path, *_ in card.pictures if path in ready]
    digest = digest_of_bytes(b"".join([card.digest, *marks]))
    return card._replace(pictures=_known(card.pictures, ready), digest=digest)


def _known(pictures: tuple[Picture, ...], ready: Ready) -> tuple[Picture, ...]:
    return tuple(
        [
            picture._replace(shape=ready[picture.path][0]) if picture.path in ready else picture
            for picture in pictures
        ]
    )
