"""JSON Feed 1.1 (jsonfeed.org) beside Atom: the same entries for programs that prefer it.

That of all articles has their full text. Those of organisations have their summaries: made of
cards, they need no story, and a corrected word writes none of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from plugins.core.cards import Card
from plugins.core.feeds import ALL_FEED, Entry, feed_of, named_by, newest_of
from plugins.core.page import File, Page
from plugins.core.records import Picture, Story
from plugins.core.register import Organisation, Register
from plugins.core.settings import Site


def json_path(atom: str) -> str:
    """Return the path of the JSON Feed beside an Atom feed."""
    return atom.replace(".atom.xml", ".json")


def json_feed_file(feed: Page) -> File:
    """Return the JSON Feed beside an Atom feed, of the same entries with their full text."""
    return File(json_path(feed.path), json_feed_of, feed.inputs)


def brief_feed_file(  # noqa: PLR0913 -- as `feed_page`
    *,
    path: str,
    title: str,
    page_url: str,
    articles: Sequence[Card],
    register: Register,
    site: Site,
) -> File:
    """Return the JSON Feed beside the Atom feed at `path`, of the same entries in brief."""
    newest = newest_of(articles)
    inputs = (site, path, title, page_url, named_by(newest, register), newest)
    return File(json_path(path), brief_feed_of, inputs)


def json_feed_of(  # noqa: PLR0913, PLR0917 -- what a feed shows
    site: Site,
    path: str,
    title: str,
    page_url: str,
    organisations: tuple[Organisation, ...],
    stories: tuple[Story, ...],
) -> bytes:
    """Return the bytes of a feed with full texts."""
    feed = feed_of(site, path, title, page_url, organisations, stories)["feed"]
    return _feed(site, path, title, page_url, (_item(entry, site) for entry in feed.entries))


def brief_feed_of(  # noqa: PLR0913, PLR0917 -- what a feed shows
    site: Site,
    path: str,
    title: str,
    page_url: str,
    organisations: tuple[Organisation, ...],
    articles: tuple[Card, ...],
) -> bytes:
    """Return the bytes of a feed with summaries."""
    named = {entry.id: entry for entry in organisations}
    items = (_brief(card, named, site) for card in articles)
    return _feed(site, path, title, page_url, items)


def _feed(
    site: Site, path: str, title: str, page_url: str, items: Iterable[Mapping[str, Any]]
) -> bytes:
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": f"{site.url}/{page_url}",
        "feed_url": f"{site.url}/{json_path(path)}",
        "description": site.description if path == ALL_FEED else "",
        "language": site.language,
        "authors": [{"name": site.masthead.publisher or site.name}],
        "items": list(items),
    }
    return (json.dumps(_present(data), ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry, site: Site) -> Mapping[str, Any]:
    article = entry.article
    people = article.byline.reporter + article.byline.correspondent
    return _present(
        {
            **_address(article.url, site),
            "title": article.title,
            "summary": article.summary,
            "content_html": entry.html,
            "image": _image(article.pictures, site),
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "authors": [{"name": name} for name in people],
            "tags": [one.name for one in (*entry.branches, *entry.partners)],
        }
    )


def _brief(card: Card, named: Mapping[str, Organisation], site: Site) -> Mapping[str, Any]:
    return _present(
        {
            **_address(card.url, site),
            "title": card.title,
            "content_text": card.summary,
            "image": _image(card.pictures, site),
            "date_published": _moment(card.date, site),
            "date_modified": _moment(card.modified, site),
            "tags": [named[id_].name for id_ in card.labels],
        }
    )


def _address(url: str, site: Site) -> Mapping[str, str]:
    return {"id": f"{site.url}/{url}", "url": f"{site.url}/{url}"}


def _image(pictures: Sequence[Picture], site: Site) -> str:
    return f"{site.url}/{pictures[0].path}" if pictures else ""


def _moment(day: date, site: Site) -> str:
    return datetime.combine(day, time(), ZoneInfo(site.timezone)).isoformat()


def _present(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leave out what is empty; `items` and the content must stand even then."""
    needed = {"items", "content_html", "content_text"}
    return {key: value for key, value in data.items() if value or key in needed}
