"""The home page and the pages of issues, as plain values for the theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from plugins.core.archive import Archive, Sizes
from plugins.core.cards import Card
from plugins.core.page import File, Group, Output, Page, as_it_is
from plugins.core.records import Issue, Picture, Sheet
from plugins.core.settings import Site
from plugins.issues.press import picture_of, text_of
from plugins.issues.printed import Hot, hot_areas, sheets_of, texts_in

LEAST_SECONDS = 3
MOST_SECONDS = 4
MOST_EARLIER = 6


class Section(NamedTuple):
    """The articles of one sheet in the order of print; `sheet` is None for those on none."""

    sheet: Sheet | None
    articles: tuple[Card, ...]


class Front(NamedTuple):
    """A front page: one lead, a few seconds beside it, then every sheet's contents.

    `pictured` is the one second that shows its picture too.
    """

    lead: Card | None
    lead_picture: Picture | None
    seconds: tuple[Card, ...]
    pictured: Card | None
    sections: tuple[Section, ...]


class Cover(NamedTuple):
    """An issue as lists of issues show it: with the title of its lead."""

    issue: Issue
    lead: Card | None


class Plate(NamedTuple):
    """One printed page: its picture (address, pixels) and what can be opened on it."""

    sheet: Sheet
    picture: str
    width: int
    height: int
    areas: tuple[Hot, ...]


def front_of(articles: Sequence[Card], sheets: Sequence[Sheet]) -> Front:
    """Lay out a front page from an issue's articles in the order of print.

    The first sheet decides the page's upper half as it does in print: its first article with a
    picture leads (its very first, if none has one), and the seconds are the next of that sheet.
    Where that sheet holds too few, the following sheets lend theirs, those with pictures first.
    """
    named = {sheet.number: sheet for sheet in sheets}
    sections = tuple(
        Section(None if number is None else named.get(number, Sheet(number)), tuple(some))
        for number, some in groupby(articles, key=lambda a: a.sheet)
    )
    if not sections:
        return Front(None, None, (), None, ())
    first = sections[0].articles
    lead = lead_of(first)
    rest = [a for a in first if a is not lead][:MOST_SECONDS]
    others = sorted(articles[len(first) :], key=lambda a: not a.pictures)
    seconds = (*rest, *others[: max(0, LEAST_SECONDS - len(rest))])
    return Front(
        lead=lead,
        lead_picture=lead.pictures[0] if lead.pictures else None,
        seconds=seconds,
        pictured=next((a for a in seconds if a.pictures), None),
        sections=sections,
    )


def lead_of(articles: Sequence[Card]) -> Card:
    """Return the first article with a picture on the first sheet, or else the very first."""
    first = articles[0]
    return next((a for a in articles if a.pictures and a.sheet == first.sheet), first)


def pages(archive: Archive, site: Site) -> Iterator[Output]:
    """Yield the home page, the list of issues and each issue's page."""
    issues = archive.issues
    latest = issues[-1] if issues else None
    # An archive without issues opens with its newest articles.
    articles = (
        archive.by_issue[latest.id]
        if latest
        else tuple(reversed(archive.articles[-site.per_page :]))
    )
    newest_first = tuple(reversed(issues))
    # As many as the wall of the newest year and the home page show.
    recent = [
        issue
        for index, issue in enumerate(newest_first)
        if index <= MOST_EARLIER or issue.date.year == newest_first[0].date.year
    ]
    leads = tuple([lead_of(archive.by_issue[issue.id]) for issue in recent])
    in_newest_year = sum(1 for i in recent if i.date.year == recent[0].date.year)
    few = slice(1, 1 + MOST_EARLIER)
    yield Page(
        "index.html",
        "home.html",
        home_page,
        (latest, articles, newest_first[few], leads[few]),
        modified=latest.date if latest else None,
    )
    yield Page(
        "issues/index.html", "issues.html", issues_page, (newest_first, leads[:in_newest_year])
    )
    yield from _issues(archive)
    for issue in issues:
        yield from _printed(issue, archive)


