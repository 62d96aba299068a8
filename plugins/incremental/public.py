"""The archive as readers may see it, out of all that is known of the sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from plugins.core.archive import Archive, SinglePage, is_public
from plugins.core.cards import in_order
from plugins.core.reading_order import columns_of
from plugins.incremental.shelf import Shelf
from plugins.incremental.workers import spread

_FEWEST = 1000  # articles to be weighed that are worth another process


def archive_of(
    shelf: Shelf, files: Mapping[str, bytes], memory: dict[str, Any], now: datetime, jobs: int
) -> Archive:
    """Return what is public at `now`; `files` are the digests of all files that are no source."""

    def spread_out(work: Callable[[Sequence[int]], list[Any]], some: Sequence[int]) -> list[Any]:
        return spread(work, some, jobs, fewest=_FEWEST)

    articles = [one for path, one in shelf.filed.items() if path.startswith("articles/")]
    cards = in_order(o.card for o in articles if is_public(o.status, o.embargo, now))
    withdrawn = [one.card for one in articles if one.status == "withdrawn"]
    issues = {card.issue for card in cards}
    columns = {card.column for card in cards}
    by_path = sorted(
        (o.card.source, o.card.column, o.column_name) for o in articles if o.card.column
    )
    pages = [shelf.filed[p].card for p in sorted(p for p in shelf.filed if p.startswith("pages/"))]
    return Archive(
        articles=cards,
        withdrawn=tuple(sorted(withdrawn, key=lambda card: card.source)),
        pages=tuple([SinglePage(page.url, page.text, page.pictures) for page in pages]),
        issues=tuple(
            sorted(
                (issue for issue in shelf.issues.values() if issue.id in issues),
                key=lambda issue: (issue.date, issue.id),
            )
        ),
        columns=tuple(
            column
            for column in columns_of(shelf.columns, ((id_, name) for _, id_, name in by_path))
            if column.id in columns
        ),
        register=shelf.register,
        files=files,
        memory=memory,
        spread=spread_out,
    )
