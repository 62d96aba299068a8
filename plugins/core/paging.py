"""Long lists cut into pages that, once full, never change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

Item = TypeVar("Item")


class Paging(NamedTuple):
    """Where a page of a list stands; `pages` is the number and address of each, newest first.

    Only the newest page has `pages`: an old one would change with each that is added.
    """

    number: int
    total: int
    newer: str | None
    older: str | None
    pages: tuple[tuple[int, str], ...]


class ListPage(NamedTuple, Generic[Item]):
    """One page of a list: its address below the site's root, its items newest first."""

    url: str
    items: tuple[Item, ...]
    paging: Paging


def paged(items: Sequence[Item], url: str, per_page: int) -> tuple[ListPage[Item], ...]:
    """Cut `items` (oldest first) into pages, the newest page first.

    Pages are numbered from the oldest, so a full page keeps its number and its content for
    ever. The newest page stands at the list's own `url` and holds between one and two pages'
    worth, so that it is never nearly empty: an old page splits off when it has gathered twice
    `per_page`.
    """
    total = max(1, len(items) // per_page)
    addresses = [f"{url}page/{number}/" for number in range(1, total)] + [url]
    numbered = tuple((number, addresses[number - 1]) for number in range(total, 0, -1))
    pages = []
    for number in range(total, 0, -1):
        start = (number - 1) * per_page
        end = len(items) if number == total else number * per_page
        pages.append(
            ListPage(
                url=addresses[number - 1],
                items=tuple(reversed(items[start:end])),
                paging=Paging(
                    number=number,
                    total=total,
                    newer=addresses[number] if number < total else None,
                    older=addresses[number - 2] if number > 1 else None,
                    pages=numbered if number == total else (),
                ),
            )
        )
    return tuple(pages)
