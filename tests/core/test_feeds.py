"""Feeds are bounded, absolute and dated."""

from __future__ import annotations

from datetime import date

from plugins.core.feeds import MOST_ENTRIES, Feed, absolute_links, feed_page
from plugins.core.records import Article, Correction
from tests.makers import SITE, archive, article, context, labels


def feed_of(*articles: Article) -> Feed:
    """Return the feed of all articles."""
    some = archive(*articles)
    page = feed_page(
        path="feeds/all.atom.xml",
        title="青禾报",
        page_url="",
        articles=some.articles,
        register=some.register,
        site=SITE,
    )
    feed: Feed = context(page, *articles)["feed"]
    return feed


def test_a_feed_shows_the_newest_entries_first_and_never_grows_beyond_its_bound() -> None:
    """However long the archive."""
    feed = feed_of(*(article(n) for n in range(MOST_ENTRIES + 5)))
    assert [e.article.title for e in feed.entries[:2]] == ["第24篇", "第23篇"]
    assert len(feed.entries) == MOST_ENTRIES


def test_a_correction_updates_the_entry_and_the_feed() -> None:
    """Readers are told that something changed."""
    corrected = article(1, corrections=(Correction(date(2023, 6, 1), "改了一个字"),))
    feed = feed_of(corrected, article(2))
    assert feed.updated.isoformat() == "2023-06-01T00:00:00+08:00"
    assert feed.entries[1].published.isoformat() == "2023-01-02T00:00:00+08:00"


def test_an_empty_feed_is_still_a_feed() -> None:
    """A branch without reports has a valid feed with a fixed time."""
    assert feed_of().updated.year == 1970


def test_links_in_entries_lead_to_the_site_from_anywhere() -> None:
    """Root-relative and fragment links become absolute; links to others stay."""
    html = '<a href="/qinghe/a/">a</a><a href="#fn:1">1</a><img src="/qinghe/i.png"><a href="https://b.example/">b</a>'
    absolute = absolute_links(html, "articles/2023/x/", SITE)
    assert 'href="https://example.org/qinghe/a/"' in absolute
    assert 'href="https://example.org/qinghe/articles/2023/x/#fn:1"' in absolute
    assert 'src="https://example.org/qinghe/i.png"' in absolute
    assert 'href="https://b.example/"' in absolute


def test_entries_name_their_branches_and_partners() -> None:
    """As categories, by the register's names."""
    entry = feed_of(article(1, labels=labels("a", "x"))).entries[0]
    assert [o.id for o in (*entry.branches, *entry.partners)] == ["a", "x"]
