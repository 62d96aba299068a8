"""Pages of articles, columns and single pages; feeds, redirects, sitemap, robots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

from plugins.archive.corrections import page_of_corrections
from plugins.core.archive import Archive
from plugins.core.cards import Card
from plugins.core.feeds import ALL_FEED, FeedLink, feed_page, feeds_in
from plugins.core.json_feed import json_feed_file
from plugins.core.labels import Label, Pact
from plugins.core.page import Blob, File, Group, Listed, Output, Page, as_it_is, listing, nothing
from plugins.core.paging import Paging, paged
from plugins.core.records import Article, Column, Issue, Picture, Story
from plugins.core.register import Organisation, Register
from plugins.core.related import related
from plugins.core.settings import Site


class Labelled(NamedTuple):
    """A label of an article with the organisation it names."""

    organisation: Organisation
    label: Label


class Bond(NamedTuple):
    """A pact of an article with both its sides."""

    branch: Organisation
    partner: Organisation
    pact: Pact


def pages(archive: Archive, site: Site) -> Iterator[Output]:
    """Yield all outputs of this capability but those that list everybody's."""
    yield from _articles(archive)
    yield from _columns(archive, site)
    yield page_of_corrections(archive)
    for page in archive.pages:
        yield Page(f"{page.url}index.html", "page.html", static_page, (page.text, page.pictures))
    for article in archive.withdrawn:
        path = f"{article.url}index.html"
        yield Page(path, "withdrawn.html", withdrawn_page, (article,), listed=False)
        yield from _redirects(article)
    feed = feed_page(
        path=ALL_FEED,
        title=site.name,
        page_url="",
        articles=archive.articles,
        register=archive.register,
        site=site,
    )
    yield feed
    yield json_feed_file(feed)
    yield Page("404.html", "404.html", nothing, listed=False)
    yield Page("robots.txt", "robots.txt", nothing, listed=False)
    yield from _files(archive)


def lists_of_all(outputs: Sequence[Listed]) -> list[Page]:
    """Return the pages that list what all capabilities make: feeds, OPML, sitemap."""
    feeds = feeds_in(outputs)
    has_data = any(one.path == "data/index.html" for one in outputs)
    page = Page("feeds/index.html", "feeds.html", feeds_page, (has_data, *feeds))
    opml = Page("feeds/all.opml", "feeds.opml", opml_page, feeds, listed=False)
    return [page, opml, _sitemap([*outputs, listing(page)])]


def feeds_page(has_data: bool, *feeds: FeedLink) -> dict[str, Any]:  # noqa: FBT001 -- an input
    """Return all feeds by what they follow, and whether there are data files."""
    folders = ("feeds/branches/", "feeds/partners/")
    branches, partners = (tuple(f for f in feeds if f.path.startswith(one)) for one in folders)
    return {"branches": branches, "partners": partners, "has_data": has_data}


def opml_page(*feeds: FeedLink) -> dict[str, Any]:
    """Return all feeds."""
    return {"feeds": feeds}


def _sitemap(outputs: Sequence[Listed]) -> Page:
    """Return the sitemap of all listed pages, in the order of their addresses."""
    lines = sorted([f"{one.url}\t{one.modified}" for one in outputs if one.listed])
    return Page("sitemap.xml", "sitemap.xml", sitemap_page, ("\n".join(lines),), listed=False)


def sitemap_page(lines: str) -> dict[str, Any]:
    """Return the addresses with the day of their last change ("" where it is not known)."""
    return {"urls": tuple([tuple(line.split("\t")) for line in lines.split("\n")])}


def article_page(  # noqa: PLR0913, PLR0917 -- what an article's page shows
    story: Story,
    card: Card,
    issue: Issue | None,
    column: Column | None,
    organisations: tuple[Organisation, ...],
    previous: Card | None,
    following: Card | None,
    nearest: tuple[Card, ...],
) -> dict[str, Any]:
    """Return an article with its body, its labels' organisations, its neighbours and relatives.

    Of its card only the pictures are shown: they alone know the sizes they are published in.
    """
    article = story.record
    if not isinstance(article, Article):
        raise TypeError(f"{article.source}: no article")
    labels, named = article.labels, {entry.id: entry for entry in organisations}
    return {
        "article": article,
        "body": story.body,
        "pictures": card.pictures,
        "issue": issue,
        "column": column,
        "branches": _labelled(labels.branches, named),
        "partners": _labelled(labels.partners, named),
        "pacts": tuple(Bond(named[p.branch], named[p.partner], p) for p in labels.pacts),
        "previous": previous,
        "next": following,
        "related": nearest,
    }


