"""Bytes to text, lines to paragraphs, and what Chinese print wants of blanks and punctuation."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.desk.newspaper.dates import find_dates, is_date_line
from plugins.desk.newspaper.decode import UndecodableError, decode
from plugins.desk.newspaper.lines import complete, read_lines, setting
from plugins.desk.newspaper.typography import han, tidy, tidy_line

PROSE = "白杨水务公司第一党支部开展义务植树，党员三十人参加。\n栽下树苗二百棵。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_every_usual_encoding_gives_the_same_text(encoding: str) -> None:
    """A file saved by any program of the last thirty years reads as what was typed."""
    assert decode(PROSE.encode(encoding)) == PROSE


def test_line_ends_and_control_characters_do_not_reach_the_text() -> None:
    """What YAML cannot carry, and invisible marks, are gone; line ends are line feeds."""
    assert decode("甲\r\n乙\r丙\u2028丁\x07\u200b\ufeff戊".encode()) == "甲\n乙\n丙\n丁戊"


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 40, bytes(range(256)), b"\xff\xfe\x00\xd8"])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    """A picture or a program is not taken for an article."""
    with pytest.raises(UndecodableError):
        decode(data)


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("　　白 杨 水务 公司,开展活动:植树(二百棵)", "白杨水务公司，开展活动：植树（二百棵）"),
        ("上午9:30开始,增长3,000元(约5%),参加", "上午9:30开始，增长3,000元（约5%），参加"),
        (
            "见http://example.org/a,b:c?d=(1),联系a.b@example.org,谢谢",
            "见http://example.org/a,b:c?d=(1)，联系a.b@example.org，谢谢",
        ),
        ("采用Python 3 (CPython), C++; ok", "采用Python 3 (CPython), C++; ok"),
        ("２０２３年５月增长１２％", "2023年5月增长12%"),
        ("获奖者：李一 王二 张三三 名单如下", "获奖者：李一 王二 张三三 名单如下"),
        ("“双联” 行动 全面 铺开.", "“双联”行动全面铺开。"),
        ("共8 人， 其中 3 人到会", "共8 人，其中 3 人到会"),
    ],
)
def test_prose_is_set_as_chinese_print_wants(source: str, printed: str) -> None:
    """Full-width beside Han; numbers, times, addresses, Latin text and name lists as they were."""
    assert tidy(source) == printed


def test_a_headline_keeps_the_blank_between_its_phrases() -> None:
    """The blank of 甲 乙 is the printed form of two phrases, however wide it was typed."""
    assert tidy_line("义务植树　　绿化家园") == "义务植树 绿化家园"


@given(st.text(alphabet="白杨公司，。,:()（） 　“”0123aZ./@:\t", max_size=60))
def test_setting_a_paragraph_keeps_its_words_and_is_done_once(text: str) -> None:
    """No Han character comes or goes, and a second pass changes nothing."""
    once = tidy(text)
    assert han(once) == han(text)
    assert tidy(once) == once


@pytest.mark.parametrize(
    ("line", "ended"),
    [
        ("活动结束。", True),
        ("他说：“好。”", True),
        ("活动结束。（李一）", True),
        ("分三步走：", True),
        ("共同开展品牌", False),
        ("称为“先锋”", False),
        ("发言（见图）", False),
        ("水、电、", False),
    ],
)
def test_a_paragraph_ends_only_with_a_sentence(line: str, *, ended: bool) -> None:
    """Closing quotes and brackets end a paragraph only if a sentence ends inside or before them."""
    assert complete(line) is ended


def test_a_narrow_column_is_told_from_paragraphs_on_one_line() -> None:
    """Hard-wrapped lines of like length have a width; whole paragraphs have none."""
    narrow = "\n".join("党员们冒着细雨一直干到了中午" for _ in range(9)) + "\n收工。"
    wide = "\n".join("党员们冒着细雨一直干到了中午才收工回家。" for _ in range(9))
    assert setting(read_lines(narrow)).width == 28
    assert setting(read_lines(wide)).width is None


def test_dates_are_found_in_figures_and_in_words() -> None:
    """Whole dates, each once, in order; a day that no calendar has is none."""
    text = "2023年5月18日、2023-05-18、二〇二三年十二月三十一日、2023年2月30日、5月1日"
    assert find_dates(text) == (date(2023, 5, 18), date(2023, 12, 31))


def test_a_date_line_holds_nothing_else() -> None:
    """A line with the date and weekday fixes the date of print; a sentence with one does not."""
    assert is_date_line("2023年5月18日 星期四")
    assert not is_date_line("2023年5月18日，公司植树。")
