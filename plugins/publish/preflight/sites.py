"""A site under the last look: the files that are new, read; of the others what is remembered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.publish import links
from plugins.publish.preflight.finding import Reading
from plugins.publish.preflight.memory import Memory


@dataclass(frozen=True, slots=True)
class Site:
    """The site at the address `home` in `folder`.

    `files` are the marks of all its files, `known` those of the last look, `new` what was read in
    the files that are not the same.
    """

    folder: Path
    files: Mapping[str, str]
    home: str
    memory: Memory
    known: Mapping[str, str]
    new: Mapping[str, Reading]

    def shaken(self) -> list[str]:
        """Return the files that are the same, and lead to what has gone since the last look.

        All that they lead to was there then; so a link in them can only break by this.
        """
        gone = set(self.known.keys() - self.files.keys())
        for name, one in self.new.items():
            had = self.memory.places(name) if name in self.known else None
            if had is not None:
                gone |= {f"{name}#{place}" for place in had - (one.places or set())}
            elif name in self.known and one.places is not None:
                gone.add(name)  # a file with places now: those that links name may not be there
        lost = self.memory.wanted(gone)
        if not lost:
            return []
        names = self.memory.leading_to(lost)
        return [name for name in names if name in self.files and name not in self.new]

    def documents(self, read: Mapping[str, Reading]) -> Mapping[str, links.Document]:
        """Return what each page names; of files not among the `read` ones only their places."""
        return _Documents(self, read)

    def texts_of_known(self) -> Iterator[tuple[str, str]]:
        """Yield name and readable text of the files that are the same."""
        for name, text in self.memory.texts():
            if name in self.files and name not in self.new:
                yield name, text


class _Documents(Mapping[str, links.Document]):
    """What each page names, fetched when it is asked for: most pages never are."""

    def __init__(self, site: Site, read: Mapping[str, Reading]) -> None:
        """Prepare; nothing is fetched yet."""
        self._site, self._read = site, read
        self._fetched: dict[str, links.Document | None] = {}

    def __getitem__(self, name: str) -> links.Document:
        document = self._fetch(name)
        if document is None:
            raise KeyError(name)
        return document

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._fetch(name) is not None

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._site.files if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _fetch(self, name: str) -> links.Document | None:
        if name not in self._fetched:
            self._fetched[name] = self._document(name)
        return self._fetched[name]

    def _document(self, name: str) -> links.Document | None:
        one = self._read.get(name)
        places = one.places if one else self._site.memory.places(name)
        if places is None or name not in self._site.files:
            return None
        return links.Document(one.home if one else "", places, list(one.references) if one else [])
