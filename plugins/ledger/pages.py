"""The pages of the chronicle, a year each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from plugins.core.archive import Archive
from plugins.core.cards import Card
from plugins.core.page import Page
from plugins.core.settings import Site


def pages(archive: Archive, _site: Site) -> Iterator[Page]:
    """Yield the list of years and each year's chronicle, month by month."""
    years = sorted(archive.by_year)
    yield Page("chronicle/index.html", "chronicles.html", years_page, tuple(reversed(years)))
    around = [None, *years, None]
    for index, year in enumerate(years):
        articles = archive.by_year[year]
        yield Page(
            f"chronicle/{year}/index.html",
            "chronicle.html",
            year_page,
            (year, articles, around[index], around[index + 2]),
            modified=articles[-1].date,
        )


def years_page(*years: int) -> dict[str, Any]:
    """Return the years, the newest first."""
    return {"years": years}


def year_page(
    year: int, articles: tuple[Card, ...], previous: int | None, following: int | None
) -> dict[str, Any]:
    """Return a year's articles by month, and the years on both sides."""
    months = groupby(articles, key=lambda a: a.date.month)
    return {
        "year": year,
        "previous": previous,
        "next": following,
        "months": tuple((month, tuple(some)) for month, some in months),
    }
