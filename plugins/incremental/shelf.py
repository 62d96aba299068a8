"""All that is known of the sources, and what follows from it without reading them."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from plugins.core.archive import is_public
from plugins.core.cards import Card
from plugins.core.reading_order import slugs_by_issue
from plugins.core.records import Column, Issue
from plugins.core.register import Register
from plugins.incremental.filed import Columns, Filed, Place, columns_of, filed_from


@dataclass(slots=True)
class Shelf:
    """All that is known of the sources, each free of faults when it was read."""

    filed: dict[str, Filed] = field(default_factory=dict)  # articles and single pages by source
    issues: dict[str, Issue] = field(default_factory=dict)  # by source
    register: Register = field(default_factory=Register)
    columns: tuple[Column, ...] | None = None  # those the register declares

    def file(self, columns: Columns) -> None:
        """Put what was read, as `columns_of` gives it, in its place."""
        if columns[0]:
            self.filed.update(zip(columns[0]["source"], filed_from(columns), strict=True))

    def show(self, cards: Iterable[Card]) -> None:
        """Replace cards by those that say more: how their pictures are published."""
        for card in cards:
            self.filed[card.source] = self.filed[card.source]._replace(card=card)

    def drop(self, source: str) -> None:
        """Forget a source."""
        self.filed.pop(source, None)

    def move(self, places: Mapping[str, Place]) -> None:
        """Note where stories stand now."""
        for source, place in places.items():
            self.filed[source] = self.filed[source]._replace(place=place)

    def kept(self) -> Columns:
        """Return the records to keep."""
        return columns_of(list(self.filed.values()))

    def world(self) -> bytes:
        """Return what articles are held against, to keep."""
        world = (self.issues, self.register, self.columns)
        return pickle.dumps(world, pickle.HIGHEST_PROTOCOL)


def restored(world: bytes) -> Shelf:
    """Return a shelf with the issues, register and columns that `world` holds."""
    return Shelf({}, *pickle.loads(world))  # noqa: S301 -- ours, its sum is right


def public_urls(filed: Iterable[Filed], now: datetime) -> dict[str, str]:
    """Return the address of each public article and single page by its source."""
    return {
        one.card.source: one.card.url for one in filed if is_public(one.status, one.embargo, now)
    }


def touched_by(
    shelf: Shelf, *, issues: set[str], missing: set[str], now: datetime | None
) -> set[str]:
    """Return the sources which a change around them may have made wrong.

    `issues` are the ids of issues that changed or went, `missing` the paths of files that went;
    `now` is given where the clock stands before the moment of the last build.
    """
    tomorrow = (now + timedelta(days=1)).date() if now else date.max
    return {
        source
        for source, one in shelf.filed.items()
        if (one.card.issue in issues)
        or (missing and not missing.isdisjoint(one.links))
        or (missing and any(picture.path in missing for picture in one.card.pictures))
        or (one.card.date > tomorrow and one.status == "published" and one.embargo is None)
    }


def next_moment(filed: Iterable[Filed], now: datetime) -> datetime | None:
    """Return when the next article becomes public by itself, None if none will."""
    return min(
        (f.embargo for f in filed if f.status == "published" and f.embargo and f.embargo > now),
        default=None,
    )


def addresses_clash(shelf: Shelf) -> bool:
    """Tell whether two records stand at one address, or an old address at a live one."""
    taken: set[str] = set()
    count = 0
    for one in shelf.filed.values():
        taken.add(one.card.url)
        count += 1
        for alias in one.card.aliases:
            taken.add(alias.strip("/") + ("" if alias.endswith((".html", ".htm")) else "/"))
            count += 1
    return len(taken) != count


def areas_lead_nowhere(shelf: Shelf) -> bool:
    """Tell whether an area of a printed original opens no article of its issue."""
    wanted = [issue for issue in shelf.issues.values() if issue.areas]
    if not wanted:
        return False
    cards = [one.card for one in shelf.filed.values()]
    known = slugs_by_issue((card.issue, card.slug) for card in cards)
    return any(area.article not in known[issue.id] for issue in wanted for area in issue.areas)
