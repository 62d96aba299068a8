"""What may stand in issue files (house formats), read into the records themselves; see `schema`."""

from __future__ import annotations

from plugins.core.forms import Form, many, misfit, optional, plain_items
from plugins.core.records import Area, Issue, Sheet
from plugins.core.schema import day, names, number, slug, text

PERCENT = 100


def _sheet_name(value: object) -> str:
    return "" if value is None else text(value)


def _box(value: object) -> tuple[int, ...]:
    sides = plain_items(value)
    if len(sides) not in {0, 4}:
        raise misfit("box-form")
    box = tuple(number(side) for side in sides)  # what is wrong with one is wrong with the box
    left, top, right, bottom = box or (0, 0, 1, 1)
    if not (left < right <= PERCENT and top < bottom <= PERCENT):
        raise misfit("box-form")
    return box


SHEET = Form(Sheet, needs={"number": number}, takes={"name": _sheet_name})
AREA = Form(Area, needs={"sheet": number, "article": slug, "box": _box}, takes={})
ISSUE = Form(
    Issue,
    needs={"id": slug, "date": day},
    takes={
        "number": optional(number),
        "total": optional(number),
        "sheets": many(SHEET),
        "masthead": many(text),
        "editors": names,
        "original": optional(text),
        "areas": many(AREA),
    },
)
