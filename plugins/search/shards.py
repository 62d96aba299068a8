"""Articles in shards: ranges of time of about equal size, whose bounds stay as time goes on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from plugins.core.cards import Card

# A search asks every shard, so that there must not be many; an edit makes one shard anew, which
# takes about half a second of processor time for this many characters.
MOST_CHARACTERS = 1_500_000


def shards_of(cards: Sequence[Card], most: int | None = None) -> dict[str, tuple[Card, ...]]:
    """Return the articles, oldest first, in shards by the name of each.

    A shard holds whole years, as many as stay below `most` characters
    (MOST_CHARACTERS if none are given), counted from the oldest; a
    year that is longer by itself is divided by months. A shard is named for its beginning, `2005`
    or `200507`, and so keeps its name while the newest one fills.
    """
    most = MOST_CHARACTERS if most is None else most
    shards: dict[str, list[Card]] = {}
    name, size = "", 0
    for part, some in _parts(cards, most):
        length = _length(some)
        if not name or size + length > most:
            name, size = part, 0
        size += length
        shards.setdefault(name, []).extend(some)
    return {name: tuple(some) for name, some in shards.items()}


def _parts(cards: Sequence[Card], most: int) -> Iterable[tuple[str, list[Card]]]:
    for year, in_year in groupby(cards, key=lambda card: card.date.year):
        whole = list(in_year)
        if _length(whole) <= most:
            yield f"{year:04}", whole
            continue
        for month, in_month in groupby(whole, key=lambda card: card.date.month):
            yield f"{year:04}{month:02}", list(in_month)


def _length(cards: Iterable[Card]) -> int:
    return sum(card.characters for card in cards)
