"""The pages and feeds of branches and of partners: one code path, two sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from plugins.core.archive import Archive
from plugins.core.feeds import feed_page
from plugins.core.labels import Pact, Side
from plugins.core.page import Page
from plugins.core.paging import paged
from plugins.core.records import Article
from plugins.core.register import Organisation
from plugins.core.settings import Site

MOST_MEETINGS = 3  # the timeline below shows them all
FOLDER: dict[Side, str] = {"company": "branches", "branch": "branches", "partner": "partners"}


@dataclass(frozen=True, slots=True)
class Report:
    """One article on an organisation's timeline, with the pacts of that organisation in it."""

    article: Article
    pacts: tuple[Pact, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """One pact and the article that reports it."""

    pact: Pact
    article: Article


@dataclass(frozen=True, slots=True)
class Relation:
    """Who an organisation is bound to: the other side, the newest reports, how many there are.

    `since` is the day of the first.
    """

    organisation: Organisation
    entries: tuple[Meeting, ...]
    total: int
    since: date


def pages(archive: Archive, site: Site) -> Iterator[Page]:
    """Yield the index of each side, and each organisation's pages and feed."""
    register = archive.register
    sides: tuple[tuple[Side, tuple[Organisation, ...]], ...] = (
        # The company stands among its branches: pacts that no branch carries out are its own.
        ("branch", (*((register.company,) if register.company else ()), *register.branches)),
        ("partner", register.partners),
    )
    for side, organisations in sides:
        groups: dict[str, list[Organisation]] = {}
        for organisation in organisations:
            if organisation.side != "company":
                groups.setdefault(organisation.kind, []).append(organisation)
        yield Page(
            f"{FOLDER[side]}/index.html",
            "organisations.html",
            {
                "side": side,
                "company": register.company if side == "branch" else None,
                "groups": tuple((kind, tuple(some)) for kind, some in groups.items()),
            },
        )
        for organisation in organisations:
            yield from _pages_of(archive, site, organisation)


def reports_of(organisation: Organisation, archive: Archive) -> tuple[Article, ...]:
    """Return the articles about an organisation, oldest first; the company's are its pacts'."""
    if organisation.side == "company":
        return tuple(a for a in archive.articles if _pacts_of(organisation, a))
    return archive.by_organisation.get(organisation.id, ())


def relations_of(organisation: Organisation, archive: Archive) -> tuple[Relation, ...]:
    """Return who an organisation is bound to, the most recently reported first."""
    meetings: dict[str, list[Meeting]] = {}
    for article in reversed(reports_of(organisation, archive)):
        for pact in _pacts_of(organisation, article):
            other = pact.branch if organisation.side == "partner" else pact.partner
            meetings.setdefault(other, []).append(Meeting(pact, article))
    return tuple(
        Relation(
            archive.register[other],
            tuple(entries[:MOST_MEETINGS]),
            len(entries),
            min(entry.pact.date or entry.article.date for entry in entries),
        )
        for other, entries in meetings.items()
    )


def _pages_of(archive: Archive, site: Site, organisation: Organisation) -> Iterator[Page]:
    articles = reports_of(organisation, archive)
    folder = FOLDER[organisation.side]
    feed = f"feeds/{folder}/{organisation.id}.atom.xml"
    register = archive.register
    profile = {
        "organisation": organisation,
        "side": "partner" if organisation.side == "partner" else "branch",
        "parent": register.get(organisation.parent) if organisation.parent else None,
        "children": register.children_of(organisation.id),
        "predecessors": register.predecessors_of(organisation.id),
        "successor": register.get(organisation.successor) if organisation.successor else None,
        "feed": feed,
    }
    relations = relations_of(organisation, archive)
    for page in paged(articles, organisation.url, site.per_page):
        newest = page.paging.newer is None
        yield Page(
            f"{page.url}index.html",
            "organisation.html",
            {
                **profile,
                "timeline": _timeline(organisation, page.items),
                # What sums up stands on the newest page only: older ones then never change.
                "relations": relations if newest else (),
                "first": articles[0].date if newest and articles else None,
                "total": len(articles) if newest else 0,
                "paging": page.paging,
            },
            modified=page.items[0].date if page.items else None,
        )
    yield feed_page(
        path=feed,
        title=f"{organisation.name} · {site.name}",
        page_url=organisation.url,
        articles=articles,
        bodies=archive.bodies,
        register=register,
        site=site,
    )


def _timeline(
    organisation: Organisation, articles: Sequence[Article]
) -> tuple[tuple[int, tuple[Report, ...]], ...]:
    return tuple(
        (year, tuple(Report(article, _pacts_of(organisation, article)) for article in some))
        for year, some in groupby(articles, key=lambda a: a.date.year)
    )


def _pacts_of(organisation: Organisation, article: Article) -> tuple[Pact, ...]:
    return tuple(p for p in article.labels.pacts if organisation.id in (p.branch, p.partner))
