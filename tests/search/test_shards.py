"""Shards: bounds that stay, names that stay, no more than fits; names that stand for others."""

from __future__ import annotations

from datetime import date

from plugins.core.cards import Card
from plugins.core.register import Name, Organisation, Register
from plugins.search.aliases import aliases_of
from plugins.search.shards import shards_of
from plugins.search.text import BREAK, HEADS, TITLE, line_of, text_of
from tests.makers import article, card


def cards(*lengths: tuple[int, int, int]) -> list[Card]:
    """Return articles by year, month and length."""
    return [
        card(article(number, on=date(year, month, 1), characters=length))
        for number, (year, month, length) in enumerate(lengths)
    ]


def test_a_shard_holds_whole_years_until_it_is_full() -> None:
    """Counted from the oldest, named for the first year."""
    some = cards((2019, 1, 40), (2020, 1, 40), (2021, 1, 40), (2022, 1, 10))
    found = shards_of(some, 100)
    assert {name: len(in_it) for name, in_it in found.items()} == {"2019": 2, "2021": 2}
    assert [one for in_it in found.values() for one in in_it] == some


def test_a_year_that_is_too_long_is_divided_by_months() -> None:
    """And what comes after goes on from there."""
    some = cards((2019, 1, 60), (2019, 2, 60), (2019, 3, 30), (2020, 1, 10))
    assert list(shards_of(some, 100)) == ["201901", "201902"]


def test_new_articles_change_the_newest_shard_alone() -> None:
    """What is full keeps its articles for ever."""
    some = cards((2019, 1, 90), (2020, 1, 90), (2021, 1, 20))
    before = shards_of(some, 100)
    after = shards_of([*some, *cards((2021, 5, 20))], 100)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["2021"]


def test_articles_without_a_word_have_a_shard_too() -> None:
    """Nothing is lost for being empty."""
    assert list(shards_of(cards((2019, 1, 0)), 100)) == ["2019"]
    assert shards_of([]) == {}


def test_names_stand_for_those_at_the_end_of_the_line() -> None:
    """Aliases for the name, what was merged away for its successors, shared aliases for all."""
    third = Organisation("c", "丙支部", "branch", (Name("丙支部"), Name("支部")))
    second = Organisation("b", "乙支部", "branch", (Name("乙支部"),), successor="c")
    first = Organisation("a", "甲支部", "branch", (Name("甲支部"), Name("支部")), successor="b")
    assert aliases_of(Register(branches=(first, second, third))) == {
        "乙支部": ["丙支部"],
        "支部": ["甲支部", "乙支部", "丙支部"],
        "甲支部": ["乙支部", "丙支部"],
    }


def test_the_zones_of_a_line_are_where_the_script_looks_for_them() -> None:
    """Headline, kicker and subtitle, text; blocks apart; marks of notes left out."""
    html = '<p>一句<sup id="r"><a href="#n">1</a></sup>。</p>\n<h2>小题</h2><p>a\nb</p>'
    line = line_of("標题", "引题", text_of(html))
    assert line[:3] == f"标题{BREAK}"
    assert line[TITLE : TITLE + 3] == f"引题{BREAK}"
    assert line[HEADS:] == f"一句。{BREAK}小题{BREAK}a b{BREAK}"


def test_characters_are_searched_alike_one_by_one() -> None:
    """Wide, capital and traditional ones; those without a single counterpart stay."""
    assert line_of("ＡＢ１２ÉΣİ", "", "乾後龍喆")[:7] == "ab12éσİ"
    assert line_of("", "", "乾後龍喆")[HEADS:] == f"干后龙喆{BREAK}"
