"""Headlines are cut where a reader would breathe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.text import clauses, count_characters, plain_text


@pytest.mark.parametrize(
    "headline",
    [
        "两名书记、|八个支部|和公司受表彰",
        "第一分公司党支部|与电信云网发展部党支部签约",
        "对外联建，|对内打基础",
        "参观、座谈、签字，|一次见面议定三个方向",
        "“不忘初心。”|大家都来",
        "四个“联”字写进协议",
        "牢记使命　|砥砺前行",
        "党员踊跃参与志愿服务活动",  # 参与 is one word
        "全年捐款总和超过去年一倍",  # so is 总和
        "Python 3 |与 Java 17 的比较",  # blanks beside Latin letters are no pause
        "青禾集团某某有限公司|北山分公司党支部",
        "甲与乙签约",  # too short to be worth a break
    ],
)
def test_a_headline_may_break_here(headline: str) -> None:
    """After stops and before the “and” of two long parts; nowhere in a word."""
    parts = headline.split("|")
    assert list(clauses("".join(parts))) == parts


@given(st.text(alphabet="甲乙丙与和，、：。！“”》 　ab", max_size=40))
def test_nothing_of_a_headline_is_lost(headline: str) -> None:
    """The parts are the headline, and none begins with a closing sign."""
    parts = clauses(headline)
    assert "".join(parts) == headline
    assert not any(part[0] in "，、：。！”》" for part in parts[1:])


@given(st.text(alphabet="甲乙〇㐀𠀀，。、；：\n \u3000abé7７あ々_-*`", max_size=40))
def test_each_han_character_counts_and_each_run_of_other_letters(text: str) -> None:
    """As one does who looks at one sign after another."""
    count, within = 0, False
    for sign in plain_text(text):
        han = sign in "甲乙〇㐀𠀀"
        letter = sign.isalnum() and not han
        count += han or (letter and not within)
        within = letter
    assert count_characters(text) == count
