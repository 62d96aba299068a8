"""Lists keep their full pages for ever."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plugins.core.paging import paged

LENGTHS = st.integers(0, 60)
PER_PAGE = st.integers(1, 7)


@given(LENGTHS, PER_PAGE)
def test_every_item_stands_on_one_page_newest_first(length: int, per_page: int) -> None:
    """Nothing is lost or shown twice, and reading on goes back in time."""
    shown = [item for page in paged(range(length), "list/", per_page) for item in page.items]
    assert shown == list(reversed(range(length)))


@given(LENGTHS, PER_PAGE)
def test_a_new_item_changes_the_newest_page_and_at_most_splits_one_off(
    length: int, per_page: int
) -> None:
    """Pages with a number of their own keep address and items when the list grows."""
    before = paged(range(length), "list/", per_page)
    after = {page.url: page.items for page in paged(range(length + 1), "list/", per_page)}
    for page in before[1:]:
        assert after[page.url] == page.items


@given(LENGTHS, PER_PAGE)
def test_the_newest_page_stands_at_the_lists_own_address(length: int, per_page: int) -> None:
    """And it is never nearly empty once the list fills a page."""
    newest = paged(range(length), "list/", per_page)[0]
    assert newest.url == "list/"
    assert newest.paging.newer is None
    assert len(newest.items) >= min(length, per_page)


@given(LENGTHS, PER_PAGE)
def test_the_ways_between_pages_lead_there_and_back(length: int, per_page: int) -> None:
    """Older and newer are each other's reverse."""
    pages = {page.url: page for page in paged(range(length), "list/", per_page)}
    for page in pages.values():
        if page.paging.older is not None:
            assert pages[page.paging.older].paging.newer == page.url
