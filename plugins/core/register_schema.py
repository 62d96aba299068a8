"""What may stand in register files (house formats); see `schema`."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from plugins.core.forms import Form, many, optional
from plugins.core.records import Column
from plugins.core.schema import day, items, names, slug, text


class DatedName(NamedTuple):
    """An alias or former name with the days of its use."""

    name: str
    since: date | None = None
    until: date | None = None


class EntryMatter(NamedTuple):
    """One organisation; only the company has `own_units`."""

    id: str
    name: str
    aliases: tuple[DatedName, ...] = ()
    former_names: tuple[DatedName, ...] = ()
    kind: str | None = None
    parent: str | None = None
    successor: str | None = None
    url: str | None = None
    note: str | None = None
    own_units: tuple[str, ...] = ()


class RegisterMatter(NamedTuple):
    """A register file: one of its parts, or all of them."""

    version: str | None = None
    company: EntryMatter | None = None
    branches: tuple[EntryMatter, ...] = ()
    partners: tuple[EntryMatter, ...] = ()
    columns: tuple[Column, ...] = ()


DATED_NAME = Form(
    DatedName,
    needs={"name": text},
    takes={"from": optional(day), "to": optional(day)},
    fields={"from": "since", "to": "until"},
)


def _dated_name(value: object) -> DatedName:
    return DATED_NAME({"name": value} if isinstance(value, str) else value)


_dated_names = many(_dated_name, items)
ENTRY = Form(
    EntryMatter,
    needs={"id": slug, "name": text},
    takes={
        "aliases": _dated_names,
        "former_names": _dated_names,
        "kind": optional(text),
        "parent": optional(slug),
        "successor": optional(slug),
        "url": optional(text),
        "note": optional(text),
    },
)
COMPANY = Form(EntryMatter, needs=ENTRY.needs, takes={**ENTRY.takes, "own_units": names})
COLUMN = Form(Column, needs={"id": slug, "name": text}, takes={})
REGISTER = Form(
    RegisterMatter,
    needs={},
    takes={
        "version": optional(text),
        "company": optional(COMPANY),
        "branches": many(ENTRY),
        "partners": many(ENTRY),
        "columns": many(COLUMN),
    },
)
