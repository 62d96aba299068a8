"""What is kept of each article and single page that was read, and how: column by column.

Ten thousand records are put away and taken out again at every build. In columns most of that is
one loop of Python's own for a field of them all, and not one of ours for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import repeat
from typing import Any, NamedTuple

from plugins.core.cards import Card
from plugins.core.labels import Pact
from plugins.core.records import Picture, Shape

# Past the constructors of named tuples, which count and copy.
_new = tuple.__new__
Place = tuple[int, int]
"""Where a story stands in the store: first byte, length."""
Columns = tuple[Mapping[str, Sequence[Any]], Mapping[str, Sequence[Any]], Sequence[Any]]
"""Plain values by the names of their fields, those of the cards and all others; shapes of pictures.

Pictures name their shapes by number: many are alike.
"""


class Filed(NamedTuple):
    """What is kept of an article or single page that has been read and found without fault."""

    card: Card
    status: str
    embargo: datetime | None
    column_name: str | None
    links: tuple[str, ...]
    linked_urls: tuple[str | None, ...] | None  # what its links led to when it was rendered
    body_key: bytes  # digest of all that the rendered body depends on
    place: Place


def columns_of(filed: Sequence[Filed]) -> Columns:
    """Return these records as plain values that can be kept."""
    if not filed:
        return {}, {}, ()
    cards: dict[str, Any] = dict(
        zip(Card._fields, zip(*[one.card for one in filed], strict=True), strict=True)
    )
    for name in ("date", "modified"):
        cards[name] = [day.toordinal() for day in cards[name]]
    cards["pacts"] = [some and tuple(map(_plain, some)) for some in cards["pacts"]]
    numbers: dict[Shape | None, int] = {}
    cards["pictures"] = [
        some and tuple([(p.path, p.alt, numbers.setdefault(p.shape, len(numbers))) for p in some])
        for some in cards["pictures"]
    ]
    others: dict[str, Any] = dict(zip(Filed._fields, zip(*filed, strict=True), strict=True))
    del others["card"]
    others["embargo"] = [moment and moment.isoformat() for moment in others["embargo"]]
    return cards, others, [shape and tuple(shape) for shape in numbers]


def filed_from(columns: Columns) -> Iterable[Filed]:
    """Return the records that `columns_of` made columns of."""
    if not columns[0]:
        return ()
    cards: dict[str, Any] = {**columns[0]}
    for name in ("date", "modified"):
        cards[name] = map(date.fromordinal, cards[name])
    cards["pacts"] = [some and tuple([_pact(*one) for one in some]) for some in cards["pacts"]]
    shapes = [shape and Shape(*shape) for shape in columns[2]]
    cards["pictures"] = [
        some and tuple([_new(Picture, (path, alt, shapes[number])) for path, alt, number in some])
        for some in cards["pictures"]
    ]
    others: dict[str, Any] = {**columns[1]}
    others["embargo"] = [text and datetime.fromisoformat(text) for text in others["embargo"]]
    in_order = [cards[name] for name in Card._fields]
    others["card"] = map(_new, repeat(Card), zip(*in_order, strict=True))
    return map(_new, repeat(Filed), zip(*[others[name] for name in Filed._fields], strict=True))


def _plain(pact: Pact) -> tuple[Any, ...]:
    return (pact.branch, pact.partner, pact.kind, pact.date and pact.date.toordinal(), pact.origin)


def _pact(branch: str, partner: str, kind: Any, day: int | None, origin: Any) -> Pact:
    return Pact(branch, partner, kind, date.fromordinal(day) if day else None, origin)
