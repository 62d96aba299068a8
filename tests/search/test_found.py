"""What is found: what a plain scan of the pages finds, in every script and by every name."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.search.asking import Site, scanned, searched
from tests.search.measure import queries
from tests.search.paper import BRANCHES, PARTNERS

NAMES = [name for name, _ in (*BRANCHES.values(), *PARTNERS.values())]


def test_the_paper_has_several_shards(paper: Path) -> None:
    """So that what follows is true of joined indexes too."""
    assert len(list((paper / "search").glob("*/table.json"))) >= 3


def test_every_phrase_is_found_wherever_it_is_cut(page: Page, articles: Site) -> None:
    """Recall and precision 1.00: names, phrases, pairs of phrases; over stops, digits, Latin."""
    asked = list(queries(articles, NAMES, 160))
    wrong = [
        (words, answer ^ truth)
        for words in asked
        if (answer := searched(page, articles, " ".join(f'"{word}"' for word in words)))
        != (truth := scanned(articles, *words))
    ]
    assert wrong == []
    assert sum(bool(scanned(articles, *words)) for words in asked) > 120


def test_a_phrase_does_not_run_over_the_end_of_a_paragraph(page: Page, articles: Site) -> None:
    """Nor from the headline into the text."""
    url, text = articles.urls[0], articles.lines[0]
    first, second = [line for line in text.split("\n") if line.strip()][:2]
    across = first[-2:] + second[:2]
    assert url not in searched(page, articles, f'"{across}"') or across in text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("四焊", ("四焊", "第四车间党支部")),
        ("青图", ("青图", "青石图书馆")),
        ("旧渡口党支部", ("旧渡口党支部", "河湾党支部")),
    ],
)
def test_another_name_finds_what_it_stands_for(
    page: Page, articles: Site, query: str, names: tuple[str, ...]
) -> None:
    """Aliases and merged organisations of the register; in quotes a name stands for itself."""
    truth = set().union(*(scanned(articles, name) for name in names))
    assert searched(page, articles, query) == truth
    assert searched(page, articles, f"“{query}”") == scanned(articles, query)
    assert len(truth) > len(scanned(articles, query))


@pytest.mark.parametrize(
    "query", ["乾坤灣", "干坤湾", "頭髮花白", "头发花白", "机器修好", "機器修好", "机器修好了"]
)
def test_simplified_and_traditional_are_alike(page: Page, articles: Site, query: str) -> None:
    """Whichever of them stands in the article, and whichever is typed."""
    assert searched(page, articles, query) == {"articles/2020/old-script/"}


def test_traditional_queries_find_simplified_articles(page: Page, articles: Site) -> None:
    """A reader abroad types 黨員先鋒."""
    truth = scanned(articles, "党员先锋")
    assert truth
    assert searched(page, articles, "黨員先鋒") == truth


def test_wide_and_capital_letters_are_alike(page: Page, articles: Site) -> None:
    """ＰＬＣ, PLC and plc."""
    truth = scanned(articles, "PLC")
    for query in ("PLC", "plc", "ＰＬＣ"):
        assert searched(page, articles, query) == truth
    assert searched(page, articles, "a test") == {"articles/2020/old-script/"}


def test_words_in_quotes_may_have_blanks_between_them(page: Page, articles: Site) -> None:
    """As Latin words do; without quotes each is a term of its own."""
    assert searched(page, articles, '"is A  test"') == {"articles/2020/old-script/"}
    assert searched(page, articles, "“test a is”") == set()
    assert searched(page, articles, "test a is") == {"articles/2020/old-script/"}


@pytest.mark.parametrize("sign", ["四", "党", "！", "9", "。", "c", "鱼"])
def test_single_characters_are_found(page: Page, articles: Site, sign: str) -> None:
    """At the end of a paragraph too, where nothing stands beside them."""
    truth = scanned(articles, sign) | scanned(articles, sign.upper())
    assert searched(page, articles, sign) == truth


def test_what_is_not_published_is_not_found(page: Page, paper: Path, articles: Site) -> None:
    """Law 5, in the index."""
    assert searched(page, articles, "秘而不宣") == set()
    assert "articles/2022/secret/" not in articles.urls
    files = list((paper / "search").rglob("*.bin"))
    assert files
    assert not [file for file in files if "秘".encode() in file.read_bytes()]