def _issues(archive: Archive) -> Iterator[Group]:
    """Yield the issues of each year together."""
    issues, start = archive.issues, 0
    for year, in_year in groupby(issues, key=lambda issue: issue.date.year):
        some = tuple(in_year)
        end = start + len(some)
        yield Group(
            f"issues/{year}",
            issues_of,
            (
                some,
                tuple([archive.by_issue[issue.id] for issue in some]),
                issues[start - 1] if start else None,
                issues[end] if end < len(issues) else None,
                tuple([(issue.original or "") in archive.originals for issue in some]),
            ),
        )
        start = end


def issues_of(
    issues: tuple[Issue, ...],
    articles: tuple[tuple[Card, ...], ...],
    before: Issue | None,
    after: Issue | None,
    printed: tuple[bool, ...],
) -> Iterator[Page]:
    """Yield the pages of issues that follow each other, `before` and `after` on both sides.

    `articles` are those of each in the order of print; `printed` tells of each whether its print
    can be seen.
    """
    around = (before, *issues, after)
    for index, issue in enumerate(issues):
        yield Page(
            f"{issue.url}index.html",
            "issue.html",
            issue_page,
            (issue, articles[index], around[index], around[index + 2], printed[index]),
            modified=issue.date,
        )


def home_page(
    issue: Issue | None,
    articles: tuple[Card, ...],
    earlier: tuple[Issue, ...],
    leads: tuple[Card, ...],
) -> dict[str, Any]:
    """Return the newest issue, laid out, and some before it with the lead of each."""
    front = front_of(articles, issue.sheets if issue else ())
    return {"issue": issue, "front": front, "earlier": tuple(map(Cover, earlier, leads))}


def issues_page(issues: tuple[Issue, ...], leads: tuple[Card, ...]) -> dict[str, Any]:
    """Return all issues, the newest first; the earlier years as calendars.

    `leads` are those of the newest year's issues.
    """
    years = groupby(issues[len(leads) :], key=lambda issue: issue.date.year)
    return {
        "newest": tuple(map(Cover, issues, leads)),
        "years": tuple((year, calendar_of(tuple(some))) for year, some in years),
    }


def calendar_of(issues: Sequence[Issue]) -> tuple[tuple[int, tuple[Issue, ...]], ...]:
    """Return the twelve months of a year with the issues of each, oldest first."""
    months: dict[int, list[Issue]] = {month: [] for month in range(1, 13)}
    for issue in reversed(issues):
        months[issue.date.month].append(issue)
    return tuple((month, tuple(some)) for month, some in months.items())


def issue_page(
    issue: Issue,
    articles: tuple[Card, ...],
    previous: Issue | None,
    following: Issue | None,
    printed: bool,  # noqa: FBT001 -- an input like the others
) -> dict[str, Any]:
    """Return an issue, laid out, the issues on both sides, and whether its print can be seen."""
    front = front_of(articles, issue.sheets)
    return {
        "issue": issue,
        "front": front,
        "previous": previous,
        "next": following,
        "printed": printed,
    }


def printed_page(
    issue: Issue, articles: tuple[Card, ...], sizes: Sizes, text: bytes
) -> dict[str, Any]:
    """Return the printed pages of an issue with the places that open its articles.

    `sizes` are those of the pages' pictures, `text` what stands on them (see `press.text_of`).
    """
    sheets = sheets_of(issue, len(sizes))
    hot = hot_areas(texts_in(text), sheets, articles, issue.areas)
    plates = tuple(
        Plate(sheet, f"{issue.url}original/{number}.webp", *size, areas)
        for number, (sheet, size, areas) in enumerate(zip(sheets, sizes, hot, strict=True), 1)
    )
    return {"issue": issue, "plates": plates}


def _printed(issue: Issue, archive: Archive) -> Iterator[Page | File]:
    """Yield the page of an issue's printed original, and the pictures on it."""
    sizes = archive.originals.get(issue.original or "")
    if not sizes:
        return
    digest = archive.files[issue.original or ""]
    inputs = (issue, archive.by_issue[issue.id], sizes, text_of(digest))
    path = f"{issue.url}original/index.html"
    yield Page(path, "printed.html", printed_page, inputs, modified=issue.date)
    for number in range(1, len(sizes) + 1):
        kept = (picture_of(digest, number),)
        yield File(f"{issue.url}original/{number}.webp", as_it_is, kept)
