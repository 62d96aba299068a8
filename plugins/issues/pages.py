"""The home page and the pages of issues, as plain values for the theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from plugins.core.archive import Archive
from plugins.core.page import Page
from plugins.core.records import Article, Issue, Picture, Sheet
from plugins.core.settings import Site

LEAST_SECONDS = 3
MOST_SECONDS = 4
MOST_EARLIER = 6


@dataclass(frozen=True, slots=True)
class Section:
    """The articles of one sheet in the order of print; `sheet` is None for those on none."""

    sheet: Sheet | None
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """A front page: one lead, a few seconds beside it, then every sheet's contents.

    `pictured` is the one second that shows its picture too.
    """

    lead: Article | None
    lead_picture: Picture | None
    seconds: tuple[Article, ...]
    pictured: Article | None
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """An issue as lists of issues show it: with the title of its lead."""

    issue: Issue
    lead: Article | None


def front_of(articles: Sequence[Article], sheets: Sequence[Sheet]) -> Front:
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
    lead = next((a for a in first if a.pictures), first[0])
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


def pages(archive: Archive, site: Site) -> Iterator[Page]:
    """Yield the home page, the list of issues and each issue's page."""
    issues = archive.issues
    latest = issues[-1] if issues else None
    fronts = {issue.id: front_of(archive.by_issue[issue.id], issue.sheets) for issue in issues}
    covers = tuple(Cover(issue, fronts[issue.id].lead) for issue in reversed(issues))
    # An archive without issues opens with its newest articles.
    newest = front_of(tuple(reversed(archive.articles[-site.per_page :])), ())
    yield Page(
        "index.html",
        "home.html",
        {
            "issue": latest,
            "front": fronts[latest.id] if latest else newest,
            "earlier": covers[1 : 1 + MOST_EARLIER],
        },
        modified=latest.date if latest else None,
    )
    yield Page("issues/index.html", "issues.html", {"years": _by_year(covers)})
    for index, issue in enumerate(issues):
        yield Page(
            f"{issue.url}index.html",
            "issue.html",
            {
                "issue": issue,
                "front": fronts[issue.id],
                "previous": issues[index - 1] if index else None,
                "next": issues[index + 1] if index + 1 < len(issues) else None,
            },
            modified=issue.date,
        )


def _by_year(covers: Sequence[Cover]) -> tuple[tuple[int, tuple[Cover, ...]], ...]:
    return tuple(
        (year, tuple(some)) for year, some in groupby(covers, key=lambda c: c.issue.date.year)
    )
