"""Pictures and originals made ready before the pages that show them are planned.

Only new ones cost anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol, TypeVar

from plugins.core.archive import Archive
from plugins.core.cards import Card
from plugins.core.digest import digest_of, digest_of_bytes
from plugins.core.faults import Fault, SourceFaults
from plugins.core.folder import PICTURES
from plugins.core.offers import Offers, Press, Settings, Studio
from plugins.core.page import Blob
from plugins.core.records import Picture, Shape
from plugins.incremental.workers import spread

Made_co = TypeVar("Made_co", covariant=True)


class Maker(Protocol[Made_co]):
    """What a studio and a press have in common."""

    def shape(self, path: str, digest: bytes) -> Made_co | None:
        """Return what is known of a file, None if it is not ready."""

    def make(self, path: str, digest: bytes, data: bytes) -> list[Fault]:
        """Make a file ready; return why it cannot be."""


_PICTURES, _DIGEST = (Card._fields.index(name) for name in ("pictures", "digest"))
_UNKNOWN = (None, b"")
Ready = Mapping[str, tuple[Shape, bytes]]
"""The shape of each picture that is ready, and its digest."""


def developed(  # noqa: PLR0913, PLR0917 -- what making ready takes
    archive: Archive,
    offers: Offers,
    settings: Settings,
    content: Callable[[Blob], bytes],
    jobs: int,
    tick: Callable[[str, int, int], None],
) -> Archive:
    """Return the archive with all that its pictures and originals are published as."""
    if offers.studio is not None:
        studio = offers.studio(settings)
        archive = with_shapes(archive, studio, content, jobs, partial(tick, "pictures"))
    if offers.press is not None:
        press = offers.press(settings)
        archive = with_originals(archive, press, content, jobs, partial(tick, "originals"))
    return archive


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
    shown = [path for path in archive.shown if path.lower().endswith(PICTURES)]
    shapes = _made_ready(shown, studio, archive, content, jobs, tick)
    ready = {path: (shape, digest_of(shape)) for path, shape in shapes.items()}
    return replace(
        archive,
        articles=tuple(
            [_shaped(card, ready) if card.pictures else card for card in archive.articles]
        ),
        pages=tuple([p._replace(pictures=_known(p.pictures, ready)) for p in archive.pages]),
        shapes={path: shape for path, (shape, _) in ready.items()},
    )


def with_originals(
    archive: Archive,
    press: Press,
    content: Callable[[Blob], bytes],
    jobs: int,
    tick: Callable[[int, int], None],
) -> Archive:
    """Return the archive with the sizes of every printed original's pages, in the same way."""
    shown = [path for path in archive.shown if path.lower().endswith(".pdf")]
    return replace(archive, originals=_made_ready(shown, press, archive, content, jobs, tick))


def _made_ready(  # noqa: PLR0913, PLR0917 -- what making ready takes
    paths: Sequence[str],
    maker: Maker[Made_co],
    archive: Archive,
    content: Callable[[Blob], bytes],
    jobs: int,
    tick: Callable[[int, int], None],
) -> dict[str, Made_co]:
    """Return what is known of each file, made ready where it is not."""
    ready = {path: maker.shape(path, archive.files[path]) for path in sorted(paths)}
    todo = [path for path, shape in ready.items() if shape is None]
    done = 0

    def count(some: int) -> None:
        nonlocal done
        done += some
        tick(done, len(todo))

    def work(paths: Sequence[str]) -> list[Fault]:
        faults = []
        for path in paths:
            digest = archive.files[path]
            faults += maker.make(path, digest, content(Blob(path, digest)))
        return faults

    if todo:
        tick(0, len(todo))
        faults = [f for some in spread(work, todo, jobs, count, fewest=1) for f in some]
        if faults:
            raise SourceFaults(tuple(sorted(faults, key=lambda fault: fault.place)))
        ready |= {path: maker.shape(path, archive.files[path]) for path in todo}
    return {path: shape for path, shape in ready.items() if shape is not None}


def _shaped(card: Card, ready: Ready) -> Card:
    """Return the card with its pictures' shapes, and a digest that tells of them."""
    pictures, marks = [], [card.digest]
    for picture in card.pictures:
        shape, mark = ready.get(picture[0], _UNKNOWN)
        if shape is None:
            pictures.append(picture)
        else:
            pictures.append(Picture(picture[0], picture[1], shape))
            marks.append(mark)
    fields = list(card)  # a third of the time of `_replace`; ten thousand cards wait
    fields[_PICTURES] = tuple(pictures)
    fields[_DIGEST] = digest_of_bytes(b"".join(marks))
    return tuple.__new__(Card, fields)


def _known(pictures: tuple[Picture, ...], ready: Ready) -> tuple[Picture, ...]:
    return tuple(
        [
            Picture(picture.path, picture.alt, ready[picture.path][0])
            if picture.path in ready
            else picture
            for picture in pictures
        ]
    )
