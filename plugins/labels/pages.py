"""The pages and feeds of branches and of partners: one code path, two sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from plugins.core.archive import Archive
from plugins.core.cards import Card
from plugins.core.feeds import feed_page, organisation_feed
from plugins.core.json_feed import brief_feed_file
from plugins.core.labels import Pact, Side
from plugins.core.page import File, Group, Output, Page
from plugins.core.paging import Paging, paged
from plugins.core.register import Organisation, Register
from plugins.core.settings import Site
from plugins.labels.activity import YearCount, bars, counted

MOST_MEETINGS = 3  # the timeline below shows them all
FOLDER: dict[Side, str] = {"company": "branches", "branch": "branches", "partner": "partners"}


class Report(NamedTuple):
    """One article on an organisation's timeline, with the pacts of that organisation in it."""

    article: Card
    pacts: tuple[Pact, ...]


class Meeting(NamedTuple):
    """One pact and the article that reports it."""

    pact: Pact
    article: Card


class Relation(NamedTuple):
    """Who an organisation is bound to: the other side, the newest reports, how many there are.

    `since` is the day of the first.
    """

    organisation: Organisation
    entries: tuple[Meeting, ...]
    total: int
    since: date


def pages(archive: Archive, site: Site) -> Iterator[Output]:
    """Yield the index of each side, and each organisation's pages and feed."""
    register = archive.register
    sides: tuple[tuple[Side, tuple[Organisation, ...]], ...] = (
        # The company stands among its branches: pacts that no branch carries out are its own.
        ("branch", (*((register.company,) if register.company else ()), *register.branches)),
        ("partner", register.partners),
    )
    for side, organisations in sides:
        company = register.company if side == "branch" else None
        inputs = (side, company, tuple(o for o in organisations if o.side != "company"))
        yield Page(f"{FOLDER[side]}/index.html", "organisations.html", side_page, inputs)
        for organisation in organisations:
            reports = reports_of(organisation, archive)
            yield Group(
                f"organisations/{organisation.id}",
                organisation_outputs,
                (site, register, organisation, reports),
            )


def side_page(
    side: Side, company: Organisation | None, organisations: tuple[Organisation, ...]
) -> dict[str, Any]:
    """Return the organisations of one side by kind, in the register's order."""
    groups: dict[str, list[Organisation]] = {}
    for organisation in organisations:
        groups.setdefault(organisation.kind, []).append(organisation)
    by_kind = tuple((kind, tuple(some)) for kind, some in groups.items())
    return {"side": side, "company": company, "groups": by_kind}


def organisation_page(  # noqa: PLR0913, PLR0917 -- what an organisation's page shows
    organisation: Organisation,
    parent: Organisation | None,
    children: tuple[Organisation, ...],
    predecessors: tuple[Organisation, ...],
    successor: Organisation | None,
    feed: str,
    articles: tuple[Card, ...],
    paging: Paging,
    bound: tuple[Card, ...],
    others: tuple[Organisation, ...],
    first: date | None,
    total: int,
    years: tuple[YearCount, ...],
) -> dict[str, Any]:
    """Return one page of an organisation's timeline; the newest has its profile and relations.

    `articles` are those of this page, newest first; `bound` those that assert a pact of it,
    oldest first, and `others` the organisations on the other side of these; `first` and `total`
    the day of its first article and how many there are, `years` how many in each year.
    What sums up stands on the newest page alone, so that older ones never change.
    """
    return {
        "organisation": organisation,
        "side": "partner" if organisation.side == "partner" else "branch",
        "parent": parent,
        "children": children,
        "predecessors": predecessors,
        "successor": successor,
        "feed": feed,
        "timeline": _timeline(organisation, articles),
        "relations": relations_of(organisation, bound, {entry.id: entry for entry in others}),
        "first": first,
        "total": total,
        "bars": bars(years),
        "paging": paging,
    }


def reports_of(organisation: Organisation, archive: Archive) -> tuple[Card, ...]:
    """Return the articles about an organisation, oldest first; the company's are its pacts'."""
    if organisation.side == "company":
        return tuple(a for a in archive.articles if _pacts_of(organisation, a))
    return archive.by_organisation.get(organisation.id, ())


def relations_of(
    organisation: Organisation, bound: Sequence[Card], others: Mapping[str, Organisation]
) -> tuple[Relation, ...]:
    """Return who an organisation is bound to, the most recently reported first.

    `bound` are the articles that assert a pact of it, oldest first; `others` the organisations
    on the other side by id.
    """
    meetings: dict[str, list[Meeting]] = {}
    for article in reversed(bound):
        for pact in _pacts_of(organisation, article):
            meetings.setdefault(_other(organisation, pact), []).append(Meeting(pact, article))
    return tuple(
        Relation(
            others[other],
            tuple(entries[:MOST_MEETINGS]),
            len(entries),
            min(entry.pact.date or entry.article.date for entry in entries),
        )
        for other, entries in meetings.items()
    )


def organisation_outputs(
    site: Site, register: Register, organisation: Organisation, articles: tuple[Card, ...]
) -> Iterator[Page | File]:
    """Yield the timeline and the feeds of an organisation; its `articles` stand oldest first."""
    feed = organisation_feed(organisation)
    bound = tuple([a for a in articles if a.pacts and _pacts_of(organisation, a)])
    binding = {a.source for a in bound}
    others = dict.fromkeys(
        _other(organisation, pact) for a in bound for pact in _pacts_of(organisation, a)
    )
    for page in paged(articles, organisation.url, site.per_page):
        # Full pages of the timeline keep their bytes for ever: what may still change stands on
        # the newest alone.
        newest = page.paging.newer is None
        yield Page(
            f"{page.url}index.html",
            "organisation.html",
            organisation_page,
            (
                organisation,
                register.get(organisation.parent or "") if newest else None,
                register.children_of(organisation.id) if newest else (),
                register.predecessors_of(organisation.id) if newest else (),
                register.get(organisation.successor or "") if newest else None,
                feed,
                page.items,
                page.paging,
                bound if newest else (),
                tuple([register[other] for other in others]) if newest else (),
                articles[0].date if newest and articles else None,
                len(articles) if newest else 0,
                counted((a.date, a.source in binding) for a in articles) if newest else (),
            ),
            modified=page.items[0].date if page.items else None,
        )
    for make in (feed_page, brief_feed_file):
        yield make(
            path=feed,
            title=f"{organisation.name} · {site.name}",
            page_url=organisation.url,
            articles=articles,
            register=register,
            site=site,
        )


def _timeline(
    organisation: Organisation, articles: Sequence[Card]
) -> tuple[tuple[int, tuple[Report, ...]], ...]:
    return tuple(
        (year, tuple(Report(article, _pacts_of(organisation, article)) for article in some))
        for year, some in groupby(articles, key=lambda a: a.date.year)
    )


def _pacts_of(organisation: Organisation, article: Card) -> tuple[Pact, ...]:
    id_ = organisation.id
    return tuple([p for p in article.pacts if id_ in (p.branch, p.partner)])


def _other(organisation: Organisation, pact: Pact) -> str:
    return pact.branch if organisation.side == "partner" else pact.partner
