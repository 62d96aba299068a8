"""All that is known of the sources, and what follows from it without reading them."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from plugins.core.archive import is_public
from plugins.core.records import Column, Issue
from plugins.core.register import Register
from plugins.incremental.state import Filed, filed_from, row_of


@dataclass(slots=True)
class Shelf:
    """All that is known of the sources, each free of faults when it was read."""

    filed: dict[str, Filed] = field(default_factory=dict)  # articles and single pages by source
    issues: dict[str, Issue] = field(default_factory=dict)  # by source
    register: Register = field(default_factory=Register)
    columns: tuple[Column, ...] | None = None  # those the register declares

    def kept(self) -> tuple[Any, ...]:
        """Return plain values that can be kept."""
        world = pickle.dumps((self.issues, self.register, self.columns), pickle.HIGHEST_PROTOCOL)
        return ([row_of(filed) for filed in self.filed.values()], world)

    @classmethod
    def restored(cls, kept: tuple[Any, ...]) -> Shelf:
        """Return the shelf that `kept` holds."""
        issues, register, columns = pickle.loads(kept[1])  # noqa: S301 -- ours, its sum is right
        filed = [filed_from(row) for row in kept[0]]
        return cls({one.card.source: one for one in filed}, issues, register, columns)


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
