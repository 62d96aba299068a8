"""An organisation's years as a small bar chart: geometry for the theme to draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

WIDTH, HEIGHT = 320, 96  # of the bars' field, in the units of the drawing
MOST_BAR = 28
LABELS = 6  # as many years fit under the bars


class Bar(NamedTuple):
    """One year: how many reports, how many pacts; where its bar stands, from the top left.

    `pacts_height` is the part of the bar that stands for reports of a pact; `labelled` tells
    whether the year is written under it.
    """

    year: int
    reports: int
    pacts: int
    x: float
    width: float
    height: float
    pacts_height: float
    labelled: bool


YearCount = tuple[int, int, int]
"""A year, its reports, and how many of these tell of a pact."""


def counted(reports: Iterable[tuple[date, bool]]) -> tuple[YearCount, ...]:
    """Return the counts of all years from the first report to the last, none left out."""
    found = list(reports)
    total = Counter(day.year for day, _ in found)
    pacts = Counter(day.year for day, has_pact in found if has_pact)
    if not total:
        return ()
    years = range(min(total), max(total) + 1)
    return tuple((year, total[year], pacts[year]) for year in years)


def bars(counts: Sequence[YearCount]) -> tuple[Bar, ...]:
    """Return a bar for each year, as tall as its share of the busiest year."""
    if not counts:
        return ()
    most = max(reports for _, reports, _ in counts)
    step = WIDTH / len(counts)
    width = min(MOST_BAR, step * 0.7)
    every = -(-len(counts) // LABELS)
    last = len(counts) - 1
    return tuple(
        Bar(
            year=year,
            reports=reports,
            pacts=pacts,
            x=round(index * step + (step - width) / 2, 1),
            width=round(width, 1),
            height=round(HEIGHT * reports / most, 1),
            pacts_height=round(HEIGHT * pacts / most, 1),
            # Counted from the last, so that the newest year always has its label.
            labelled=(last - index) % every == 0,
        )
        for index, (year, reports, pacts) in enumerate(counts)
    )
