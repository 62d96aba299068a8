"""Issues read like front pages and lead to each other."""

from __future__ import annotations

from typing import Any

from plugins.core.page import Page
from plugins.core.records import Article, Picture, Sheet
from plugins.issues.pages import LEAST_SECONDS, MOST_SECONDS, front_of, pages
from tests.makers import SITE, archive, article, card, context, ungrouped


def by_path(*articles: Article) -> dict[str, Any]:
    """Return what the template of each page is given, by path."""
    made = [page for page in ungrouped(pages(archive(*articles), SITE)) if isinstance(page, Page)]
    return {page.path: context(page, *articles) for page in made}


def test_the_first_sheet_leads_and_every_sheet_lists_all_its_articles() -> None:
    """The lead, its seconds, then the contents by sheet."""
    some = [card(article(n, sheet=1 if n < 7 else 2)) for n in range(9)]
    front = front_of(some, [Sheet(1, "要闻"), Sheet(2, "党建")])
    assert front.lead == some[0]
    assert list(front.seconds) == some[1 : 1 + MOST_SECONDS]
    assert [(s.sheet and s.sheet.name, len(s.articles)) for s in front.sections] == [
        ("要闻", 7),
        ("党建", 2),
    ]


def test_the_first_article_with_a_picture_leads_its_sheet() -> None:
    """A front page has a picture if its first sheet has one; those on other sheets wait inside."""
    picture = Picture("images/a.png", "桥")
    one, two = article(1, sheet=1), article(2, sheet=1, pictures=(picture,))
    some = [card(one), card(two), card(article(3, sheet=2))]
    front = front_of(some, ())
    assert (front.lead, front.lead_picture) == (some[1], picture)
    assert front_of([some[0], *some[2:], card(article(4, pictures=(picture,)))], ()).lead == some[0]


def test_a_short_first_sheet_borrows_seconds_from_the_next() -> None:
    """So that the lead never stands alone where there is more to show."""
    some = [card(article(n, sheet=1 if n == 1 else 2)) for n in range(1, 8)]
    assert front_of(some, ()).seconds == tuple(some[1 : 1 + LEAST_SECONDS])
    assert front_of(some[:1], ()).seconds == ()


def test_one_second_shows_its_picture() -> None:
    """The first that has one; a lent one is lent for its picture."""
    pictures = (Picture("images/a.png", "桥"),)
    pictured = card(article(9, sheet=3, pictures=pictures))
    some = [card(article(n, sheet=n)) for n in (1, 2)]
    front = front_of([*some, pictured], ())
    assert front.seconds[0] == front.pictured == pictured


def test_home_shows_the_newest_issue_and_leads_to_earlier_ones() -> None:
    """Newest first."""
    found = by_path(*(article(n, issue=f"2023-0{n}-01") for n in (1, 2, 3)))
    home = found["index.html"]
    assert home["issue"].id == "2023-03-01"
    assert [cover.issue.id for cover in home["earlier"]] == ["2023-02-01", "2023-01-01"]


def test_the_list_of_issues_is_a_wall_and_a_calendar() -> None:
    """The newest year with the lead of each issue; earlier ones month by month, none left out."""
    some = [
        *(article(n, issue=f"2022-0{n}-01") for n in (1, 2)),
        article(3, issue="2022-02-15"),
        *(article(n, issue=f"2023-0{n}-01") for n in (4, 5)),
    ]
    found = by_path(*some)["issues/index.html"]
    newest = [(cover.issue.id, cover.lead) for cover in found["newest"]]
    assert newest == [("2023-05-01", card(some[4])), ("2023-04-01", card(some[3]))]
    ((year, months),) = found["years"]
    assert (year, len(months)) == (2022, 12)
    assert [issue.id for issue in months[1][1]] == ["2022-02-01", "2022-02-15"]
    assert months[11] == (12, ())


def test_each_issue_leads_to_the_one_before_and_the_one_after() -> None:
    """The first has none before it, the last none after it."""
    found = by_path(*(article(n, issue=f"2023-0{n}-01") for n in (1, 2)))
    first, last = (found[f"issues/2023-0{n}-01/index.html"] for n in (1, 2))
    assert (first["previous"], last["next"]) == (None, None)
    assert (first["next"].id, last["previous"].id) == ("2023-02-01", "2023-01-01")


def test_an_archive_without_issues_opens_with_its_newest_articles() -> None:
    """Zero configuration: articles alone make a site."""
    home = by_path(article(1), article(2))["index.html"]
    assert home["issue"] is None
    assert home["front"].lead.url == "articles/2023/a002/"
