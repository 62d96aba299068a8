"""JSON Feed 1.1 (jsonfeed.org) beside Atom: the same entries for programs that prefer it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from plugins.core.feeds import Entry, feed_of
from plugins.core.page import File, Page
from plugins.core.records import Story
from plugins.core.register import Organisation
from plugins.core.settings import Site


def json_feed_file(feed: Page) -> File:
    """Return the JSON Feed beside an Atom feed, of the same entries."""
    return File(feed.path.replace(".atom.xml", ".json"), json_feed_of, feed.inputs)


def json_feed_of(  # noqa: PLR0913, PLR0917 -- what a feed shows
    site: Site,
    path: str,
    title: str,
    page_url: str,
    organisations: tuple[Organisation, ...],
    stories: tuple[Story, ...],
) -> bytes:
    """Return the bytes of the feed."""
    feed = feed_of(site, path, title, page_url, organisations, stories)["feed"]
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": f"{site.url}/{feed.page_url}",
        "feed_url": f"{site.url}/{path.replace('.atom.xml', '.json')}",
        "description": site.description,
        "language": site.language,
        "authors": [{"name": site.masthead.publisher or site.name}],
        "items": [_item(entry, site) for entry in feed.entries],
    }
    return (json.dumps(_present(data), ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry, site: Site) -> Mapping[str, Any]:
    article = entry.article
    url = f"{site.url}/{article.url}"
    people = article.byline.reporter + article.byline.correspondent
    return _present(
        {
            "id": url,
            "url": url,
            "title": article.title,
            "summary": article.summary,
            "content_html": entry.html,
            "image": f"{site.url}/{article.pictures[0].path}" if article.pictures else "",
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "authors": [{"name": name} for name in people],
            "tags": [one.name for one in (*entry.branches, *entry.partners)],
        }
    )


def _present(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leave out what is empty; `items` and `content_html` must stand even then."""
    needed = {"items", "content_html"}
    return {key: value for key, value in data.items() if value or key in needed}
