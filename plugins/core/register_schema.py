"""What may stand in register files (house formats), as pydantic models; see `schema`."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from plugins.core.schema import Day, Model, Names, Slug, Text, items, plain_items


class DatedName(Model):
    """An alias or former name with the days of its use."""

    name: Text
    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


DatedNames = Annotated[list[Annotated[DatedName, BeforeValidator(_named)]], BeforeValidator(items)]


class EntryModel(Model):
    """One organisation of the register."""

    id: Slug
    name: Text
    aliases: DatedNames = Field(default_factory=list)
    former_names: DatedNames = Field(default_factory=list)
    kind: Text | None = None
    parent: Slug | None = None
    successor: Slug | None = None
    url: Text | None = None
    note: Text | None = None


class CompanyModel(EntryModel):
    """The company itself."""

    own_units: Names = Field(default_factory=list)


class ColumnModel(Model):
    """One standing section of the paper."""

    id: Slug
    name: Text


class RegisterModel(Model):
    """A register file: one of its parts, or all of them."""

    version: Text | None = None
    company: CompanyModel | None = None
    branches: Annotated[list[EntryModel], BeforeValidator(plain_items)] = Field(
        default_factory=list
    )
    partners: Annotated[list[EntryModel], BeforeValidator(plain_items)] = Field(
        default_factory=list
    )
    columns: Annotated[list[ColumnModel], BeforeValidator(plain_items)] = Field(
        default_factory=list
    )
