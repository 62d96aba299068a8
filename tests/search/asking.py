"""Asks a finished site's search what a reader would, and a plain scan of its pages the same."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from lxml import html
from playwright.sync_api import Page

_BLOCKS = "p|li|h2|h3|h4|td|th|dt|dd|figcaption|pre|caption"


class Site(NamedTuple):
    """The articles of a site in the order of its index, and the lines of text of each."""

    urls: tuple[str, ...]
    lines: tuple[str, ...]  # one string each, with a line end between its blocks


def site_of(folder: Path) -> Site:
    """Read a site from its pages; the index tells no more than which articles it has."""
    urls: list[str] = []
    for name in json.loads((folder / "search/index.json").read_text("utf-8"))["shards"]:
        table = json.loads((folder / "search" / name / "table.json").read_text("utf-8"))
        urls += [row[0] for row in table["rows"]]
    return Site(tuple(urls), tuple(_lines(folder / url / "index.html") for url in urls))


def scanned(site: Site, *words: str) -> set[str]:
    """Return the addresses of the articles in which all the words stand."""
    pairs = zip(site.urls, site.lines, strict=True)
    return {url for url, text in pairs if all(word in text for word in words)}


def searched(page: Page, site: Site, query: str) -> set[str]:
    """Return the addresses of all articles that the open search page finds for a query."""
    found = page.evaluate(
        """async (query) => {
            const source = document.querySelector("script[src*='js/search.']").src;
            const { find, open, termsOf } = await import(source);
            const index = await open();
            return (await find(index, await termsOf(index, query))).map((hit) => hit.at);
        }""",
        query,
    )
    return {site.urls[place] for place in found}


def _lines(page: Path) -> str:
    tree: Any = html.document_fromstring(page.read_bytes())
    heads = tree.xpath("//hgroup[contains(@class, 'headline')]/*")
    body = tree.xpath("//article//div[contains(@class, 'prose')]")[0]
    for mark in body.xpath(".//sup | .//a[@class='footnote-backref']"):
        mark.drop_tree()
    for block in body.iter(*_BLOCKS.split("|")):
        block.tail = "\n" + (block.tail or "")
    texts = [one.text_content() for one in heads] + [body.text_content()]
    return "\n".join(re.sub(r"[^\S\n]+", " ", text) for text in texts)
