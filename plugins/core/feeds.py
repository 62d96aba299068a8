"""Atom feeds (RFC 4287) as pages: bounded, with absolute links and full content."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from plugins.core.cards import Card
from plugins.core.page import Listed, Page
from plugins.core.records import Article, Story
from plugins.core.register import Organisation, Register
from plugins.core.settings import Site

# Bounded, so that one new article changes a feed by one entry and no feed grows for ever.
MOST_ENTRIES = 20
ALL_FEED = "feeds/all.atom.xml"
_LINK = re.compile(r'\b(href|src)="(/(?!/)|#)')


class Entry(NamedTuple):
    """One article in a feed; `html` has absolute links only, times are aware."""

    article: Article
    html: str
    published: datetime
    updated: datetime
    branches: tuple[Organisation, ...]
    partners: tuple[Organisation, ...]


class FeedLink(NamedTuple):
    """Where a feed stands: its `path` and its page's address, both below the site's root."""

    title: str
    path: str
    page_url: str


class Feed(NamedTuple):
    """One feed: `url` is its own address, `page_url` that of the page it belongs to."""

    id: str
    title: str
    url: str
    page_url: str
    updated: datetime
    entries: tuple[Entry, ...]


def moment(article: Article, site: Site) -> datetime:
    """Return the time of an article's last public change: its day, or its last correction's."""
    days = (article.date, *(correction.date for correction in article.corrections))
    return _start_of_day(max(days), site)


@lru_cache(maxsize=512)  # an article stands in the feeds of all its organisations
def absolute_links(html: str, page_url: str, site: Site) -> str:
    """Return `html` with root-relative and fragment links made absolute, as feeds need them."""
    parts = urlsplit(site.url)
    origin = f"{parts.scheme}://{parts.netloc}"

    def absolute(match: re.Match[str]) -> str:
        start = f"{site.url}/{page_url}#" if match[2] == "#" else f"{origin}/"
        return f'{match[1]}="{start}'

    return _LINK.sub(absolute, html)


def organisation_feed(organisation: Organisation) -> str:
    """Return the path of an organisation's feed."""
    return f"feeds/{organisation.url.rstrip('/')}.atom.xml"


def feeds_in(outputs: Sequence[Listed]) -> tuple[FeedLink, ...]:
    """Return the feeds among these outputs."""
    feeds = [(one.path, *one.follows) for one in outputs if one.follows]
    return tuple([FeedLink(title, path, page_url) for path, title, page_url in feeds])


def newest_of(articles: Sequence[Card]) -> tuple[Card, ...]:
    """Return the articles that a feed of these (oldest first) has, its newest first."""
    return tuple(reversed(articles[-MOST_ENTRIES:]))


def named_by(articles: Sequence[Card], register: Register) -> tuple[Organisation, ...]:
    """Return the organisations of all labels of these articles."""
    named = dict.fromkeys(id_ for card in articles for id_ in card.labels)
    return tuple(register[id_] for id_ in named)


def feed_page(  # noqa: PLR0913 -- what a feed is made of, all named at the call
    *,
    path: str,
    title: str,
    page_url: str,
    articles: Sequence[Card],
    register: Register,
    site: Site,
) -> Page:
    """Return the feed of `articles` (oldest first), its newest entries first."""
    newest = newest_of(articles)
    texts = tuple(card.text for card in newest)
    inputs = (site, path, title, page_url, named_by(newest, register), texts)
    return Page(path, "feed.xml", feed_of, inputs, listed=False, follows=(title, page_url))


def feed_of(  # noqa: PLR0913, PLR0917 -- what a feed shows
    site: Site,
    path: str,
    title: str,
    page_url: str,
    organisations: tuple[Organisation, ...],
    stories: tuple[Story, ...],
) -> dict[str, Any]:
    """Return a feed of these articles, in their order."""
    named = {entry.id: entry for entry in organisations}
    entries = tuple(_entry(story, named, site) for story in stories)
    feed = Feed(
        id=f"{site.url}/{path}",
        title=title,
        url=path,
        page_url=page_url,
        # A feed must carry a time (RFC 4287, 4.1.1); an empty one has none of its own.
        updated=max(
            (entry.updated for entry in entries),
            default=datetime.fromtimestamp(0, ZoneInfo(site.timezone)),
        ),
        entries=entries,
    )
    return {"feed": feed}


def _entry(story: Story, named: Mapping[str, Organisation], site: Site) -> Entry:
    article = story.record
    if not isinstance(article, Article):
        raise TypeError(f"{article.source}: no article")
    return Entry(
        article=article,
        html=absolute_links(story.body.html, article.url, site),
        published=_start_of_day(article.date, site),
        updated=moment(article, site),
        branches=tuple(named[label.id] for label in article.labels.branches),
        partners=tuple(named[label.id] for label in article.labels.partners),
    )


def _start_of_day(day: date, site: Site) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(site.timezone))
