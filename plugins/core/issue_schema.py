"""What may stand in issue files (house formats), as pydantic models; see `schema`."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from plugins.core.schema import Day, Model, Names, Number, Slug, Text, fault, number, plain_items

PERCENT = 100


class SheetModel(Model):
    """One of an issue's `sheets:`."""

    number: Number
    name: Text | None = None


def _box(value: object) -> object:
    items = plain_items(value)
    if not isinstance(items, list) or len(items) not in {0, 4}:
        raise fault("box-form")
    left, top, right, bottom = [int(str(number(item))) for item in items] or (0, 0, 1, 1)
    if not (left < right <= PERCENT and top < bottom <= PERCENT):
        raise fault("box-form")
    return items


class AreaModel(Model):
    """One of an issue's `areas:`."""

    sheet: Number
    article: Slug
    box: Annotated[list[Number], BeforeValidator(_box)]


class IssueModel(Model):
    """An issue file."""

    id: Slug
    date: Day
    number: Number | None = None
    total: Number | None = None
    sheets: Annotated[list[SheetModel], BeforeValidator(plain_items)] = Field(default_factory=list)
    masthead: Annotated[list[Text], BeforeValidator(plain_items)] = Field(default_factory=list)
    editors: Names = Field(default_factory=list)
    original: Text | None = None
    areas: Annotated[list[AreaModel], BeforeValidator(plain_items)] = Field(default_factory=list)
