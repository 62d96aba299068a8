"""What must hold among the entries of a register: ids, names, dates, parents and successors."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from plugins.core.faults import Fault, Level
from plugins.core.nodes import Node
from plugins.core.register import Name, Organisation
from plugins.core.spelling import nearest

_NAME_LISTS = ("aliases", "former_names")


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One organisation, and where the files describe it."""

    organisation: Organisation
    node: Node
    path: str

    def names(self) -> Iterator[tuple[Name, tuple[int, int]]]:
        """Yield each name with its line and column; the name itself first, as in the record."""
        places = [self.node.at(("name",))]
        for key in _NAME_LISTS:
            inner = self.node.value.get(key) if isinstance(self.node.value, dict) else None
            count = len(inner.value) if inner is not None and isinstance(inner.value, list) else 0
            places += [self.node.at((key, index)) for index in range(count)]
        yield from zip(self.organisation.names, places, strict=True)


def faults_of(entries: Sequence[Entry]) -> list[Fault]:
    """Return every fault in how the entries fit each other."""
    return [
        *repeated_ids([(e.organisation, e.node, e.path) for e in entries]),
        *_names(entries),
        *_links(entries),
    ]


def repeated_ids(records: Sequence[tuple[_Identified, Node, str]]) -> Iterator[Fault]:
    """Yield a fault for each record whose id another one has already."""
    seen: dict[str, str] = {}
    for record, node, path in records:
        place = node.at(("id",))
        if record.id in seen:
            values = {"id": record.id, "other": seen[record.id]}
            yield Fault(path, *place, "id-duplicate", values)
        else:
            seen[record.id] = f"{path}:{place[0]}"


def _names(entries: Sequence[Entry]) -> Iterator[Fault]:
    """Find names that cannot be told apart; aliases of several may, for the article decides."""
    owners: dict[str, Organisation] = {}
    for entry in entries:
        organisation = entry.organisation
        owner = owners.setdefault(_plain(organisation.name), organisation)
        if owner is not organisation:
            values = {"name": organisation.name, "other": owner.id}
            yield Fault(entry.path, *entry.node.at(("name",)), "name-duplicate", values)
    for entry in entries:
        earlier: list[tuple[Name, tuple[int, int]]] = []
        for name, place in entry.names():
            plain, values = _plain(name.text), {"name": name.text}
            if len(plain) == 1:
                yield Fault(entry.path, *place, "alias-short", values)
            owner = owners.get(plain, entry.organisation)
            if name.kind != "name" and owner is not entry.organisation:
                yield Fault(entry.path, *place, "alias-is-name", values | {"other": owner.id})
            if name.since and name.until and name.since > name.until:
                dates = {"since": str(name.since), "until": str(name.until)}
                yield Fault(entry.path, *place, "dates-reversed", values | dates)
                continue  # what it overlaps with cannot be told
            for other, (line, _) in earlier:
                if _plain(other.text) == plain and other.overlaps(name):
                    dated = any((name.since, name.until, other.since, other.until))
                    values["line"] = str(line)
                    level: Level = "error" if dated else "warning"  # twice the same does no harm
                    yield Fault(entry.path, *place, "dates-overlap", values, level)
                    break
            earlier.append((name, place))


def _links(entries: Sequence[Entry]) -> Iterator[Fault]:
    by_id = {entry.organisation.id: entry.organisation for entry in entries}
    for key in ("parent", "successor"):
        circling = _on_cycles(key, by_id)
        for entry in entries:
            organisation = entry.organisation
            target = getattr(organisation, key)
            if target is None:
                continue
            place = entry.node.at((key,))
            values = {"key": key, "id": target}
            outside = organisation.side == "partner"
            if target not in by_id:
                same = [e.id for e in by_id.values() if (e.side == "partner") == outside]
                values["near"] = nearest(target, same) or "、".join(same[:5])
                yield Fault(entry.path, *place, "entry-unknown", values)
            elif (by_id[target].side == "partner") != outside:
                yield Fault(entry.path, *place, "entry-side", values)
            elif organisation.id in circling:
                values["id"] = organisation.id
                yield Fault(entry.path, *place, "entry-cycle", values)


def _on_cycles(key: str, by_id: Mapping[str, Organisation]) -> set[str]:
    """Return the ids from which `key` leads back to themselves; each entry is visited once."""
    found: set[str] = set()
    done: set[str] = set()
    for start in by_id:
        trail: dict[str, None] = {}
        current: str | None = start
        while current is not None and current in by_id and current not in trail:
            if current in done:
                break
            trail[current] = None
            current = getattr(by_id[current], key)
        if current is not None and current in trail:
            ids = list(trail)
            found.update(ids[ids.index(current) :])
        done.update(trail)
    return found


def _plain(name: str) -> str:
    """Return a name as readers compare it: full width and half width, blanks or none."""
    return "".join(unicodedata.normalize("NFKC", name).split())
