"""Captions and their credits, citations, lengths."""

from __future__ import annotations

import pytest

from plugins.archive.citation import online, printed
from plugins.archive.lines import split_credit
from plugins.archive.markdown import Renderer
from plugins.core.records import Byline
from plugins.core.text import reading_minutes
from tests.makers import article


@pytest.mark.parametrize(
    ("caption", "said", "credit"),
    [
        ("签约现场。张三 摄", "签约现场。", "张三 摄"),
        ("图为签约现场　李四　摄影", "图为签约现场", "李四　摄影"),
        ("图为现场 王五 赵六 摄", "图为现场", "王五 赵六 摄"),
        ("小区，示意画，本站绘图", "小区，示意画", "本站绘图"),
        ("合影，张三/摄", "合影", "张三/摄"),
        ("张三 摄", "", "张三 摄"),
        ("图为会场", "图为会场", ""),
        ("大家在江边拍摄", "大家在江边拍摄", ""),
    ],
)
def test_who_made_a_picture_is_told_apart(caption: str, said: str, credit: str) -> None:
    """However newspapers write it; nothing of the caption is lost."""
    assert split_credit(caption) == (said, credit)


def test_a_credit_stands_in_a_line_of_its_own() -> None:
    """In the page's HTML."""
    html = Renderer({}, "", {}).render('![桥](/a.png "新桥。张三 摄")\n', "articles/a.md").html
    assert '<figcaption>新桥。<span class="credit">张三 摄</span></figcaption>' in html


def test_an_article_is_cited_by_the_national_standard() -> None:
    """GB/T 7714-2015: [N] in print with date and sheet, [N/OL] with the day of reading."""
    people = Byline(reporter=("张三", "李四"), correspondent=("王五", "赵六"))
    one = article(5, title="春天里", subtitle="一次党课", sheet=3, byline=people)
    assert printed(one, "青禾报") == (
        "张三, 李四, 王五, 等. 春天里: 一次党课[N]. 青禾报, 2023-01-06(3)."
    )
    nobody = article(5, title="春天里")
    assert printed(nobody, "青禾报") == "春天里[N]. 青禾报, 2023-01-06."
    before, after = online(nobody, "青禾报", "https://example.org/a/")
    assert f"{before}2026-01-02{after}" == (
        "春天里[N/OL]. 青禾报, 2023-01-06[2026-01-02]. https://example.org/a/."
    )


@pytest.mark.parametrize(("characters", "minutes"), [(1, 1), (400, 1), (1160, 3), (4000, 10)])
def test_reading_takes_as_long_as_han_characters_take(characters: int, minutes: int) -> None:
    """1,160 Chinese characters are three minutes, not the 81 words that blanks would count."""
    assert reading_minutes(characters) == minutes
