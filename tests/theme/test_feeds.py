"""Feeds as readers' programs take them (RFC 4287)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree, html

from tests.theme.browsing import ADDRESS

ATOM = "{http://www.w3.org/2005/Atom}"


def link_of(element: etree._Element, kind: str) -> str:
    """Return the address of one of the links of a feed or an entry."""
    link = element.find(f"{ATOM}link[@rel='{kind}']")
    assert link is not None
    return link.get("href") or ""


@pytest.mark.parametrize("name", ["sample", "long"])
def test_every_feed_is_whole(sites: dict[str, Path], name: str) -> None:
    """Ids, dates with a zone, titles, authors, absolute links that answer, full content."""
    site = sites[name]
    feeds = sorted((site / "feeds").rglob("*.xml"))
    assert len(feeds) > 3
    for file in feeds:
        root = etree.parse(file).getroot()
        own = f"{ADDRESS}/{file.relative_to(site).as_posix()}"
        assert link_of(root, "self") == own
        ids = []
        for element in (root, *root.findall(f"{ATOM}entry")):
            ids.append(element.findtext(f"{ATOM}id"))
            assert element.findtext(f"{ATOM}title")
            updated = datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "")
            assert updated.tzinfo is not None
            page = link_of(element, "alternate")
            assert page.startswith(f"{ADDRESS}/")
            assert (site / page.removeprefix(f"{ADDRESS}/") / "index.html").is_file()
        assert len(ids) == len(set(ids))
        assert all(urlsplit(id_ or "").scheme for id_ in ids)
        for entry in root.findall(f"{ATOM}entry"):
            assert datetime.fromisoformat(entry.findtext(f"{ATOM}published") or "").tzinfo
            body = html.fragment_fromstring(entry.findtext(f"{ATOM}content"), create_parent="div")
            assert body.text_content().strip()
            links = body.xpath("//@href | //@src")
            assert [link for link in links if not urlsplit(link).scheme] == []
        times = [entry.findtext(f"{ATOM}published") or "" for entry in root.findall(f"{ATOM}entry")]
        assert times == sorted(times, reverse=True)


def test_a_feed_is_bounded(sites: dict[str, Path]) -> None:
    """The long site has more articles than a feed holds."""
    feed = etree.parse(sites["long"] / "feeds/all.atom.xml").getroot()
    assert len(feed.findall(f"{ATOM}entry")) == 20
