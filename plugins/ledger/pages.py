"""The pages of the chronicle, a year each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from plugins.core.archive import Archive
from plugins.core.page import Page
from plugins.core.settings import Site


def pages(archive: Archive, _site: Site) -> Iterator[Page]:
    """Yield the list of years and each year's chronicle, month by month."""
    years = sorted(archive.by_year)
    yield Page("chronicle/index.html", "chronicles.html", {"years": tuple(reversed(years))})
    for index, year in enumerate(years):
        articles = archive.by_year[year]
        yield Page(
            f"chronicle/{year}/index.html",
            "chronicle.html",
            {
                "year": year,
                "previous": years[index - 1] if index else None,
                "next": years[index + 1] if index + 1 < len(years) else None,
                "months": tuple(
                    (month, tuple(some))
                    for month, some in groupby(articles, key=lambda a: a.date.month)
                ),
            },
            modified=articles[-1].date,
        )
