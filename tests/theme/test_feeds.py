"""Feeds as readers' programs take them (RFC 4287)."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from jsonschema import Draft202012Validator
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


@pytest.mark.parametrize("name", ["sample", "long"])
def test_a_reader_s_program_takes_every_feed(sites: dict[str, Path], name: str) -> None:
    """Feedparser finds them well-formed, with all that a reader shows."""
    for file in sorted((sites[name] / "feeds").rglob("*.xml")):
        feed = feedparser.parse(file.read_bytes())
        assert not feed.bozo, file
        assert feed.version == "atom10"
        assert feed.feed.author
        for entry in feed.entries:
            assert entry.title
            assert entry.content[0].value.strip()
            assert entry.published_parsed <= entry.updated_parsed


# What jsonfeed.org/version/1.1 asks of a feed, and no key that it does not know.
_TEXT = {"type": "string", "minLength": 1}
_ADDRESS = {"type": "string", "pattern": f"^{ADDRESS}/"}
_TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)$"}
_PEOPLE = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["name"],
        "properties": {"name": _TEXT},
        "additionalProperties": False,
    },
}
JSON_FEED = Draft202012Validator(
    {
        "type": "object",
        "required": ["version", "title", "items"],
        "properties": {
            "version": {"const": "https://jsonfeed.org/version/1.1"},
            "title": _TEXT,
            "home_page_url": _ADDRESS,
            "feed_url": _ADDRESS,
            "description": _TEXT,
            "language": _TEXT,
            "authors": _PEOPLE,
            "items": {
                "type": "array",
                "maxItems": 20,
                "items": {
                    "type": "object",
                    "required": ["id"],
                    "oneOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                    "properties": {
                        "id": _TEXT,
                        "url": _ADDRESS,
                        "title": _TEXT,
                        "summary": _TEXT,
                        "content_html": _TEXT,
                        "content_text": _TEXT,
                        "image": _ADDRESS,
                        "date_published": _TIME,
                        "date_modified": _TIME,
                        "authors": _PEOPLE,
                        "tags": {"type": "array", "minItems": 1, "items": _TEXT},
                    },
                    "additionalProperties": False,
                },
            },
        },
        "additionalProperties": False,
    }
)


@pytest.mark.parametrize("name", ["sample", "long"])
def test_every_json_feed_says_what_the_atom_feed_beside_it_says(
    sites: dict[str, Path], name: str
) -> None:
    """JSON Feed 1.1: the same entries in the same order; that of all with the full text."""
    site = sites[name]
    feeds = sorted((site / "feeds").rglob("*.atom.xml"))
    assert len(feeds) > 3
    for file in feeds:
        beside = file.with_name(file.name.replace(".atom.xml", ".json"))
        feed = json.loads(beside.read_bytes())
        assert list(JSON_FEED.iter_errors(feed)) == []
        assert feed["feed_url"] == f"{ADDRESS}/{beside.relative_to(site).as_posix()}"
        atom = etree.parse(file).getroot()
        assert feed["title"] == atom.findtext(f"{ATOM}title")
        assert feed["home_page_url"] == link_of(atom, "alternate")
        entries = atom.findall(f"{ATOM}entry")
        assert len(entries) == len(feed["items"])
        for entry, item in zip(entries, feed["items"], strict=True):
            assert item["id"] == item["url"] == entry.findtext(f"{ATOM}id")
            assert item["title"] == entry.findtext(f"{ATOM}title")
            if file.name == "all.atom.xml":
                assert item["content_html"] == entry.findtext(f"{ATOM}content")
            else:
                assert item["content_text"] == entry.findtext(f"{ATOM}summary")
            assert item["date_published"] == entry.findtext(f"{ATOM}published")
            assert item["date_modified"] == entry.findtext(f"{ATOM}updated")
            named = [one.get("label") for one in entry.findall(f"{ATOM}category")]
            assert item.get("tags", []) == named


@pytest.mark.parametrize("name", ["sample", "long"])
def test_the_opml_lists_every_feed(sites: dict[str, Path], name: str) -> None:
    """With a title, and the page that it follows."""
    site = sites[name]
    root = etree.parse(site / "feeds/all.opml").getroot()
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    found = root.findall("body/outline")
    feeds = {f"{ADDRESS}/{f.relative_to(site).as_posix()}" for f in site.rglob("*.atom.xml")}
    assert {one.get("xmlUrl") for one in found} == feeds
    assert len(found) == len(feeds)
    for one in found:
        page = (one.get("htmlUrl") or "").removeprefix(f"{ADDRESS}/")
        assert one.get("text")
        assert (site / page / "index.html").is_file()
