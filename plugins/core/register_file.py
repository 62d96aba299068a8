"""Register files to a register: company, branches, partners and columns, with all their faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plugins.core.decode import decode
from plugins.core.faults import Fault
from plugins.core.labels import Side
from plugins.core.records import Column
from plugins.core.register import Name, NameKind, Organisation, Register
from plugins.core.schema import DatedName, EntryModel, RegisterModel
from plugins.core.validation import nearest, validate
from plugins.core.yaml_nodes import Node, parse


@dataclass(slots=True)
class _Parts:
    """What the files hold so far, each entry with its place."""

    faults: list[Fault] = field(default_factory=list)
    company: Organisation | None = None
    own_units: tuple[str, ...] = ()
    entries: list[tuple[Organisation, Node, str]] = field(default_factory=list)
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
    _check_ids(parts)
    _check_names(parts)
    _check_links(parts)
    register = Register(
        company=parts.company,
        own_units=parts.own_units,
        branches=tuple(e for e, _, _ in parts.entries if e.side == "branch"),
        partners=tuple(e for e, _, _ in parts.entries if e.side == "partner"),
    )
    columns = tuple(column for column, _, _ in parts.columns) if parts.has_columns else None
    return register, columns, parts.faults


def _read(path: str, data: bytes, parts: _Parts) -> None:
    text, faults = decode(data, path)
    parts.faults += faults
    if text is None:
        return
    node, faults = parse(text, path)
    parts.faults += faults
    if node is None:
        return
    model, faults = validate(node, RegisterModel, path)
    parts.faults += faults
    if model is None or not isinstance(node.value, dict):
        return
    if model.company is not None:
        place = node.value["company"]
        parts.company = _organisation(model.company, "company")
        parts.own_units = tuple(model.company.own_units)
        parts.entries.append((parts.company, place, path))
    sides: tuple[tuple[str, Side, list[EntryModel]], ...] = (
        ("branches", "branch", model.branches),
        ("partners", "partner", model.partners),
    )
    for key, side, models in sides:
        for entry, place in zip(models, _items(node, key), strict=True):
            parts.entries.append((_organisation(entry, side), place, path))
    parts.has_columns |= "columns" in node.value
    for column, place in zip(model.columns, _items(node, "columns"), strict=True):
        parts.columns.append((Column(column.id, column.name), place, path))


def _items(node: Node, key: str) -> list[Node]:
    inner = node.value.get(key) if isinstance(node.value, dict) else None
    return inner.value if inner is not None and isinstance(inner.value, list) else []


def _organisation(model: EntryModel, side: Side) -> Organisation:
    def names(models: list[DatedName], kind: NameKind) -> tuple[Name, ...]:
        return tuple(Name(m.name, kind, m.since, m.until) for m in models)

    return Organisation(
        id=model.id,
        name=model.name,
        side=side,
        names=(
            Name(model.name),
            *names(model.aliases, "alias"),
            *names(model.former_names, "former"),
        ),
        kind=model.kind or "",
        parent=model.parent,
        successor=model.successor,
        url_of_its_own=model.url or "",
        note=model.note or "",
    )


def _check_ids(parts: _Parts) -> None:
    for group in (parts.entries, parts.columns):
        seen: dict[str, str] = {}
        for entry, node, path in group:
            place = node.at(("id",))
            if entry.id in seen:
                values = {"id": entry.id, "other": seen[entry.id]}
                parts.faults.append(Fault(path, *place, "id-duplicate", values))
            else:
                seen[entry.id] = f"{path}:{place[0]}"


def _check_names(parts: _Parts) -> None:
    """Find names that stand for two entries; aliases may, for the article decides then."""
    owners: dict[str, Organisation] = {}
    for entry, node, path in parts.entries:
        if entry.name in owners:
            place = node.at(("name",))
            values = {"name": entry.name, "other": owners[entry.name].id}
            parts.faults.append(Fault(path, *place, "name-duplicate", values))
        else:
            owners[entry.name] = entry
    for entry, node, path in parts.entries:
        for name in entry.names:
            place = _place_of(node, name)
            values = {"name": name.text}
            if len(name.text) == 1:
                parts.faults.append(Fault(path, *place, "alias-short", values))
            owner = owners.get(name.text)
            if name.kind != "name" and owner is not None and owner.id != entry.id:
                values["other"] = owner.id
                parts.faults.append(Fault(path, *place, "alias-is-name", values))
            if name.since and name.until and name.since > name.until:
                values |= {"since": str(name.since), "until": str(name.until)}
                parts.faults.append(Fault(path, *place, "dates-reversed", values))


def _check_links(parts: _Parts) -> None:
    by_id = {entry.id: entry for entry, _, _ in parts.entries}
    for key in ("parent", "successor"):
        for entry, node, path in parts.entries:
            target = getattr(entry, key)
            if target is None:
                continue
            place = node.at((key,))
            if target not in by_id:
                near = nearest(target, by_id) or "、".join(list(by_id)[:5])
                values = {"key": key, "id": target, "near": near}
                parts.faults.append(Fault(path, *place, "entry-unknown", values))
            elif _cycles(entry.id, key, by_id):
                values = {"key": key, "id": entry.id}
                parts.faults.append(Fault(path, *place, "entry-cycle", values))


def _cycles(start: str, key: str, by_id: Mapping[str, Organisation]) -> bool:
    seen: set[str] = set()
    current: str | None = start
    while current is not None and current in by_id and current not in seen:
        seen.add(current)
        current = getattr(by_id[current], key)
        if current == start:
            return True
    return False


def _place_of(node: Node, name: Name) -> tuple[int, int]:
    for key in ("aliases", "former_names"):
        for index, item in enumerate(_items(node, key)):
            inner = item.value.get("name") if isinstance(item.value, dict) else item
            if name.kind != "name" and inner is not None and inner.value == name.text:
                return node.at((key, index))
    return node.at(("name",))
