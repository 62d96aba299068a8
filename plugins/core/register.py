"""The register (名册): the organisations we know, with their ids and dated names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from plugins.core.labels import Side

NameKind = Literal["name", "alias", "former"]


class Name(NamedTuple):
    """One name of an organisation; `since` and `until` bound the days on which it was used."""

    text: str
    kind: NameKind = "name"
    since: date | None = None
    until: date | None = None

    def valid_on(self, day: date | None) -> bool:
        """Tell whether the name was in use on `day`; an unknown day fits every name."""
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def overlaps(self, other: Name) -> bool:
        """Tell whether there is a day on which both names were in use."""
        return not (
            (self.until is not None and other.since is not None and self.until < other.since)
            or (other.until is not None and self.since is not None and other.until < self.since)
        )


class Organisation(NamedTuple):
    """One entry: the company, one of its branches, or a partner. `id` never changes.

    `successor` is the entry that took its place (撤并). What happened under the old name stays
    the old entry's: its names label it for ever, and each page of the two points to the other.
    A mere change of name (改名) needs no second entry, but a dated former name.
    """

    id: str
    name: str
    side: Side
    names: tuple[Name, ...]  # the name itself first, then aliases and former names
    kind: str = ""
    parent: str | None = None
    successor: str | None = None
    url_of_its_own: str = ""
    note: str = ""

    @property
    def url(self) -> str:
        """Address of its page below the site's root (`partners/…/` or `branches/…/`)."""
        return f"{'partners' if self.side == 'partner' else 'branches'}/{self.id}/"


@dataclass(frozen=True, slots=True)
class Register:
    """All organisations in the order of the files; an empty register is a valid one."""

    company: Organisation | None = None
    own_units: tuple[str, ...] = ()
    branches: tuple[Organisation, ...] = ()
    partners: tuple[Organisation, ...] = ()
    _by_id: dict[str, Organisation] = field(init=False, repr=False, compare=False)
    _pointing: dict[tuple[str, str], tuple[Organisation, ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Index the entries by id, and by whom their parent and successor are."""
        object.__setattr__(self, "_by_id", {entry.id: entry for entry in self.entries})
        pointing: dict[tuple[str, str], tuple[Organisation, ...]] = {}
        for entry in self.entries:
            for key, target in (("parent", entry.parent), ("successor", entry.successor)):
                if target is not None:
                    pointing[key, target] = (*pointing.get((key, target), ()), entry)
        object.__setattr__(self, "_pointing", pointing)

    @property
    def entries(self) -> tuple[Organisation, ...]:
        """The company (if any), the branches, the partners."""
        first = (self.company,) if self.company else ()
        return first + self.branches + self.partners

    def get(self, id_: str) -> Organisation | None:
        """Return the entry with this id, or None."""
        return self._by_id.get(id_)

    def __getitem__(self, id_: str) -> Organisation:
        """Return the entry with this id; KeyError if there is none."""
        return self._by_id[id_]

    def children_of(self, id_: str) -> tuple[Organisation, ...]:
        """Return the entries whose parent this one is, in the order of the files."""
        return self._pointing.get(("parent", id_), ())

    def predecessors_of(self, id_: str) -> tuple[Organisation, ...]:
        """Return the entries that this one took the place of."""
        return self._pointing.get(("successor", id_), ())

    def find(self, name: str, side: Side) -> tuple[Organisation, ...]:
        """Return the entries of one side whose id, name or alias is exactly `name`."""
        pool = {
            "company": (self.company,) if self.company else (),
            "branch": self.branches,
            "partner": self.partners,
        }[side]
        return tuple(e for e in pool if e.id == name or any(n.text == name for n in e.names))
