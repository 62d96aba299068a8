"""Pictures made ready before the pages that show them are planned: only new ones cost anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from plugins.core.archive import Archive
from plugins.core.cards import Card
from plugins.core.digest import digest_of
from plugins.core.faults import Fault, SourceFaults
from plugins.core.folder import PICTURES
from plugins.core.offers import Studio
from plugins.core.page import Blob
from plugins.core.records import Picture, Shape
from plugins.incremental.workers import spread


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
    ready = {path: shape for path, shape in shapes.items() if shape is not None}
    return replace(
        archive,
        articles=tuple(
            [_shaped(card, ready) if card.pictures else card for card in archive.articles]
        ),
        pages=tuple([p._replace(pictures=_known(p.pictures, ready)) for p in archive.pages]),
        shapes=ready,
    )


def _shaped(card: Card, shapes: Mapping[str, Shape]) -> Card:
    """Return the card with its pictures' shapes, and a digest that tells of them."""
    pictures = _known(card.pictures, shapes)
    digest = digest_of((card.digest, [picture.shape for picture in pictures]))
    return card._replace(pictures=pictures, digest=digest)


def _known(pictures: tuple[Picture, ...], shapes: Mapping[str, Shape]) -> tuple[Picture, ...]:
    return tuple([picture._replace(shape=shapes.get(picture.path)) for picture in pictures])
