"""Register files to a register: company, branches, partners and columns, with all their faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plugins.core.decode import decode
from plugins.core.faults import Fault
from plugins.core.full_width import mend_keys
from plugins.core.labels import Side
from plugins.core.nodes import Node
from plugins.core.records import Column
from plugins.core.register import Name, NameKind, Organisation, Register
from plugins.core.register_check import Entry, faults_of, repeated_ids
from plugins.core.register_schema import REGISTER, DatedName, EntryMatter
from plugins.core.validation import salvage, validate
from plugins.core.yaml_nodes import parse


@dataclass(slots=True)
class _Parts:
    """What the files hold so far, each entry with its place."""

    faults: list[Fault] = field(default_factory=list)
    company: Organisation | None = None
    own_units: tuple[str, ...] = ()
    entries: list[Entry] = field(default_factory=list)
    columns: list[tuple[Column, Node, str]] = field(default_factory=list)
    has_columns: bool = False


def read_register(files: Mapping[str, bytes]) -> tuple[Register, list[Fault]]:
    """Return the register that YAML files by path describe, and every fault in them."""
    register, _, faults = read_register_and_columns(files)
    return register, faults


def read_register_and_columns(
    files: Mapping[str, bytes],
) -> tuple[Register, tuple[Column, ...] | None, list[Fault]]:
    """Return the register, the columns (None if no file declares any), and every fault."""
    parts = _Parts()
    for path in sorted(files):
        _read(path, files[path], parts)
    parts.faults += faults_of(parts.entries)
    parts.faults += repeated_ids(parts.columns)
    organisations = [entry.organisation for entry in parts.entries]
    register = Register(
        company=parts.company,
        own_units=parts.own_units,
        branches=tuple(e for e in organisations if e.side == "branch"),
        partners=tuple(e for e in organisations if e.side == "partner"),
    )
    columns = tuple(column for column, _, _ in parts.columns) if parts.has_columns else None
    return register, columns, parts.faults


def places_of(files: Mapping[str, bytes]) -> dict[tuple[str, str], tuple[str, int, int]]:
    """Return path, line and column of every name, by the id of its entry and its text."""
    parts = _Parts()
    for path in sorted(files):
        _read(path, files[path], parts)
    return {
        (entry.organisation.id, name.text): (entry.path, *place)
        for entry in parts.entries
        for name, place in entry.names()
    }


def _read(path: str, data: bytes, parts: _Parts) -> None:
    text, faults = decode(data, path)
    parts.faults += faults
    if text is None:
        return
    text, faults = mend_keys(text, path)
    parts.faults += faults
    node, faults = parse(text, path)
    parts.faults += faults
    if node is None:
        return
    matter, faults = validate(node, REGISTER, path)
    parts.faults += faults
    if faults:
        node, matter = salvage(node, REGISTER) or (node, None)
    if matter is None or not isinstance(node.value, dict):
        return
    if matter.company is not None:
        if parts.company is not None:
            values = {"name": parts.company.name}
            parts.faults.append(Fault(path, *node.keys["company"], "company-duplicate", values))
        else:
            parts.company = _organisation(matter.company, "company")
            parts.own_units = matter.company.own_units
            parts.entries.append(Entry(parts.company, node.value["company"], path))
    sides: tuple[tuple[str, Side, tuple[EntryMatter, ...]], ...] = (
        ("branches", "branch", matter.branches),
        ("partners", "partner", matter.partners),
    )
    for key, side, entries in sides:
        for entry, place in zip(entries, _items(node, key), strict=True):
            parts.entries.append(Entry(_organisation(entry, side), place, path))
    parts.has_columns |= "columns" in node.value
    for column, place in zip(matter.columns, _items(node, "columns"), strict=True):
        parts.columns.append((column, place, path))


def _items(node: Node, key: str) -> list[Node]:
    inner = node.value.get(key) if isinstance(node.value, dict) else None
    return inner.value if inner is not None and isinstance(inner.value, list) else []


def _organisation(matter: EntryMatter, side: Side) -> Organisation:
    def names(dated: tuple[DatedName, ...], kind: NameKind) -> tuple[Name, ...]:
        return tuple(Name(m.name, kind, m.since, m.until) for m in dated)

    return Organisation(
        id=matter.id,
        name=matter.name,
        side=side,
        names=(
            Name(matter.name),
            *names(matter.aliases, "alias"),
            *names(matter.former_names, "former"),
        ),
        kind=matter.kind or "",
        parent=matter.parent,
        successor=matter.successor,
        url_of_its_own=matter.url or "",
        note=matter.note or "",
    )
