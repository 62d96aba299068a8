"""The home page and the pages of issues, as plain values for the theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from plugins.core.archive import Archive
from plugins.core.page import Page
from plugins.core.records import Article, Issue, Picture, Sheet
from plugins.core.settings import Site

MOST_SECONDS = 4
MOST_EARLIER = 6


@dataclass(frozen=True, slots=True)
class Section:
    """The articles of one sheet in the order of print; `sheet` is None for those on none."""

    sheet: Sheet | None
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """A front page: one lead, a few seconds beside it, then every sheet's contents."""

    lead: Article | None
    lead_picture: Picture | None
    seconds: tuple[Article, ...]
    sections: tuple[Section, ...]


def front_of(articles: Sequence[Article], sheets: Sequence[Sheet]) -> Front:
    """Lay out a front page from an issue's articles in the order of print.

    The lead is the first article; the seconds follow it on the same sheet, so that the first
    sheet decides the page's upper half as it does in print.
    """
    named = {sheet.number: sheet for sheet in sheets}
    sections = tuple(
        Section(None if number is None else named.get(number, Sheet(number)), tuple(some))
        for number, some in groupby(articles, key=lambda a: a.sheet)
    )
    lead = articles[0] if articles else None
    return Front(
        lead=lead,
        lead_picture=lead.pictures[0] if lead and lead.pictures else None,
        seconds=sections[0].articles[1 : 1 + MOST_SECONDS] if sections else (),
        sections=sections,
    )


def pages(archive: Archive, site: Site) -> Iterator[Page]:
    """Yield the home page, the list of issues and each issue's page."""
    issues = archive.issues
    latest = issues[-1] if issues else None
    yield Page(
        "index.html",
        "home.html",
        {
            "issue": latest,
            "front": _front(archive, latest, site),
            "earlier": tuple(reversed(issues[:-1][-MOST_EARLIER:])),
        },
        modified=latest.date if latest else None,
    )
    yield Page("issues/index.html", "issues.html", {"years": _by_year(issues)})
    for index, issue in enumerate(issues):
        yield Page(
            f"{issue.url}index.html",
            "issue.html",
            {
                "issue": issue,
                "front": _front(archive, issue, site),
                "previous": issues[index - 1] if index else None,
                "next": issues[index + 1] if index + 1 < len(issues) else None,
            },
            modified=issue.date,
        )


def _front(archive: Archive, issue: Issue | None, site: Site) -> Front:
    if issue is None:  # an archive without issues opens with its newest articles
        return front_of(tuple(reversed(archive.articles[-site.per_page :])), ())
    return front_of(archive.by_issue[issue.id], issue.sheets)


def _by_year(issues: Sequence[Issue]) -> tuple[tuple[int, tuple[Issue, ...]], ...]:
    newest_first = reversed(issues)
    return tuple(
        (year, tuple(some)) for year, some in groupby(newest_first, key=lambda i: i.date.year)
    )
