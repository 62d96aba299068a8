"""Pictures and originals made ready before the pages that show them are planned.

Only new ones cost anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol, TypeVar

from plugins.core.archive import Archive
from plugins.core.cards import Card, digested
from plugins.core.digest import digest_of, digest_of_bytes
from plugins.core.faults import Fault, SourceFaults
from plugins.core.folder import PICTURES
from plugins.core.offers import Offers, Settings, Studio
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


_UNKNOWN = (None, b"")
Ready = Mapping[str, tuple[Shape, bytes]]
"""The shape of each picture that is ready, and its digest."""


class Darkroom:
    """Makes ready what one build publishes; what it knows of a picture stays true for that long."""

    def __init__(
        self, offers: Offers, settings: Settings, content: Callable[[Blob], bytes], jobs: int
    ) -> None:
        """Take who makes pictures and originals ready, if anybody does; `content` reads a file."""
        self._studio = offers.studio and offers.studio(settings)
        self._press = offers.press and offers.press(settings)
        self._content, self._jobs = content, jobs
        self._ready: dict[str, tuple[Shape, bytes]] = {}
        self.shaped: list[Card] = []
        """The cards that were given the shapes of their pictures; others had them already."""

    def prepare(self, cards: Iterable[Card], files: Mapping[str, bytes]) -> None:
        """Look up the shapes of pictures, as far as they are known, while there is time.

        `files` are the digests of all files that are no source.
        """
        if self._studio is None:
            return
        shown = {picture.path for card in cards for picture in card.pictures}
        for path in shown & files.keys():
            if not path.lower().endswith(PICTURES):
                continue
            shape = self._studio.shape(path, files[path])
            if shape is not None:
                self._ready[path] = (shape, digest_of(shape))

    def developed(self, archive: Archive, tick: Callable[[str, int, int], None]) -> Archive:
        """Return the archive with all that its pictures and originals are published as.

        Those that are not ready are made so, side by side; raises SourceFaults with every one
        that cannot be.
        """
        if self._studio is not None:
            archive = self._with_shapes(archive, self._studio, partial(tick, "pictures"))
        if self._press is not None:
            shown = [path for path in archive.shown if path.lower().endswith(".pdf")]
            work = (archive, self._content, self._jobs, partial(tick, "originals"))
            archive = replace(archive, originals=_made_ready(shown, self._press, *work))
        return archive

    def _with_shapes(
        self, archive: Archive, studio: Studio, tick: Callable[[int, int], None]
    ) -> Archive:
        shown = [path for path in archive.shown if path.lower().endswith(PICTURES)]
        unknown = [path for path in shown if path not in self._ready]
        made = _made_ready(unknown, studio, archive, self._content, self._jobs, tick)
        self._ready |= {path: (shape, digest_of(shape)) for path, shape in made.items()}
        known = {path: self._ready[path] for path in sorted(shown) if path in self._ready}
        return replace(
            archive,
            articles=tuple([self._card(card, known) for card in archive.articles]),
            pages=tuple([p._replace(pictures=_known(p.pictures, known)) for p in archive.pages]),
            shapes={path: shape for path, (shape, _) in known.items()},
        )

    def _card(self, card: Card, ready: Ready) -> Card:
        for path, _, shape in card.pictures:
            if shape != ready.get(path, _UNKNOWN)[0]:
                self.shaped.append(_shaped(card, ready))
                return self.shaped[-1]
        return card


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
    """Return the card with its pictures' shapes, and with digests that tell of them."""
    if any(picture.shape for picture in card.pictures):  # as it was when it was read
        plain = tuple([Picture(picture.path, picture.alt) for picture in card.pictures])
        bare = card._replace(pictures=plain, digest=b"", whole=b"", both=b"")
        card = digested(bare, card.whole)
    pictures = _known(card.pictures, ready)
    marks = [ready[one.path][1] for one in pictures if one.shape]
    digest = digest_of_bytes(b"".join([card.digest, *marks]))
    both = digest_of_bytes(digest + card.whole)
    return card._replace(pictures=pictures, digest=digest, both=both)


def _known(pictures: tuple[Picture, ...], ready: Ready) -> tuple[Picture, ...]:
    return tuple(
        [
            Picture(picture.path, picture.alt, ready[picture.path][0])
            if picture.path in ready
            else picture
            for picture in pictures
        ]
    )
