"""Pages of articles, columns and single pages; the feed of all; redirects, sitemap, robots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.core.archive import Archive
from plugins.core.feeds import feed_page
from plugins.core.labels import Label, Pact
from plugins.core.page import Page
from plugins.core.paging import paged
from plugins.core.records import Article
from plugins.core.register import Organisation, Register
from plugins.core.related import related
from plugins.core.settings import Site

ALL_FEED = "feeds/all.atom.xml"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label of an article with the organisation it names."""

    organisation: Organisation
    label: Label


@dataclass(frozen=True, slots=True)
class Bond:
    """A pact of an article with both its sides."""

    branch: Organisation
    partner: Organisation
    pact: Pact


def pages(archive: Archive, site: Site) -> Iterator[Page]:
    """Yield all pages of this capability but the sitemap, which needs everybody's."""
    yield from _articles(archive)
    yield from _columns(archive, site)
    for page in archive.pages:
        body = archive.bodies[page.source]
        yield Page(f"{page.url}index.html", "page.html", {"static": page, "body": body})
    for article in archive.withdrawn:
        path = f"{article.url}index.html"
        yield Page(path, "withdrawn.html", {"article": article}, listed=False)
    yield feed_page(
        path=ALL_FEED,
        title=site.name,
        page_url="",
        articles=archive.articles,
        bodies=archive.bodies,
        register=archive.register,
        site=site,
    )
    yield Page("404.html", "404.html", {}, listed=False)
    yield Page("robots.txt", "robots.txt", {}, listed=False)


def sitemap(pages_: Sequence[Page]) -> Page:
    """Return the sitemap of all listed pages, in the order of their addresses."""
    urls = sorted((page.url, page.modified) for page in pages_ if page.listed)
    return Page("sitemap.xml", "sitemap.xml", {"urls": tuple(urls)}, listed=False)


def _articles(archive: Archive) -> Iterator[Page]:
    nearest = related(archive.articles, archive.by_issue)
    neighbours = _neighbours(archive)
    for article in archive.articles:
        previous, following = neighbours.get(article.source, (None, None))
        yield Page(
            f"{article.url}index.html",
            "article.html",
            {
                "article": article,
                "body": archive.bodies[article.source],
                "issue": archive.issue.get(article.issue or ""),
                "column": archive.column.get(article.column or ""),
                "branches": _labelled(article.labels.branches, archive.register),
                "partners": _labelled(article.labels.partners, archive.register),
                "pacts": tuple(
                    Bond(archive.register[p.branch], archive.register[p.partner], p)
                    for p in article.labels.pacts
                ),
                "previous": previous,
                "next": following,
                "related": nearest[article.source],
            },
            modified=max((article.date, *(c.date for c in article.corrections))),
        )
        for alias in article.aliases:
            target = {"target": article.url}
            yield Page(_file_at(alias), "redirect.html", target, listed=False)


def _columns(archive: Archive, site: Site) -> Iterator[Page]:
    yield Page("columns/index.html", "columns.html", {"columns_list": archive.columns})
    for column in archive.columns:
        for page in paged(archive.by_column[column.id], column.url, site.per_page):
            yield Page(
                f"{page.url}index.html",
                "column.html",
                {"column": column, "articles": page.items, "paging": page.paging},
                modified=page.items[0].date,
            )


def _neighbours(archive: Archive) -> dict[str, tuple[Article | None, Article | None]]:
    """Return the previous and next article within the issue, by source."""
    found: dict[str, tuple[Article | None, Article | None]] = {}
    for articles in archive.by_issue.values():
        around = [None, *articles, None]
        for index, article in enumerate(articles):
            found[article.source] = (around[index], around[index + 2])
    return found


def _labelled(labels: Sequence[Label], register: Register) -> tuple[Labelled, ...]:
    return tuple(Labelled(register[label.id], label) for label in labels)


def _file_at(address: str) -> str:
    """Return the output file that answers at an address such as `/old/url/` or `/old.html`."""
    path = address.strip("/")
    return path if path.endswith((".html", ".htm")) else f"{path}/index.html"