def static_page(story: Story, pictures: tuple[Picture, ...]) -> dict[str, Any]:
    """Return a single page with its body and the pictures in it."""
    return {"static": story.record, "body": story.body, "pictures": pictures}


def withdrawn_page(article: Card) -> dict[str, Any]:
    """Return the article that is no longer shown."""
    return {"article": article}


def redirect_page(target: str) -> dict[str, Any]:
    """Return where an old address leads."""
    return {"target": target}


def column_page(column: Column, articles: tuple[Card, ...], paging: Paging) -> dict[str, Any]:
    """Return one page of a column's articles, newest first."""
    return {"column": column, "articles": articles, "paging": paging}


def columns_page(columns: tuple[Column, ...]) -> dict[str, Any]:
    """Return all columns."""
    return {"columns_list": columns}


def _articles(archive: Archive) -> Iterator[Group]:
    """Yield the articles of each issue together, and those of no issue by the month."""
    akin = dict(zip([one.source for one in archive.articles], related(archive), strict=True))
    alone: dict[str, list[Card]] = {}
    for article in archive.articles:
        if not article.issue:
            alone.setdefault(f"{article.date:%Y-%m}", []).append(article)
    together = [(id_, archive.issue.get(id_), some) for id_, some in archive.by_issue.items()]
    for name, issue, articles in (*together, *((m, None, tuple(a)) for m, a in alone.items())):
        yield Group(
            f"articles/{'issue' if issue else 'month'}/{name}",
            articles_of,
            (
                issue,
                archive.columns,
                archive.register,
                articles,
                tuple(chain.from_iterable([akin[article.source] for article in articles])),
                bytes([len(akin[article.source]) for article in articles]),
            ),
        )


def articles_of(  # noqa: PLR0913, PLR0917 -- what an issue's pages show
    issue: Issue | None,
    columns: tuple[Column, ...],
    register: Register,
    articles: tuple[Card, ...],
    nearest: tuple[Card, ...],
    counts: bytes,
) -> Iterator[Page]:
    """Yield the pages of an issue's articles, which stand in the order of print.

    `nearest` are the related ones of all of them, one article after another; `counts` tells how
    many each has. Articles without an issue have no neighbours.
    """
    column = {one.id: one for one in columns}
    around = [None, *articles, None] if issue else [None] * (len(articles) + 2)
    rest = iter(nearest)
    for index, (article, count) in enumerate(zip(articles, counts, strict=True)):
        named = [*article.branches, *article.partners]
        for pact in article.pacts:
            named += (pact.branch, pact.partner)
        inputs = (
            article.text,
            article,
            issue,
            column.get(article.column or ""),
            tuple([register[id_] for id_ in dict.fromkeys(named)]),
            around[index],
            around[index + 2],
            tuple(islice(rest, count)),
        )
        path = f"{article.url}index.html"
        yield Page(path, "article.html", article_page, inputs, modified=article.modified)
        yield from _redirects(article)


def _redirects(article: Card) -> Iterator[Page]:
    """Yield a page at each earlier address of an article, also of one that was withdrawn."""
    for alias in article.aliases:
        path = _file_at(alias)
        yield Page(path, "redirect.html", redirect_page, (article.url,), listed=False)


def _columns(archive: Archive, site: Site) -> Iterator[Page]:
    yield Page("columns/index.html", "columns.html", columns_page, (archive.columns,))
    for column in archive.columns:
        for page in paged(archive.by_column[column.id], column.url, site.per_page):
            yield Page(
                f"{page.url}index.html",
                "column.html",
                column_page,
                (column, page.items, page.paging),
                modified=page.items[0].date,
            )


def _files(archive: Archive) -> Iterator[File]:
    """Yield the files that something public shows as they are, but pictures made ready."""
    for path in sorted(archive.shown - archive.shapes.keys()):
        yield File(path, as_it_is, (Blob(path, archive.files[path]),))


def _labelled(labels: Sequence[Label], named: Mapping[str, Organisation]) -> tuple[Labelled, ...]:
    return tuple(Labelled(named[label.id], label) for label in labels)


def _file_at(address: str) -> str:
    """Return the output file that answers at an address such as `/old/url/` or `/old.html`."""
    path = address.strip("/")
    return path if path.endswith((".html", ".htm")) else f"{path}/index.html"
